"""DCAT 3 with sizes and checksums of the files, and the VoID description of the graph, as Turtle."""

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from kg.dataset import LICENCE
from kg.export.about import CREATOR, KEYWORDS, About
from kg.export.listing import File
from kg.turtle import turtle

_VERSION: Final = "http://www.w3.org/ns/dcat#version"
"""Of DCAT 3; rdflib knows DCAT 2."""
_SPDX: Final = "http://spdx.org/rdf/terms#"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"

Value = URIRef | ox.Literal


def dcat(about: About, files: Iterable[File]) -> bytes:
    """The data set with its files and its SPARQL endpoint."""
    facts = [*_dataset(about), *_service(about)]
    for file in files:
        facts += _distribution(about, file)
    return turtle((_triple(*fact) for fact in facts), about.base, {"spdx": _SPDX})


def void(about: About, store: ox.Store) -> bytes:
    """What the release's own graph `graph/dataset` says, as a file."""
    graph = ox.NamedNode(f"{about.base}graph/dataset")
    return turtle((quad.triple for quad in store.quads_for_pattern(None, None, None, graph)), about.base)


def _triple(subject: str, term: str, value: Value) -> ox.Triple:
    made = ox.NamedNode(value) if isinstance(value, URIRef) else value
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(str(term)), made)


def _dataset(about: About) -> Iterator[tuple[str, str, Value]]:
    iri, publisher = about.dataset, f"{about.base}dataset/publisher"
    yield iri, RDF.type, DCAT.Dataset
    yield iri, DCTERMS.title, ox.Literal(about.title, language="en")
    yield iri, DCTERMS.description, ox.Literal(about.description, language="en")
    yield iri, DCTERMS.identifier, ox.Literal(about.digest)
    yield iri, DCTERMS.issued, _typed(about.issued, str(XSD.date))
    yield iri, DCTERMS.license, URIRef(LICENCE)
    yield iri, DCTERMS.publisher, URIRef(publisher)
    yield iri, _VERSION, ox.Literal(about.version)
    yield iri, DCAT.landingPage, URIRef(iri)
    yield publisher, RDF.type, FOAF.Agent
    yield publisher, FOAF.name, ox.Literal(CREATOR)
    for word in KEYWORDS:
        yield iri, DCAT.keyword, ox.Literal(word, language="en")
    if all(about.covered):
        period = f"{iri}/period"
        yield iri, DCTERMS.temporal, URIRef(period)
        yield period, RDF.type, DCTERMS.PeriodOfTime
        yield period, DCAT.startDate, _typed(about.covered[0], str(XSD.date))
        yield period, DCAT.endDate, _typed(about.covered[1], str(XSD.date))


def _service(about: About) -> Iterator[tuple[str, str, Value]]:
    service = f"{about.base}sparql"
    yield service, RDF.type, DCAT.DataService
    yield service, DCTERMS.title, ox.Literal("SPARQL endpoint", language="en")
    yield service, DCAT.endpointURL, URIRef(service)
    yield service, DCAT.servesDataset, URIRef(about.dataset)
    yield service, DCTERMS.conformsTo, URIRef("http://www.w3.org/ns/sparql-service-description#SPARQL11Query")


def _distribution(about: About, file: File) -> Iterator[tuple[str, str, Value]]:
    address = about.download(file.name)
    checksum = f"{address}#sha256"
    yield about.dataset, DCAT.distribution, URIRef(address)
    yield address, RDF.type, DCAT.Distribution
    yield address, DCTERMS.title, ox.Literal(f"{file.name}: {file.kind.what}", language="en")
    yield address, DCTERMS.license, URIRef(LICENCE)
    yield address, DCAT.accessURL, URIRef(about.dataset)
    yield address, DCAT.downloadURL, URIRef(address)
    yield address, DCAT.mediaType, URIRef(f"{_MEDIA}{file.kind.media}")
    yield address, DCAT.byteSize, _typed(str(file.size), str(XSD.nonNegativeInteger))
    if file.kind.packed:
        yield address, DCAT.compressFormat, URIRef(f"{_MEDIA}application/gzip")
    yield address, f"{_SPDX}checksum", URIRef(checksum)
    yield checksum, RDF.type, URIRef(f"{_SPDX}Checksum")
    yield checksum, f"{_SPDX}algorithm", URIRef(f"{_SPDX}checksumAlgorithm_sha256")
    yield checksum, f"{_SPDX}checksumValue", _typed(file.digest, str(XSD.hexBinary))


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(datatype))
