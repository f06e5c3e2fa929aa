"""A calendar of months with a shade for how much happened in each; geometry only, no markup."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from server.dates import MONTHS
from server.draw.figure import Cell, Figure, Goal
from server.events import Row

_CELL: Final = 24.0
_GAP: Final = 2.0
_LEFT: Final = 44.0
_TOP: Final = 20.0
_SHADES: Final = 4
_YEARS: Final = 40
_MONTH: Final = len("2018-03")


@dataclass(frozen=True, slots=True)
class Square:
    """A month; `shade` runs from 0 (nothing) to 4."""

    x: float
    y: float
    shade: int
    title: str
    goal: Goal | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """All that the template draws; a row is a year, a column a month."""

    width: float
    height: float
    cell: float
    squares: tuple[Square, ...]
    years: tuple[tuple[float, str], ...]
    months: tuple[tuple[float, str], ...]


def calendar(events: Iterable[Row], filters: tuple[tuple[str, str], ...], title: str) -> Figure | None:
    """Events by month; those known only by their year are counted in the note. None without any month."""
    rows = list(events)
    found = Counter(month for row in rows if (month := _month(row)))
    if not found:
        return None
    first, last = int(min(found)[:4]), int(max(found)[:4])
    first = max(first, last - _YEARS + 1)
    most = max(found.values())
    squares = tuple(
        _square(f"{year}-{month:02}", found, most, (year - first, month - 1), filters)
        for year in range(first, last + 1)
        for month in range(1, 13)
    )
    drawn = Calendar(
        _LEFT + 12 * _CELL,
        _TOP + (last - first + 1) * _CELL,
        _CELL - _GAP,
        squares,
        tuple((_TOP + (year - first + 0.68) * _CELL, str(year)) for year in range(first, last + 1)),
        tuple((_LEFT + (at + 0.46) * _CELL, name[0]) for at, name in enumerate(MONTHS)),
    )
    table = tuple(
        (Cell(_named(month)), Cell(str(found[month]), _goal(filters, month))) for month in sorted(found)
    )
    left = len(rows) - sum(found.values())
    busiest = min(found, key=lambda month: (-found[month], month))
    return Figure(
        "calendar",
        title,
        f"Talks by month from {first} to {last}; the most were in {_named(busiest)} ({found[busiest]}).",
        (drawn,),
        ("Month", "Talks"),
        table,
        f"{left} more without a known month." if left else "",
    )


def _month(row: Row) -> str:
    """The month of an event, "" where its date leaves it open."""
    first, last = row.dated.earliest or "", row.dated.latest or ""
    return first[:_MONTH] if first and first[:_MONTH] == last[:_MONTH] else ""


def _square(
    month: str, found: Counter[str], most: int, place: tuple[int, int], filters: tuple[tuple[str, str], ...]
) -> Square:
    count = found[month]
    shade = 0 if not count else max(1, -(-count * _SHADES // most))
    said = f"{_named(month)}: {count or 'no'} talk{'' if count == 1 else 's'}"
    x, y = _LEFT + place[1] * _CELL, _TOP + place[0] * _CELL
    return Square(x, y, shade, said, _goal(filters, month) if count else None)


def _goal(filters: tuple[tuple[str, str], ...], month: str) -> Goal:
    return Goal(talks=(*filters, ("from", month), ("to", month)))


def _named(month: str) -> str:
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"
