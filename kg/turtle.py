"""Turtle to be read: prefixes in order, a blank line between things, each thing with its type first."""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD

from kg.vocabulary import GEO, OA, ORG, PAR, SEM

_KINDS = (
    "state", "country", "organization", "body", "official", "post", "tenure", "series", "event", "place",
    "exercise", "instrument", "topic", "act",
)  # fmt: skip
_SCHEMA = "https://schema.org/"
_SCHEMA = "https://schema.org/"
_TYPE: Final = str(RDF.type)
_NO_PREFIXES: Final[Mapping[str, str]] = {}


def prefixes(base: str) -> dict[str, str]:
    """The prefixes of Turtle and TriG: vocabularies, and each kind of individual under the base IRI."""
    own = {kind: f"{base}id/{kind}/" for kind in _KINDS}
    spaces = {
        "par": PAR, "dcat": DCAT, "dcterms": DCTERMS, "foaf": FOAF, "geo": GEO, "oa": OA, "org": ORG,
        "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "schema": _SCHEMA, "sem": SEM, "skos": SKOS,
        "void": VOID, "xsd": XSD,
    }  # fmt: skip
    return own | {name: str(space) for name, space in spaces.items()}


def turtle(triples: Iterable[ox.Triple], base: str, more: Mapping[str, str] = _NO_PREFIXES) -> bytes:
    """Triples as Turtle, the same for the same triples in whatever order; only for what fits in memory."""
    ordered = sorted(triples, key=_place)
    names = prefixes(base) | dict(more)
    text = (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=names) or b"").decode()
    return "".join(spaced(io.StringIO(text, newline="\n"))).encode()


def spaced(lines: Iterable[str]) -> Iterator[str]:
    """The engine's lines with sorted prefixes and a blank line before each thing.

    The engine begins a thing at the left margin and indents what belongs to it; line breaks in texts
    are escaped, so no other line begins there.
    """
    head: list[str] = []
    for line in lines:
        if line.startswith("@prefix "):
            head.append(line)
            continue
        yield from sorted(head)
        head = []
        yield line if line.startswith(("\t", "}")) else f"\n{line}"
    yield from sorted(head)


def _place(triple: ox.Triple) -> tuple[str, str, str]:
    term = triple.predicate.value
    return str(triple.subject), "" if term == _TYPE else term, str(triple.object)
