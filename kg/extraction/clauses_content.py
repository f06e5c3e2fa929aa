"""What an act clause is about, towards whom, and in whose content it stands."""

from collections.abc import Sequence

from kg.extraction.clauses_subjects import Subject, actor_run
from kg.extraction.clauses_tokens import Masked, Token, is_adverb
from kg.extraction.clauses_verbs import Trigger
from kg.model import Span

_MEETINGS = frozenset(
    "talks talk meeting meetings call conversation consultation consultations dialogue summit session"
    " discussions discussion negotiations breakfast lunch dinner".split()
)
_SIBLING = frozenset("while whereas ; but meanwhile".split())


def hearers_of(masked: Masked, trigger: Trigger, subject: Subject) -> tuple[int, ...]:
    """The addressees that the clause marks: object, preposition, possessor, "in talks with"."""
    tokens, row = masked.tokens, trigger.row
    after = trigger.verb + 1
    while after < len(tokens) and (is_adverb(tokens[after]) or tokens[after].word == "the"):
        after += 1
    found: tuple[int, ...] = ()
    if "object" in row.hearers:
        found = _as_object(tokens, trigger, after)
    if not found and "possessor" in row.hearers:
        found = _possessor(tokens, after)
    if not found:
        found = _after_preposition(tokens, trigger, row.hearers - {"object", "possessor"})
    found = found or _in_talks_with(tokens)
    return tuple(i for i in found if i not in subject.actors)


def _as_object(tokens: Sequence[Token], trigger: Trigger, after: int) -> tuple[int, ...]:
    if trigger.voice == "passive":
        before = trigger.start - 1
        return (tokens[before].actor,) if before >= 0 and tokens[before].kind == "actor" else ()
    return actor_run(tokens, after)


def _possessor(tokens: Sequence[Token], after: int) -> tuple[int, ...]:
    """The first actor in the object, as owner ("the launch by", "X's launch")."""
    for token in tokens[after : after + 6]:
        if token.kind == "actor":
            return (token.actor,)
        if token.kind == "mark" or token.word in {"that", "to", "with", "and"}:
            break
    return ()


def _after_preposition(tokens: Sequence[Token], trigger: Trigger, words: frozenset[str]) -> tuple[int, ...]:
    """The actor after one of the row's prepositions: close by, or farther where it is the only one."""
    for at in range(trigger.verb + 1, min(trigger.verb + 45, len(tokens) - 1)):
        if tokens[at].word in {"that", ";", "while", "which", "who"}:
            return ()
        if tokens[at].word in words:
            step = at + 1 + (tokens[at + 1].word == "the")
            run = actor_run(tokens, step)
            if run:
                return run
    return ()


def _in_talks_with(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Whom the sentence's talk is with: "in talks with X", "during his meeting with X"."""
    for at, token in enumerate(tokens[:-1]):
        if token.word == "with" and at and tokens[at - 1].word in _MEETINGS:
            return actor_run(tokens, at + 1 + (tokens[at + 1].word == "the"))
    return ()


def partners_of(masked: Masked, trigger: Trigger) -> tuple[int, ...]:
    """With whom something is agreed or signed."""
    tokens = masked.tokens
    reach = 40 if trigger.noun is not None else 2
    for at in range(trigger.end, min(trigger.end + reach, len(tokens) - 1)):
        if tokens[at].word in {"that", ";", "while", "to"}:
            return ()
        if tokens[at].word == "with":
            return actor_run(tokens, at + 1 + (tokens[at + 1].word == "the"))
    return ()


def content_of(
    masked: Masked, trigger: Trigger, subject: Subject, end: int
) -> tuple[Span, ...]:
    """The words that say what the act is about.

    Args:
        masked: the sentence.
        trigger: the verb.
        subject: its subject.
        end: number of the token where the next clause at the same level begins.
    """
    tokens = masked.tokens
    if trigger.voice == "passive":
        return _of_passive(tokens, trigger, end)
    left = subject.start if subject.manner in {"direct", "inverted"} else trigger.start
    if left > 0 and _is_attribution(tokens, trigger, left):
        before = Span(tokens[0].start, tokens[left - 1].start)
        return tuple(s for s in (before, _rest(tokens, _skip(tokens, trigger), end)) if s.end > s.start)
    start = trigger.noun if trigger.noun is not None else trigger.end
    return (_rest(tokens, start, end),)


def _is_attribution(tokens: Sequence[Token], trigger: Trigger, left: int) -> bool:
    """Whether subject and verb are set off: "…, they further agreed, …" or "…”, said the Minister"."""
    if tokens[left - 1].word not in {",", '"'} or trigger.noun is not None:
        return False
    after = _skip(tokens, trigger)
    return after >= len(tokens) or tokens[after].word in {",", "."} or trigger.row.weak and tokens[trigger.end].kind == "actor"


def _skip(tokens: Sequence[Token], trigger: Trigger) -> int:
    """The token after the verb, its adverbs, its hearer or its inverted subject."""
    at = trigger.end
    while at < len(tokens) and (is_adverb(tokens[at]) or tokens[at].kind in {"actor", "name"} or tokens[at].word == "on"):
        at += 1
    return at


def _rest(tokens: Sequence[Token], start: int, end: int) -> Span:
    while start < end and tokens[start].word in {",", ":", "that", "also"}:
        start += 1
    while end > start and tokens[end - 1].word in {",", ".", "and", ";", "but"}:
        end -= 1
    if start >= end:
        return Span(tokens[min(start, len(tokens) - 1)].start, tokens[min(start, len(tokens) - 1)].start)
    return Span(tokens[start].start, tokens[end - 1].end)


def _of_passive(tokens: Sequence[Token], trigger: Trigger, end: int) -> tuple[Span, ...]:
    """What stood before the verb, or after "it was agreed that"."""
    for at in range(trigger.end, end):
        if tokens[at].word in {"that", "to"} and (trigger.start == 1 or tokens[trigger.start - 1].word == "it"):
            return (_rest(tokens, at, end),)
    left = trigger.start
    while left > 0 and tokens[left - 1].word not in {";", "while"}:
        left -= 1
    return (_rest(tokens, left, trigger.start),)


def begins_at(tokens: Sequence[Token], trigger: Trigger, subject: Subject) -> int:
    """The first token of a clause, its conjunction included."""
    at = subject.start if subject.manner == "direct" else trigger.start
    while at > 0 and (tokens[at - 1].word in {"and", "but", ",", "while", "whereas", "the"} or is_adverb(tokens[at - 1])):
        at -= 1
    return at


def is_sibling(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether a clause with a subject of its own goes on at the level of the one before it."""
    at = subject.start - 1
    while at >= 0 and (is_adverb(tokens[at]) or tokens[at].word == "the"):
        at -= 1
    if at < 0 or tokens[at].word in _SIBLING:
        return True
    return tokens[at].word == "and" and at > 0 and tokens[at - 1].word == ","
