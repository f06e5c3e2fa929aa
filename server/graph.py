"""Reads the release's store for pages: labels, values, links, which article claims what."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final, TypeAlias, TypeVar
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
from rdflib import DCTERMS, FOAF, RDF, RDFS, SKOS

from kg.vocabulary import PAR

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Solution: TypeAlias = dict[str, Term]
Made = TypeVar("Made")

_LABELS: Final = (RDFS.label, SKOS.prefLabel, DCTERMS.title, FOAF.name)
_DEFAULT: Final = ox.DefaultGraph()
_KEPT: Final = 50_000
"""Labels remembered, and rows of lists; one is some 200 bytes."""


class Graph:
    """The merged graph of one release, and the articles' own graphs beside it.

    IRIs come and go as plain strings. Iterators of the engine never leave a method, because they
    may not be touched from another thread.
    """

    def __init__(self, store: ox.Store, base: str) -> None:
        self.store = store
        self.base = base
        self._labels: dict[str, str] = {}
        self._made: dict[tuple[str, str], object] = {}

    def label(self, iri: str) -> str:
        """The name to show: a label, otherwise the end of the IRI in words."""
        found = self._labels.get(iri)
        if found is None:
            found = self.own_label(iri) or local_name(iri)
            if len(self._labels) < _KEPT:
                self._labels[iri] = found
        return found

    def own_label(self, iri: str) -> str | None:
        """The label that the graph gives, English before others; None where it gives none."""
        for prop in _LABELS:
            found = [term for term in self.objects(iri, prop) if isinstance(term, ox.Literal)]
            if found:
                return min(found, key=lambda term: (_foreign(term), term.value)).value
        return None

    def objects(self, iri: str, prop: str) -> list[Term]:
        """Values of a property in the merged graph, in a stable order."""
        quads = self.store.quads_for_pattern(_node(iri), ox.NamedNode(str(prop)), None, _DEFAULT)
        return sorted((quad.object for quad in quads), key=str)

    def links(self, iri: str, prop: str) -> list[str]:
        """IRIs that the property leads to."""
        return [term.value for term in self.objects(iri, prop) if isinstance(term, ox.NamedNode)]

    def link(self, iri: str, prop: str) -> str | None:
        """The first IRI that the property leads to."""
        return next(iter(self.links(iri, prop)), None)

    def text(self, iri: str, prop: str) -> str | None:
        """The first literal of a property."""
        found = (term.value for term in self.objects(iri, prop) if isinstance(term, ox.Literal))
        return next(found, None)

    def texts(self, iri: str, prop: str) -> list[str]:
        """All literals of a property."""
        return [term.value for term in self.objects(iri, prop) if isinstance(term, ox.Literal)]

    def number(self, iri: str, prop: str) -> int | None:
        """An integer value; None where there is none."""
        found = self.text(iri, prop)
        return int(found) if found and found.lstrip("-").isdigit() else None

    def values(self, prop: str) -> dict[str, str]:
        """The first literal of a property for each thing that has one, in one scan."""
        found: dict[str, str] = {}
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(str(prop)), None, _DEFAULT):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                iri, text = quad.subject.value, quad.object.value
                found[iri] = min(found.get(iri, text), text)
        return found

    def subjects(self, prop: str, iri: str) -> list[str]:
        """Individuals whose property leads to this one."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(str(prop)), _node(iri), _DEFAULT)
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})

    def instances(self, kind: str) -> list[str]:
        """Individuals of a class."""
        return self.subjects(str(RDF.type), str(kind))

    def types(self, iri: str) -> frozenset[str]:
        """Classes of an individual, inferred ones included."""
        return frozenset(self.links(iri, RDF.type))

    def known(self, iri: str) -> bool:
        """Whether the graph says anything of it; nothing is said of what makes no IRI."""
        try:
            node = _node(iri)
        except ValueError:
            return False
        return next(iter(self.store.quads_for_pattern(node, None, None, _DEFAULT)), None) is not None

    def outgoing(self, iri: str) -> dict[str, list[Term]]:
        """Every property of a thing with its values, both in a stable order."""
        found: dict[str, list[Term]] = defaultdict(list)
        for quad in self.store.quads_for_pattern(_node(iri), None, None, _DEFAULT):
            found[quad.predicate.value].append(quad.object)
        return {prop: sorted(found[prop], key=str) for prop in sorted(found)}

    def incoming(self, iri: str) -> dict[str, list[str]]:
        """Every property that leads here, with the individuals that it comes from."""
        found: dict[str, set[str]] = defaultdict(set)
        for quad in self.store.quads_for_pattern(None, None, _node(iri), _DEFAULT):
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.predicate.value].add(quad.subject.value)
        return {prop: sorted(found[prop]) for prop in sorted(found)}

    def claims(self, iri: str, prop: str) -> dict[str, list[str]]:
        """Values of a property as each article has them: value to the articles' IRIs."""
        found: dict[str, set[str]] = defaultdict(set)
        for quad in self.store.quads_for_pattern(_node(iri), ox.NamedNode(str(prop)), None, None):
            article = self._article(quad.graph_name)
            if article:
                found[_value(quad.object)].add(article)
        return {value: sorted(found[value]) for value in sorted(found)}

    def in_reference(self, iri: str, prop: str) -> bool:
        """Whether the reference data have a value of the property."""
        graph = ox.NamedNode(f"{self.base}graph/reference")
        quads = self.store.quads_for_pattern(_node(iri), ox.NamedNode(str(prop)), None, graph)
        return next(iter(quads), None) is not None

    def count(self, kind: str) -> int:
        """How many individuals a class has."""
        return sum(1 for _ in self.store.quads_for_pattern(None, _TYPE, ox.NamedNode(str(kind)), _DEFAULT))

    def triples(self, subject: str | None = None, object_: str | None = None) -> list[ox.Triple]:
        """Triples of the merged graph with this subject or object."""
        start = _node(subject) if subject else None
        end = _node(object_) if object_ else None
        return [quad.triple for quad in self.store.quads_for_pattern(start, None, end, _DEFAULT)]

    def select(self, query: str) -> list[Solution]:
        """The answer to a SELECT of our own, whole; a variable without a value is left out of its row."""
        found = self.store.query(query)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("the panels of pages ask SELECT queries only")
        names = [variable.value for variable in found.variables]
        return [
            {name: term for name, term in zip(names, solution, strict=True) if term is not None}
            for solution in found
        ]

    def kept(self, sort: str, iri: str, make: Callable[["Graph", str], Made]) -> Made:
        """What is made of a thing for pages, remembered: a release never changes."""
        found = self._made.get((sort, iri))
        if found is None:
            found = make(self, iri)
            if len(self._made) < _KEPT:
                self._made[sort, iri] = found
        return found  # type: ignore[return-value]  # one sort is made in one way

    @cached_property
    def size(self) -> int:
        """Triples of the merged graph; a scan, so asked for once."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, _DEFAULT))

    def _article(self, graph: object) -> str | None:
        """The article whose graph this is."""
        start = f"{self.base}graph/article/"
        name = graph.value if isinstance(graph, ox.NamedNode) else ""
        return f"{self.base}id/article/{name[len(start) :]}" if name.startswith(start) else None


_TYPE: Final = ox.NamedNode(str(RDF.type))


def said(solution: Solution, name: str) -> str:
    """The text or IRI that a variable has in a row, "" where it has none."""
    return str(getattr(solution.get(name), "value", ""))


def par(name: str) -> str:
    """IRI of a term of the ontology, which must declare it."""
    return str(PAR[name])


def local_name(iri: str) -> str:
    """The end of an IRI in words; the host where there is no path."""
    parts = urlsplit(iri)
    end = parts.fragment or parts.path.rstrip("/").rsplit("/", 1)[-1] or parts.netloc or iri
    return unquote(end).replace("_", " ").strip() or iri


def literals(terms: list[Term]) -> Iterator[ox.Literal]:
    """The literals among terms."""
    return (term for term in terms if isinstance(term, ox.Literal))


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def _foreign(term: ox.Literal) -> int:
    return 0 if not term.language or term.language.startswith("en") else 1
