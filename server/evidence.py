"""What a fact rests on: the sentences that say it, with the words that do; or the reference data."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import RDFS, SKOS

from kg.extraction.series.words import ordinal
from server.events import row
from server.facts import property_name
from server.graph import Graph, par
from server.quotes import Quote, marking, quotes, quotes_of

_WORD: Final = re.compile(r"[\w-]+")
_MOST: Final = 3
"""Sentences shown for one fact; the page of the thing has all."""
_NAMES: Final = tuple(map(str, (RDFS.label, SKOS.prefLabel, SKOS.altLabel))) + tuple(
    par(name) for name in ("acronym", "abbreviation", "symbol", "demonym", "sharedDemonym")
)


@dataclass(frozen=True, slots=True)
class Told:
    """A value of a thing with what it rests on.

    Attributes:
        iri: of the value, "" where it is plain text.
        text: of the value in words, where it has no IRI.
        quotes: sentences of the articles that claim it.
        reference: whether the curated reference data say it.
    """

    iri: str
    text: str = ""
    quotes: tuple[Quote, ...] = ()
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A property of a talk with its values, each with its evidence.

    Attributes:
        definition: what the property means, from the ontology.
    """

    prop: str
    name: str
    definition: str
    values: tuple[Told, ...]


_EVENT: Final = (
    "date", "place", "hasParty", "hostParty", "inSeries", "ordinal", "status", "onMarginsOf", "topic",
)  # fmt: skip


def event_facts(graph: Graph, event: str) -> tuple[Asked, ...]:
    """What is known of a talk beside its people and acts; a date that is a range of days is one value."""
    return tuple(asked for name in _EVENT if (asked := _asked(graph, event, par(name))).values)


def _asked(graph: Graph, event: str, prop: str) -> Asked:
    name, definition = property_name(graph, prop)
    if prop == par("date"):
        return Asked(prop, name, definition, tuple(_days(graph, event)))
    links = sorted(graph.links(event, prop), key=graph.label)
    values = [told(graph, event, prop, link) for link in links]
    values += [told(graph, event, prop, text, text) for text in graph.texts(event, prop)]
    return Asked(prop, name, definition, tuple(values))


def _days(graph: Graph, event: str) -> Iterator[Told]:
    dated = row(graph, event).dated
    if dated.words:
        claims = graph.claims(event, par("dateText"))
        articles = {article for found in claims.values() for article in found}
        yield Told("", dated.words, tuple(_resting(graph, event, articles, list(claims))))


def told(graph: Graph, thing: str, prop: str, value: str, shown: str = "") -> Told:
    """One value of a property of a thing with its evidence; `shown` is its text where it is no IRI."""
    articles = graph.claims(thing, prop).get(value, [])
    words = [*forms(graph, thing, prop, value), *([shown] if shown else [])]
    return Told(
        iri="" if shown else value,
        text=shown,
        quotes=tuple(_resting(graph, thing, articles, words)),
        reference=not articles and graph.in_reference(thing, prop),
    )


def forms(graph: Graph, thing: str, prop: str, value: str) -> list[str]:
    """The words by which a sentence may say a value."""
    if value.startswith("http"):
        return [name for named in _NAMES for name in graph.texts(value, named)]
    if prop == par("date"):
        return list(graph.claims(thing, par("dateText")))
    if prop == par("ordinal"):
        words = {word for quote in quotes_of(graph, thing) for word in _WORD.findall(quote.sentence)}
        return [word for word in words if ordinal(word) == int(value)]
    return [value]


def _resting(graph: Graph, thing: str, articles: Collection[str], words: list[str]) -> list[Quote]:
    """Sentences of some articles behind a thing: those with one of the words, marked; else all.

    Where none of the thing's own has them, a sentence about who was there or what was said may.
    """
    own = _of(quotes_of(graph, thing), articles)
    return (
        _marked(own, words) or _marked(_of(graph.kept("around", thing, _around), articles), words) or own
    )[:_MOST]


def _marked(found: Iterable[Quote], words: list[str]) -> list[Quote]:
    return [marked for quote in found if (marked := marking(quote, words))]


def _of(found: Iterable[Quote], articles: Collection[str]) -> list[Quote]:
    return [quote for quote in found if quote.source.iri in articles]


def _around(graph: Graph, event: str) -> list[Quote]:
    """The sentences behind who took part in an event and what was agreed and said there."""
    parts = graph.links(event, par("participation"))
    parts += [*graph.subjects(par("reachedIn"), event), *graph.subjects(par("madeIn"), event)]
    return quotes(graph, (node for part in parts for node in graph.links(part, par("evidence"))))
