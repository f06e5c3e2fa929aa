"""Things of the graph as reconciliation sees them: an id, names, values of properties."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib.namespace import SKOS

from server.graph import Graph, Term, par
from server.search import folded


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a release."""

    graph: Graph
    iri: str

    @property
    def id(self) -> str:
        """What follows `id/` in its IRI: the protocol's identifier."""
        return self.iri.removeprefix(f"{self.graph.base}id/")

    @property
    def name(self) -> str:
        """Its label."""
        return self.graph.label(self.iri)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it goes by, codes and acronyms included."""
        terms = (str(SKOS.altLabel), *map(par, ("abbreviation", "acronym", "isoCode")))
        found = (name for term in terms for name in self.graph.texts(self.iri, term))
        return tuple(dict.fromkeys([self.name, *found]))

    def values(self, paths: Iterable[tuple[str, ...]]) -> tuple[Term, ...]:
        """Values at the end of the first path that has any, each once."""
        for path in paths:
            starts = [self.iri]
            for step in path[:-1]:
                starts = [end for start in starts for end in self.graph.links(start, step)]
            found = dict.fromkeys(v for start in starts for v in self.graph.objects(start, path[-1]))
            if found:
                return tuple(found)
        return ()

    def spellings(self, value: Term) -> frozenset[str]:
        """What a value may be called, folded; the id of a thing is one of them."""
        if not isinstance(value, ox.NamedNode):
            return frozenset({folded(str(getattr(value, "value", "")))})
        other = Thing(self.graph, value.value)
        end = value.value.rpartition("/")[2]
        return frozenset(map(folded, (*other.names, other.id, other.iri, end)))


def thing_of(graph: Graph, id_: str) -> Thing | None:
    """The thing with an id, or with an IRI; None where there is none."""
    start = f"{graph.base}id/"
    try:
        node = ox.NamedNode(id_ if id_.startswith(start) else f"{start}{id_}")
    except ValueError:
        return None
    return Thing(graph, node.value) if graph.known(node.value) else None
