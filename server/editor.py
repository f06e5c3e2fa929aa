"""What the query editor needs: terms with their use, prefixes, saved queries. The bundle itself is static.

The bundle is made by `make frontend` and by building a wheel (`server/frontend`); a checkout without
it serves the plain form alone.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

import pyoxigraph as ox
from flask import Blueprint, Response, json
from rdflib import OWL, RDF, VOID

from kg.queries import saved_queries
from kg.vocabulary import PAR
from server import urls, web
from server.graph import Graph, local_name
from server.headers import STANDING
from server.rdf import PREFIXES, prefixed

blueprint = Blueprint("editor", __name__)

POLICY: Final = STANDING["Content-Security-Policy"].replace("img-src 'self'", "img-src 'self' data:")
"""The policy of the page with the editor: the site's own, and icons that stand in its style sheet."""

STARTER: Final = """PREFIX par: <https://w3id.org/parley/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?date ?talk ?place WHERE {
  ?talk a par:Talk ;
        par:status par:Held ;
        par:earliest ?date .
  OPTIONAL { ?talk par:place ?place }
}
ORDER BY DESC(?date)
LIMIT 20
"""
"""The query that the form begins with."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property that can be completed.

    Attributes:
        prefixed: as it is written with a prefix, the IRI where none fits.
        count: instances of the class or triples of the property in this release.
    """

    iri: str
    name: str
    prefixed: str
    label: str
    count: int


@cache
def bundle() -> str | None:
    """Short digest of the editor's bundle; None where it was not built."""
    script = files("server").joinpath("static", "editor", "editor.js")
    return sha256(script.read_bytes()).hexdigest()[:12] if script.is_file() else None


@blueprint.get(urls.EDITOR)
def site() -> Response:
    """The site as the editor sees it, as JSON."""
    if unchanged := web.unchanged("json"):
        return unchanged
    graph = web.snapshot().graph
    body: dict[str, Any] = {
        "endpoint": web.urls().to(urls.SPARQL),
        "root": web.urls().root,
        "base": web.urls().base,
        "terms": str(PAR),
        "starter": STARTER,
        "prefixes": PREFIXES,
        "classes": [asdict(term) for term in classes(graph)],
        "properties": [asdict(term) for term in properties(graph)],
        "queries": [{"name": q.name, "summary": q.summary, "text": q.text} for q in saved_queries()],
    }
    return web.remembered(Response(json.dumps(body), content_type="application/json"), "json")


def classes(graph: Graph) -> tuple[Term, ...]:
    """The ontology's classes and those in use, by IRI."""
    used = _partitions(graph, str(VOID["class"]), str(VOID.entities))
    return tuple(_terms(graph, {*_own(graph, str(OWL.Class)), *used}, used))


def properties(graph: Graph) -> tuple[Term, ...]:
    """The ontology's properties and those in use, by IRI."""
    used = _partitions(graph, str(VOID.property), str(VOID.triples))
    own = {*_own(graph, str(OWL.ObjectProperty)), *_own(graph, str(OWL.DatatypeProperty))}
    return tuple(_terms(graph, {*own, *used}, used))


def _own(graph: Graph, kind: str) -> set[str]:
    pattern = (None, ox.NamedNode(str(RDF.type)), ox.NamedNode(kind), None)
    found = (quad.subject for quad in graph.store.quads_for_pattern(*pattern))
    return {
        term.value for term in found if isinstance(term, ox.NamedNode) and term.value.startswith(str(PAR))
    }


def _partitions(graph: Graph, names: str, counts: str) -> dict[str, int]:
    """Uses of each term, as VoID's partitions count them."""
    numbers = {q.subject: q.object for q in graph.store.quads_for_pattern(None, ox.NamedNode(counts), None)}
    found = {}
    for quad in graph.store.quads_for_pattern(None, ox.NamedNode(names), None):
        if isinstance(quad.object, ox.NamedNode) and (number := numbers.get(quad.subject)):
            found[quad.object.value] = int(getattr(number, "value", 0))
    return found


def _terms(graph: Graph, iris: set[str], used: dict[str, int]) -> Iterator[Term]:
    for iri in sorted(iris):
        name = _name(iri)
        yield Term(iri, name, _prefixed(iri), graph.own_label(iri) or local_name(iri), used.get(iri, 0))


def _name(iri: str) -> str:
    """What follows the namespace, as it stands in a query."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def _prefixed(iri: str) -> str:
    found = prefixed(iri)
    return found if found and "/" not in found else iri
