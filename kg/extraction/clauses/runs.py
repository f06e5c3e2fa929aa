"""Runs of actors: those joined by commas and "and", and what stands around them."""

from collections.abc import Sequence

from kg.extraction.clauses.tokens import Token, is_adverb, word_class
from kg.extraction.clauses.verbs import BE, HAVE, MODALS

PREPOSITIONS = word_class("prepositions")
_VERBS = word_class("verbs")
_SUBORDINATORS = word_class("subordinators")
_JOINTS = frozenset({",", "and", "the", "as", "well", "both"})


def agent_after(
    tokens: Sequence[Token], start: int, words: set[str], end: int | None = None
) -> tuple[int, ...]:
    """The actors right after the first of some prepositions, before the clause ends."""
    for at in range(start, min(end or len(tokens), len(tokens))):
        word = tokens[at].word
        if word in {";", "that", "which", "who", "while"}:
            return ()
        if word in words:
            step = at + 1
            while step < len(tokens) and (
                tokens[step].word in {"the", "all", "both"} or is_adverb(tokens[step])
            ):
                step += 1
            return actor_run(tokens, step)
    return ()


def actor_run(tokens: Sequence[Token], start: int) -> tuple[int, ...]:
    """The coordinated actors that begin at a token; none where a possessive follows."""
    found: list[int] = []
    at = start
    while at < len(tokens) and tokens[at].kind == "actor":
        found.append(tokens[at].actor)
        if possessive(tokens, at):
            return ()
        comma = at + 1 < len(tokens) and tokens[at + 1].word == ","
        at = _past_joints(tokens, at + 1)
        if comma and _acts_next(tokens, at):
            break
    return tuple(found)


def _acts_next(tokens: Sequence[Token], at: int) -> bool:
    """Whether a joined actor opens a clause of its own (", and the two agreed")."""
    step = at + 1
    while step < len(tokens) and is_adverb(tokens[step]):
        step += 1
    return step < len(tokens) and tokens[step].kind == "word" and is_boundary(tokens[step])


def _past_joints(tokens: Sequence[Token], at: int) -> int:
    """After "and", commas and articles; the end of the row where nothing joins."""
    step = at
    while step < len(tokens) and tokens[step].word in _JOINTS:
        step += 1
    return step if step > at else len(tokens)


def possessive(tokens: Sequence[Token], actor: int) -> bool:
    """Whether an actor only owns what follows ("Japan's")."""
    return actor + 1 < len(tokens) and tokens[actor].kind == "actor" and tokens[actor + 1].word == "'"


def run_start(tokens: Sequence[Token], at: int) -> int:
    """The first token of the coordinated actors that end at a token."""
    while at > 1:
        step = at - 1
        while step > 0 and tokens[step].word in _JOINTS:
            step -= 1
        joined = any(t.word in {"and", ","} for t in tokens[step + 1 : at])
        if not joined or tokens[step].kind != "actor" or _parted(tokens, step, at):
            break
        at = step
    return at


def _parted(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether two actors are no list: in apposition, one in a fronted phrase, or each in its own clause."""
    words = [t.word for t in tokens[left + 1 : right]]
    before = next((t.word for t in reversed(tokens[:left]) if t.word not in {"the", "a"}), "")
    governed = before in PREPOSITIONS
    if "and" in words:
        return "," in words and governed and _acts_next(tokens, right)
    return governed or not any(t.word == "and" for t in tokens[right : right + 3])


def numbers_of(tokens: Sequence[Token], start: int, end: int) -> tuple[int, ...]:
    """The numbers of the actors between two tokens, both included."""
    return tuple(t.actor for t in tokens[start : end + 1] if t.actor >= 0)


def is_boundary(token: Token) -> bool:
    """Whether a token cannot belong to the noun phrase that stands left of a verb."""
    if token.kind == "mark":
        return token.word not in {"'", "-", "/"}
    if token.word in _VERBS | _SUBORDINATORS | MODALS | BE | HAVE:
        return True
    return (
        token.kind == "word"
        and token.word.endswith("ed")
        and token.word not in {"united", "armed", "combined"}
    )


def clause_start(tokens: Sequence[Token], at: int) -> int:
    """The first token of the clause that a token belongs to."""
    while at > 0:
        before = tokens[at - 1].word
        if before in {";", ":", "while", "whereas", "that"} or (
            before == "and" and tokens[at - 2].word == ","
        ):
            break
        at -= 1
    return at
