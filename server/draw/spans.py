"""Spans of time as bars, one a line: the posts of an official; geometry only, no markup."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.dates import day, within, written
from server.draw.figure import Cell, Figure, Goal

_WIDTH: Final = 640.0
_LINE: Final = 34.0
_AXIS: Final = 24.0
_MARGIN: Final = 12.0
_LEAST: Final = 8.0
_LABEL: Final = 46.0
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Span:
    """Something that is attested from one day to another, as exact as known."""

    name: str
    iri: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A span in its place; `text_x` is where its name begins or, with `ends`, where it ends."""

    x: float
    y: float
    width: float
    text_x: float
    ends: bool
    name: str
    title: str
    goal: Goal


@dataclass(frozen=True, slots=True)
class Lines:
    """All that the template draws."""

    width: float
    height: float
    base: float
    bars: tuple[Bar, ...]
    years: tuple[tuple[float, str], ...]


def spans(found: Iterable[Span], title: str) -> Figure | None:
    """Spans, the earliest on top; None where fewer than two have days."""
    dated = [(a, b, one) for one in found if (a := day(within(one.first))) and (b := day(within(one.last)))]
    if len(dated) < _FEWEST:
        return None
    dated.sort(key=lambda entry: (entry[0], entry[1], entry[2].name))
    first, last = min(a for a, _, _ in dated).year, max(b for _, b, _ in dated).year + 1
    start, end = date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal()
    scale = (_WIDTH - 2 * _MARGIN) / (end - start)
    bars = tuple(
        _bar(one, (a.toordinal() - start) * scale, (b.toordinal() - start) * scale, at)
        for at, (a, b, one) in enumerate(dated)
    )
    year = (_WIDTH - 2 * _MARGIN) / (last - first)
    every = next(n for n in (1, 2, 5, 10, 25, 100, 1000) if n * year >= _LABEL)
    years = tuple(
        (round(_MARGIN + (y - first) * year, 1), str(y)) for y in range(first, last + 1) if y % every == 0
    )
    base = len(bars) * _LINE + 6
    rows = tuple(
        (Cell(one.name, Goal(one.iri)), Cell(written(one.first)), Cell(written(one.last)))
        for _, _, one in dated
    )
    return Figure(
        "spans",
        title,
        f"{len(bars)} posts between {first} and {last - 1}, each from the first to the last day attested.",
        (Lines(_WIDTH, base + _AXIS, base, bars, years),),
        ("Post", "First attested", "Last attested"),
        rows,
    )


def _bar(one: Span, left: float, right: float, at: int) -> Bar:
    x, width = _MARGIN + left, max(right - left, _LEAST)
    ends = x > _WIDTH / 2
    return Bar(
        round(x, 1),
        at * _LINE + 20,
        round(width, 1),
        round(x + width if ends else x, 1),
        ends,
        one.name,
        f"{one.name}: {written(one.first)} to {written(one.last)}",
        Goal(one.iri),
    )
