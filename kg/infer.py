"""What follows from the asserted triples by the ontology: SPARQL rules, run until nothing new follows.

Measured against two reasoners, rules in the store's own engine were fastest and keep literals and
blank nodes as they are. Only what queries need is drawn: superclass types, superproperties, inverses,
symmetric and transitive properties, and two-step chains such as `par:hasParticipant`.
"""

from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox
from rdflib.namespace import OWL, RDF, RDFS

_PREFIXES = """PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
RULES = (
    "INSERT { ?x ?super ?y } WHERE { ?p rdfs:subPropertyOf+ ?super FILTER(isIRI(?super)) ?x ?p ?y }",
    "INSERT { ?y ?q ?x } WHERE { ?p owl:inverseOf|^owl:inverseOf ?q FILTER(isIRI(?q)) ?x ?p ?y }",
    "INSERT { ?y ?p ?x } WHERE { ?p a owl:SymmetricProperty . ?x ?p ?y }",
    "INSERT { ?x ?p ?z } WHERE { ?p a owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z }",
    """INSERT { ?x ?p ?z } WHERE { ?p owl:propertyChainAxiom ?list . ?list rdf:first ?q ; rdf:rest ?rest .
      ?rest rdf:first ?r ; rdf:rest rdf:nil . ?x ?q ?y . ?y ?r ?z }""",
    "INSERT { ?x a ?super } WHERE { ?c rdfs:subClassOf+ ?super FILTER(isIRI(?c) && isIRI(?super)) ?x a ?c }",
)
_PAIRED = frozenset(map(str, (RDFS.subPropertyOf, OWL.inverseOf)))
_CHAINED = frozenset(map(str, (OWL.propertyChainAxiom, RDF.first)))
_RULED = _PAIRED | _CHAINED
_KINDS = frozenset(map(str, (OWL.SymmetricProperty, OWL.TransitiveProperty)))
_TYPE = str(RDF.type)
_SCHEMA = frozenset({*_PAIRED, *_CHAINED, *map(str, (RDF.type, RDF.rest, RDFS.subClassOf))})


def infer(asserted: Collection[ox.Quad]) -> tuple[ox.Triple, ...]:
    """The triples that follow and are not asserted, each once; their order says nothing.

    Args:
        asserted: quads of all graphs, the ontology among them; which graph says what does not matter.
    """
    terms = _SCHEMA | set(_ruled(asserted))
    known = {quad.triple for quad in asserted if quad.predicate.value in terms}
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in known)
    size = -1
    while size != (size := len(store)):
        for rule in RULES:
            store.update(_PREFIXES + rule)
    return tuple(quad.triple for quad in store if quad.triple not in known)


def _ruled(asserted: Iterable[ox.Quad]) -> Iterator[str]:
    """The properties that stand in a rule; statements with others lead to nothing."""
    for quad in asserted:
        term, subject, value = quad.predicate.value, quad.subject, quad.object
        if term in _RULED or (term == _TYPE and isinstance(value, ox.NamedNode) and value.value in _KINDS):
            yield from (node.value for node in (subject, value) if isinstance(node, ox.NamedNode))
