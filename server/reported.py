"""What articles say: where they differ about an event, and one article sentence by sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.vocabulary import OA
from server.dates import written
from server.graph import Graph, par
from server.quotes import Quote, quote_of
from server.sections import Difference, Section

_ASKED: Final = (("date", "Date"), ("place", "Place"), ("hostParty", "Host"), ("ordinal", "Number"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence of an article and what was read from it."""

    quote: Quote
    supports: tuple[str, ...]


def differences(graph: Graph, event: str) -> list[Difference]:
    """What articles say of one event that cannot all be right; a rougher answer is no difference."""
    found = []
    for prop, name in _ASKED:
        claims = graph.claims(event, par(prop))
        sharp = {value for value in claims if not _covered(graph, value, claims)}
        if len(sharp) > 1:
            answers = ((_shown(graph, value), tuple(claims[value])) for value in claims)
            found.append(Difference(name, tuple(answers)))
    return found


def read_through(graph: Graph, article: str) -> Section:
    """The sentences of an article that facts were read from, in its own order."""
    by_sentence: dict[int, tuple[Quote, set[str]]] = {}
    for node in graph.subjects(str(OA.hasSource), article):
        quote = quote_of(graph, node)
        if quote:
            kept = by_sentence.setdefault(graph.number(node, OA.start) or 0, (quote, set()))
            kept[1].update(_subjects(graph, node))
    readings = tuple(
        Reading(quote, tuple(sorted(supports, key=graph.label)))
        for _, (quote, supports) in sorted(by_sentence.items())
    )
    return Section("sentences", "What was read from it", "reading", readings, len(readings))


def _subjects(graph: Graph, evidence: str) -> Iterable[str]:
    """What a sentence stands behind; for a participation or a tenure, the official."""
    for subject in graph.subjects(par("evidence"), evidence):
        person = graph.link(subject, par("participant")) or graph.link(subject, par("heldBy"))
        yield person or next(iter(graph.subjects(par("holds"), subject)), subject)


def _covered(graph: Graph, value: str, claims: Iterable[str]) -> bool:
    """Whether another claim says the same more exactly: a day of this month, a site in this city."""
    others = [other for other in claims if other != value]
    if value.startswith("http"):
        return any(value in graph.links(other, par("within")) for other in others if other.startswith("http"))
    return any(other.startswith(value) or other.endswith(value.lstrip("-")) for other in others)


def _shown(graph: Graph, value: str) -> str:
    return graph.label(value) if value.startswith("http") else written(value)
