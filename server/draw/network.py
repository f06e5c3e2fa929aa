"""Who met whom, around one in the middle; geometry only, no markup, the same every time."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.draw.figure import Cell, Figure, Goal

_MOST: Final = 18
"""Neighbours drawn; the list below has all."""
_WIDTH: Final = 640.0
_HEIGHT: Final = 420.0
_ACROSS: Final = 205.0
_DOWN: Final = 165.0
_SMALL: Final = 5.0
_LARGE: Final = 15.0
_THICK: Final = 7.0
_FEWEST: Final = 2
_TRIES: Final = 12


@dataclass(frozen=True, slots=True)
class Tie:
    """A neighbour of the one in the middle.

    Attributes:
        count: talks with the one in the middle.
        goal: where the mark leads.
    """

    iri: str
    name: str
    count: int
    goal: Goal


@dataclass(frozen=True, slots=True)
class Node:
    """A neighbour in its place; `anchor` is how its name is set ("start", "middle", "end")."""

    x: float
    y: float
    radius: float
    name: str
    label_x: float
    label_y: float
    anchor: str
    title: str
    goal: Goal


@dataclass(frozen=True, slots=True)
class Edge:
    """A line; `inner` joins two neighbours, the others lead to the middle."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    inner: bool


@dataclass(frozen=True, slots=True)
class Network:
    """All that the template draws."""

    width: float
    height: float
    x: float
    y: float
    name: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(
    name: str, ties: Iterable[Tie], between: Mapping[tuple[str, str], int], title: str, unit: str = "talks"
) -> Figure | None:
    """The neighbours of one thing on an ellipse around it; None where there are fewer than two.

    Args:
        name: of the one in the middle.
        ties: neighbours, the most frequent first.
        between: meetings of two neighbours, by the pair of their IRIs in order.
        title: of the picture.
        unit: what a count counts.
    """
    every = list(ties)
    shown = every[:_MOST]
    if len(shown) < _FEWEST:
        return None
    order = _ordered([tie.iri for tie in shown], between)
    ranked = sorted(shown, key=lambda tie: order.index(tie.iri))
    places = {tie.iri: _place(at, len(ranked)) for at, tie in enumerate(ranked)}
    most = max(tie.count for tie in shown)
    nodes = tuple(_node(tie, places[tie.iri], most, unit) for tie in ranked)
    drawn = Network(
        _WIDTH, _HEIGHT, _WIDTH / 2, _HEIGHT / 2, name, nodes, _edges(shown, places, between, most)
    )
    rows = tuple((Cell(tie.name, tie.goal), Cell(str(tie.count))) for tie in shown)
    more = f" The {len(shown)} most frequent of {len(every)} are drawn." if len(every) > len(shown) else ""
    first = shown[0]
    return Figure(
        "network",
        title,
        f"{name} in the middle, joined to {len(shown)} others by lines as thick as they met often; "
        f"most often {first.name} ({first.count} {unit}).{more}",
        (drawn,),
        ("With", unit.capitalize()),
        rows,
        more.strip(),
    )


def _ordered(iris: Sequence[str], between: Mapping[tuple[str, str], int]) -> list[str]:
    """Puts those who met each other side by side: each round, every one moves towards its fellows."""
    order = sorted(iris)
    for _ in range(_TRIES):
        angle = {iri: 2 * math.pi * at / len(order) for at, iri in enumerate(order)}
        pull = {iri: _pull(iri, angle, between) for iri in order}
        turned = sorted(order, key=lambda iri: (pull[iri], iri))
        if turned == order:
            break
        order = turned
    return order


def _pull(iri: str, angle: Mapping[str, float], between: Mapping[tuple[str, str], int]) -> float:
    """The middle angle of those whom one met, its own included."""
    x, y = math.cos(angle[iri]), math.sin(angle[iri])
    for other, at in angle.items():
        weight = between.get((min(iri, other), max(iri, other)), 0)
        x += weight * math.cos(at)
        y += weight * math.sin(at)
    return round(math.atan2(y, x) % (2 * math.pi), 6)


def _place(at: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * (at + 0.5) / count - math.pi / 2
    return _WIDTH / 2 + _ACROSS * math.cos(angle), _HEIGHT / 2 + _DOWN * math.sin(angle)


def _node(tie: Tie, place: tuple[float, float], most: int, unit: str) -> Node:
    x, y = place
    radius = _SMALL + (_LARGE - _SMALL) * math.sqrt(tie.count / most)
    side = (x - _WIDTH / 2) / _ACROSS
    upright = abs(side) < 0.3  # noqa: PLR2004  near the top or the bottom, the name stands above or below
    anchor = "middle" if upright else "start" if side > 0 else "end"
    beyond = radius + 6
    label_x = x if upright else x + (beyond if side > 0 else -beyond)
    label_y = (y - beyond if y < _HEIGHT / 2 else y + beyond + 10) if upright else y + 4
    said = unit.removesuffix("s") if tie.count == 1 else unit
    return Node(
        round(x, 1), round(y, 1), round(radius, 1), tie.name, round(label_x, 1), round(label_y, 1),
        anchor, f"{tie.name}: {tie.count} {said}", tie.goal,
    )  # fmt: skip


def _edges(
    ties: Sequence[Tie],
    places: Mapping[str, tuple[float, float]],
    between: Mapping[tuple[str, str], int],
    most: int,
) -> tuple[Edge, ...]:
    inner = [
        _edge(places[one], places[other], 1 + min(count, most) / most, inner=True)
        for (one, other), count in sorted(between.items())
        if one in places and other in places
    ]
    middle = (_WIDTH / 2, _HEIGHT / 2)
    return (*inner, *(_edge(middle, places[t.iri], 1 + _THICK * t.count / most, inner=False) for t in ties))


def _edge(start: tuple[float, float], end: tuple[float, float], width: float, *, inner: bool) -> Edge:
    (a, b), (c, d) = start, end
    return Edge(round(a, 1), round(b, 1), round(c, 1), round(d, 1), round(width, 1), inner)
