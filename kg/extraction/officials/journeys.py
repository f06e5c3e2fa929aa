"""Where a report has its subject travel: whom a visitor meets there is of that state."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.officials.find import Reading
from kg.extraction.officials.rules import phrase_words
from kg.extraction.officials.sighting import Sighting
from kg.language.rows import Row

_REACH = 8  # tokens between a verb of travel and where it leads
_FAR = 30  # the same where "to" stands before it: "the visit of the Minister of Roads of Peru to Chile"
_AFTER = frozenset(
    {"and", "from", "on", "for", "to", "in", "where", "this", "next", "at", "with", "as", "today"}
)
_HOSTS = re.compile(r"\s+(?:also |today |then )?(?:received|hosted|welcomed|greeted)\b")
_KINDS = frozenset({"name", "capital", "place", "abbreviation"})


def with_journeys(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings, each official who is met given the state that the report has travelled to last."""
    here: str | None = None
    for reading in readings:
        stops = list(_stops(reading.row))
        several = len({code for _, code, _ in stops}) > 1
        here = None if several else stops[-1][1] if stops else here
        to = None if several else next((stop for stop in stops if stop[2]), None)
        sightings = (_placed(reading, n, here, to) for n in range(len(reading.sightings)))
        yield replace(reading, sightings=tuple(sightings))


def _placed(reading: Reading, place: int, here: str | None, to: tuple[int, str, bool] | None) -> Sighting:
    """The sighting with the state in which its bearer is met or is host, or to which the bearer travels."""
    sighting = reading.sightings[place]
    if sighting.codes:
        return sighting
    host = _HOSTS.match(reading.row.text, sighting.span.end)
    if host or (sighting.link or "").startswith("against"):
        return replace(sighting, visited=here)
    others = reading.sightings[1:2]
    alone = to is not None and all(to[0] < other.span.start for other in others)
    travels = alone and to is not None and place == 0 and not sighting.link and sighting.span.end < to[0]
    return replace(sighting, unlike=(*sighting.unlike, to[1])) if to and travels else sighting


def _stops(row: Row) -> Iterator[tuple[int, str, bool]]:
    """Where a sentence travels to: offset, code and whether by a state's name."""
    verb, travels = -_FAR, phrase_words("travels")
    for at, key in enumerate(row.keys):
        verb = at if key in travels else verb
        hit = row.hit(at)
        if hit is None or hit.first != at or hit.entry.kind not in _KINDS:
            continue
        led = row.key(at - 1 - (row.key(at - 1) == "the")) == "to"
        alone = (
            (led and hit.entry.kind == "name")
            or not row.key(hit.last)[:1].isalpha()
            or row.key(hit.last) in _AFTER
        )
        near = at - verb < (_FAR if led else _REACH)
        if near and alone and len(hit.entry.codes) == 1 and not hit.entry.organization:
            yield row.tokens[at].start, hit.entry.codes[0], hit.entry.kind == "name"
