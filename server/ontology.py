"""The ontology, readable: a diagram and a tree of classes, every term with its definition, and RDF."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import Final

import pyoxigraph as ox
from flask import Blueprint, Response, request
from rdflib import OWL, RDF, RDFS, SKOS
from werkzeug.utils import redirect

from kg.vocabulary import PAR
from server import urls, web
from server.draw.classes import diagrams
from server.graph import Graph
from server.negotiate import GRAPHS, HTML, N3, Offer, choose
from server.problems import NotFoundError
from server.rdf import written

blueprint = Blueprint("ontology", __name__)

_SUFFIXES: Final = {offer.name: offer for offer in GRAPHS}
_SPACE: Final = str(PAR)
_VERSION: Final = re.compile(r"\d+\.\d+\.\d+")
_ALIGNMENTS: Final = "alignments"
_SAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Described:
    """A class, property or named individual of the ontology.

    Attributes:
        name: local name, the anchor.
        above: IRIs of broader terms.
        traits: words such as "functional".
    """

    iri: str
    name: str
    label: str
    definition: str
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: tuple[str, ...]
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A class in the tree, with the classes below it."""

    iri: str
    children: tuple["Branch", ...]


@blueprint.get(urls.TERMS)
def terms() -> Response:
    """All terms as a page, or the ontology as RDF, by Accept."""
    offer = choose(request.headers.get("Accept"), (HTML, *GRAPHS, N3))
    if offer is not HTML:
        return web.vary(_as_rdf(offer))
    graph = web.snapshot().graph
    words = request.args.get("q", "").strip()
    classes = _described(graph, OWL.Class)
    links = _described(graph, OWL.ObjectProperty)
    properties = sorted(
        [*links, *_described(graph, OWL.DatatypeProperty)], key=lambda term: term.name.casefold()
    )
    response = web.page(
        "terms.html",
        tree=graph.kept(
            "tree", str(OWL.Class), lambda g, kind: tree(g, [one.iri for one in _described(g, kind)])
        ),
        pictures=diagrams(_joining(links)),
        space=_SPACE,
        words=words,
        classes=_with_words(classes, words),
        properties=_with_words(properties, words),
        individuals=_with_words(_described(graph, OWL.NamedIndividual), words),
        used={term.iri: graph.kept("used", term.iri, Graph.count) for term in classes},
        samples={term.iri: _samples(graph, term.iri) for term in classes},
        formats=GRAPHS,
    )
    addresses = {one.name: web.urls().terms(one.name) for one in GRAPHS}
    response.headers["Link"] = web.alternates(_SPACE.rstrip("#"), GRAPHS, addresses)
    return web.vary(response)


@blueprint.get(f"{urls.TERMS}.<suffix>")
def file(suffix: str) -> Response:
    """The ontology in one format."""
    if suffix not in _SUFFIXES:
        raise NotFoundError(f"The ontology comes as .{', .'.join(_SUFFIXES)}.")
    return _as_rdf(_SUFFIXES[suffix])


@blueprint.get(urls.TERM)
def term(name: str) -> Response:
    """A term by path leads to its place on the page, a version to the ontology; the alignments are a file."""
    if name == _ALIGNMENTS:
        body = files("ontology").joinpath(f"{_ALIGNMENTS}.ttl").read_bytes()
        return web.remembered(Response(body, content_type=_SUFFIXES["ttl"].content_type), "ttl")
    if _VERSION.fullmatch(name):
        return redirect(web.urls().to(urls.TERMS), 303, Response=Response)  # type: ignore[return-value]
    iri = f"{_SPACE}{name}"
    if not name.isalnum() or not web.snapshot().graph.known(iri):
        raise NotFoundError("The ontology has no such term; /def lists them.")
    return redirect(web.urls().page(iri) or "", 303, Response=Response)  # type: ignore[return-value]


def _with_words(terms: Iterable[Described], words: str) -> list[Described]:
    """The terms whose name, label or definition has every word asked for."""
    wanted = words.casefold().split()
    texts = ((term, f"{term.name} {term.label} {term.definition}".casefold()) for term in terms)
    return [term for term, text in texts if all(word in text for word in wanted)]


def _samples(graph: Graph, iri: str) -> list[str]:
    """A few individuals of a class."""
    kind, default = ox.NamedNode(str(RDF.type)), ox.DefaultGraph()
    quads = graph.store.quads_for_pattern(None, kind, ox.NamedNode(iri), default)
    return [quad.subject.value for quad in islice(quads, _SAMPLES) if isinstance(quad.subject, ox.NamedNode)]


def _joining(links: Iterable[Described]) -> Iterator[tuple[str, str, str]]:
    """Properties from one class to one other, by local names."""
    for link in links:
        if len(link.domain) == 1 == len(link.range):
            yield link.name, link.domain[0].removeprefix(_SPACE), link.range[0].removeprefix(_SPACE)


def tree(graph: Graph, classes: list[str]) -> tuple[Branch, ...]:
    """The classes of the ontology by what they are narrower than."""
    own = set(classes)
    above = {
        iri: [parent for parent in graph.links(iri, RDFS.subClassOf) if parent in own] for iri in classes
    }

    def below(parent: str | None) -> Iterator[Branch]:
        for iri in sorted(classes, key=graph.label):
            if (parent in above[iri]) if parent else not above[iri]:
                yield Branch(iri, tuple(below(iri)))

    return tuple(below(None))


def _described(graph: Graph, kind: str) -> list[Described]:
    """The terms of one kind, by name; read once for a release."""
    return graph.kept("described", str(kind), _read)


def _read(graph: Graph, kind: str) -> list[Described]:
    found = (iri for iri in graph.instances(kind) if iri.startswith(_SPACE))
    return sorted((describe(graph, iri) for iri in found), key=lambda term: term.name.casefold())


def describe(graph: Graph, iri: str) -> Described:
    """All that the page says of a term."""
    definition = graph.text(iri, SKOS.definition) or graph.text(iri, RDFS.comment) or ""
    return Described(
        iri=iri,
        name=iri.removeprefix(_SPACE),
        label=graph.label(iri),
        definition=definition,
        notes=tuple(graph.texts(iri, SKOS.editorialNote) + graph.texts(iri, SKOS.scopeNote)),
        examples=tuple(graph.texts(iri, SKOS.example)),
        above=tuple(_own_first([*graph.links(iri, RDFS.subClassOf), *graph.links(iri, RDFS.subPropertyOf)])),
        domain=tuple(_members(graph, iri, RDFS.domain)),
        range=tuple(_members(graph, iri, RDFS.range)),
        inverse=tuple(graph.links(iri, OWL.inverseOf)),
        traits=tuple(_traits(graph, iri)),
    )


def _members(graph: Graph, iri: str, prop: str) -> Iterator[str]:
    """Classes of a domain or range; those of a union one by one."""
    store, default = graph.store, ox.DefaultGraph()
    for term in graph.objects(iri, prop):
        if isinstance(term, ox.NamedNode):
            yield term.value
        elif isinstance(term, ox.BlankNode):
            for quad in store.quads_for_pattern(term, ox.NamedNode(str(OWL.unionOf)), None, default):
                yield from _listed(store, quad.object)


def _listed(store: ox.Store, node: object) -> Iterator[str]:
    while isinstance(node, ox.BlankNode):
        ends: dict[str, object] = {}
        for quad in store.quads_for_pattern(node, None, None, ox.DefaultGraph()):
            ends[quad.predicate.value] = quad.object
        first = ends.get(str(RDF.first))
        if isinstance(first, ox.NamedNode):
            yield first.value
        node = ends.get(str(RDF.rest))


def _traits(graph: Graph, iri: str) -> Iterator[str]:
    """What OWL says of a property, in words."""
    for kind in sorted(graph.types(iri)):
        name = kind.rpartition("#")[2]
        if kind.startswith(str(OWL)) and name.endswith("Property") and name not in _PLAIN:
            yield name.removesuffix("Property").replace("InverseFunctional", "inverse functional").lower()


_PLAIN: Final = frozenset(["ObjectProperty", "DatatypeProperty", "AnnotationProperty"])


def _own_first(iris: list[str]) -> list[str]:
    return sorted(dict.fromkeys(iris), key=lambda iri: (not iri.startswith(_SPACE), iri))


def _as_rdf(offer: Offer) -> Response:
    """The graph of the ontology, as it was written."""
    graph = ox.NamedNode(f"{web.urls().base}graph/ontology")
    quads = web.snapshot().graph.store.quads_for_pattern(None, None, None, graph)
    triples = sorted((quad.triple for quad in quads), key=str)
    return web.remembered(Response(written(triples, offer), content_type=offer.content_type), offer.name)
