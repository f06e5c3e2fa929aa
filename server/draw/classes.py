"""A diagram of the main classes and the properties between them; geometry only, no markup.

Where the boxes stand is drawn by hand, once for a desk and once for a telephone; which properties join them
is read from the ontology. A line that would pass below a third box is bent around it, or left out where that
is not possible; a name stands where it hides neither a box nor another name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

_LINE: Final = 13.0
_LETTER: Final = 6.2
_MARGIN: Final = 5.0
_STEPS: Final = 32
_SHARES: Final = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)
_BENDS: Final = (0.0, 50.0, -50.0, 75.0, -75.0, 110.0, -110.0, 150.0, -150.0, 200.0, -200.0)

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A layout: column and row of each class, and the size of columns, rows and boxes in view box units."""

    name: str
    places: Mapping[str, Point]
    column: float
    row: float
    width: float
    height: float = 36.0


WIDE: Final = Sheet(
    "wide",
    {
        "Article": (1, 0),
        "Agreement": (0, 1.1),
        "Statement": (0, 2.4),
        "DiplomaticEvent": (2, 1.1),
        "Place": (2, 0),
        "EventSeries": (3, 0),
        "Instrument": (4, 1.1),
        "Participation": (2, 2.4),
        "Delegation": (2, 3.6),
        "Official": (3, 2.4),
        "Tenure": (4, 2.4),
        "Post": (4, 3.6),
        "GovernmentBody": (1, 3.6),
        "Party": (1, 2.4),
    },
    column=200.0,
    row=92.0,
    width=132.0,
)
NARROW: Final = Sheet(
    "narrow",
    {
        "Article": (0, 0),
        "DiplomaticEvent": (0, 1.2),
        "EventSeries": (1, 0),
        "Place": (1, 1.2),
        "Participation": (1, 2.5),
        "Official": (1, 3.9),
        "Tenure": (1, 5.1),
        "Post": (1, 6.3),
        "GovernmentBody": (0, 5.1),
        "Party": (0, 3.9),
    },
    column=200.0,
    row=78.0,
    width=124.0,
)


@dataclass(frozen=True, slots=True)
class Box:
    """A class; `x` and `y` are its middle, in units of the view box."""

    name: str
    x: float
    y: float
    width: float
    height: float

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point lies within the box or as near to it as the margin."""
        return (
            abs(point[0] - self.x) < self.width / 2 + margin
            and abs(point[1] - self.y) < self.height / 2 + margin
        )

    @property
    def area(self) -> Rectangle:
        """Left, top, right, bottom."""
        across, down = self.width / 2, self.height / 2
        return (self.x - across, self.y - down, self.x + across, self.y + down)


@dataclass(frozen=True, slots=True)
class Arrow:
    """Properties that lead from one class to another, from border to border, with their names beside it.

    Attributes:
        bend: the point towards which the line is bent; on the line itself where it is straight.
    """

    start: Point
    bend: Point
    end: Point
    names: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """All that the template draws; `name` is "wide" or "narrow"."""

    name: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def diagrams(links: Iterable[tuple[str, str, str]]) -> tuple[Diagram, Diagram]:
    """The diagrams for a desk and for a telephone; properties as (local name, class of, class led to)."""
    known = tuple(links)
    return diagram(known, WIDE), diagram(known, NARROW)


def diagram(links: Iterable[tuple[str, str, str]], sheet: Sheet) -> Diagram:
    """A diagram of properties on a sheet.

    A property to or from a class that has no place on it is left out, and so is the second of two that are
    each other's inverse.
    """
    boxes = {
        name: Box(name, _middle(x, sheet.column), _middle(y, sheet.row), sheet.width, sheet.height)
        for name, (x, y) in sheet.places.items()
    }
    columns, rows = (max(place[axis] for place in sheet.places.values()) for axis in (0, 1))
    size = _middle(columns, sheet.column) + sheet.column / 2, _middle(rows, sheet.row) + sheet.row / 2
    arrows: list[Arrow] = []
    for (one, other), names in _joined(links, list(boxes)).items():
        others = [box for box in boxes.values() if box.name not in {one, other}]
        arrow = _arrow(boxes[one], boxes[other], others, names, arrows, size[0])
        arrows.extend([arrow] if arrow else [])
    return Diagram(sheet.name, *size, tuple(boxes.values()), tuple(arrows))


def _joined(links: Iterable[tuple[str, str, str]], order: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """Names of properties by the pair of classes that they join; of two directions the first."""
    joined: dict[tuple[str, str], list[str]] = {}
    known = [link for link in links if link[1] in order and link[2] in order and link[1] != link[2]]
    for name, one, other in sorted(known, key=lambda link: (_is_back(link, order), link)):
        if (other, one) not in joined:
            joined.setdefault((one, other), []).append(name)
    return joined


def _is_back(link: tuple[str, str, str], order: Sequence[str]) -> bool:
    return order.index(link[1]) > order.index(link[2])


def _middle(place: float, step: float) -> float:
    return (place + 0.5) * step


def _arrow(
    one: Box, other: Box, others: Sequence[Box], names: Sequence[str], drawn: Sequence[Arrow], width: float
) -> Arrow | None:
    """The arrow with the least bend that passes below no third box; None where there is none."""
    for bend in (_bent(one, other, by) for by in _BENDS):
        start, end = _border(one, bend), _border(other, bend)
        line = [_at(start, bend, end, step / _STEPS) for step in range(_STEPS + 1)]
        is_on_sheet = all(_MARGIN < x < width - _MARGIN for x, _ in line)
        if is_on_sheet and not any(box.holds(point, _MARGIN) for box in others for point in line):
            x, y = _spot(start, bend, end, names, [one, other, *others], drawn)
            beside = tuple((name, x, round(y + _LINE * row, 1)) for row, name in enumerate(names))
            return Arrow(start, bend, end, beside)
    return None


def _bent(one: Box, other: Box, by: float) -> Point:
    """A point beside the middle between two boxes."""
    across, down = other.x - one.x, other.y - one.y
    length = (across**2 + down**2) ** 0.5
    x, y = (one.x + other.x) / 2 - by * 2 * down / length, (one.y + other.y) / 2 + by * across / length
    return (round(x, 1), round(y, 1))


def _at(start: Point, bend: Point, end: Point, share: float) -> Point:
    """A point of the line, by its share of the way."""
    rest = 1 - share
    weights = (rest**2, 2 * rest * share, share**2)
    x, y = (sum(w * p[axis] for w, p in zip(weights, (start, bend, end), strict=True)) for axis in (0, 1))
    return (round(x, 1), round(y, 1))


def _spot(
    start: Point,
    bend: Point,
    end: Point,
    names: Sequence[str],
    boxes: Iterable[Box],
    drawn: Iterable[Arrow],
) -> Point:
    """Where the first name stands so that all of them hide as little as can be."""
    taken = [*(box.area for box in boxes), *chain.from_iterable(map(_words, drawn))]
    spots = []
    for position, share in enumerate(_SHARES):
        x, y = _at(start, bend, end, share)
        top = round(y - _LINE * (len(names) - 1) / 2, 1)
        words = [_area(name, x, top + _LINE * row) for row, name in enumerate(names)]
        hidden = sum(_overlap(word, area) for word in words for area in taken)
        spots.append((hidden, position, (x, top)))
    return min(spots)[2]


def _words(arrow: Arrow) -> Iterator[Rectangle]:
    return (_area(name, x, y) for name, x, y in arrow.names)


def _area(name: str, x: float, y: float) -> Rectangle:
    half = len(name) * _LETTER / 2
    return (x - half, y - _LINE / 2, x + half, y + _LINE / 2)


def _overlap(one: Rectangle, other: Rectangle) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0


def _border(box: Box, towards: Point) -> Point:
    """Where the line to a point leaves the box."""
    across, down = towards[0] - box.x, towards[1] - box.y
    sides = (box.width / 2 / abs(across) if across else 9.0, box.height / 2 / abs(down) if down else 9.0)
    share = min(*sides, 1.0)
    return (round(box.x + across * share, 1), round(box.y + down * share, 1))
