"""The copy of a store that HermiT can read, and what makes its individuals different.

HermiT stops at date types and takes two names for one thing if that mends a contradiction. So the
copy leaves out dates, sentences and names, and gives every individual a key of its own, by one
functional property: different keys make different things, at a cost that grows linearly where a
list of all pairs would not. `owl:hasKey` is left out too: over 200 states it takes a reasoner half a
minute where the tables refuse a code used twice at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib.namespace import DC, DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from kg.vocabulary import OA, PAR

KEY = ox.NamedNode("urn:x-parley:key")
KEY_AXIOMS = (
    ox.Triple(KEY, ox.NamedNode(RDF.type), ox.NamedNode(OWL.DatatypeProperty)),
    ox.Triple(KEY, ox.NamedNode(RDF.type), ox.NamedNode(OWL.FunctionalProperty)),
)
_TYPE = ox.NamedNode(RDF.type)
_DATE_TYPES = frozenset(map(str, (XSD.date, XSD.gYear, XSD.gYearMonth, XSD.gMonthDay, XSD.dateTime)))
_LEFT_OUT = tuple(map(str, (OA, SKOS, DC, DCTERMS, RDFS.label, RDFS.comment, RDFS.isDefinedBy, OWL.hasKey)))
_ONE_OF_A_KIND = frozenset(
    map(
        str,
        (
            *(PAR.State, PAR.InternationalOrganization, PAR.Official, PAR.Post, PAR.Country),
            *(
                PAR.TalkSeries,
                PAR.ExerciseSeries,
                PAR.ActKind,
                PAR.Side,
                PAR.SeniorityLevel,
                PAR.Effect,
                PAR.Modality,
            ),
            *(PAR.DiplomaticEvent, PAR.Talk, PAR.Meeting, PAR.Summit, PAR.Consultation, PAR.Dialogue),
            *(PAR.Conference, PAR.Call, PAR.CourtesyCall, PAR.Visit, PAR.Signing, PAR.Exercise),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Copy:
    """The part of the derived copy that every run shares: ontology and reference data."""

    fixed: tuple[ox.Triple, ...]

    @classmethod
    def of(cls, store: ox.Store, graphs: Iterable[str]) -> "Copy":
        """The shared part, read from the graphs of ontology and reference data."""
        return cls((*KEY_AXIOMS, *readable(store, graphs)))

    def over(self, store: ox.Store, articles: Iterable[str]) -> tuple[ox.Triple, ...]:
        """The whole copy with the claims of some articles."""
        return self.with_claims(readable(store, articles))

    def with_claims(self, claims: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
        """The whole copy with some claims, and the keys of all that it names."""
        triples = (*self.fixed, *claims)
        return (*triples, *keys(triples))


def readable(store: ox.Store, graphs: Iterable[str]) -> list[ox.Triple]:
    """What HermiT can read of some graphs, each triple once, what it is before what it does."""
    quads = [
        quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    ]
    unreadable = _unreadable(quads)
    kept = {
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if not quad.predicate.value.startswith(_LEFT_OUT) and unreadable.isdisjoint(_nodes(quad))
    }
    return sorted(kept, key=lambda triple: (triple.predicate != _TYPE, str(triple)))


def keys(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """A key for every individual that is one of a kind: its own address."""
    named = {
        triple.subject
        for triple in triples
        if triple.predicate == _TYPE and value_of(triple.object) in _ONE_OF_A_KIND
    }
    yield from (ox.Triple(node, KEY, ox.Literal(value_of(node))) for node in sorted(named, key=str))


def _unreadable(quads: Iterable[ox.Quad]) -> frozenset[str]:
    """Date types, and the blank nodes of unions and lists that are made of them."""
    found = set(_DATE_TYPES)
    parts = [quad for quad in quads if isinstance(quad.subject, ox.BlankNode)]
    while more := {str(part.subject) for part in parts if found & set(_nodes(part)[1:])} - found:
        found |= more
    return frozenset(found)


def _nodes(quad: ox.Quad) -> tuple[str, ...]:
    """Subject and object, and the object's datatype, as strings to compare."""
    thing = quad.object
    kind = (thing.datatype.value,) if isinstance(thing, ox.Literal) else ()
    name = thing.value if isinstance(thing, ox.NamedNode) else str(thing)
    subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
    return (subject, name, *kind)


def value_of(term: object) -> str:
    """The text of a literal, the IRI of a node."""
    return str(getattr(term, "value", term))
