"""Formats and prefixes of what the server writes as RDF."""

from typing import Final

import pyoxigraph as ox
from rdflib import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD

from kg.vocabulary import GEO, OA, ORG, PAR, SEM

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
