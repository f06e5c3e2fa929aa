"""A map of places on land without borders; geometry only, no markup.

Plate carrée, stretched for the latitude in the middle, cut to where the places are, and turned so that
the widest empty part of the globe is at the edge. Outlines: `data/land.toml`, our own and coarse.
"""

import math
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from server.draw.figure import Cell, Figure, Goal

Point = tuple[float, float]

_WIDTH: Final = 760.0
_SMALL: Final = 5.0
_LARGE: Final = 15.0
_NAMED: Final = 12
"""Places with a name beside them: those with the most talks."""
_LETTER, _LINE, _BESIDE = 7.2, 13.0, 4.0
"""How wide a letter of a name is, how high its line, how far it stands from its mark."""
_LEAST_SPAN: Final = 70.0
"""Degrees across that a map shows at the least, so that one place has a coast around it."""
_PAD: Final = 0.16
_FLATTEST, _TALLEST = 0.4, 0.72
_POLES: Final = (-60.0, 84.0)
"""Where a map ends south and north, unless a place lies beyond."""
_EDGE: Final = 4.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with how many talks met there."""

    iri: str
    name: str
    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map; `label` is "" for those without a name beside them, `left` sets it before."""

    x: float
    y: float
    radius: float
    label: str
    left: bool
    title: str
    goal: Goal


@dataclass(frozen=True, slots=True)
class World:
    """All that the template draws; `land` and `water` are path data, `lines` the graticule."""

    width: float
    height: float
    land: str
    water: str
    lines: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the globe that is shown, in degrees, and its scale."""

    west: float
    north: float
    east: float
    south: float
    across: float
    down: float

    def x(self, longitude: float) -> float:
        """From the left, in units of the view box; longitude counted on from the west edge."""
        return (longitude - self.west) * self.across

    def y(self, latitude: float) -> float:
        """From the top."""
        return (self.north - latitude) * self.down


def world(spots: Iterable[Spot], title: str) -> Figure | None:
    """Places with a mark as large as they had talks; None without any."""
    found = sorted(spots, key=lambda spot: (-spot.count, spot.name, spot.iri))
    if not found:
        return None
    frame = _frame(found)
    height = round((frame.north - frame.south) * frame.down, 1)
    dots = tuple(_dots(found, frame))
    drawn = World(
        _WIDTH,
        height,
        _path(outlines("land"), frame),
        _path(outlines("water"), frame),
        _graticule(frame, height),
        dots,
    )
    rows = tuple((Cell(spot.name, Goal(spot.iri)), Cell(_talks(spot.count))) for spot in found)
    first = found[0]
    return Figure(
        "world",
        title,
        f"{len(found)} place{'' if len(found) == 1 else 's'} on a map of land without borders; "
        f"{first.name} has the most ({_talks(first.count)}).",
        (drawn,),
        ("Place", "Talks"),
        rows,
    )


@cache
def outlines(sort: str) -> tuple[tuple[Point, ...], ...]:
    """The outlines of land, or of water within it, as longitudes and latitudes."""
    text = files("server.draw").joinpath("data/land.toml").read_text("utf-8")
    return tuple(tuple(_pairs(entry["outline"])) for entry in tomllib.loads(text)[sort])


def _pairs(text: str) -> Iterator[Point]:
    numbers = iter(map(float, text.split()))
    yield from zip(numbers, numbers, strict=True)


def _frame(spots: Sequence[Spot]) -> Frame:
    west, across = _gap([spot.longitude for spot in spots])
    south, north = min(s.latitude for s in spots), max(s.latitude for s in spots)
    span = min(max(across * (1 + 2 * _PAD), _LEAST_SPAN), 360.0)
    west -= (span - across) / 2
    middle = (south + north) / 2
    stretch = 1 / max(math.cos(math.radians(middle)), 0.35)
    scale = _WIDTH / span
    wanted = (north - south) * (1 + 2 * _PAD) * scale * stretch
    height = min(max(wanted, _FLATTEST * _WIDTH), _TALLEST * _WIDTH)
    if wanted > height:
        scale *= height / wanted
        west -= (_WIDTH / scale - span) / 2
    tall = height / (scale * stretch)
    bottom = max(middle - tall / 2, min(_POLES[0], south - _EDGE))
    top = min(bottom + tall, max(_POLES[1], north + _EDGE))
    return Frame(west, top, west + _WIDTH / scale, bottom, scale, scale * stretch)


def _gap(longitudes: Sequence[float]) -> tuple[float, float]:
    """Where the places begin if the widest gap between two of them is behind us, and how far they reach."""
    around = sorted({longitude % 360 for longitude in longitudes})
    ends = [*around[1:], around[0] + 360]
    width, start = max((end - begin, end) for begin, end in zip(around, ends, strict=True))
    return start - 360 if start > 180 else start, 360 - width  # noqa: PLR2004  the antimeridian


Mark = tuple[float, float, float]
"""Where the middle of a place's mark is, from the left and the top, and its radius."""


def _dots(spots: Sequence[Spot], frame: Frame) -> Iterator[Dot]:
    marks = _marks(spots, frame)
    taken = [(x - radius, x + radius, y) for x, y, radius in marks]
    for at, (spot, (x, y, radius)) in enumerate(zip(spots, marks, strict=True)):
        others = [*taken[:at], *taken[at + 1 :]]
        start = _beside(spot.name, marks[at], others) if at < _NAMED else None
        label = "" if start is None else spot.name
        if start is not None:
            taken.append((start, start + _LETTER * len(label), y))
        title = f"{spot.name}: {_talks(spot.count)}"
        left = start is not None and start < x
        yield Dot(round(x, 1), round(y, 1), round(radius, 1), label, left, title, Goal(spot.iri))


def _marks(spots: Sequence[Spot], frame: Frame) -> list[Mark]:
    most = max(spot.count for spot in spots) or 1
    return [
        (
            frame.x(_turned(spot.longitude, frame)),
            frame.y(spot.latitude),
            _SMALL + (_LARGE - _SMALL) * math.sqrt(spot.count / most),
        )
        for spot in spots
    ]


def _beside(name: str, mark: Mark, others: Iterable[tuple[float, float, float]]) -> float | None:
    """Where a name begins, behind its mark or before it; None where it would cover something."""
    x, y, radius = mark
    long, covered = _LETTER * len(name), list(others)
    for start in (x + radius + _BESIDE, x - radius - _BESIDE - long):
        if 0 <= start <= _WIDTH - long and _free(start, start + long, y, covered):
            return start
    return None


def _turned(longitude: float, frame: Frame) -> float:
    """The same meridian, counted on from the west edge of the frame."""
    return frame.west + (longitude - frame.west) % 360


def _free(start: float, end: float, y: float, taken: Iterable[tuple[float, float, float]]) -> bool:
    """Whether a name that reaches from start to end would cover none of those that stand already."""
    return all(abs(y - other) > _LINE or start > last or end < first for first, last, other in taken)


def _path(shapes: Iterable[Sequence[Point]], frame: Frame) -> str:
    """Outlines that touch the frame, wherever around the globe they are, as SVG path data."""
    parts = []
    for shape in shapes:
        for turn in (-360, 0, 360):
            moved = [(x + turn, y) for x, y in shape]
            if _touches(moved, frame):
                parts.append(_steps([(round(frame.x(x)), round(frame.y(y))) for x, y in moved]))
    return "".join(parts)


def _steps(points: Sequence[tuple[int, int]]) -> str:
    """A closed line by steps from point to point, which is shorter than by places."""
    moves = ((c - a, d - b) for (a, b), (c, d) in pairwise(points))
    steps = " ".join(f"{x} {y}" for x, y in moves if x or y)
    return f"M{points[0][0]} {points[0][1]}l{steps}z".replace(" -", "-") if steps else ""


def _touches(shape: Sequence[Point], frame: Frame) -> bool:
    west, east = min(x for x, _ in shape), max(x for x, _ in shape)
    south, north = min(y for _, y in shape), max(y for _, y in shape)
    return west < frame.east and east > frame.west and south < frame.north and north > frame.south


def _graticule(frame: Frame, height: float) -> str:
    step = 30 if frame.east - frame.west > 120 else 10  # noqa: PLR2004  degrees: fewer lines on a large map
    across = range(math.ceil(frame.west / step) * step, math.ceil(frame.east), step)
    down = range(math.ceil(frame.south / step) * step, math.ceil(frame.north), step)
    upright = "".join(f"M{frame.x(x):.0f} 0V{height:.0f}" for x in across)
    return upright + "".join(f"M0 {frame.y(y):.0f}H{_WIDTH:.0f}" for y in down)


def _talks(count: int) -> str:
    return "1 talk" if count == 1 else f"{count} talks"
