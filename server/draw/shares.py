"""Shares over time: a bar for each year, parted by topic; geometry only, no markup."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from server.draw.figure import Cell, Figure, Goal

_MOST: Final = 6
"""Topics with a colour of their own; the rest are one."""
_WIDTH: Final = 560.0
_HEIGHT: Final = 170.0
_AXIS: Final = 24.0
_MARGIN: Final = 34.0
_GAP: Final = 0.18
_LABEL: Final = 38.0
_REST: Final = "other topics"


@dataclass(frozen=True, slots=True)
class Count:
    """How many talks of a year were about a topic."""

    year: str
    iri: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar; `rank` tells its colour, the last one is for all other topics."""

    x: float
    y: float
    width: float
    height: float
    rank: int
    title: str
    goal: Goal


@dataclass(frozen=True, slots=True)
class Chart:
    """All that the template draws; `years` are places and labels on the axis."""

    width: float
    height: float
    base: float
    left: float
    parts: tuple[Part, ...]
    years: tuple[tuple[float, str], ...]


def shares(counts: Iterable[Count], filters: tuple[tuple[str, str], ...], title: str) -> Figure | None:
    """Topics by year; None where fewer than two years have any.

    `filters` are those of the talks browser that all counted talks pass.
    """
    by_year: dict[str, list[Count]] = defaultdict(list)
    for one in counts:
        by_year[one.year].append(one)
    if len(by_year) < 2:  # noqa: PLR2004  one year has no course
        return None
    totals: Counter[str] = Counter()
    names = {}
    for one in (one for year in by_year.values() for one in year):
        totals[one.iri] += one.count
        names[one.iri] = one.name
    top = [iri for iri, _ in sorted(totals.items(), key=lambda pair: (-pair[1], names[pair[0]]))][:_MOST]
    rows = tuple(
        (Cell(year), Cell(name), Cell(str(count), _goal(filters, year, iri)))
        for year in sorted(by_year)
        for _, name, count, iri in _pieces(by_year[year], top)
    )
    return Figure(
        "shares",
        title,
        f"Shares of topics in talks from {min(by_year)} to {max(by_year)}; "
        f"the most frequent is {names[top[0]]}.",
        (_chart(by_year, top, filters, _WIDTH),),
        ("Year", "Topic", "Talks"),
        rows,
        note="|".join([*(names[iri] for iri in top), *([_REST] if len(totals) > _MOST else [])]),
    )


def _chart(
    by_year: Mapping[str, list[Count]], top: list[str], filters: tuple[tuple[str, str], ...], width: float
) -> Chart:
    first, last = int(min(by_year)), int(max(by_year))
    step = (width - _MARGIN) / (last - first + 1)
    every = next(n for n in (1, 2, 5, 10, 25, 100, 1000) if n * step >= _LABEL)
    parts: list[Part] = []
    for year, found in sorted(by_year.items()):
        left = _MARGIN + (int(year) - first) * step + step * _GAP / 2
        parts += _bar(found, top, filters, left, step * (1 - _GAP))
    years = tuple(
        (round(_MARGIN + (year - first + 0.5) * step, 1), str(year))
        for year in range(first, last + 1)
        if year % every == 0
    )
    return Chart(width, _HEIGHT + _AXIS, _HEIGHT, _MARGIN, tuple(parts), years)


def _bar(
    found: list[Count], top: list[str], filters: tuple[tuple[str, str], ...], left: float, width: float
) -> Iterable[Part]:
    total = sum(one.count for one in found)
    y = _HEIGHT
    for rank, name, count, iri in _pieces(found, top):
        height = (_HEIGHT - 6) * count / total
        y -= height
        year = found[0].year
        title = f"{year}, {name}: {count} of {total} ({round(100 * count / total)} %)"
        yield Part(
            round(left), round(y, 1), round(width), round(height, 1),
            rank, title, _goal(filters, year, iri),
        )  # fmt: skip


def _pieces(found: list[Count], top: list[str]) -> list[tuple[int, str, int, str]]:
    """Rank, name, count and IRI of the topics of a year that have a colour, and of the rest together."""
    named = sorted((one for one in found if one.iri in top), key=lambda one: top.index(one.iri))
    rest = sum(one.count for one in found if one.iri not in top)
    pieces = [(top.index(one.iri), one.name, one.count, one.iri) for one in named]
    return [*pieces, (_MOST, _REST, rest, "")] if rest else pieces


def _goal(filters: tuple[tuple[str, str], ...], year: str, topic: str) -> Goal:
    more = (("topic", topic),) if topic else ()
    return Goal(talks=(*filters, *more, ("from", year), ("to", year)))
