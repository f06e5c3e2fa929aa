"""Talks over time: one mark each while they can be told apart, otherwise a bar for each year.

A telephone gets bars in any case: marks for one talk each are too small for a finger.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from server.draw.figure import Cell, Figure, Goal
from server.draw.timeline import timeline
from server.events import Row

MOST_MARKS: Final = 60
"""Marks that can still be told apart."""
_WIDE, _NARROW = 760.0, 340.0
_HEIGHT: Final = 120.0
_AXIS: Final = 24.0
_MARGIN: Final = 14.0
_LABEL: Final = 42.0
_FEWEST: Final = 3

Filters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """The talks of a year."""

    x: float
    y: float
    width: float
    height: float
    title: str
    goal: Goal


@dataclass(frozen=True, slots=True)
class Years:
    """All that the template draws; `labels` are places and years on the axis."""

    width: float
    height: float
    base: float
    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...]


def over_time(events: Iterable[Row], filters: Filters, title: str, most: int = MOST_MARKS) -> Figure | None:
    """A picture of when the events were; None where too few have a date.

    `filters` are those of the talks browser that all the events pass; with more than `most` events with
    a date, a bar stands for each year.
    """
    rows = [row for row in events if row.dated.middle]
    if len(rows) <= most:
        return _marked(rows, filters, title)
    return by_year(_counted(rows), filters, title)


def _marked(rows: list[Row], filters: Filters, title: str) -> Figure | None:
    drawn = timeline(rows, _WIDE)
    if drawn is None:
        return None
    first, last = drawn.marks[0].event, drawn.marks[-1].event
    cells = tuple(
        (Cell(row.dated.words), Cell(row.label, Goal(row.iri)))
        for row in (mark.event for mark in reversed(drawn.marks))
    )
    text = f"{len(cells)} events by date, the first on {first.dated.words}, the last on {last.dated.words}."
    note = f"{drawn.earlier} before {drawn.first} in the list only" if drawn.earlier else ""
    bars = _drawn(_counted(mark.event for mark in drawn.marks), filters, _NARROW)
    return Figure("timeline", title, text, (drawn, bars), ("Date", "Event"), cells, note)


def by_year(found: Counter[int], filters: Filters, title: str) -> Figure | None:
    """A bar for each year; None where fewer than three years have any."""
    if len(found) < _FEWEST:
        return None
    most = max(found, key=lambda year: (found[year], year))
    cells = tuple((Cell(str(year)), Cell(str(found[year]), _goal(filters, year))) for year in sorted(found))
    return Figure(
        "years",
        title,
        f"{found.total()} events by year from {min(found)} to {max(found)}, "
        f"the most in {most} ({found[most]}).",
        tuple(_drawn(found, filters, width) for width in (_WIDE, _NARROW)),
        ("Year", "Events"),
        cells,
    )


def _counted(rows: Iterable[Row]) -> Counter[int]:
    return Counter(when.year for row in rows if (when := row.dated.middle))


def _drawn(found: Counter[int], filters: Filters, width: float) -> Years:
    first, last, most = min(found), max(found), max(found.values())
    step = (width - 2 * _MARGIN) / (last - first + 1)
    every = next(n for n in (1, 2, 5, 10, 25, 100, 1000) if n * step >= _LABEL)
    bars = []
    for year in range(first, last + 1):
        height = (_HEIGHT - 12) * found[year] / most
        said = f"{year}: {found[year]} event{'' if found[year] == 1 else 's'}"
        x = _MARGIN + (year - first) * step + step * 0.12
        if found[year]:
            bars.append(
                Bar(
                    round(x, 1),
                    round(_HEIGHT - height, 1),
                    round(step * 0.76, 1),
                    round(height, 1),
                    said,
                    _goal(filters, year),
                )
            )
    labels = tuple(
        (round(_MARGIN + (year - first + 0.5) * step, 1), str(year))
        for year in range(first, last + 1)
        if year % every == 0
    )
    return Years(width, _HEIGHT + _AXIS, _HEIGHT, tuple(bars), labels)


def _goal(filters: Filters, year: int) -> Goal:
    return Goal(talks=(*filters, ("from", str(year)), ("to", str(year))))
