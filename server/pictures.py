"""Pictures of panels: from the rows of a query to what `server.draw` needs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from server.draw.calendar import calendar
from server.draw.figure import Figure, Goal
from server.draw.network import Tie, network
from server.draw.shares import Count, shares
from server.draw.spans import Span, spans
from server.draw.world import Spot, world
from server.draw.years import over_time
from server.events import Row, row
from server.graph import Graph, Solution, par, said
from server.names import code
from server.panels import Drawing

_MARKS: Final = 30
"""Marks of one picture among several: each has a link and a row in the table, and pages stay light."""


@dataclass(frozen=True, slots=True)
class Met:
    """Two officials of two parties, with the number of talks that both attended."""

    official: str
    other: str
    talks: int


def talks(name: str) -> Drawing:
    """Talks over time; `name` is the filter of the talks browser that leaves them."""

    def drawn(graph: Graph, rows: list[Solution], iris: Mapping[str, str]) -> Figure | None:
        return over_time(_events(graph, rows), _filters(name, iris), "Talks over time", _MARKS)

    return drawn


def months(graph: Graph, rows: list[Solution], iris: Mapping[str, str]) -> Figure | None:
    """Talks of a pair by month."""
    names = " and ".join(graph.label(iri) for iri in iris.values())
    return calendar(_events(graph, rows), _filters("party", iris), f"Talks of {names} by month")


def topics(name: str) -> Drawing:
    """Shares of topics by year."""

    def drawn(_graph: Graph, rows: list[Solution], iris: Mapping[str, str]) -> Figure | None:
        counts = (
            Count(said(r, "year"), said(r, "topic"), said(r, "name"), int(said(r, "talks"))) for r in rows
        )
        return shares(counts, _filters(name, iris), "Topics by year")

    return drawn


def map_of(graph: Graph, rows: list[Solution], iris: Mapping[str, str]) -> Figure | None:
    """Places of talks on a map; one that stands inside several others is drawn once."""
    del graph, iris
    found: dict[str, Spot] = {}
    for r in rows:
        at = (float(said(r, "latitude")), float(said(r, "longitude")))
        found.setdefault(
            said(r, "place"), Spot(said(r, "place"), said(r, "name"), *at, int(said(r, "talks")))
        )
    return world(found.values(), "Where talks met")


def partners(graph: Graph, rows: list[Solution], iris: Mapping[str, str]) -> Figure | None:
    """Whom a party met, and who of these met in the same talks."""
    own = iris["this"]
    ties = [
        Tie(iri, _short(graph, iri), int(said(r, "talks")), Goal(pair=(own, iri)))
        for r in rows
        if (iri := said(r, "partner"))
    ]
    events = (row(graph, event).parties for event in graph.subjects(par("hasParty"), own))
    between = _together(events, {tie.iri for tie in ties})
    return network(_short(graph, own), ties, between, f"Whom {graph.label(own)} met")


def people(graph: Graph, rows: list[Solution], iris: Mapping[str, str]) -> Figure | None:
    """Whom an official met, and who of these met in the same talks."""
    own = iris["this"]
    ties = [
        Tie(iri, said(r, "name"), int(said(r, "talks")), Goal(iri)) for r in rows if (iri := said(r, "other"))
    ]
    events = graph.subjects(par("hasParticipant"), own)
    groups = (graph.links(event, par("hasParticipant")) for event in events)
    between = _together(groups, {tie.iri for tie in ties})
    return network(graph.label(own), ties, between, f"Whom {graph.label(own)} met")


def posts(graph: Graph, rows: list[Solution], iris: Mapping[str, str]) -> Figure | None:
    """The posts of an official over time."""
    found = (Span(said(r, "title"), said(r, "post"), said(r, "first"), said(r, "last")) for r in rows)
    return spans(found, f"Posts of {graph.label(iris['this'])} over time")


def who_met(graph: Graph, rows: list[Solution]) -> list[Met]:
    """Officials of two parties who were at the same talks."""
    del graph
    return [Met(said(r, "official"), said(r, "other"), int(said(r, "talks"))) for r in rows]


def _short(graph: Graph, party: str) -> str:
    """A name that fits beside a mark."""
    label = graph.label(party)
    return label if len(label) <= 24 else code(graph, party)  # noqa: PLR2004  letters beside a mark


def _events(graph: Graph, rows: Iterable[Solution]) -> list[Row]:
    return [row(graph, iri) for iri in dict.fromkeys(said(r, "talk") for r in rows)]


def _filters(name: str, iris: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, iri) for iri in iris.values())


def _together(groups: Iterable[Iterable[str]], known: set[str]) -> Counter[tuple[str, str]]:
    """How often two of those known were in one group."""
    return Counter(pair for group in groups for pair in combinations(sorted(set(group) & known), 2))
