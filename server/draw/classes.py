"""A diagram of the main classes and the properties between them; geometry only, no markup.

Where the boxes stand is drawn by hand; which properties join them is read from the ontology.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_COLUMN: Final = 200.0
_ROW: Final = 92.0
_WIDTH: Final = 138.0
_HEIGHT: Final = 36.0
_LINE: Final = 13.0
_PLACES: Final = {
    "Article": (0, 0),
    "DiplomaticEvent": (2, 0),
    "EventSeries": (4, 0),
    "Agreement": (0, 1),
    "Participation": (2, 1),
    "Place": (3, 1),
    "Instrument": (4, 1),
    "Statement": (0, 2),
    "Party": (1, 2),
    "Official": (2, 2),
    "Tenure": (3, 2),
    "Post": (4, 2),
    "GovernmentBody": (1, 3),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A class; `x` and `y` are its middle, in units of the view box."""

    name: str
    x: float
    y: float
    width: float = _WIDTH
    height: float = _HEIGHT


@dataclass(frozen=True, slots=True)
class Arrow:
    """Properties that lead from one class to another, from border to border, with their names beside it."""

    start: tuple[float, float]
    end: tuple[float, float]
    names: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """All that the template draws."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def diagram(links: Iterable[tuple[str, str, str]]) -> Diagram:
    """A diagram of properties as (local name, class that has it, class that it leads to).

    A property to or from a class that has no place in the picture is left out, and so is the second of
    two that are each other's inverse, and what would pass below a third class.
    """
    boxes = {name: Box(name, _middle(x, _COLUMN), _middle(y, _ROW)) for name, (x, y) in _PLACES.items()}
    joined: dict[tuple[str, str], list[str]] = {}
    order = list(boxes)
    known = [link for link in links if link[1] in boxes and link[2] in boxes]
    for name, one, other in sorted(
        known, key=lambda link: (order.index(link[1]) > order.index(link[2]), link)
    ):
        if one != other:
            pair = (other, one) if (other, one) in joined else (one, other)
            if pair == (one, other):
                joined.setdefault(pair, []).append(name)
    arrows = tuple(_arrow(boxes[one], boxes[other], names) for (one, other), names in joined.items())
    columns, rows = (max(place[axis] for place in _PLACES.values()) for axis in (0, 1))
    return Diagram(
        _middle(columns, _COLUMN) + _COLUMN / 2,
        _middle(rows, _ROW) + _ROW / 2,
        tuple(boxes.values()),
        arrows,
    )


def _covered(one: str, other: str) -> bool:
    """Whether a third class stands halfway between two, so that a line would be hidden."""
    (x, y), (to_x, to_y) = _PLACES[one], _PLACES[other]
    return ((x + to_x) / 2, (y + to_y) / 2) in _PLACES.values()


def _middle(place: int, step: float) -> float:
    return (place + 0.5) * step


def _arrow(one: Box, other: Box, names: Iterable[str]) -> Arrow:
    said = tuple(names)
    x, y = (one.x + other.x) / 2, (one.y + other.y) / 2 - _LINE * (len(said) - 1) / 2
    beside = tuple((name, x, y + _LINE * line) for line, name in enumerate(said))
    return Arrow(_border(one, other), _border(other, one), beside)


def _border(box: Box, towards: Box) -> tuple[float, float]:
    """Where the line to another box leaves this one."""
    across, down = towards.x - box.x, towards.y - box.y
    sides = (box.width / 2 / abs(across) if across else 9.0, box.height / 2 / abs(down) if down else 9.0)
    share = min(*sides, 1.0)
    return (round(box.x + across * share, 1), round(box.y + down * share, 1))
