"""Who acts: the subject of a verb, found by walking left over adverbs, insertions and attributes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.extraction.clauses.runs import (
    PREPOSITIONS,
    actor_run,
    agent_after,
    clause_start,
    is_boundary,
    numbers_of,
    possessive,
    run_start,
)
from kg.extraction.clauses.tokens import Masked, Token, is_adverb, word_class
from kg.extraction.clauses.verbs import Trigger

Manner = Literal["direct", "elided", "relative", "inverted", "agent", "none"]

_OPENERS = word_class("insertions")
_BARE_AFTER = word_class("after-actors")
_OPEN_CLAUSES = word_class("open-clauses")
_SUBORDINATORS = word_class("subordinators")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts, and where the phrase stands.

    Attributes:
        actors: numbers of the actors, in order.
        manner: how it was found; "none" where the sentence does not say who.
        start: number of the first token of the phrase, of the verb chain where it is elided.
        source: number of the earlier clause whose subject an elided one repeats.
    """

    actors: tuple[int, ...]
    manner: Manner
    start: int
    source: int | None = None


Earlier = Sequence[tuple[Trigger, Subject]]


def find_subject(masked: Masked, trigger: Trigger, earlier: Earlier) -> Subject | None:
    """The subject of a trigger; None where the verb has one that is no actor.

    Args:
        masked: the sentence.
        trigger: the verb.
        earlier: triggers to the left with their subjects.
    """
    tokens = masked.tokens
    if trigger.voice == "passive":
        return _agent(tokens, trigger)
    if trigger.voice == "participle":
        return _of_participle(tokens, trigger, earlier)
    if (inverted := _inverted(tokens, trigger)) is not None:
        return inverted
    found = _walk(tokens, trigger.start - 1, trigger, earlier)
    if found and trigger.tag in {"base", "s"} and not _close(tokens, trigger, found, earlier):
        return None
    return None if found and _conditional(tokens, trigger, found) else found


def _conditional(tokens: Sequence[Token], trigger: Trigger, subject: Subject) -> bool:
    """Whether the clause only supposes, denies or takes up ("if they agree", "which he had proposed")."""
    before = tokens[max(0, subject.start - 2) : subject.start]
    if subject.manner != "direct" or not before:
        return False
    denied = before[-1].word in {"no", "neither", "nor"}
    background = before[-1].word == "which" and tokens[trigger.start].word == "had"
    return denied or background or any(t.word in _OPEN_CLAUSES for t in before)


def _close(tokens: Sequence[Token], trigger: Trigger, subject: Subject, earlier: Earlier) -> bool:
    """Whether a present-tense form, which might be a noun, has its subject right before it."""
    if trigger.tag == "base" and subject.start and tokens[subject.start - 1].word == "that":
        return False
    if subject.manner in {"direct", "relative"}:
        return (
            tokens[trigger.start - 1].kind == "actor"
            or subject.manner == "relative"
            or tokens[trigger.start - 1].word == ","
        )
    return subject.source is not None and earlier[subject.source][0].tag == trigger.tag


def _agent(tokens: Sequence[Token], trigger: Trigger) -> Subject | None:
    """Who acts in a passive clause: "by" somebody, "between" several, otherwise nobody named."""
    start = clause_start(tokens, trigger.start)
    for words in ({"by"}, {"between", "among"}):
        found = agent_after(tokens, trigger.end, words)
        if not found and trigger.noun is not None and words != {"by"}:
            found = agent_after(tokens, trigger.noun, words, trigger.start)
        if found:
            return Subject(found, "agent", start)
    return Subject((), "none", start) if trigger.row.joint else None


def _inverted(tokens: Sequence[Token], trigger: Trigger) -> Subject | None:
    """The subject after a verb of saying: "…," said the Minister."""
    before = tokens[trigger.start - 1].word if trigger.start else ""
    after = trigger.end
    if "object" in trigger.row.hearers or before not in {",", '"'} or after >= len(tokens):
        return None
    if tokens[after].kind != "actor" or trigger.tag == "base":
        return None
    return (
        Subject(actor_run(tokens, after), "inverted", trigger.start)
        if trigger.row.weak or before == '"'
        else None
    )


def _of_participle(tokens: Sequence[Token], trigger: Trigger, earlier: Earlier) -> Subject | None:
    """The subject of "…, adding that": the clause's before it, or after it where it opens the sentence."""
    if trigger.start > 1 and tokens[trigger.start - 1].kind == "actor":
        return _direct(tokens, trigger.start - 1)
    if earlier and trigger.start > 0:
        return _repeat(trigger, earlier)
    if trigger.start == 0:
        for at in range(trigger.end, len(tokens) - 1):
            if tokens[at].word == "," and tokens[at + 1].kind == "actor":
                run = actor_run(tokens, at + 1)
                return Subject(run, "elided", trigger.start) if run else None
        return None
    return _main(tokens, trigger)


def _repeat(trigger: Trigger, earlier: Earlier, *, top: bool = True) -> Subject | None:
    """The subject of an earlier clause: of the nearest that is not inside another's content, if any is."""
    order = range(len(earlier) - 1, -1, -1)
    free = [i for i in order if not _inside(earlier, i)] if top else []
    for i in free or list(order):
        subject = earlier[i][1]
        if subject.manner == "none":
            return None
        if subject.manner != "relative" or len(earlier) == 1:
            return Subject(subject.actors, "elided", trigger.start, i)
    return None


def _inside(earlier: Earlier, index: int) -> bool:
    """Whether a clause has a subject of its own although a verb of saying stands before it."""
    trigger, subject = earlier[index]
    if subject.source is not None:
        return _inside(earlier, subject.source)
    return index > 0 and subject.manner == "direct" and trigger.voice == "active" and not _opens(subject)


def _opens(subject: Subject) -> bool:
    return subject.start == 0


def _walk(tokens: Sequence[Token], at: int, trigger: Trigger, earlier: Earlier) -> Subject | None:
    """Walk left from a verb chain to its subject."""
    noun = False
    while at >= 0:
        token = tokens[at]
        if token.word in _TURNS:
            return _turn(tokens, at, trigger, earlier, noun=noun)
        if (leap := _leap(tokens, at, trigger)) is not None:
            at, noun = leap, False
        elif token.kind == "actor" and not possessive(tokens, at):
            return None if noun and tokens[at + 1].word not in _BARE_AFTER else _direct(tokens, at)
        elif is_boundary(token):
            return None
        else:
            at, noun = at - 1, noun or not is_adverb(token)
    return None


_TURNS = frozenset({"who", "which", "and", "but", "or", "then", ","})


def _turn(
    tokens: Sequence[Token], at: int, trigger: Trigger, earlier: Earlier, *, noun: bool
) -> Subject | None:
    """The subject where the walk meets a relative pronoun, a conjunction or a comma."""
    word = tokens[at].word
    if word in {"who", "which"}:
        return _antecedent(tokens, at)
    if noun:
        return None
    return _at_comma(tokens, at, trigger, earlier) if word == "," else _elided(tokens, at, trigger, earlier)


def _leap(tokens: Sequence[Token], at: int, trigger: Trigger) -> int | None:
    """Where the walk goes on left of a parenthesis, a preposition or an actor that one governs."""
    token = tokens[at]
    if token.word == ")":
        return _opening(tokens, at) - 1
    if token.word in PREPOSITIONS:
        return at - 1
    if token.kind == "actor" and not possessive(tokens, at):
        start = run_start(tokens, at)
        return None if _opens_after(tokens, start, at, trigger) else _governed(tokens, start)
    return None


def _opens_after(tokens: Sequence[Token], start: int, at: int, trigger: Trigger) -> bool:
    """Whether "after" opens a clause with several actors and their verb, and governs none of them."""
    direct = at > start and at == trigger.start - 1 and trigger.tag == "past"
    return direct and start > 0 and tokens[start - 1].word == "after"


def _direct(tokens: Sequence[Token], at: int) -> Subject:
    start = run_start(tokens, at)
    return Subject(numbers_of(tokens, start, at), "direct", start)


def _opening(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and tokens[at].word != "(":
        at -= 1
    return at


def _governed(tokens: Sequence[Token], start: int) -> int | None:
    """Where to go on if the actor is no subject: left of the preposition that governs it."""
    at = start - 1
    while at >= 0 and (tokens[at].word in {"the", "a", "an", "both", "all", "its", "their", "his", "her"}):
        at -= 1
    if at < 0:
        return None
    token = tokens[at]
    return at - 1 if token.kind == "word" and token.word in PREPOSITIONS else None


def _is_object(tokens: Sequence[Token], start: int) -> bool:
    before = tokens[start - 1] if start else None
    if before is None or before.kind != "word" or before.word in _SUBORDINATORS:
        return False
    return is_boundary(before)


def _antecedent(tokens: Sequence[Token], at: int) -> Subject | None:
    """Whom "who" or "which" takes up: the actor right before it, attributes in between."""
    step = at - 1
    while step >= 0 and at - step < 14:  # noqa: PLR2004 - tokens of an apposition
        if tokens[step].kind == "actor" and not possessive(tokens, step):
            return Subject((tokens[step].actor,), "relative", at)
        if is_boundary(tokens[step]) and tokens[step].word not in {",", ")", "("}:
            return None
        step -= 1
    return None


def _elided(tokens: Sequence[Token], at: int, trigger: Trigger, earlier: Earlier) -> Subject | None:
    """The subject of "… and agreed"."""
    if earlier:
        comma = tokens[at - 1].word == ","
        return _repeat(trigger, earlier, top=comma)
    return _main(tokens, trigger)


def _main(tokens: Sequence[Token], trigger: Trigger) -> Subject | None:
    """The first actor before a verb that is the subject of its clause."""
    for at in range(trigger.start):
        if tokens[at].kind != "actor" or possessive(tokens, at):
            continue
        start = run_start(tokens, at)
        if _governed(tokens, start) is None and not _is_object(tokens, start):
            run = actor_run(tokens, at)
            return Subject(run, "elided", trigger.start) if run else None
    return None


def _at_comma(tokens: Sequence[Token], at: int, trigger: Trigger, earlier: Earlier) -> Subject | None:
    """A comma before the verb closes an insertion after the subject, or parts one verb from another."""
    for opening in range(at - 1, 0, -1):
        if tokens[opening].word != "," or not _inserted(tokens, opening, at):
            continue
        head = opening - 1
        if tokens[head].word == ")":
            head = _opening(tokens, head) - 1
        if head >= 0 and tokens[head].kind == "actor" and not possessive(tokens, head):
            start = run_start(tokens, head)
            if _governed(tokens, start) is None and not _is_object(tokens, start):
                return Subject(numbers_of(tokens, start, head), "direct", start)
    return _repeat(trigger, earlier) if earlier else _main(tokens, trigger)


def _inserted(tokens: Sequence[Token], opening: int, closing: int) -> bool:
    """Whether the words between two commas can stand between subject and verb."""
    first = tokens[opening + 1]
    if first.word in _OPENERS or is_adverb(first) or first.word.endswith("ing"):
        return True
    return not any(
        is_boundary(t) for t in tokens[opening + 1 : closing] if t.word not in {",", "(", ")", "-"}
    )
