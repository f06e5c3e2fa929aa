"""Officials: at a talk by side, in their posts, across the table from each other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from server.dates import written
from server.graph import Graph, par
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


def sides(graph: Graph, event: str) -> list[Side]:
    """Participants of an event by side; parties without a named person are sides too."""
    by_person: dict[str, list[str]] = {person: [] for person in graph.links(event, par("hasParticipant"))}
    for node in graph.links(event, par("participation")):
        person = graph.link(node, par("participant"))
        if person:
            by_person.setdefault(person, []).append(node)
    seats: dict[str | None, list[Seat]] = {party: [] for party in graph.links(event, par("hasParty"))}
    for person, nodes in by_person.items():
        seats.setdefault(_party(graph, person, nodes), []).append(_seat(graph, person, nodes))
    named = sorted(((p, s) for p, s in seats.items() if p), key=lambda pair: graph.label(pair[0]))
    unknown = [Side(None, tuple(seats[None]))] if None in seats else []
    return [Side(party, tuple(_ordered(graph, group))) for party, group in named] + unknown


def tenures(graph: Graph, nodes: Iterable[str]) -> list[Held]:
    """Tenures, the latest attested first."""
    return sorted(
        (tenure(graph, node) for node in nodes), key=lambda held: (held.order, held.tenure), reverse=True
    )


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


def counterparts(graph: Graph, person: str) -> list[tuple[str, int]]:
    """Officials of other parties at the same talks, with the number of these, the most first."""
    own = graph.link(person, par("serves"))
    met: Counter[str] = Counter()
    for event in graph.subjects(par("hasParticipant"), person):
        others = (other for other in graph.links(event, par("hasParticipant")) if other != person)
        met.update(other for other in others if own is None or graph.link(other, par("serves")) != own)
    return sorted(met.items(), key=lambda pair: (-pair[1], graph.label(pair[0])))


def partners(graph: Graph, party: str, events: Iterable[str]) -> list[tuple[str, int]]:
    """Other parties at these events, with the number of events, the most first."""
    met = Counter(
        other for event in events for other in graph.links(event, par("hasParty")) if other != party
    )
    return sorted(met.items(), key=lambda pair: (-pair[1], graph.label(pair[0])))


def _party(graph: Graph, person: str, nodes: list[str]) -> str | None:
    named = (graph.link(node, par("onBehalfOf")) for node in nodes)
    return next((party for party in named if party), None) or graph.link(person, par("serves"))


def _seat(graph: Graph, person: str, nodes: list[str]) -> Seat:
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
