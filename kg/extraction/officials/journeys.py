"""Where a report has its subject travel: whom a visitor meets there is of that state."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.officials.find import Reading
from kg.extraction.officials.rules import phrase_words
from kg.extraction.officials.sighting import Sighting
from kg.language.rows import Row

_REACH = 8  # tokens between a verb of travel and where it leads
_AFTER = frozenset(
    {"and", "from", "on", "for", "to", "in", "where", "this", "next", "at", "with", "as", "today"}
)
_KINDS = frozenset({"name", "capital", "place", "abbreviation"})


def with_journeys(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings, each official who is met given the state that the report has travelled to last."""
    here: str | None = None
    for reading in readings:
        stops = list(_stops(reading.row))
        several = len({code for _, code in stops}) > 1
        here = None if several else stops[-1][1] if stops else here
        yield replace(reading, sightings=tuple(_placed(s, here) for s in reading.sightings))


def _placed(sighting: Sighting, here: str | None) -> Sighting:
    met = not sighting.codes and (sighting.link or "").startswith("against")
    return replace(sighting, visited=here) if met else sighting


def _stops(row: Row) -> Iterator[tuple[int, str]]:
    """Where a sentence travels to: places and states after a verb of travel, with their offsets."""
    verb, travels = -_REACH, phrase_words("travels")
    for at, key in enumerate(row.keys):
        verb = at if key in travels else verb
        hit = row.hit(at)
        if hit and hit.first == at and at - verb < _REACH and hit.entry.kind in _KINDS:
            alone = not row.key(hit.last)[:1].isalpha() or row.key(hit.last) in _AFTER
            if alone and len(hit.entry.codes) == 1 and not hit.entry.organization:
                yield row.tokens[at].start, hit.entry.codes[0]
