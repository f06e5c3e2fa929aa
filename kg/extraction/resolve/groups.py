"""Group nouns and plural titles: whom "the two sides" or "both ministers" mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

from kg.extraction.mentions import (
    Recognised,
)
from kg.extraction.resolve.context import Context, party_of
from kg.model import Agent


@dataclass(frozen=True, slots=True)
class GroupRule:
    """One row of `data/groups.toml`."""

    id: str
    refers: str
    pattern: re.Pattern[str]
    matches: str
    misses: str


@cache
def group_rules() -> tuple[GroupRule, ...]:
    """The table of phrases that stand for actors named before."""
    rows = loads((files("kg.extraction") / "data" / "groups.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(
        GroupRule(r["id"], r["refers"], re.compile(r["pattern"], re.IGNORECASE), r["matches"], r["misses"])
        for r in rows
    )


_NUMBERS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "five": 5}


def referents(refers: str, words: str, recognised: Recognised, context: Context) -> tuple[Agent, ...]:
    """Whom a phrase of the table means: the person or group in mind, the officials, else the sides."""
    number = next((n for w, n in _NUMBERS.items() if w in words.lower().split()), 0)
    if refers in ("author", "subject"):
        return _one_person(context.author if refers == "author" else context.subject)
    if refers == "plural" and context.plural:
        return context.plural
    if refers != "sides":
        heads = delegates(context, recognised, words, number)
        if _counts(heads, number):
            return heads
    sides = tuple(Agent("party", code) for code in context.sides)
    return sides if _counts(sides, number) else ()


def _one_person(agent: Agent | None) -> tuple[Agent, ...]:
    return (agent,) if agent and agent.kind == "official" else ()


def _counts(agents: Sequence[Agent], number: int) -> bool:
    """Whether there are as many as the words ask for, and more than one."""
    return len(agents) > 1 and number in (0, len(agents))


_HEADS = re.compile(r"(?i)\b(?:president|prime minister|premier|chancellor|king)\b")


_DEPUTY = re.compile(r"(?i)\b(?:vice|deputy)\b")


NOUN = re.compile(
    r"(?i)\b(?P<stem>minister|president|secretar|leader|premier|chairm|commander|general|director|chief|envoy|advis)\w*$"
)


def delegates(context: Context, recognised: Recognised, words: str, number: int = 0) -> tuple[Agent, ...]:
    """The officials whom a plural title means: all where as many as asked for, else the first of each side.

    Args:
        context: whose talk is under discussion.
        recognised: the article.
        words: the title's words; "the two Presidents" are looked for in the whole article.
        number: how many the words ask for, 0 where they do not say.
    """
    noun = NOUN.search(words.rstrip(" ,"))
    names = [n for n in context.people if titled(n, noun, recognised)]
    if noun and len(_each_side(names, recognised)) < 2:  # noqa: PLR2004 - no pair among those in mind
        names = [o.name for o in recognised.officials if titled(o.name, noun, recognised)]
    if noun and noun["stem"].lower() == "leader" and len(names) < 2:  # noqa: PLR2004
        names = list(context.people)
    if number != len(names):
        heads = _each_side(context.people, recognised)
        names = heads if number == len(heads) else _each_side(names, recognised)
    return tuple(Agent("official", name) for name in names)


def _each_side(names: Sequence[str], recognised: Recognised) -> list[str]:
    seen: dict[str | None, str] = {}
    for name in names:
        seen.setdefault(party_of(name, recognised.officials), name)
    return list(seen.values())


def titled(name: str, noun: re.Match[str] | None, recognised: Recognised) -> bool:
    """Whether an official holds the title that a plural noun asks for; unknown titles may be any."""
    if noun is None:
        return True
    roles = [p.role.lower() for o in recognised.officials if o.name == name for p in o.posts]
    stem = noun["stem"].lower()
    if stem == "leader":
        return any(_HEADS.search(r) for r in roles)
    if stem not in ("president", "premier") and any(_HEADS.fullmatch(r) for r in roles):
        return False
    return not roles or any(_holds(r, stem, noun.string) for r in roles)


def _holds(role: str, stem: str, words: str) -> bool:
    return stem in role and bool(_DEPUTY.search(words)) == bool(_DEPUTY.search(role))
