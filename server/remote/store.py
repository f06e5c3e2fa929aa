"""Another engine with the few methods of the embedded store that pages use.

A page asks for many small things. So a thing is fetched whole, together with the things that earlier answers
named: one request brings what hundreds of look-ups ask for.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from kg.remote import Endpoint

Node: TypeAlias = ox.NamedNode | ox.BlankNode
_DEFAULT: Final = ox.DefaultGraph()
_THINGS: Final = 20_000
"""Things that are remembered; one is some 2 kB."""
_AT_ONCE: Final = 150


class RemoteStore:
    """Reads through a SPARQL endpoint; any thread may ask."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._lock = threading.Lock()
        self._known: OrderedDict[str, list[ox.Quad]] = OrderedDict()
        self._named: OrderedDict[str, None] = OrderedDict()

    def query(self, text: str) -> ox.QuerySolutions:
        """The answer to a SELECT query."""
        return self._endpoint.solutions(text)

    def quads_for_pattern(
        self, subject: Any, predicate: Any, value: Any, graph: Any = None
    ) -> Iterator[ox.Quad]:
        """Quads that match, as the embedded store finds them; None matches everything."""
        if isinstance(graph, ox.DefaultGraph) and isinstance(subject, ox.NamedNode):
            found = self._about(subject.value)
            return (
                quad for quad in found if predicate in (None, quad.predicate) and value in (None, quad.object)
            )
        return iter(self._asked(subject, predicate, value, graph))

    def named_graphs(self) -> Iterator[Node]:
        """Names of the graphs."""
        for row in self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
            if isinstance(row[0], ox.NamedNode) and row[0].value != self._endpoint.merged:
                yield row[0]

    def contains_named_graph(self, name: Node) -> bool:
        """Whether there is such a graph."""
        query = f"SELECT ?s {{ GRAPH {name} {{ ?s ?p ?o }} }} LIMIT 1"
        return next(iter(self.query(query)), None) is not None

    def _about(self, iri: str) -> list[ox.Quad]:
        """What the default graph says of a thing; others that were named lately are fetched with it."""
        with self._lock:
            found = self._known.get(iri)
            if found is not None:
                self._known.move_to_end(iri)
                return found
            wanted = [iri, *(name for name in reversed(self._named) if name != iri)][:_AT_ONCE]
            for name in wanted:
                self._named.pop(name, None)
        fetched = self._fetched(wanted)
        with self._lock:
            self._known.update(fetched)
            self._note(quad for quads in fetched.values() for quad in quads)
            while len(self._known) > _THINGS:
                self._known.popitem(last=False)
        return fetched[iri]

    def _fetched(self, wanted: list[str]) -> dict[str, list[ox.Quad]]:
        values = " ".join(f"<{iri}>" for iri in wanted)
        found: dict[str, list[ox.Quad]] = {iri: [] for iri in wanted}
        for row in self.query(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"):
            quad = ox.Quad(row[0], row[1], row[2], _DEFAULT)
            found[str(row[0])[1:-1]].append(quad)
        return found

    def _asked(self, subject: Any, predicate: Any, value: Any, graph: Any) -> list[ox.Quad]:
        given = {"s": subject, "p": predicate, "o": value, "g": graph}
        words = {name: f"?{name}" if term is None else str(term) for name, term in given.items()}
        triple = f"{words['s']} {words['p']} {words['o']}"
        where = triple if isinstance(graph, ox.DefaultGraph) else f"GRAPH {words['g']} {{ {triple} }}"
        names = [f"?{name}" for name, term in given.items() if term is None]
        found = [
            ox.Quad(*(row[name] if term is None else term for name, term in given.items()))
            for row in self.query(f"SELECT {' '.join(names) or '(1 AS ?yes)'} {{ {where} }}")
        ]
        with self._lock:
            self._note(found)
        return found

    def _note(self, quads: Any) -> None:
        """Remembers which things were named, for the next request to bring them along."""
        for quad in quads:
            for term in (quad.subject, quad.object):
                if isinstance(term, ox.NamedNode) and term.value not in self._known:
                    self._named[term.value] = None
                    self._named.move_to_end(term.value)
        while len(self._named) > _AT_ONCE * 10:
            self._named.popitem(last=False)
