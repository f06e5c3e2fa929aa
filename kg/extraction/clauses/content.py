"""What an act clause is about, towards whom, and in whose content it stands."""

from collections.abc import Sequence

from kg.extraction.clauses.runs import actor_run, clause_start
from kg.extraction.clauses.subjects import Subject
from kg.extraction.clauses.tokens import Masked, Token, is_adverb, word_class
from kg.extraction.clauses.verbs import Trigger
from kg.model import Span

_MEETINGS = word_class("meetings")
_CONTINUATIONS = word_class("continuations")
_HALVES = frozenset({"while", "whereas", "although", "though"})
_SIBLING = word_class("siblings")


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


_PLACES = frozenset({"that", "to", "with", "and", "in", "on", "against", "at", "near", "towards"})


def _possessor(tokens: Sequence[Token], after: int) -> tuple[int, ...]:
    """The first actor in the object, as owner ("the launch by", "X's launch")."""
    for token in tokens[after : after + 6]:
        if token.kind == "actor":
            return (token.actor,)
        if token.kind == "mark" or token.word in _PLACES:
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
        if token.word == "with" and _at_talks(tokens, at - 1):
            return actor_run(tokens, at + 1 + (tokens[at + 1].word == "the"))
    return ()


def _at_talks(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the noun of talks that one is in or at ("during his meeting")."""
    if at < 1 or tokens[at].word not in _MEETINGS:
        return False
    return any(t.word in {"in", "during", "at", "after", "following"} for t in tokens[max(0, at - 4) : at])


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
    masked: Masked, trigger: Trigger, subject: Subject, end: int, *, first: bool = True
) -> tuple[Span, ...]:
    """The words that say what the act is about.

    Args:
        masked: the sentence.
        trigger: the verb.
        subject: its subject.
        end: number of the token where the next clause at the same level begins.
        first: whether no act clause stands before it in the sentence.
    """
    tokens = masked.tokens
    if trigger.voice == "passive":
        return _of_passive(tokens, trigger, subject, end)
    if is_attribution(tokens, trigger, subject):
        left = _left(trigger, subject) - 1
        start = 0 if first else clause_start(tokens, left)
        return _around(tokens, trigger, Span(tokens[start].start, tokens[left].start), end)
    start = trigger.verb + 1 if trigger.noun is not None else _after_hearer(tokens, trigger)
    end = _before_continuation(tokens, start, end)
    if trigger.start == 0 and trigger.voice == "participle":
        end = _main_clause(tokens, start, end)
    return (_rest(tokens, start, end),)


def _around(tokens: Sequence[Token], trigger: Trigger, before: Span, end: int) -> tuple[Span, ...]:
    """What stands before and after an attribution; only the words after it where they are quoted."""
    after = _skip(tokens, trigger)
    if after >= len(tokens) - 1 or tokens[after].word != ",":
        return (before,)
    rest = _rest(tokens, after, end)
    return (rest,) if tokens[after + 1].word == '"' else (before, rest)


def _main_clause(tokens: Sequence[Token], start: int, end: int) -> int:
    """The comma before the main clause of a sentence that opens with a participle."""
    commas = (i for i in range(start, end) if tokens[i].word == "," and tokens[i + 1].kind == "actor")
    return next(commas, end)


def _after_hearer(tokens: Sequence[Token], trigger: Trigger) -> int:
    """After an addressee that stands between the verb and what it is about ("urged Chad to")."""
    at = trigger.end
    if "tell" in trigger.row.verbs:
        return next((i for i in range(at, len(tokens)) if tokens[i].word in {"that", "about"}), at)
    if at + 1 < len(tokens) and tokens[at].word == "with" and tokens[at + 1].kind == "actor":
        return at + 2
    if "object" not in trigger.row.hearers or trigger.row.act == "welcome":
        return at
    beyond = next((i for i in range(at, len(tokens)) if not _addressed(tokens[i])), at)
    return beyond if beyond < len(tokens) and tokens[beyond].word in _ABOUT else at


def _addressed(token: Token) -> bool:
    return token.kind == "actor" or token.word in {"the", "and", ",", "him", "her", "them"}


_ABOUT = frozenset({"to", "that", "of", "on", "for", "about", "against", "how"})


def _before_continuation(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the sentence goes on with another verb that is no act ("… and discussed trade")."""
    for at in range(start, end - 1):
        if tokens[at].word in {"that", "how", "what"} or tokens[at].quoted:
            return end
        if tokens[at].word == "and":
            step = at + 1
            while step < end and is_adverb(tokens[step]):
                step += 1
            if step < end and tokens[step].word in _CONTINUATIONS:
                return at
    return end


def _left(trigger: Trigger, subject: Subject) -> int:
    return subject.start if subject.manner == "direct" else trigger.start


def is_attribution(tokens: Sequence[Token], trigger: Trigger, subject: Subject) -> bool:
    """Whether subject and verb are set off: "…, they further agreed, …" or "…”, said the Minister"."""
    left = _left(trigger, subject)
    if subject.manner not in {"direct", "inverted"} or left == 0 or trigger.noun is not None:
        return False
    if tokens[left - 1].word not in {",", '"'}:
        return False
    after = _skip(tokens, trigger)
    closed = after >= len(tokens) or tokens[after].word in {",", "."}
    return closed or subject.manner == "inverted" or tokens[left - 1].word == '"'


def _skip(tokens: Sequence[Token], trigger: Trigger) -> int:
    """The token after the verb, its adverbs, its hearer or its inverted subject."""
    at = trigger.end
    while at < len(tokens) and (
        is_adverb(tokens[at]) or tokens[at].kind in {"actor", "name"} or tokens[at].word == "on"
    ):
        at += 1
    return at


def _rest(tokens: Sequence[Token], start: int, end: int) -> Span:
    start = _past_insertion(tokens, start, end)
    while start < end and (tokens[start].word in {",", ":", "that"} or is_adverb(tokens[start])):
        start += 1
    while end > start and tokens[end - 1].word in {",", ".", "and", ";", "but"}:
        end -= 1
    if start >= end:
        return Span(tokens[min(start, len(tokens) - 1)].start, tokens[min(start, len(tokens) - 1)].start)
    return Span(tokens[start].start, tokens[end - 1].end)


def _past_insertion(tokens: Sequence[Token], start: int, end: int) -> int:
    """After a phrase set off by commas right behind the verb ("stressed, in particular, that")."""
    if start < end and tokens[start].word == ",":
        close = next((i for i in range(start + 1, min(start + 9, end)) if tokens[i].word == ","), None)
        if close is not None and close + 1 < end and tokens[close + 1].word == "that":
            return close + 1
    return start


def _of_passive(tokens: Sequence[Token], trigger: Trigger, subject: Subject, end: int) -> tuple[Span, ...]:
    """What stood before the verb, or after "it was agreed that"; with what completes its noun."""
    rest = _completion(tokens, trigger, subject, end)
    if rest and trigger.start and tokens[trigger.start - 1].word == "it":
        return (rest,)
    before = _rest(tokens, subject.start, trigger.start)
    return (before, rest) if rest and trigger.noun is not None else (before,)


def _completion(tokens: Sequence[Token], trigger: Trigger, subject: Subject, end: int) -> Span | None:
    """The words that complete the noun of a passive ("an agreement was reached to …")."""
    after = trigger.verb + 1
    if subject.manner == "agent":
        agents = [i + 1 for i, t in enumerate(tokens[:end]) if t.actor in subject.actors]
        after = max(agents, default=after)
    if after >= end or tokens[after].word not in {"to", "that", "on", "for"}:
        return None
    return _rest(tokens, after, end)


def begins_at(tokens: Sequence[Token], trigger: Trigger, subject: Subject) -> int:
    """The first token of a clause, its conjunction included."""
    at = subject.start if subject.manner in {"direct", "agent", "none"} else trigger.start
    while at > 0 and (
        tokens[at - 1].word in {"and", "but", ",", "while", "whereas", "the"} or is_adverb(tokens[at - 1])
    ):
        at -= 1
    return at


def is_sibling(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether a clause with a subject of its own goes on at the level of the one before it."""
    at = subject.start - 1
    while at >= 0 and (is_adverb(tokens[at]) or tokens[at].word == "the"):
        at -= 1
    if at > 0 and tokens[at].word == "," and tokens[0].word in _HALVES:
        return True
    if at < 0 or tokens[at].word in _SIBLING or _relative(tokens, at):
        return True
    return tokens[at].word == "and" and at > 0 and tokens[at - 1].word == ","


def _relative(tokens: Sequence[Token], at: int) -> bool:
    """Whether ", for which" or ", to whom" opens the clause."""
    return (
        tokens[at].word in {"which", "whom"} and at > 1 and "," in {tokens[at - 1].word, tokens[at - 2].word}
    )
