"""What articles say: side by side about one event, and one article sentence by sentence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.dates import written
from server.graph import Graph, Solution, par, said
from server.quotes import Quote, Source, quote_of, source_of

_ASPECTS: Final = (
    "date", "date in its words", "place", "host", "number", "status", "party", "participant",
)  # fmt: skip
_ONE: Final = frozenset(["date", "place", "host", "number"])
"""Questions to which there is one answer for good, so that two are a difference; a status comes to change."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence of an article and what was read from it."""

    quote: Quote
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one article answers to one question: a text, with an IRI where it has one."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """Articles side by side.

    Attributes:
        aspects: the questions, headings of the table.
        rows: each article with its answers, in the order of the questions.
        differing: questions to which articles give answers that cannot all be right.
    """

    aspects: tuple[str, ...]
    rows: tuple[tuple[Source, tuple[tuple[Answer, ...], ...]], ...]
    differing: frozenset[str]


def compared(graph: Graph, rows: list[Solution]) -> Sequence[Claims]:
    """The claims of all articles about an event as one table; nothing where there is one article."""
    by_article: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        answers = by_article.setdefault(said(row, "article"), {})
        given = answers.setdefault(said(row, "aspect"), [])
        if (claim := said(row, "value")) not in given:
            given.append(claim)
    if len(by_article) < 2:  # noqa: PLR2004  one article has nothing beside it
        return ()
    asked = [one for one in _ASPECTS if any(one in answers for answers in by_article.values())]
    table = tuple(
        (source_of(graph, article), tuple(_answers(graph, answers.get(one, ())) for one in asked))
        for article, answers in by_article.items()
    )
    return (Claims(tuple(asked), table, frozenset(_differing(graph, by_article.values()))),)


def read_through(graph: Graph, rows: list[Solution]) -> Sequence[Reading]:
    """The sentences of an article that facts were read from, in its own order."""
    by_sentence: dict[int, tuple[Quote, set[str]]] = {}
    for row in rows:
        quote = quote_of(graph, said(row, "evidence"))
        if quote:
            kept = by_sentence.setdefault(quote.start, (quote, set()))
            if thing := said(row, "supports"):
                kept[1].add(_subject(graph, thing))
    return [
        Reading(quote, tuple(sorted(supports, key=graph.label)))
        for _, (quote, supports) in sorted(by_sentence.items())
    ]


def _differing(graph: Graph, articles: Iterable[Mapping[str, Sequence[str]]]) -> Iterable[str]:
    every = list(articles)
    for aspect in _ONE:
        claims = {claim for answers in every for claim in answers.get(aspect, ())}
        if len({claim for claim in claims if not _covered(graph, claim, claims)}) > 1:
            yield aspect


def _answers(graph: Graph, claims: Iterable[str]) -> tuple[Answer, ...]:
    return tuple(
        Answer(graph.label(claim), claim) if claim.startswith("http") else Answer(written(claim))
        for claim in claims
    )


def _subject(graph: Graph, thing: str) -> str:
    """What a sentence stands behind; for a participation or a tenure, the official."""
    person = graph.link(thing, par("participant")) or graph.link(thing, par("heldBy"))
    return person or next(iter(graph.subjects(par("holds"), thing)), thing)


def _covered(graph: Graph, claim: str, claims: Iterable[str]) -> bool:
    """Whether another claim says the same more exactly: a day of this month, a site in this city."""
    others = [other for other in claims if other != claim]
    if claim.startswith("http"):
        return any(claim in graph.links(other, par("within")) for other in others if other.startswith("http"))
    return any(other.startswith(claim) or other.endswith(claim.lstrip("-")) for other in others)
