"""Namespaces of the graph; `PAR` lists the terms of `ontology/parley.ttl`."""

from rdflib import Namespace

PAR = Namespace("https://w3id.org/parley/def#")
OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
