"""Act clauses of a sentence: who, by which verb, did or said what to whom. Rules over tokens, no parser.

Another reader, a statistical parser or a language model, can take the place of `RuleReader`: it only has
to turn a sentence with its actors into clauses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from kg.extraction.clauses.content import (
    begins_at,
    content_of,
    hearers_of,
    is_attribution,
    is_sibling,
    partners_of,
)
from kg.extraction.clauses.idioms import find_idioms
from kg.extraction.clauses.subjects import Subject, find_subject
from kg.extraction.clauses.tokens import Masked, Token, mask
from kg.extraction.clauses.verbs import Trigger, find_triggers
from kg.language.verbs import ActRow
from kg.model import Span

Voice = Literal["active", "passive", "participle", "relative"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One act clause; actors are numbers into the actors that the reader was given.

    Attributes:
        row: the lexicon row that it was read by.
        trigger: the words that carry the act.
        subjects: who acts; empty where the text does not say ("it was agreed").
        hearers: towards whom, where the text marks it.
        partners: with whom ("agreed with").
        content: what the act is about, in one piece or, around an attribution, in two.
        within: number of the clause of the same sentence in whose content this one stands.
        quoted: whether it stands in words quoted from somebody.
        family: of rules, whose precision is measured apart.
    """

    row: ActRow
    trigger: Span
    voice: Voice
    subjects: tuple[int, ...]
    hearers: tuple[int, ...] = ()
    partners: tuple[int, ...] = ()
    content: tuple[Span, ...] = ()
    within: int | None = None
    quoted: bool = False
    family: str = "act"


class ClauseReader(Protocol):
    """What reads the act clauses of a sentence."""

    def __call__(
        self, text: str, sentence: Span, actors: Sequence[Span], names: Sequence[Span]
    ) -> tuple[Clause, ...]:
        """The act clauses, in order.

        Args:
            text: the article.
            sentence: the sentence to read.
            actors: its acting phrases, in order, none within another.
            names: spans of other names.
        """
        ...


def read_clauses(
    text: str, sentence: Span, actors: Sequence[Span], names: Sequence[Span] = ()
) -> tuple[Clause, ...]:
    """Read the act clauses of one sentence by rules; a `ClauseReader`."""
    masked = mask(text, sentence, actors, names)
    found: list[tuple[Trigger, Subject]] = []
    for trigger in find_triggers(masked):
        subject = find_subject(masked, trigger, found)
        if subject is not None and not _foreign(masked, trigger, subject):
            found.append((trigger, subject))
    clauses = [_clause(masked, found, i) for i in range(len(found))]
    read = {at for trigger, _ in found for at in range(trigger.start, trigger.end + 4)}
    idioms = [_idiom(masked, *hit) for hit in find_idioms(masked) if not read.intersection(hit[1:3])]
    return (*clauses, *idioms)


def _foreign(masked: Masked, trigger: Trigger, subject: Subject) -> bool:
    """Whether a quoted verb says nothing of what several did together."""
    several = len(subject.actors) > 1 and subject.manner == "direct"
    return masked.tokens[trigger.verb].quoted and not several


def _clause(masked: Masked, found: Sequence[tuple[Trigger, Subject]], index: int) -> Clause:
    trigger, subject = found[index]
    tokens = masked.tokens
    voice: Voice = "relative" if subject.manner == "relative" else trigger.voice
    end = _end(tokens, found, index)
    return Clause(
        trigger.row,
        Span(tokens[trigger.start].start, tokens[trigger.end - 1].end),
        voice,
        subject.actors,
        hearers_of(masked, trigger, subject),
        tuple(i for i in partners_of(masked, trigger) if i not in subject.actors),
        content_of(masked, trigger, subject, end, first=index == 0),
        _within(tokens, found, index),
        tokens[trigger.verb].quoted,
    )


def _end(tokens: Sequence[Token], found: Sequence[tuple[Trigger, Subject]], index: int) -> int:
    """Where the content of a clause ends: at the next clause that is not within it."""
    for later in range(index + 1, len(found)):
        if _within(tokens, found, later) != index:
            start, end = begins_at(tokens, *found[later]), found[index][0].end
            return start if start >= end else max(found[later][0].start, end)
    return len(tokens)


def _within(tokens: Sequence[Token], found: Sequence[tuple[Trigger, Subject]], index: int) -> int | None:
    """In whose content a clause stands: the one that its subject follows, or an attribution after it."""
    trigger, subject = found[index]
    if subject.source is not None:
        return _within(tokens, found, subject.source)
    if (
        subject.manner == "relative"
        or trigger.voice == "participle"
        or is_attribution(tokens, trigger, subject)
    ):
        return None
    if index and found[index - 1][0].start == 0 and found[index - 1][0].voice == "participle":
        return None
    if index and subject.manner != "elided" and not is_sibling(tokens, subject):
        outer = found[index - 1]
        above = _within(tokens, found, index - 1)
        return index - 1 if outer[0].row.weak or above is None else above
    return _attributed(tokens, found, index)


def _attributed(tokens: Sequence[Token], found: Sequence[tuple[Trigger, Subject]], index: int) -> int | None:
    """The number of a trailing "…, the Minister said" that covers a clause."""
    for later in range(index + 1, len(found)):
        if found[later][0].row.weak and is_attribution(tokens, *found[later]):
            return later
    return None


def _idiom(masked: Masked, row: ActRow, first: int, last: int, actors: tuple[int, ...]) -> Clause:
    tokens = masked.tokens
    end = tokens[-1].start if tokens[-1].word == "." else tokens[-1].end
    start = tokens[last + 1].start if last + 1 < len(tokens) else end
    return Clause(
        row,
        Span(tokens[first].start, tokens[last].end),
        "active",
        actors,
        content=(Span(start, max(start, end)),),
    )
