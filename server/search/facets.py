"""What things found have in common: kind, party, year, series and topic, each with how many."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import DCTERMS

from server.events import row
from server.graph import Graph, par
from server.kinds import KINDS
from server.search.index import Hit

FACETS: Final = ("kind", "party", "year", "series", "topic")
_MOST: Final = 12
_PARTIES: Final = ("hasParty", "serves", "committedParty", "speaksFor", "memberParty", "ofParty")
_YEAR: Final = 4

Chosen = Mapping[str, str]
"""Value by facet; an IRI for party, series and topic."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a thing has in each facet but its kind."""

    party: frozenset[str]
    year: frozenset[str]
    series: frozenset[str]
    topic: frozenset[str]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet with how many of the things found have it."""

    value: str
    name: str
    count: int


def chosen(graph: Graph, hits: Iterable[Hit], given: Chosen) -> list[Hit]:
    """The things that have every value asked for."""
    return [hit for hit in hits if all(value in _values(graph, hit, name) for name, value in given.items())]


def options(graph: Graph, hits: Iterable[Hit], given: Chosen) -> dict[str, list[Option]]:
    """The values of each facet that are not the same for all, the most frequent first."""
    every = list(hits)
    counted = {
        name: Counter(value for hit in every for value in _values(graph, hit, name)) for name in FACETS
    }
    return {
        name: [Option(value, named(graph, name, value), count) for value, count in _ordered(name, found)]
        for name, found in counted.items()
        if name in given or len(found) > 1
    }


def named(graph: Graph, facet: str, value: str) -> str:
    """A value of a facet in words."""
    if facet == "kind":
        return next((kind.many for kind in KINDS if kind.name == value), value)
    return graph.label(value) if value.startswith("http") else value


def _ordered(facet: str, found: Counter[str]) -> list[tuple[str, int]]:
    if facet == "year":
        return sorted(found.items(), reverse=True)[: _MOST * 2]
    if facet == "kind":
        order = [kind.name for kind in KINDS]
        return sorted(found.items(), key=lambda pair: order.index(pair[0]))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]


def _values(graph: Graph, hit: Hit, facet: str) -> Iterable[str]:
    if facet == "kind":
        return (hit.kind,)
    traits = graph.kept("traits", hit.iri, _traits)
    values: frozenset[str] = getattr(traits, facet)
    return values


def _traits(graph: Graph, iri: str) -> Traits:
    talk = graph.link(iri, par("reachedIn")) or graph.link(iri, par("madeIn")) or iri
    event = row(graph, talk)
    parties = {party for name in _PARTIES for party in graph.links(iri, par(name))}
    day = event.dated.earliest or graph.text(iri, DCTERMS.issued) or ""
    topics = {*graph.links(iri, par("topic")), *graph.links(talk, par("topic"))}
    return Traits(
        frozenset(parties or event.parties),
        frozenset([day[:_YEAR]] if day else []),
        frozenset([event.series] if event.series else []),
        frozenset(topics),
    )
