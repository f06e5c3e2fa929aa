"""Where a talk took place: a city or site after "in" or "at", a ministry, a site that no list knows."""

import re
from collections.abc import Sequence

from kg.extraction.mentions import BodyMention, DateMention, Mention, PartyMention, PlaceMention
from kg.extraction.talks.hit import Hit
from kg.extraction.talks.near import distance
from kg.extraction.talks.rules import words
from kg.model import Place, Span

_PLACE_LEAD = words("place-lead")
_AT_BODY = words("at-body")
_CLAUSE = 160  # farther than this is another clause
_NEAR = 120  # characters between a talk and the body where it sat


def places_of(
    text: str,
    sentence: Span,
    hits: Sequence[Hit],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention | None],
) -> tuple[Place | None, ...]:
    """The place of each trigger: a city or site after "in" or "at", each for the trigger nearest to it.

    A trigger without a place of its own shares the nearest one, unless its day is another.
    """
    places = [
        m for m in mentions if isinstance(m, PlaceMention) and m.place.state and _led_in(text, sentence, m)
    ]
    own = _nearest(text, sentence, hits, places, dates)
    return tuple(
        _where(text, sentence, hit, mentions)
        or (places[j].place if j is not None else _site(text, sentence, hit, mentions))
        for hit, j in zip(hits, own, strict=True)
    )


def _nearest(
    text: str,
    sentence: Span,
    hits: Sequence[Hit],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention | None],
) -> list[int | None]:
    """For each trigger the index of its place."""
    costs = sorted(
        (cost, m.span.start, i, j)
        for i, hit in enumerate(hits)
        for j, m in enumerate(places)
        if hit.rule.kind == "visit" or not text.endswith("to visit ", sentence.start, m.span.start)
        if (cost := distance(text, hit, m.span, sentence)) < _CLAUSE
    )
    own: list[int | None] = [None] * len(hits)
    for _cost, _at, i, j in costs:
        if own[i] is None and j not in own:
            own[i] = j
    for _cost, _at, i, j in costs:
        if own[i] is None and (j not in own or not _days_apart(dates[i], dates[own.index(j)])):
            own[i] = j
    return own


def _led_in(text: str, sentence: Span, mention: PlaceMention) -> bool:
    return bool(_PLACE_LEAD.search(text[max(sentence.start, mention.span.start - 30) : mention.span.start]))


def _days_apart(one: DateMention | None, two: DateMention | None) -> bool:
    """Whether two dates are known and not the same."""
    return one is not None and two is not None and one.span != two.span


_WHERE = re.compile(r"(?:, [A-Z][\w .]{2,25})?,? where\b[^;.]{0,90}$")


def _where(text: str, sentence: Span, hit: Hit, mentions: Sequence[Mention]) -> Place | None:
    """The city of "in Oslo, where she met B"."""
    cut = text.rfind(" where ", sentence.start, hit.span.start)
    if cut < 0:
        return None
    known = [m for m in mentions if isinstance(m, PlaceMention) and m.span.end <= cut + 1]
    if not known or not _WHERE.fullmatch(text, known[-1].span.end, hit.span.start):
        return None
    return known[-1].place


def _site(text: str, sentence: Span, hit: Hit, mentions: Sequence[Mention]) -> Place | None:
    """A ministry or headquarters after "at", where no city is named."""
    for m in mentions:
        if not isinstance(m, BodyMention) or distance(text, hit, m.span, sentence) > _NEAR:
            continue
        if lead := _AT_BODY.search(text[max(sentence.start, m.span.start - 40) : m.span.start]):
            return _seat(text, m, _latter(m, mentions) if lead["latter"] else m.party)
    return _unlisted(text, sentence, hit, mentions)


def _latter(body: BodyMention, mentions: Sequence[Mention]) -> str | None:
    """The state of "at the latter's Ministry of Defence"."""
    named = [m for m in mentions if isinstance(m, PartyMention) and m.span.end <= body.span.start]
    return named[-1].codes[-1] if named else body.party


def _seat(text: str, body: BodyMention, party: str | None) -> Place:
    """A body as a place; "headquarters" alone is told by the words before it."""
    whole = " " in body.label or body.label.isupper()
    told = body.label if whole else body.span.of(text).removeprefix("the ")
    return Place(told, party if party and len(party) == _STATE else None)


_STATE = 2  # letters of an ISO code
_SITE = words("unlisted-site")


def _unlisted(text: str, sentence: Span, hit: Hit, mentions: Sequence[Mention]) -> Place | None:
    """A site that no list knows, right behind the talk: "commenced at Pithoragarh"."""
    found = _SITE.match(text, hit.span.end, sentence.end)
    if found is None:
        return None
    site = Span(*found.span("site"))
    taken = any(m.span.start < site.end and site.start < m.span.end for m in mentions)
    return None if taken else Place(site.of(text))
