"""Triples in memory, asked by subject and property: what manifests and results need."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}


def suffix(iri: str) -> str:
    """What follows the last dot."""
    return iri.rpartition(".")[2]


class Triples:
    """A graph; nodes come as the engine's terms, of which `.value` is the IRI or text."""

    def __init__(self, quads: Iterable[Any]) -> None:
        self.found: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self.found[quad.subject][quad.predicate.value].append(quad.object)

    @classmethod
    def read(cls, data: bytes, iri: str) -> "Triples":
        """Parses a file by the suffix of its IRI."""
        return cls(ox.parse(data, FORMATS[suffix(iri)], base_iri=iri))

    def all(self, node: Any, prop: str) -> list[Any]:
        """Values of a property."""
        return self.found[node][prop] if node in self.found and prop in self.found[node] else []

    def one(self, node: Any, prop: str) -> Any:
        """The first value; None where there is none."""
        return next(iter(self.all(node, prop)), None)

    def members(self, node: Any, prop: str) -> Iterator[Any]:
        """Members of the lists that a property leads to."""
        for head in self.all(node, prop):
            rest = head
            while rest is not None and rest.value != f"{RDF}nil":
                yield self.one(rest, f"{RDF}first")
                rest = self.one(rest, f"{RDF}rest")

    def kinds(self, node: Any) -> set[str]:
        """Local names of its classes."""
        return {kind.value.rpartition("#")[2] for kind in self.all(node, f"{RDF}type")}

    def instances(self, kind: str) -> list[Any]:
        """Nodes of a class."""
        return [node for node in self.found if ox.NamedNode(kind) in self.all(node, f"{RDF}type")]
