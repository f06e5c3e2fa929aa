"""Terms as a reader sees them: a text, where it leads, what it says on hover."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from server.dates import written
from server.graph import Graph, Term, local_name
from server.rdf import prefixed
from server.urls import Urls

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear", "gMonthDay", "dateTime"))
_HOSTS: Final = {
    "wikidata.org": "Wikidata",
    "geonames.org": "GeoNames",
    "creativecommons.org": "Creative Commons",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value in a list, a table cell or a heading.

    Attributes:
        href: where it leads; None for plain text.
        outside: whether it leads to another server.
        hint: what is said on hover, "" for nothing.
        language: language tag of a text, "" for English or none.
    """

    text: str
    href: str | None = None
    outside: bool = False
    hint: str = ""
    language: str = ""


def value_of(graph: Graph, urls: Urls, term: Term) -> Value:
    """Any term of the graph."""
    if isinstance(term, ox.NamedNode):
        return link_to(graph, urls, term.value)
    if isinstance(term, ox.Literal):
        return literal(term.value, term.datatype.value, term.language or "")
    return Value(str(term))


def link_to(graph: Graph, urls: Urls, iri: str) -> Value:
    """An IRI by its label: a page of ours where it has one, the web's otherwise."""
    page = urls.page(iri)
    if page is not None:
        return Value(graph.label(iri), page)
    label = graph.own_label(iri)
    if iri.startswith(("http://", "https://")):
        return Value(label or outside_name(iri), iri, outside=True)
    return Value(label or iri)


def literal(text: str, datatype: str = "", language: str = "") -> Value:
    """A literal: dates in words, addresses as links, all else as it stands."""
    if datatype in _DATES:
        return Value(written(text), hint=text)
    if datatype == f"{XSD}anyURI" or text.startswith(("http://", "https://")):
        return Value(outside_name(text), text, outside=True)
    if datatype == f"{XSD}boolean":
        return Value({"true": "yes", "false": "no"}.get(text, text))
    return Value(text, language="" if language.startswith("en") else language)


def outside_name(address: str) -> str:
    """What to call an address elsewhere: a vocabulary's term by its prefix, otherwise the site."""
    if short := prefixed(address):
        return short
    host = (urlsplit(address).hostname or address).removeprefix("www.")
    site = _HOSTS.get(host, host)
    end = local_name(address)
    return f"{site} {end}" if host in _HOSTS and end != host else site
