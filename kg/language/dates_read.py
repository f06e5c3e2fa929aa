"""Readers of the date grammar: a match of a rule and the dateline become a `When`.

A missing year is the one that brings the day nearest to the dateline; without a dateline it stays open.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from kg.model import Precision, When

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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


def _group(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _month(match: Match, name: str = "mon") -> int | None:
    word = _group(match, name)
    if word is None:
        return None
    if word.isdigit():
        return int(word)
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(word.lower().rstrip(".")[:3]))


def _figure(word: str) -> int:
    """15 of "15th"."""
    return int(word.rstrip("stndrh"))


def _shift(word: str | None) -> int:
    """-1, 0 or 1 for "last", "this", "next"."""
    first = (word or "").lower()
    return -1 if first.startswith(("last", "the previous")) else 1 if first.startswith("next") else 0


def _year(match: Match, line: Dateline) -> int | None:
    """The year that the expression itself or its sentence names."""
    if digits := _group(match, "year"):
        return int(digits)
    relative = _group(match, "rel")
    if relative in ("the same year", "that year"):
        return line.year or (line.published.year if line.published else None)
    if relative and line.published:
        return line.published.year + _shift(relative)
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


def _when(text: str, precision: Precision, first: date, last: date) -> When:
    return When(text.strip(" ,("), precision, first, last)


def _on(text: str, day: date) -> When:
    return _when(text, "day", day, day)


def _whole_month(text: str, year: int, month: int) -> When:
    return _when(text, "month", date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _whole_year(text: str, year: int) -> When:
    return _when(text, "year", date(year, 1, 1), date(year, 12, 31))


def _day_of(match: Match, line: Dateline, month: int, day: int) -> When | None:
    year = _year(match, line)
    if year is None and line.published is None:
        known = _real(2000, month, day)
        return When(match[0].strip(), "open-year", month_day=f"--{month:02}-{day:02}") if known else None
    found = _real(year, month, day) if year else _nearest(month, day, line)
    return _on(match[0], found) if found else None


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
    return _when(match[0], "range", start, end.earliest) if start else None


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
    if word := _group(match, "month"):
        return _moved(published, _shift(word)) if published else None
    month, year = _month(match), _year(match, line)
    if month is None or (year is None and published is None):
        return None
    if year is not None:
        return year, month
    return _implied(month, _group(match, "which"), line)


def _implied(month: int, which: str | None, line: Dateline) -> tuple[int, int] | None:
    """A month without a year: the last one, or the next where the sentence looks ahead."""
    if line.published is None:
        return None
    year, now = line.published.year, line.published.month
    if which and which.lower() == "last":
        return (year if month < now else year - 1), month
    if _shift(which) > 0 or line.future:
        return (year if month >= now else year + 1), month
    if which:
        return year, month
    return (year if month <= now else year - 1), month


def _moved(published: date, months: int) -> tuple[int, int]:
    index = published.year * 12 + published.month - 1 + months
    return index // 12, index % 12 + 1


def month(match: Match, line: Dateline) -> When | None:
    """A whole month."""
    found = _month_in(match, line)
    return _whole_month(match[0], *found) if found else None


def part(match: Match, line: Dateline) -> When | None:
    """Early, middle or late in a month."""
    found = _month_in(match, line)
    if not found:
        return None
    first, last = _PARTS[match["part"].lower()]
    end = min(last, monthrange(*found)[1])
    return _when(match[0], "part-of-month", date(*found, first), date(*found, end))


def day_of_month(match: Match, line: Dateline) -> When | None:
    """A day whose month is the dateline's, or the one beside it."""
    if not line.published:
        return None
    shift = _shift(_group(match, "month")) if _group(match, "month") else None
    moves = (shift,) if shift is not None else (0, -1)
    tries = (_real(*_moved(line.published, s), _figure(match["d"])) for s in moves)
    ahead = shift is not None or line.future
    found = next((d for d in tries if d and (ahead or d <= line.published)), None)
    return _on(match[0], found) if found else None


def relative_month(match: Match, line: Dateline) -> When | None:
    """Last, this or next month."""
    if not line.published:
        return None
    return _whole_month(match[0], *_moved(line.published, _shift(match["which"] or match["which2"])))


def relative_week(match: Match, line: Dateline) -> When | None:
    """Last, this or next week, Monday to Sunday, or its weekend; never across the dateline where past."""
    if not line.published:
        return None
    monday = line.published - timedelta(line.published.weekday()) + timedelta(7 * _shift(match["which"]))
    first = monday + timedelta(5 if match["what"] == "weekend" else 0)
    last = monday + timedelta(6)
    if match[0].lower().startswith("earlier"):
        last = line.published
    same = (first.year, first.month) == (last.year, last.month)
    return _when(match[0], "part-of-month" if same else "range", first, last)


def relative_year(match: Match, line: Dateline) -> When | None:
    """Last, this or next year."""
    word = match["which"] or match["which2"]
    if word in ("the same", "that") and line.year:
        return _whole_year(match[0], line.year)
    return _whole_year(match[0], line.published.year + _shift(word)) if line.published else None


def year(match: Match, _line: Dateline) -> When:
    """A year in figures."""
    return _whole_year(match[0], int(match["year"]))


_HALVES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "first half": (1, 6), "second half": (7, 12), "latter half": (7, 12), "first quarter": (1, 3),
        "second quarter": (4, 6), "third quarter": (7, 9), "fourth quarter": (10, 12),
    }
)  # fmt: skip
_SEASONS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 2)}
)


def half(match: Match, line: Dateline) -> When | None:
    """A half or a quarter of a year."""
    named = _year(match, line) or (line.published.year if line.published else None)
    first, last = _HALVES[match["part"].lower()]
    return _months(match[0], named, first, last, "half-year") if named else None


def season(match: Match, line: Dateline) -> When | None:
    """A season of the northern year."""
    first, last = _SEASONS[match["season"].lower()]
    named = _year(match, line)
    if named is None and line.published:
        which = _group(match, "which")
        named = _season_year(first, line.published, which, future=line.future)
    return _months(match[0], named, first, last, "season") if named else None


def _season_year(first: int, published: date, which: str | None, *, future: bool) -> int:
    if which and which.lower() == "last":
        return published.year if first + 2 < published.month else published.year - 1
    if _shift(which) > 0:
        return published.year + 1
    if which or future or first <= published.month:
        return published.year
    return published.year - 1


def _months(text: str, year: int, first: int, last: int, precision: Precision) -> When:
    end = year + (last < first)
    return _when(text, precision, date(year, first, 1), date(end, last, monthrange(end, last)[1]))


def _weekday(name: str, which: str | None, line: Dateline) -> date | None:
    if not line.published:
        return None
    back = (line.published.weekday() - WEEKDAYS.index(name.lower())) % 7
    if which and which.lower() == "last":
        return line.published - timedelta(back or 7)
    if _shift(which) > 0 or which or line.future:
        return line.published + timedelta(-back % 7 or (7 if _shift(which) > 0 else 0))
    return line.published - timedelta(back)


def weekday(match: Match, line: Dateline) -> When | None:
    """A weekday: the last one, or the next where the sentence looks ahead."""
    found = _weekday(match["wd"], match["which"], line)
    return _on(match[0], found) if found else None


def weekdays(match: Match, line: Dateline) -> When | None:
    """From one weekday to another."""
    last = _weekday(match["wd2"], None, line)
    if not last:
        return None
    first = last - timedelta((last.weekday() - WEEKDAYS.index(match["wd"].lower())) % 7)
    return _when(match[0], "range", first, last)


def today(match: Match, line: Dateline) -> When | None:
    """Today and its neighbours."""
    word = match["word"].lower()
    shifts = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}
    shift = shifts.get(word, 2 if word == "the day after tomorrow" else 0)
    return _on(match[0], line.published + timedelta(shift)) if line.published else None


def _number(word: str) -> int:
    low = word.lower()
    return int(low) if low.isdigit() else NUMBERS.index(low) if low in NUMBERS else 1


def ago(match: Match, line: Dateline) -> When | None:
    """So many days, weeks, months or years before the dateline, as exact as the unit."""
    if not line.published:
        return None
    count, unit = _number(match["n"]), match["unit"]
    if unit in ("day", "week"):
        return _on(match[0], line.published - timedelta(count * (7 if unit == "week" else 1)))
    if unit == "month":
        return _whole_month(match[0], *_moved(line.published, -count))
    return _whole_year(match[0], line.published.year - count)


def same_day(_match: Match, _line: Dateline) -> int:
    """The day under discussion."""
    return 0


def days_off(match: Match, _line: Dateline) -> int:
    """Days from the day under discussion."""
    way = match["way"] or match["way2"]
    sign = 1 if way.startswith(("later", "after", "next", "following", "day after")) else -1
    return sign * (_number(match["n"]) if match["n"] else 1)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        f.__name__: f
        for f in (
            day, days, month, part, day_of_month, relative_month, relative_week, relative_year, year, half,
            season, weekday, weekdays, today, ago, same_day, days_off,
        )
    }
)  # fmt: skip
