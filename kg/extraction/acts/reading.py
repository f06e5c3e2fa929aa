"""Clauses of a sentence as readings: each with its cast, its sentence and the clauses around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.acts.who import Cast
from kg.extraction.clauses.read import Clause, ClauseReader
from kg.extraction.mentions import DateMention, ItemMention
from kg.model import Sentence, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One clause with all that is needed to make an act of it.

    Attributes:
        inner: clauses of the same sentence that stand in this one's content.
        outer: the clause in whose content this one stands.
    """

    cast: Cast
    sentence: Sentence
    clause: Clause
    inner: tuple[Clause, ...]
    outer: Clause | None

    @property
    def text(self) -> str:
        """The article's text."""
        return self.cast.recognised.article.text


def readings(cast: Cast, sentence: Sentence, reader: ClauseReader) -> Iterator[Reading]:
    """The act clauses of a sentence, each with those around it."""
    actors = [a.span for a in cast.scene.actors]
    clauses = reader(cast.recognised.article.text, sentence.span, actors, _names(cast, sentence, actors))
    for number, clause in enumerate(clauses):
        inner = tuple(c for c in clauses if c.within == number)
        outer = clauses[clause.within] if clause.within is not None else None
        yield Reading(cast, sentence, clause, inner, outer)


def _names(cast: Cast, sentence: Sentence, actors: Sequence[Span]) -> list[Span]:
    """The outermost mentions of a sentence that are no actors; items and lone days stay readable."""
    text = cast.recognised.article.text
    found = (m for m in cast.recognised.within(sentence.span) if not isinstance(m, ItemMention))
    mentions = (m for m in found if not (isinstance(m, DateMention) and m.span.of(text).isalpha()))
    spans = [m.span for m in mentions if not any(meet(m.span, a) for a in actors)]
    return [s for s in spans if not any(o != s and o.covers(s) for o in spans)]


def meet(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return a.start < b.end and b.start < a.end
