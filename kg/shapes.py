"""Runs the SHACL shapes of `ontology/shapes/parley.ttl` over the claims of one article."""

import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

import pyoxigraph as ox
import pyshacl
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node

from kg.vocabulary import PAR

Severity = typing.Literal["violation", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A node that does not have a shape; `rule` is the local name of the property shape."""

    rule: str
    focus: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes, with the class hierarchy that their targets need."""

    shapes: Graph
    classes: Graph

    def faults(self, claims: Iterable[ox.Quad]) -> Iterator[Fault]:
        """Every fault of one article's claims."""
        data = Graph()
        for triple in (*self.classes, *map(_as_rdflib, claims)):
            data.add(triple)
        _, report, _ = pyshacl.validate(data, shacl_graph=self.shapes, inference="none")
        for result in report.subjects(RDF.type, SH.ValidationResult):
            yield _fault(report, result)


def load_shapes() -> Shapes:
    """The shapes that every build runs."""
    folder = files("ontology")
    ontology = Graph().parse(data=folder.joinpath("parley.ttl").read_bytes(), format="turtle")
    classes = Graph()
    for child, parent in ontology.subject_objects(RDFS.subClassOf):
        if isinstance(parent, URIRef) and parent.startswith(str(PAR)):
            classes.add((child, RDFS.subClassOf, parent))
    text = folder.joinpath("shapes", "parley.ttl").read_bytes()
    return Shapes(Graph().parse(data=text, format="turtle"), classes)


def _fault(report: Graph, result: Node) -> Fault:
    def value(predicate: URIRef) -> str:
        return str(report.value(result, predicate))

    rule = value(SH.sourceShape).rpartition("#")[2]
    severity: Severity = "warning" if value(SH.resultSeverity) == str(SH.Warning) else "violation"
    return Fault(rule, value(SH.focusNode), value(SH.resultMessage), severity)


def _as_rdflib(quad: ox.Quad) -> tuple[Node, Node, Node]:
    return _term(quad.subject), _term(quad.predicate), _term(quad.object)


def _term(term: object) -> Node:
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        # rdflib tells a plain literal from one of xsd:string, and the values that shapes list are plain
        datatype = None if term.language or kind == str(XSD.string) else URIRef(kind)
        return Literal(term.value, lang=term.language, datatype=datatype)
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    return BNode(str(term))
