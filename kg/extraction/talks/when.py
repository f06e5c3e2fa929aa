"""When: the date nearest to each trigger of a sentence."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.extraction.mentions import (
    DateMention,
    Mention,
)
from kg.extraction.talks.hit import Hit
from kg.extraction.talks.near import distance
from kg.extraction.talks.rules import words
from kg.model import Span

_PLACE_LEAD = words("place-lead")
_DIRECT = words("directly")
_NOT_SINCE = words("not-since")
_COORDINATED = words("coordinated")
_WHEN = re.compile(r"[^.;]{0,60}, when\b[^.;]{0,90}$")
_APPOSED = re.compile(r"^[^;.]{0,60}, (?:namely )?(?:the|a) $")
_AT_BODY = words("at-body")
_NEAR = 90  # characters between a visit and the meeting that is part of it
_TOLD_ON = words("told-on")


def dates_of(
    text: str, sentence: Span, hits: Sequence[Hit], mentions: Sequence[Mention]
) -> tuple[DateMention | None, ...]:
    """The date of each trigger: the nearest one that no other trigger is nearer to."""
    dates = [m for m in mentions if isinstance(m, DateMention) and not _since(text, m.span)]
    pairs = sorted(
        (distance(text, hit, date.span, sentence), i, j)
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


def _shared(
    text: str, hits: Sequence[Hit], found: Sequence[DateMention | None]
) -> tuple[DateMention | None, ...]:
    """A date also serves the other part of a coordination or of a list after a colon."""
    out = list(found)
    pairs = range(1, len(hits))
    gaps = [text[one.span.end : two.span.start] for one, two in pairwise(hits)]
    visits = [i for i in pairs if _within_visit(text, hits[i - 1], hits[i])]
    named = [i for i in reversed(pairs) if _named_pair(text, hits[i - 1], hits[i])]
    _lend_back(out, [i for i in pairs if hits[i].margin])
    _lend_on(out, [i for i in pairs if _goes_on(gaps[i - 1])])
    _lend_back(out, [i for i in pairs if _DURING.search(gaps[i - 1])])
    _lend_on(out, [i for i in visits if _FOR_IT.search(gaps[i - 1])])
    _lend_back(out, [*visits, *named])
    return tuple(out)


def _lend_on(out: list[DateMention | None], pairs: Iterable[int]) -> None:
    """Give the date of the talk before to those that have none."""
    for i in pairs:
        out[i] = out[i] or out[i - 1]


def _lend_back(out: list[DateMention | None], pairs: Iterable[int]) -> None:
    """Give a talk's date to the one before it that has none."""
    for i in pairs:
        out[i - 1] = out[i - 1] or out[i]


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
