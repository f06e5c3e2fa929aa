"""Officials: at a talk by side, and in their posts."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.dates import written
from server.graph import Graph, Solution, par, said
from server.quotes import Quote, quotes, quotes_of


@dataclass(frozen=True, slots=True)
class Seat:
    """An official at a talk, or in a post.

    Attributes:
        capacity: the title in words, "" where unknown.
        post: IRI of the post.
        role: part played ("head of delegation"), or "".
    """

    person: str
    capacity: str
    post: str | None
    role: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Those who sat for one party; party None for those whose side no text tells."""

    party: str | None
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A post that an official held, with the days that articles attest.

    Attributes:
        tenure: IRI of the tenure.
        holder: IRI of the official.
        attested: "15 March 2018", or "15 March 2018 to 4 June 2019".
    """

    tenure: str
    holder: str | None
    post: str | None
    attested: str
    order: str
    quotes: tuple[Quote, ...]


def seated(graph: Graph, rows: list[Solution]) -> list[Side]:
    """Participants by side, from the rows of the panel; parties without a named person are sides too."""
    by_side: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        people = by_side.setdefault(said(row, "party"), {})
        if person := said(row, "official"):
            people.setdefault(person, []).append(said(row, "participation"))
    sides = (
        Side(party or None, tuple(_ordered(graph, (_seat(graph, *seat) for seat in people.items()))))
        for party, people in by_side.items()
    )
    return sorted(sides, key=lambda side: (side.party is None, graph.label(side.party or "")))


def tenure(graph: Graph, node: str) -> Held:
    """One tenure with the sentences that give the title."""
    days = sorted(graph.texts(node, par("attestedOn")))
    spoken = [written(day) for day in dict.fromkeys((days[0], days[-1]))] if days else []
    holder = graph.link(node, par("heldBy")) or next(iter(graph.subjects(par("holds"), node)), None)
    return Held(
        tenure=node,
        holder=holder,
        post=graph.link(node, par("post")),
        attested=" to ".join(spoken),
        order=days[-1] if days else "",
        quotes=tuple(quotes_of(graph, node)),
    )


def _seat(graph: Graph, person: str, participations: list[str]) -> Seat:
    nodes = [node for node in dict.fromkeys(participations) if node]
    held = next((t for node in nodes if (t := graph.link(node, par("inCapacity")))), None)
    post = graph.link(held, par("post")) if held else None
    evidence = [link for node in nodes for link in graph.links(node, par("evidence"))]
    return Seat(
        person=person,
        capacity=graph.label(post) if post else "",
        post=post,
        role=next((role for node in nodes if (role := graph.text(node, par("role")))), ""),
        quotes=tuple(quotes(graph, evidence)),
    )


def _ordered(graph: Graph, seats: Iterable[Seat]) -> list[Seat]:
    """Heads of delegation first, then those with a title, then by name."""
    return sorted(seats, key=lambda seat: (not seat.role, not seat.capacity, graph.label(seat.person)))
