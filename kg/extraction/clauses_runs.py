"""Runs of actors: those joined by commas and "and", and what stands around them."""

from collections.abc import Sequence

from kg.extraction.clauses_tokens import Token, is_adverb

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
        at = _past_joints(tokens, at + 1)
    return tuple(found)


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
        if not joined or tokens[step].kind != "actor" or _has_only_comma(tokens, step, at):
            break
        at = step
    return at


def _has_only_comma(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether two actors are in apposition or one in a fronted phrase ("In Seoul, the Minister")."""
    words = [t.word for t in tokens[left + 1 : right]]
    if "and" in words:
        return False
    return not any(t.word == "and" for t in tokens[right : right + 3])


def numbers_of(tokens: Sequence[Token], start: int, end: int) -> tuple[int, ...]:
    """The numbers of the actors between two tokens, both included."""
    return tuple(t.actor for t in tokens[start : end + 1] if t.actor >= 0)
