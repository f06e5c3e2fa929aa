"""Writes `kg/vocabulary.py` from the terms of `ontology/parley.ttl`: `python -m ontology.generate`."""

from importlib.resources import files
from keyword import iskeyword
from pathlib import Path

import pyoxigraph as ox

TERMS = "https://w3id.org/parley/def#"
TARGET = Path(__file__).parent.parent / "kg" / "vocabulary.py"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_TEMPLATE = '''"""Namespaces of the graph; `PAR` lists the terms of `ontology/parley.ttl`.

Written by `python -m ontology.generate`; edit the ontology, not this file. A term whose name is a
keyword of Python is reached as `PAR["from"]`.
"""

# ruff: noqa: N815  terms keep the ontology's spelling
from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")


class PAR(DefinedNamespace):
    """Every class, property and individual that the ontology declares; others raise AttributeError."""

    _NS = Namespace("{namespace}")
    _fail = True
    _extras = {extras}  # noqa: RUF012  rdflib declares it a list

{terms}
'''


def term_names() -> tuple[str, ...]:
    """Local names of all terms declared in the ontology, sorted."""
    data = files("ontology").joinpath("parley.ttl").read_bytes()
    subjects = {
        quad.subject for quad in ox.parse(data, format=ox.RdfFormat.TURTLE) if quad.predicate == _TYPE
    }
    iris = (subject.value for subject in subjects if isinstance(subject, ox.NamedNode))
    return tuple(sorted(iri.removeprefix(TERMS) for iri in iris if iri.startswith(TERMS)))


def module_text() -> str:
    """The source of `kg/vocabulary.py`."""
    names = term_names()
    extras = "[" + ", ".join(f'"{name}"' for name in names if iskeyword(name)) + "]"
    terms = "\n".join(f"    {name}: URIRef" for name in names if not iskeyword(name))
    return _TEMPLATE.format(namespace=TERMS, extras=extras, terms=terms)


if __name__ == "__main__":
    TARGET.write_text(module_text(), encoding="utf-8")
