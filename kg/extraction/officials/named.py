"""The officials of an article: sightings put together, names without titles given to whom they mean."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import starmap

from kg.extraction.mentions import Mention, OfficialMention
from kg.extraction.officials.find import Reading
from kg.extraction.officials.link import Context, Person, Seen, best, by_part, mentions_of, parts, people
from kg.extraction.officials.posts import inherited, official_of
from kg.extraction.officials.sighting import Sighting
from kg.extraction.officials.state import parties_of
from kg.model import Official, Span


def officials(
    readings: Sequence[Reading], spans: Sequence[Span], heads: frozenset[Span], context: Context
) -> tuple[tuple[Official, ...], list[Mention]]:
    """The officials of an article with all mentions of them.

    Args:
        readings: the sentences as they were read.
        spans: the sentence of each reading.
        heads: headings among the sentences, which name nobody whom the text does not.
        context: what the article says as a whole.
    """
    found = people(_introduced(readings, spans, heads), context)
    _add_bare(found, readings, spans, context)
    found = [p for p in found if any(s.sighting.rule for s in p.seen)]
    codes = parties_of(found, context)
    mentions = mentions_of(found)
    posts = [inherited(n, found, mentions) for n in range(len(found))]
    records = tuple(starmap(official_of, zip(found, codes, posts, strict=True)))
    pairs = zip(found, records, strict=True)
    return records, [mention for person, record in pairs for mention in _mentions(person, record)]


def _introduced(readings: Sequence[Reading], spans: Sequence[Span], heads: frozenset[Span]) -> list[Seen]:
    """The sightings of a text; those of headings only where the text has the name or none at all."""
    seen = [Seen(s, spans[n], spans[n] in heads) for n, r in enumerate(readings) for s in r.sightings]
    body = {parts(s.sighting.name) for s in seen if s.sentence not in heads}
    return [s for s in seen if s.sentence not in heads or not body or _is_known(s.sighting, body)]


def _is_known(sighting: Sighting, body: Iterable[tuple[str, ...]]) -> bool:
    mine = set(parts(sighting.name))
    return any(mine <= set(theirs) for theirs in body)


def _mentions(person: Person, record: Official) -> Iterator[Mention]:
    for one in person.seen:
        yield OfficialMention(one.sighting.span, one.sighting.name_span, record.name)


def _add_bare(
    found: Sequence[Person], readings: Sequence[Reading], spans: Sequence[Span], context: Context
) -> None:
    """Give names without a title to the persons known by them."""
    index = by_part(found)
    for reading, span in zip(readings, spans, strict=True):
        for sighting in _bare(reading, index.keys()):
            person = best(sighting, found, index, context)
            if person:
                person.add(Seen(sighting, span))


def _bare(reading: Reading, known: AbstractSet[str]) -> Iterator[Sighting]:
    """Names without a title whose parts earlier sightings have made known."""
    row = reading.row
    for n, element in enumerate(reading.elements):
        if element.symbol not in "NM" or n in reading.used:
            continue
        first, last = element.inner, element.inner_last
        while last - first > 1 and not set(parts(row.part(first, last))) <= known:
            last -= 1
        name = row.part(first, last)
        if parts(name) and set(parts(name)) <= known:
            yield Sighting(row.span(element.first, last), row.span(first, last), name, "")
