"""Formats and prefixes of what the server writes as RDF."""

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox
from rdflib import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD

from kg.vocabulary import GEO, OA, ORG, PAR, SEM
from server.negotiate import Offer

FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "n3": ox.RdfFormat.N3,
}
PREFIXES: Final = {
    "par": str(PAR),
    "oa": str(OA),
    "org": str(ORG),
    "sem": str(SEM),
    "geo": str(GEO),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "formats": "http://www.w3.org/ns/formats/",
}


def written(triples: Iterable[ox.Triple], offer: Offer, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Triples in the format of an offer, with prefixes where the format is read by people."""
    short = dict(prefixes) if offer.name in {"ttl", "rdf"} else None
    return ox.serialize(triples, format=FORMATS[offer.name], prefixes=short) or b""


def declared(names: Iterable[str]) -> str:
    """The PREFIX lines of a query that uses these names."""
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in names)


def prefixed(iri: str) -> str | None:
    """A term by the first prefix that fits; None where none does."""
    spaces = (item for item in PREFIXES.items() if iri.startswith(item[1]) and len(iri) > len(item[1]))
    return next((f"{name}:{iri[len(space) :]}" for name, space in spaces), None)
