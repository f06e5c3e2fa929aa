"""The plain facts of a thing: each property by its name, with its values by theirs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from rdflib import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS

from kg.vocabulary import OA, SEM
from server.graph import Graph, Term, par
from server.quotes import Quote, quotes_of
from server.urls import Urls
from server.values import Value, link_to, value_of

_SUB_PROPERTY: Final = str(RDFS.subPropertyOf)
_HEAD: Final = frozenset(
    map(
        str,
        (
            *(
                RDF.type,
                RDFS.label,
                RDFS.comment,
                RDFS.isDefinedBy,
                SKOS.prefLabel,
                SKOS.altLabel,
                SKOS.notation,
            ),
            *(
                SKOS.definition,
                SKOS.inScheme,
                SKOS.topConceptOf,
                SKOS.scopeNote,
                SKOS.example,
                SKOS.editorialNote,
            ),
            *(FOAF.name, DCTERMS.title, DCTERMS.identifier, OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch),
            *(OA.exact, OA.start, OA.end, OA.refinedBy, OA.hasSelector, PROV.wasDerivedFrom, SEM.hasActor),
        ),
    )
)
_BOOKKEEPING: Final = "abbreviation acronym symbol evidence textDigest earliest latest rule confidence text"
_SENTENCES: Final = 2
UNDER_HEADING: Final = ("serves", "ofParty", "partOfBody", "postIn")
"""Properties that say whose a thing is; they stand under its heading."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property with its values.

    Attributes:
        name: the property's label, capitalised.
        definition: said on hover.
        href: its place in the description of terms, None for properties of others.
        more: how many values are not shown.
        quotes: sentences of the articles that claim it.
        reference: whether the reference data say it.
    """

    prop: str
    name: str
    definition: str
    href: str | None
    values: tuple[Value, ...]
    more: int = 0
    quotes: tuple[Quote, ...] = ()
    reference: bool = False


def facts(graph: Graph, urls: Urls, iri: str, *, without: Collection[str], most: int = 30) -> list[Fact]:
    """Facts that start at a thing, without those that its page shows elsewhere.

    `without` holds IRIs of properties; `most` values of one property are shown.
    """
    hidden = _HEAD | {*without, *map(par, (*_BOOKKEEPING.split(), *UNDER_HEADING))}
    found = _without_broader(graph, graph.outgoing(iri))
    shown = ((prop, terms) for prop, terms in found.items() if prop not in hidden and _named(graph, prop))
    made = (_sourced(graph, iri, fact(graph, urls, prop, terms, most)) for prop, terms in shown)
    return sorted(made, key=lambda one: one.name)


def fact(graph: Graph, urls: Urls, prop: str, terms: Iterable[Term], most: int) -> Fact:
    """One property with its values, by label."""
    values = sorted((value_of(graph, urls, term) for term in terms), key=lambda value: value.text.casefold())
    name, definition = property_name(graph, prop)
    return Fact(prop, name, definition, urls.page(prop), tuple(values[:most]), max(0, len(values) - most))


def _sourced(graph: Graph, iri: str, one: Fact) -> Fact:
    """The fact with what it rests on: sentences of the articles that claim it, or the reference data."""
    articles = {article for found in graph.claims(iri, one.prop).values() for article in found}
    found = tuple(quote for quote in quotes_of(graph, iri) if quote.source.iri in articles)
    reference = not articles and graph.in_reference(iri, one.prop)
    return replace(one, quotes=found[:_SENTENCES], reference=reference)


def property_name(graph: Graph, prop: str) -> tuple[str, str]:
    """Label, with a capital, and definition of a property."""
    label = graph.label(prop)
    definition = graph.text(prop, SKOS.definition) or graph.text(prop, RDFS.comment) or ""
    return label[:1].upper() + label[1:], definition


def matches(graph: Graph, urls: Urls, iri: str) -> list[Value]:
    """What others call the same thing: Wikidata and its like."""
    props = (OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch)
    return [link_to(graph, urls, other) for prop in props for other in graph.links(iri, prop)]


def _without_broader(graph: Graph, found: Mapping[str, list[Term]]) -> dict[str, list[Term]]:
    """Values said by a narrower property are not said again by the broader one that it implies."""
    covered: dict[str, set[Term]] = {}
    for prop, terms in found.items():
        for broader in _broader(graph, prop):
            covered.setdefault(broader, set()).update(terms)
    left = {
        prop: [term for term in terms if term not in covered.get(prop, ())] for prop, terms in found.items()
    }
    return {prop: terms for prop, terms in left.items() if terms}


def _broader(graph: Graph, prop: str) -> set[str]:
    found: set[str] = set()
    waiting = [prop]
    while waiting:
        for parent in graph.links(waiting.pop(), _SUB_PROPERTY):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found - {prop}


def _named(graph: Graph, prop: str) -> bool:
    """Whether the graph names the property; a reader gets nothing from one without a name."""
    return graph.own_label(prop) is not None
