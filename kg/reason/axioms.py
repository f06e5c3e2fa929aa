"""The axioms of an ontology one by one, so that each can be left out: what a contradiction rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox
from rdflib.namespace import OWL, RDF, RDFS, XSD

_BUILT_IN = tuple(map(str, (OWL, RDF, RDFS, XSD)))
_TYPE = ox.NamedNode(RDF.type)
_FIRST, _REST = ox.NamedNode(RDF.first), ox.NamedNode(RDF.rest)
_DECLARING = frozenset(
    map(str, (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype))
)
_ABOUT_INDIVIDUALS = frozenset(map(str, (OWL.NamedIndividual, OWL.AllDifferent, OWL.Ontology)))
_PROPERTIES = frozenset(map(str, (OWL.ObjectProperty, OWL.DatatypeProperty)))
_TYING = frozenset(
    map(str, (RDFS.subPropertyOf, OWL.inverseOf, OWL.propertyChainAxiom, OWL.propertyDisjointWith))
)
_LEADING = frozenset(
    map(str, (RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.equivalentClass, OWL.disjointUnionOf))
)
_ORDER = (
    *("disjointWith", "FunctionalProperty", "IrreflexiveProperty", "AsymmetricProperty"),
    *("propertyDisjointWith", "domain", "range", "type", "inverseOf", "subClassOf"),
)

Triples = tuple[ox.Triple, ...]


@dataclass(frozen=True, slots=True)
class Axiom:
    """One axiom: its triple about a named term, and those of the blank nodes that it leads to."""

    triples: Triples

    @property
    def main(self) -> ox.Triple:
        """The triple about the named term."""
        return self.triples[0]

    def terms(self) -> frozenset[str]:
        """The terms of the ontology that the axiom is made of."""
        iris = (_iri(node) for triple in self.triples for node in (triple.subject, triple.object))
        return frozenset(iri for iri in iris if iri and not iri.startswith(_BUILT_IN))


@dataclass(frozen=True, slots=True)
class Axioms:
    """An ontology taken apart.

    Attributes:
        declarations: which term is a class, which a property.
        axioms: all else that is said of terms, the simplest kinds first.
        individuals: what is said of individuals that the ontology names.
    """

    declarations: Triples
    axioms: tuple[Axiom, ...]
    individuals: Triples

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> "Axioms":
        """The axioms among triples of an ontology; lists of disjoint classes become pairs."""
        known = tuple(triples)
        parts = _parts(known)
        named = [triple for triple in known if isinstance(triple.subject, ox.NamedNode)]
        kinds = {kind: [t for t in named if _kind(t) == kind] for kind in ("term", "individual", "")}
        individuals = {triple.subject for triple in kinds["individual"]}
        about = [triple for triple in kinds[""] if triple.subject in individuals]
        axioms = [
            *(Axiom((t, *_below(t.object, parts))) for t in kinds[""] if t.subject not in individuals),
            *(Axiom((pair,)) for pair in _disjoint(parts)),
        ]
        axioms.sort(key=lambda axiom: (_rank(axiom), str(axiom.main)))
        types = tuple(triple for triple in about if triple.predicate == _TYPE)
        return cls(tuple(kinds["term"]), tuple(axioms), types)

    def near(self, terms: Iterable[str]) -> tuple[Axiom, ...]:
        """The axioms about some terms, the classes that these lead to, and the properties tied to them."""
        reached = set(terms)
        size = 0
        while size != (size := len(reached)):
            for axiom in self.axioms:
                kind = axiom.main.predicate.value
                if kind in _TYING and not reached.isdisjoint(axiom.terms()):
                    reached |= axiom.terms()
                elif kind in _LEADING and _iri(axiom.main.subject) in reached:
                    reached |= axiom.terms() - self.properties
        return tuple(axiom for axiom in self.axioms if axiom.terms() <= reached)

    @property
    def properties(self) -> frozenset[str]:
        """IRIs of the properties."""
        return frozenset(_iri(t.subject) for t in self.declarations if _iri(t.object) in _PROPERTIES)


def members(node: object, parts: Mapping[ox.BlankNode, list[ox.Triple]]) -> Iterator[ox.NamedNode]:
    """The named members of a list."""
    while isinstance(node, ox.BlankNode):
        ends = {triple.predicate: triple.object for triple in parts.get(node, ())}
        first = ends.get(_FIRST)
        if isinstance(first, ox.NamedNode):
            yield first
        node = ends.get(_REST)


def _parts(triples: Iterable[ox.Triple]) -> dict[ox.BlankNode, list[ox.Triple]]:
    parts: dict[ox.BlankNode, list[ox.Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.BlankNode):
            parts.setdefault(triple.subject, []).append(triple)
    return parts


def _kind(triple: ox.Triple) -> str:
    """Whether a triple declares a term, names an individual, or neither."""
    if triple.predicate != _TYPE:
        return ""
    declared = _iri(triple.object)
    return "term" if declared in _DECLARING else "individual" if declared in _ABOUT_INDIVIDUALS else ""


def _below(node: object, parts: Mapping[ox.BlankNode, list[ox.Triple]]) -> Iterator[ox.Triple]:
    if isinstance(node, ox.BlankNode):
        for triple in parts.get(node, ()):
            yield triple
            yield from _below(triple.object, parts)


def _disjoint(parts: Mapping[ox.BlankNode, list[ox.Triple]]) -> Iterator[ox.Triple]:
    for triples in parts.values():
        for triple in triples:
            if triple.predicate.value == str(OWL.members):
                for one, other in combinations(members(triple.object, parts), 2):
                    yield ox.Triple(one, ox.NamedNode(OWL.disjointWith), other)


def _rank(axiom: Axiom) -> int:
    kind = axiom.main.object if axiom.main.predicate == _TYPE else axiom.main.predicate
    name = _iri(kind).rpartition("#")[2]
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
