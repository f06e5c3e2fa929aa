"""A timeline of events: one mark each, stacked where they fall together; geometry only, no markup.

The macro `timeline` of `templates/pictures.html` writes it out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.events import Row

_RADIUS: Final = 6.0
_STEP: Final = 14.0
_MARGIN: Final = 14.0
_AXIS: Final = 26.0
_TALLEST: Final = 14
"""Marks on top of each other; where more fall together, all shrink."""
_YEAR: Final = 365.25
_FEWEST: Final = 3
_ENOUGH: Final = 5
"""Marks that must remain where stragglers are left out."""
_WIDEST_LABELS: Final = 46.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One event's place in the picture, in units of the view box."""

    event: Row
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis; `label` is "" where there is no room for it."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the template draws.

    Attributes:
        radius: of a mark.
        first: year at which the axis begins.
        earlier: events long before all others, left out so that the rest can be told apart.
    """

    width: float
    height: float
    radius: float
    base: float
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    first: int
    earlier: int


def timeline(events: Iterable[Row], width: float) -> Timeline | None:
    """Places events on an axis of years; None where too few have a date, or all fall in one year."""
    placed = sorted(((when, row) for row in events if (when := row.dated.middle)), key=lambda pair: pair[0])
    if len(placed) < _FEWEST or placed[0][0].year == placed[-1][0].year:
        return None
    placed, earlier = _without_stragglers(placed)
    first, last = placed[0][0].year, placed[-1][0].year + 1
    inner = width - 2 * _MARGIN
    columns = _columns(placed, first, inner / (last - first))
    tallest = max(len(column) for column in columns.values())
    scale = min(1.0, _TALLEST / tallest)
    height = min(tallest, _TALLEST) * _STEP + _RADIUS + _AXIS
    base = height - _AXIS
    marks = tuple(
        Mark(row, round(_MARGIN + x, 1), round(base - _STEP * scale * (level + 0.75), 1))
        for x, column in columns.items()
        for level, row in enumerate(column)
    )
    ticks = _ticks(first, last, inner)
    return Timeline(width, height, round(_RADIUS * scale, 2), base, marks, ticks, first, earlier)


def _without_stragglers(placed: list[tuple[date, Row]]) -> tuple[list[tuple[date, Row]], int]:
    """Leaves out the earliest few where the axis would otherwise be empty for most of its length."""
    days = [when.toordinal() for when, _ in placed]
    few = min(max(1, len(days) // 10), len(days) - _ENOUGH)
    for left in range(1, few + 1):
        if days[-1] - days[left] < (days[-1] - days[0]) / 2:
            return placed[left:], left
    return placed, 0


def _columns(placed: list[tuple[date, Row]], first: int, year: float) -> dict[float, list[Row]]:
    """Events by column: whoever would touch the column before joins it on top."""
    columns: dict[float, list[Row]] = {}
    at = -_STEP
    start = date(first, 1, 1).toordinal()
    for when, row in placed:
        x = (when.toordinal() - start) / _YEAR * year
        if x - at >= _STEP:
            at = x
        columns.setdefault(at, []).append(row)
    return columns


def _ticks(first: int, last: int, inner: float) -> tuple[Tick, ...]:
    year = inner / (last - first)
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if step * year >= _WIDEST_LABELS)
    return tuple(
        Tick(round(_MARGIN + (y - first) * year, 1), str(y) if y % every == 0 and y < last else "")
        for y in range(first, last + 1)
    )
