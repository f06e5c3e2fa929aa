"""Readers of the date grammar for what hangs on the dateline: weeks, weekdays, seasons, "two days later"."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from kg.language.dates.read import (
    WEEKDAYS,
    Dateline,
    Match,
    group,
    moved,
    on,
    shift_of,
    when_of,
    whole_month,
    whole_year,
    year_of,
)
from kg.model import Precision, When

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def relative_month(match: Match, line: Dateline) -> When | None:
    """Last, this or next month."""
    if not line.published:
        return None
    return whole_month(match[0], *moved(line.published, shift_of(match["which"] or match["which2"])))


def relative_week(match: Match, line: Dateline) -> When | None:
    """Last, this or next week, Monday to Sunday, or its weekend; never across the dateline where past."""
    if not line.published:
        return None
    monday = line.published - timedelta(line.published.weekday()) + timedelta(7 * shift_of(match["which"]))
    first = monday + timedelta(5 if match["what"] == "weekend" else 0)
    last = monday + timedelta(6)
    if match[0].lower().startswith("earlier"):
        last = line.published
    same = (first.year, first.month) == (last.year, last.month)
    return when_of(match[0], "part-of-month" if same else "range", first, last)


def relative_year(match: Match, line: Dateline) -> When | None:
    """Last, this or next year."""
    word = match["which"] or match["which2"]
    if word in ("the same", "that") and line.year:
        return whole_year(match[0], line.year)
    return whole_year(match[0], line.published.year + shift_of(word)) if line.published else None


def year(match: Match, _line: Dateline) -> When:
    """A year in figures."""
    return whole_year(match[0], int(match["year"]))


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
    named = year_of(match, line) or (line.published.year if line.published else None)
    first, last = _HALVES[match["part"].lower()]
    return _months(match[0], named, first, last, "half-year") if named else None


def season(match: Match, line: Dateline) -> When | None:
    """A season of the northern year."""
    first, last = _SEASONS[match["season"].lower()]
    named = year_of(match, line)
    if named is None and line.published:
        which = group(match, "which")
        named = _season_year(first, line.published, which, future=line.future)
    return _months(match[0], named, first, last, "season") if named else None


def _season_year(first: int, published: date, which: str | None, *, future: bool) -> int:
    if which and which.lower() == "last":
        return published.year if first + 2 < published.month else published.year - 1
    if shift_of(which) > 0:
        return published.year + 1
    if which or future or first <= published.month:
        return published.year
    return published.year - 1


def _months(text: str, year: int, first: int, last: int, precision: Precision) -> When:
    end = year + (last < first)
    return when_of(text, precision, date(year, first, 1), date(end, last, monthrange(end, last)[1]))


def _weekday(name: str, which: str | None, line: Dateline) -> date | None:
    if not line.published:
        return None
    back = (line.published.weekday() - WEEKDAYS.index(name.lower())) % 7
    if which and which.lower() == "last":
        return line.published - timedelta(back or 7)
    if shift_of(which) > 0 or which or line.future:
        return line.published + timedelta(-back % 7 or (7 if shift_of(which) > 0 else 0))
    return line.published - timedelta(back)


def weekday(match: Match, line: Dateline) -> When | None:
    """A weekday: the last one, or the next where the sentence looks ahead."""
    found = _weekday(match["wd"], match["which"], line)
    return on(match[0], found) if found else None


def weekdays(match: Match, line: Dateline) -> When | None:
    """From one weekday to another."""
    last = _weekday(match["wd2"], None, line)
    if not last:
        return None
    first = last - timedelta((last.weekday() - WEEKDAYS.index(match["wd"].lower())) % 7)
    return when_of(match[0], "range", first, last)


def today(match: Match, line: Dateline) -> When | None:
    """Today and its neighbours."""
    word = match["word"].lower()
    shifts = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}
    shift = shifts.get(word, 2 if word == "the day after tomorrow" else 0)
    return on(match[0], line.published + timedelta(shift)) if line.published else None


def _number(word: str) -> int:
    low = word.lower()
    return int(low) if low.isdigit() else NUMBERS.index(low) if low in NUMBERS else 1


def ago(match: Match, line: Dateline) -> When | None:
    """So many days, weeks, months or years before the dateline, as exact as the unit."""
    if not line.published:
        return None
    count, unit = _number(match["n"]), match["unit"]
    if unit in ("day", "week"):
        return on(match[0], line.published - timedelta(count * (7 if unit == "week" else 1)))
    if unit == "month":
        return whole_month(match[0], *moved(line.published, -count))
    return whole_year(match[0], line.published.year - count)


def same_day(_match: Match, _line: Dateline) -> int:
    """The day under discussion."""
    return 0


def days_off(match: Match, _line: Dateline) -> int:
    """Days from the day under discussion."""
    way = match["way"] or match["way2"]
    sign = 1 if way.startswith(("later", "after", "next", "following", "day after")) else -1
    return sign * (_number(match["n"]) if match["n"] else 1)
