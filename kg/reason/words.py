"""Claims and axioms in words that a curator understands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib.namespace import OWL, RDF, RDFS, XSD

from kg.reason.axioms import Axiom, members

_SEGMENT = 2
_DATATYPES = {
    str(XSD.string): "text",
    str(XSD.positiveInteger): "a whole number from 1",
    str(XSD.decimal): "a decimal number",
    str(XSD.boolean): "true or false",
}
_CARDINALITIES = {
    "cardinality": "exactly {}",
    "maxCardinality": "at most {}",
    "minCardinality": "at least {}",
    "qualifiedCardinality": "exactly {}",
    "maxQualifiedCardinality": "at most {}",
}
_KINDS = {
    "FunctionalProperty": "nothing has more than one value of “{}”",
    "InverseFunctionalProperty": "no two things have the same “{}”",
    "IrreflexiveProperty": "“{}” never leads from a thing to itself",
    "AsymmetricProperty": "“{}” never holds both ways",
    "TransitiveProperty": "“{}” passes on: what holds of the next holds of the first",
    "SymmetricProperty": "“{}” always holds both ways",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Says claims and axioms with the names that a store knows."""

    store: ox.Store

    def claim(self, claim: ox.Triple) -> str:
        """A statement: "Ann Lee: serves Japan"."""
        subject = self.name(claim.subject)
        if claim.predicate.value == str(RDF.type):
            return f"{subject} is {self.a(claim.object)}"
        return f"{subject}: {self.name(claim.predicate)} {self.name(claim.object)}"

    def axiom(self, axiom: Axiom) -> str:
        """A rule of the ontology: "nothing has more than one value of “serves”"."""
        subject, predicate, value = axiom.main.subject, axiom.main.predicate.value, axiom.main.object
        kind = predicate.rpartition("#")[2]
        said = _SAYING.get(kind)
        if predicate == str(RDF.type):
            pattern = _KINDS.get(self._local(value), "“{}” is as the ontology has it")
            return pattern.format(self.name(subject))
        return said(self, axiom) if said else f"{self.name(subject)} {kind} {self.name(value)}"

    def name(self, term: object) -> str:
        """The name of a thing, the text of a literal, or the end of an address."""
        if not isinstance(term, ox.NamedNode):
            return str(getattr(term, "value", term))
        label = self._label(term)
        if label:
            return label
        path = term.value.partition("/id/")[2].split("/")
        if len(path) > _SEGMENT and path[0] == "article":
            return f"{' '.join(path[2:])} of {path[1]}"
        return term.value.rpartition("/")[2].rpartition("#")[2]

    def a(self, term: object) -> str:
        """A class with its article: "an official"."""
        if isinstance(term, ox.NamedNode) and term.value in _DATATYPES:
            return _DATATYPES[term.value]
        name = self.name(term)
        return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"

    def classes(self, axiom: Axiom, node: object) -> str:
        """What a class expression or a datatype allows."""
        if not isinstance(node, ox.BlankNode):
            return self.a(node)
        return " or ".join(self._choices(axiom, node)) or "as the ontology has it"

    def _choices(self, axiom: Axiom, node: ox.BlankNode) -> Iterator[str]:
        parts = _parts(axiom)
        for triple in parts.get(node, ()):
            kind, value = triple.predicate.value.rpartition("#")[2], triple.object
            if kind == "unionOf":
                yield from (self.classes(axiom, member) for member in _all(value, parts))
            elif kind == "oneOf":
                yield from (self.name(member) for member in members(value, parts))
            elif kind in _CARDINALITIES:
                number = _CARDINALITIES[kind].format(self.name(value))
                yield f"something with {number} of {self._on(parts, node)}"
            elif kind in {"someValuesFrom", "allValuesFrom"}:
                only = "only such" if kind.startswith("all") else "a"
                yield f"something with {only} {self._on(parts, node)} that is {self.classes(axiom, value)}"
            elif kind == "withRestrictions":
                yield f"{self._facets(value, parts)}"

    def _on(self, parts: dict[ox.BlankNode, list[ox.Triple]], node: ox.BlankNode) -> str:
        on = str(OWL.onProperty)
        return next((f"“{self.name(t.object)}”" for t in parts[node] if t.predicate.value == on), "")

    def _facets(self, node: object, parts: dict[ox.BlankNode, list[ox.Triple]]) -> str:
        facets = [t for facet in _all(node, parts) if isinstance(facet, ox.BlankNode) for t in parts[facet]]
        words = {"pattern": "text like", "minInclusive": "at least", "maxInclusive": "at most"}
        return " and ".join(
            f"{words.get(self._local(t.predicate), self._local(t.predicate))} {self.name(t.object)}"
            for t in facets
        )

    def _label(self, term: ox.NamedNode) -> str | None:
        quads = self.store.quads_for_pattern(term, ox.NamedNode(RDFS.label), None, None)
        return min((str(getattr(quad.object, "value", "")) for quad in quads), default=None)

    def _local(self, term: object) -> str:
        return str(getattr(term, "value", term)).rpartition("#")[2]


def _parts(axiom: Axiom) -> dict[ox.BlankNode, list[ox.Triple]]:
    found: dict[ox.BlankNode, list[ox.Triple]] = {}
    for triple in axiom.triples:
        if isinstance(triple.subject, ox.BlankNode):
            found.setdefault(triple.subject, []).append(triple)
    return found


def _all(node: object, parts: dict[ox.BlankNode, list[ox.Triple]]) -> Iterator[object]:
    """The members of a list, named or not."""
    while isinstance(node, ox.BlankNode):
        ends = {triple.predicate.value: triple.object for triple in parts.get(node, ())}
        if str(RDF.first) in ends:
            yield ends[str(RDF.first)]
        node = ends.get(str(RDF.rest))


def _domain(words: Words, axiom: Axiom) -> str:
    return f"only {words.classes(axiom, axiom.main.object)} has “{words.name(axiom.main.subject)}”"


def _range(words: Words, axiom: Axiom) -> str:
    return f"“{words.name(axiom.main.subject)}” is only ever {words.classes(axiom, axiom.main.object)}"


def _below(words: Words, axiom: Axiom) -> str:
    return f"every {words.name(axiom.main.subject)} is {words.classes(axiom, axiom.main.object)}"


def _never(words: Words, axiom: Axiom) -> str:
    return f"{words.a(axiom.main.subject)} is never {words.a(axiom.main.object)}"


def _apart(words: Words, axiom: Axiom) -> str:
    one, other = words.name(axiom.main.subject), words.name(axiom.main.object)
    return f"“{one}” and “{other}” never lead to the same"


def _inverse(words: Words, axiom: Axiom) -> str:
    one, other = words.name(axiom.main.subject), words.name(axiom.main.object)
    return f"“{other}” is “{one}” seen from the other end"


def _follows(words: Words, axiom: Axiom) -> str:
    parts = _parts(axiom)
    steps = " and ".join(f"“{words.name(step)}”" for step in _all(axiom.main.object, parts))
    return f"“{words.name(axiom.main.subject)}” follows from {steps or words.name(axiom.main.object)}"


def _union(words: Words, axiom: Axiom) -> str:
    parts = _parts(axiom)
    kinds = " or ".join(words.a(kind) for kind in _all(axiom.main.object, parts))
    return f"every {words.name(axiom.main.subject)} is {kinds}, never both"


_SAYING: dict[str, Callable[[Words, Axiom], str]] = {
    "domain": _domain,
    "range": _range,
    "subClassOf": _below,
    "equivalentClass": _below,
    "disjointWith": _never,
    "propertyDisjointWith": _apart,
    "inverseOf": _inverse,
    "subPropertyOf": _follows,
    "propertyChainAxiom": _follows,
    "disjointUnionOf": _union,
}
