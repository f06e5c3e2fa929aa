"""Agreements and statements as cards: who, to whom, what, in which talk, in which words."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.graph import Graph, par
from server.quotes import Quote, quotes_of


@dataclass(frozen=True, slots=True)
class Card:
    """One act.

    Attributes:
        kind: label of the kind of act ("agree").
        who: IRIs of the committed parties, or the speaker.
        speaks_for: IRI of the speaker's party.
        talk: IRI of the event in which it happened.
    """

    iri: str
    agreement: bool
    gist: str
    kind: str | None
    who: tuple[str, ...]
    speaks_for: str | None
    addressees: tuple[str, ...]
    talk: str | None
    concerns: tuple[str, ...]
    topics: tuple[str, ...]
    quotes: tuple[Quote, ...]

    @property
    def order(self) -> tuple[str, str, int]:
        """By the article's date, then as they stand in it."""
        first = self.quotes[0].source if self.quotes else None
        head, _, number = self.iri.rpartition("/")
        return (first.sort if first else "", head, int(number) if number.isdigit() else 0)


def card(graph: Graph, iri: str) -> Card:
    """One agreement or statement."""
    agreement = par("Agreement") in graph.types(iri)
    who = graph.links(iri, par("committedParty" if agreement else "speaker"))
    return Card(
        iri=iri,
        agreement=agreement,
        gist=graph.text(iri, par("gist")) or graph.label(iri),
        kind=graph.link(iri, par("actKind")),
        who=tuple(sorted(who, key=graph.label)),
        speaks_for=graph.link(iri, par("speaksFor")),
        addressees=tuple(sorted(graph.links(iri, par("addressee")), key=graph.label)),
        talk=graph.link(iri, par("reachedIn" if agreement else "madeIn")),
        concerns=tuple(sorted(graph.links(iri, par("concerns")), key=graph.label)),
        topics=tuple(sorted(graph.links(iri, par("topic")), key=graph.label)),
        quotes=tuple(quotes_of(graph, iri)),
    )


def cards(graph: Graph, acts: Iterable[str]) -> list[Card]:
    """Acts, the newest article's first, in the order of its text."""
    found = sorted((card(graph, iri) for iri in acts), key=lambda one: one.order)
    return sorted(found, key=lambda one: one.order[0], reverse=True)
