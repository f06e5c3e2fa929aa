"""Readers of the date grammar: a match of a rule and the dateline become a `When`.

A missing year is the one that brings the day nearest to the dateline; without a dateline it stays open.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg.model import Precision, Span, When

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date; `days` counts from the day under discussion: -1 for "a day earlier", 0 for "the same day"."""

    span: Span
    when: When | None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """What an expression is read against.

    Attributes:
        published: the day of publication, None where unknown.
        future: whether the sentence looks ahead at this point.
        year: a year that the sentence has set before ("in 2017 … in May").
    """

    published: date | None
    future: bool = False
    year: int | None = None


Match = re.Match[str]
Reader = Callable[[Match, Dateline], When | int | None]


def group(match: Match, name: str) -> str | None:
    """A group of the match, None where the rule has none of that name."""
    return match.groupdict().get(name)


def _month(match: Match, name: str = "mon") -> int | None:
    word = group(match, name)
    if word is None:
        return None
    if word.isdigit():
        return int(word)
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(word.lower().rstrip(".")[:3]))


def _figure(word: str) -> int:
    """15 of "15th"."""
    return int(word.rstrip("stndrh"))


def shift_of(word: str | None) -> int:
    """-1, 0 or 1 for "last", "this", "next"."""
    first = (word or "").lower()
    return -1 if first.startswith(("last", "the previous")) else 1 if first.startswith("next") else 0


def year_of(match: Match, line: Dateline) -> int | None:
    """The year that the expression itself or its sentence names."""
    if digits := group(match, "year"):
        return int(digits)
    relative = group(match, "rel")
    if relative in ("the same year", "that year"):
        return line.year or (line.published.year if line.published else None)
    if relative and line.published:
        return line.published.year + shift_of(relative)
    return None if relative else line.year


def _real(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _nearest(month: int, day: int, line: Dateline) -> date | None:
    """The day of that name nearest to the dateline; one ahead counts double unless the text looks ahead."""
    if line.published is None:
        return None
    published, weight = line.published, 1 if line.future else 2
    near = (_real(published.year + shift, month, day) for shift in (0, -1, 1))
    return min(
        (d for d in near if d),
        key=lambda d: (d - published).days * weight if d > published else (published - d).days,
        default=None,
    )


def when_of(text: str, precision: Precision, first: date, last: date) -> When:
    """A date between two days."""
    return When(text.strip(" ,("), precision, first, last)


def on(text: str, day: date) -> When:
    """One day."""
    return when_of(text, "day", day, day)


def whole_month(text: str, year: int, month: int) -> When:
    """A month."""
    return when_of(text, "month", date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def whole_year(text: str, year: int) -> When:
    """A year."""
    return when_of(text, "year", date(year, 1, 1), date(year, 12, 31))


def _day_of(match: Match, line: Dateline, month: int, day: int) -> When | None:
    year = year_of(match, line)
    if year is None and line.published is None:
        known = _real(2000, month, day)
        return When(match[0].strip(), "open-year", month_day=f"--{month:02}-{day:02}") if known else None
    found = _real(year, month, day) if year else _nearest(month, day, line)
    return on(match[0], found) if found else None


def day(match: Match, line: Dateline) -> When | None:
    """A day of a named month."""
    month = _month(match)
    return _day_of(match, line, month, _figure(match["d"])) if month else None


def days(match: Match, line: Dateline) -> When | None:
    """From one day to another, in one month or two."""
    month, month2 = _month(match), _month(match, "mon2")
    month, month2 = month or month2, month2 or month
    first, last = _figure(match["d"]), _figure(match["d2"])
    if not month or not month2 or (month == month2 and first >= last):
        return None
    end = _day_of(match, line, month2, last)
    if end is None or end.earliest is None:
        return end
    start = _real(end.earliest.year - (month > month2), month, first)
    return when_of(match[0], "range", start, end.earliest) if start else None


_PARTS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "early": (1, 10), "beginning": (1, 10), "start": (1, 10), "first half": (1, 15), "first week": (1, 7),
        "mid": (11, 20), "middle": (11, 20), "second week": (8, 14), "third week": (15, 21),
        "late": (21, 31), "end": (21, 31), "second half": (16, 31), "fourth week": (22, 28),
        "last week": (24, 31),
    }
)  # fmt: skip


def _month_in(match: Match, line: Dateline) -> tuple[int, int] | None:
    """Year and month that an expression names or implies."""
    published = line.published
    if word := group(match, "month"):
        return moved(published, shift_of(word)) if published else None
    month, year = _month(match), year_of(match, line)
    if month is None or (year is None and published is None):
        return None
    if year is not None:
        return year, month
    return _implied(month, group(match, "which"), line)


def _implied(month: int, which: str | None, line: Dateline) -> tuple[int, int] | None:
    """A month without a year: the last one, or the next where the sentence looks ahead."""
    if line.published is None:
        return None
    year, now = line.published.year, line.published.month
    if which and which.lower() == "last":
        return (year if month < now else year - 1), month
    if shift_of(which) > 0 or line.future:
        return (year if month >= now else year + 1), month
    if which:
        return year, month
    return (year if month <= now else year - 1), month


def moved(published: date, months: int) -> tuple[int, int]:
    """Year and month so many months from a day."""
    index = published.year * 12 + published.month - 1 + months
    return index // 12, index % 12 + 1


def month(match: Match, line: Dateline) -> When | None:
    """A whole month."""
    found = _month_in(match, line)
    return whole_month(match[0], *found) if found else None


def part(match: Match, line: Dateline) -> When | None:
    """Early, middle or late in a month."""
    found = _month_in(match, line)
    if not found:
        return None
    first, last = _PARTS[match["part"].lower()]
    end = min(last, monthrange(*found)[1])
    return when_of(match[0], "part-of-month", date(*found, first), date(*found, end))


def day_of_month(match: Match, line: Dateline) -> When | None:
    """A day whose month is the dateline's, or the one beside it."""
    if not line.published:
        return None
    shift = shift_of(group(match, "month")) if group(match, "month") else None
    moves = (shift,) if shift is not None else (0, -1)
    tries = (_real(*moved(line.published, s), _figure(match["d"])) for s in moves)
    ahead = shift is not None or line.future
    found = next((d for d in tries if d and (ahead or d <= line.published)), None)
    return on(match[0], found) if found else None
