"""What a query process does with one question: run it, and write what comes in the form that is wanted."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import pyoxigraph as ox

from server.frames import Fault, Question, Sink

_TABLES: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "n3": ox.RdfFormat.N3,
}
_GRAPHS_NAMED: Final = re.compile(r"\\|\b(?:graph|from)\b", re.IGNORECASE)
"""Where this matches, a query may look into named graphs: keywords, or an escape that could hide one."""


@dataclass(frozen=True, slots=True)
class Stores:
    """What a process answers from.

    Attributes:
        disk: all graphs.
        merged: the default graph in memory, where it is.
    """

    disk: ox.Store
    merged: ox.Store | None = None

    def fit(self, question: Question) -> ox.Store:
        """The store that can answer: memory for what stays within the default graph, disk for the rest."""
        plain = question.default_graphs is None and question.named_graphs is None
        if self.merged is None or not plain or _GRAPHS_NAMED.search(question.query):
            return self.disk
        return self.merged


def answer(sink: Sink, store: ox.Store, question: Question) -> Fault | None:
    """Writes the answer; a fault where it is of a form that the client takes in no format.

    Raises:
        SyntaxError: the query does not parse.
        RuntimeError: the engine refuses it.
        OSError: it reaches for something outside the store.
        TooLargeError: the answer has more bytes than it may have.
    """
    results = store.query(question.query, base_iri=question.base, **_dataset(question))
    graph = isinstance(results, ox.QueryTriples)
    name = question.graph if graph else question.table
    if name is None:
        return Fault("not-acceptable", "", "graph" if graph else "table")
    sink.name = name
    if name == "rows":
        sink.write(json.dumps(rows(results, question.rows)).encode())
    elif isinstance(results, ox.QueryTriples):
        results.serialize(sink, format=_GRAPHS[name])
    else:
        results.serialize(sink, format=_TABLES[name])
    return None


def _dataset(question: Question) -> dict[str, Any]:
    """The engine needs both lists as soon as one is given; it leaves the other at "all graphs" else."""
    if question.default_graphs is None and question.named_graphs is None:
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in question.default_graphs or ()],
        "named_graphs": [ox.NamedNode(iri) for iri in question.named_graphs or ()],
    }


def rows(results: Any, limit: int) -> dict[str, Any]:
    """The first rows for a page: names, rows of terms, whether there are more."""
    if isinstance(results, ox.QueryBoolean):
        return {"names": [], "rows": [], "more": False, "boolean": bool(results)}
    if isinstance(results, ox.QueryTriples):
        names = ["subject", "predicate", "object"]
        found: Iterator[Any] = ([t.subject, t.predicate, t.object] for t in results)
    else:
        names = [variable.value for variable in results.variables]
        found = ([solution[name] for name in names] for solution in results)
    taken = list(islice(found, limit + 1))
    return {
        "names": names,
        "rows": [[_term(term) for term in row] for row in taken[:limit]],
        "more": len(taken) > limit,
        "boolean": None,
    }


def _term(term: Any) -> list[str] | None:
    """A term as [kind, value, datatype, language]; None where unbound."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value, "", ""]
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.datatype.value, term.language or ""]
    return ["other", str(term), "", ""]
