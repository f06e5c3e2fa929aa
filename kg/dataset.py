"""What the data set says of itself: DCAT and VoID, in `graph/dataset`, without any time of building."""

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import DCAT, DCTERMS, OWL, RDF, VOID, XSD

from kg import __version__
from kg.addresses import digest6
from kg.vocabulary import PAR

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TITLE = "Parley: who met whom, when and where, and what they agreed"
ABOUT = (
    "A knowledge graph of diplomatic talks read from press releases and defence news by published rules; "
    "every fact points to the sentence that it was read from. Quoted sentences remain their publishers'."
)
_DUMPS = {
    "parley.ttl": "http://www.w3.org/ns/formats/Turtle",
    "parley.trig": "http://www.w3.org/ns/formats/TriG",
    "parley.nq": "http://www.w3.org/ns/formats/N-Quads",
}
_TYPE = str(RDF.type)
_DISTRIBUTION_FORMAT = URIRef("http://purl.org/dc/terms/format")


def dataset_quads(merged: Iterable[ox.Triple], base: str, digest: str) -> tuple[ox.Quad, ...]:
    """Title, licence, version and counts of the merged graph.

    Args:
        merged: the merged graph without the description.
        base: base IRI of individuals.
        digest: SHA-256 of all input; its first twelve digits are the version.
    """
    graph, dataset = ox.NamedNode(f"{base}graph/dataset"), f"{base}dataset"
    facts = [*_description(base, dataset, digest), *_statistics(tuple(merged), dataset)]
    return tuple(
        ox.Quad(ox.NamedNode(subject), ox.NamedNode(term), _term(value), graph)
        for subject, term, value in facts
    )


Fact = tuple[str, URIRef, URIRef | str | int]


def _term(value: URIRef | str | int) -> ox.NamedNode | ox.Literal:
    if isinstance(value, URIRef):
        return ox.NamedNode(value)
    if isinstance(value, int):
        return ox.Literal(str(value), datatype=ox.NamedNode(XSD.integer))
    return ox.Literal(value)


def _description(base: str, dataset: str, digest: str) -> Iterable[Fact]:
    yield dataset, RDF.type, DCAT.Dataset
    yield dataset, RDF.type, VOID.Dataset
    yield dataset, DCTERMS.title, TITLE
    yield dataset, DCTERMS.description, ABOUT
    yield dataset, DCTERMS.license, URIRef(LICENCE)
    yield dataset, DCTERMS.identifier, digest
    yield dataset, OWL.versionInfo, digest[:12]
    yield dataset, DCTERMS.conformsTo, URIRef(str(PAR._NS).rstrip("#"))  # noqa: SLF001 - rdflib's name
    yield dataset, VOID.uriSpace, base
    yield dataset, VOID.sparqlEndpoint, URIRef(f"{base}sparql")
    yield dataset, VOID.exampleResource, URIRef(f"{base}id/state/KR")
    yield dataset, DCTERMS.creator, f"Parley {__version__}"
    for vocabulary in (str(PAR._NS), str(DCTERMS), "http://www.w3.org/ns/oa#"):  # noqa: SLF001 - as above
        yield dataset, VOID.vocabulary, URIRef(vocabulary)
    for name, media in _DUMPS.items():
        file = URIRef(f"{base}dumps/{name}")
        yield dataset, VOID.dataDump, file
        yield dataset, DCAT.distribution, file
        yield file, RDF.type, DCAT.Distribution
        yield file, DCAT.downloadURL, file
        yield file, DCTERMS.title, name
        yield file, DCTERMS.license, URIRef(LICENCE)
        yield file, _DISTRIBUTION_FORMAT, URIRef(media)


def _statistics(merged: tuple[ox.Triple, ...], dataset: str) -> Iterable[Fact]:
    types = [t for t in merged if t.predicate.value == _TYPE]
    properties = Counter(t.predicate.value for t in merged)
    classes = Counter(t.object.value for t in types if isinstance(t.object, ox.NamedNode))
    yield dataset, VOID.triples, len(merged)
    yield dataset, VOID.entities, len({t.subject for t in types})
    yield dataset, VOID.distinctSubjects, len({t.subject for t in merged})
    yield dataset, VOID.properties, len(properties)
    yield dataset, VOID.classes, len(classes)
    for iri, count in sorted(classes.items()):
        part = f"{dataset}/class/{_name(iri)}"
        yield dataset, VOID.classPartition, URIRef(part)
        yield part, VOID["class"], URIRef(iri)
        yield part, VOID.entities, count
    for iri, count in sorted(properties.items()):
        part = f"{dataset}/property/{_name(iri)}"
        yield dataset, VOID.propertyPartition, URIRef(part)
        yield part, VOID.property, URIRef(iri)
        yield part, VOID.triples, count


def _name(iri: str) -> str:
    """A term's local name with a digest of its IRI, since two vocabularies may use one name."""
    return f"{iri.replace('#', '/').rsplit('/', 1)[-1]}-{digest6(iri)}"
