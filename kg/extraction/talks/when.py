"""When and where: the date and the place nearest to each trigger of a sentence."""

import re
from collections.abc import Sequence

from kg.extraction.mentions import (
    BodyMention,
    DateMention,
    Mention,
    PartyMention,
    PlaceMention,
)
from kg.extraction.talks.hit import Hit, fronted
from kg.extraction.talks.rules import words
from kg.model import Place, Span

_PLACE_LEAD = words("place-lead")
_DIRECT = words("directly")
_NOT_SINCE = words("not-since")
_COORDINATED = words("coordinated")
_WHEN = re.compile(r"[^.;]{0,60}, when\b[^.;]{0,90}$")
_APPOSED = re.compile(r"^[^;.]{0,60}, (?:namely )?(?:the|a) $")
_AT_BODY = words("at-body")
_NEAR = 90  # characters between a visit and the meeting that is part of it


def dates_of(
    text: str, sentence: Span, hits: Sequence[Hit], mentions: Sequence[Mention]
) -> tuple[DateMention | None, ...]:
    """The date of each trigger: the nearest one that no other trigger is nearer to."""
    dates = [m for m in mentions if isinstance(m, DateMention) and not _since(text, m.span)]
    pairs = sorted(
        (_distance(text, hit, date.span, sentence), i, j)
        for i, hit in enumerate(hits)
        for j, date in enumerate(dates)
        if not hit.margin or _DIRECT.match(text[hit.span.end : date.span.start])
    )
    found: list[DateMention | None] = [None] * len(hits)
    used: set[int] = set()
    for cost, i, j in pairs:
        if found[i] is None and j not in used and cost < 260:  # noqa: PLR2004 - beyond a clause
            found[i] = dates[j]
            used.add(j)
    return _shared(text, hits, found)


def _since(text: str, span: Span) -> bool:
    """Whether a date is no day of a talk: the start of a time, or the day of a statement."""
    if _TOLD_ON.search(text[max(0, span.start - 60) : span.start]):
        return True
    if _NOT_SINCE.search(text[max(0, span.start - 50) : span.start]):
        return False
    return bool(
        re.search(
            r"\b(?:[Ss]ince|until|till|[Ff]rom) (?:the )?$",
            text[max(0, span.start - 12) : span.start],
        )
    ) and not re.match(r"[^,;.]{0,12}\bto\b", text[span.end : span.end + 16])


_OTHER_VERB = words("other-verb")
_TOLD_ON = words("told-on")
_OTHER_DAY = words("other-day")
_OTHER_EVENT = words("other-event")
_SET_FOR = words("set-for")
_REPORTED = re.compile(
    r"\b(?:said|added|noted|recalled|stressed|told|explained|pointed out)\b[^;]{0,40}\bthat\b"
)
_FARTHEST = 500  # characters between a talk and its date in any sentence met
_BEYOND = 10_000  # farther than any limit


def _distance(text: str, hit: Hit, span: Span, sentence: Span) -> int:
    """How far a phrase is from a trigger; punctuation between makes it further, a sentence's start nearer."""
    low, high = (hit.span.end, span.start) if hit.span.end <= span.start else (span.end, hit.span.start)
    if high <= low:
        return 0
    if high - low > _FARTHEST:
        return _BEYOND
    gap = text[low:high]
    if high == span.start and gap.startswith(",") and fronted(text, sentence.start, hit):
        return _BEYOND
    if high == span.start and _OTHER_EVENT.search(gap) and not _NOT_SINCE.search(gap):
        return _BEYOND
    told = text[max(sentence.start, span.start - 50) : span.start]
    if (
        _OTHER_VERB.search(gap)
        or _REPORTED.search(gap)
        or (span.end <= hit.span.start and _OTHER_DAY.search(told))
    ):
        return _BEYOND
    cost = (
        len(gap)
        + 300 * gap.count(";")
        + 25 * len(re.findall(r"\b(?:which|where|when|who|that|since)\b", gap))
    )
    if span.end <= hit.span.start:
        cost += 40
    if high == span.start and _SET_FOR.search(gap):
        return cost // 8
    opens = span.end <= hit.span.start and span.start - sentence.start < 14  # noqa: PLR2004 - "On Friday, "
    return cost // 3 if opens else cost


def _shared(
    text: str, hits: Sequence[Hit], found: Sequence[DateMention | None]
) -> tuple[DateMention | None, ...]:
    """A date also serves the other part of a coordination or of a list after a colon."""
    out = list(found)
    pairs = range(1, len(hits))
    back = [i for i in pairs if hits[i].margin]
    on = [i for i in pairs if _goes_on(text[hits[i - 1].span.end : hits[i].span.start])]
    visits = [i for i in pairs if _within_visit(text, hits[i - 1], hits[i])]
    named = [i for i in reversed(pairs) if _named_pair(text, hits[i - 1], hits[i])]
    for i in back:
        out[i - 1] = out[i - 1] or out[i]
    for i in on:
        out[i] = out[i] or out[i - 1]
    for i in (i for i in pairs if _DURING.search(text[hits[i - 1].span.end : hits[i].span.start])):
        out[i - 1] = out[i - 1] or out[i]
    for i in (i for i in visits if _FOR_IT.search(text[hits[i - 1].span.end : hits[i].span.start])):
        out[i] = out[i] or out[i - 1]
    for i in (*visits, *named):
        out[i - 1] = out[i - 1] or out[i]
    return tuple(out)


_FOR_IT = words("for")
_DURING = words("during")
_BESIDE = words("beside-visit")


def _within_visit(text: str, one: Hit, two: Hit) -> bool:
    if _BESIDE.search(text[one.span.end : two.span.start]):
        return False
    return one.rule.form == "visit" and two.span.start - one.span.end < _NEAR


def _goes_on(gap: str) -> bool:
    return ":" in gap or any(p.search(gap) for p in (_COORDINATED, _APPOSED, _WHEN))


def _named_pair(text: str, one: Hit, two: Hit) -> bool:
    gap = text[one.span.end : two.span.start]
    return bool(one.name and two.name and re.fullmatch(r",? and (?:the )?", gap))


def _led_in(text: str, sentence: Span, mention: PlaceMention) -> bool:
    return bool(_PLACE_LEAD.search(text[max(sentence.start, mention.span.start - 30) : mention.span.start]))


_BEGINS = words("begins")
_ENDS = words("ends")
_LONG = words("days-long")
_NUMBER = ("two", "three", "four", "five", "six", "seven")


def extent_of(
    text: str, sentence: Span, hit: Hit, start: DateMention | None, mentions: Sequence[Mention]
) -> tuple[DateMention | None, int]:
    """How far a talk reaches beyond its date: its last day, or its days (negative: the date ends it)."""
    if start is None:
        return None, 0
    lead = text[max(sentence.start, start.span.start - 70) : start.span.start]
    begins, ends = _BEGINS.search(lead), _ENDS.search(lead)
    if begins and (last := _last_day(text, start, mentions)):
        return last, 0
    long = _LONG.search(text, max(sentence.start, hit.span.start - 60), min(sentence.end, hit.span.end + 60))
    if not long or not (begins or ends):
        return None, 0
    word = long["n"].lower()
    days = int(word) if word.isdigit() else _NUMBER.index(word) + 2
    return None, days if begins else -days


def _last_day(text: str, start: DateMention, mentions: Sequence[Mention]) -> DateMention | None:
    for m in mentions:
        if isinstance(m, DateMention) and m.span.start > start.span.end:
            gap = text[start.span.end : m.span.start]
            if len(gap) < _NEAR_DATE and _ENDS.search(gap):
                return m
    return None


_NEAR_DATE = 100  # characters between the first and the last day


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
    own: list[int | None] = [None] * len(hits)
    costs = sorted(
        (cost, m.span.start, i, j)
        for i, hit in enumerate(hits)
        for j, m in enumerate(places)
        if hit.rule.kind == "visit" or not text.endswith("to visit ", sentence.start, m.span.start)
        if (cost := _distance(text, hit, m.span, sentence)) < 160  # noqa: PLR2004 - beyond a clause
    )
    for _cost, _at, i, j in costs:
        if own[i] is None and j not in own:
            own[i] = j
    for _cost, _at, i, j in costs:
        if own[i] is None and (j not in own or not _days_apart(dates[i], dates[own.index(j)])):
            own[i] = j
    return tuple(
        _where(text, sentence, hit, mentions)
        or (places[j].place if j is not None else _site(text, sentence, hit, mentions))
        for hit, j in zip(hits, own, strict=True)
    )


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
        if not isinstance(m, BodyMention) or _distance(text, hit, m.span, sentence) > 120:  # noqa: PLR2004
            continue
        if lead := _AT_BODY.search(text[max(sentence.start, m.span.start - 40) : m.span.start]):
            party = m.party
            if lead["latter"]:
                named = [p for p in mentions if isinstance(p, PartyMention) and p.span.end <= m.span.start]
                party = named[-1].codes[-1] if named else party
            told = m.label if " " in m.label or m.label.isupper() else m.span.of(text).removeprefix("the ")
            return Place(told, party if party and len(party) == _STATE else None)
    return _unlisted(text, sentence, hit, mentions)


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
