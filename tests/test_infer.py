"""What follows from what is said."""

import pyoxigraph as ox
import pytest
import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF
from rdflib.term import Node

from kg.infer import infer
from tests.graphs import ask, asks, graphs_of
from tests.records import consultation, trilateral

EX = "@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
RDFS = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "


def follows(turtle: str) -> set[str]:
    """The inferred triples as N-Triples without the example's namespace."""
    given = ox.parse((EX + RDFS + turtle).encode(), ox.RdfFormat.TURTLE)
    return {str(triple).replace("http://example.org/", "") for triple in infer(list(given))}


TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@pytest.mark.parametrize(
    ("turtle", "wanted"),
    [
        (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :x a :A .", {f"<x> {TYPE} <B>", f"<x> {TYPE} <C>"}),
        (":A rdfs:subClassOf [ a owl:Restriction ] . :x a :A .", set()),
        (":p rdfs:subPropertyOf :q . :x :p :y .", {"<x> <q> <y>"}),
        (":p owl:inverseOf :q . :x :p :y .", {"<y> <q> <x>"}),
        (":p owl:inverseOf :q . :x :q :y .", {"<y> <p> <x>"}),
        (":p a owl:SymmetricProperty . :x :p :y .", {"<y> <p> <x>"}),
        (
            ":p a owl:TransitiveProperty . :a :p :b . :b :p :c . :c :p :d .",
            {"<a> <p> <c>", "<a> <p> <d>", "<b> <p> <d>"},
        ),
        (":s owl:propertyChainAxiom ( :p :q ) . :x :p :y . :y :q :z .", {"<x> <s> <z>"}),
        (":p owl:inverseOf :q . :q rdfs:subPropertyOf :r . :x :p :y .", {"<y> <q> <x>", "<y> <r> <x>"}),
    ],
)
def test_a_rule_draws_its_conclusion_and_no_other(turtle: str, wanted: set[str]) -> None:
    assert wanted == follows(turtle)


def test_a_place_lies_in_all_that_its_place_lies_in() -> None:
    assert {"<a> <p> <c>"} == follows(":p a owl:TransitiveProperty . :a :p :b . :b :p :c .")


def test_an_article_inferred_graph_repeats_nothing_that_is_asserted() -> None:
    store = graphs_of([consultation(), trilateral()])
    query = "GRAPH <graph/inferred> { ?s ?p ?o } GRAPH ?g { ?s ?p ?o } FILTER(?g != <graph/inferred>)"
    assert [] == ask(store, query)


def test_the_superclass_of_a_talk_is_inferred() -> None:
    store = graphs_of([consultation()])
    assert asks(store, "GRAPH <graph/inferred> { ?x a par:DiplomaticEvent, prov:Activity }")


def test_inference_over_nothing_gives_nothing() -> None:
    assert () == infer([])


RULED = (
    *(OWL.inverseOf, OWL.propertyChainAxiom, RDF.first, RDF.rest),
    *(rdflib.RDFS.subClassOf, rdflib.RDFS.subPropertyOf),
)


@pytest.fixture(scope="module")
def closures() -> tuple[set[str], set[str], set[str]]:
    """What articles and axioms say, what we draw from it, and what an OWL 2 RL reasoner draws."""
    store = graphs_of([consultation(), trilateral()])
    quads = [quad for quad in store if is_given(quad)]
    closed = rdflib.Graph()
    triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    closed.parse(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    given = {line(triple) for triple in closed}
    DeductiveClosure(OWLRL_Semantics).expand(closed)
    ours = rdflib.Graph().parse(ox.serialize(infer(quads), format=ox.RdfFormat.N_TRIPLES), format="nt")
    return given, {line(t) for t in ours}, {line(t) for t in closed}


def is_given(quad: ox.Quad) -> bool:
    """Whether a quad is an axiom that the rules read, or a claim about things."""
    graph, axiom = str(quad.graph_name), rdflib.URIRef(quad.predicate.value) in RULED
    if "graph/ontology" in graph:
        kinds = (OWL.SymmetricProperty, OWL.TransitiveProperty)
        return axiom or str(quad.object) in {f"<{kind}>" for kind in kinds}
    return "graph/article" in graph and not isinstance(quad.object, ox.Literal)


def line(triple: tuple[Node, Node, Node]) -> str:
    return " ".join(term.n3() for term in triple)


def test_nothing_is_drawn_that_a_reasoner_does_not_draw(
    closures: tuple[set[str], set[str], set[str]],
) -> None:
    _, ours, theirs = closures
    assert set() == ours - theirs


def test_every_link_is_drawn_that_a_reasoner_draws(closures: tuple[set[str], set[str], set[str]]) -> None:
    given, ours, theirs = closures
    links = {
        one
        for one in theirs - given
        if "<https://w3id.org/parley/def#" in one.split(" ")[1] and "_:" not in one
    }
    assert links
    assert set() == links - ours
