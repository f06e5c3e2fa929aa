"""The table `data/officials.toml`: how texts put a name and its office together."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of `data/officials.toml`."""

    id: str
    pattern: re.Pattern[str]
    matches: str
    finds: tuple[str, ...]
    misses: str


@cache
def _table() -> dict[str, Any]:
    return loads((files("kg.extraction") / "data" / "officials.toml").read_text(encoding="utf-8"))


@cache
def phrase_words(kind: str) -> frozenset[str]:
    """A list of words of the table: "holding", "sides", "members" or "elsewhere"."""
    return frozenset(_table()["words"][kind].split())


@cache
def rules() -> tuple[Rule, ...]:
    """The table, in the order in which rules are tried."""
    return tuple(
        Rule(r["id"], re.compile(r["pattern"]), r["matches"], tuple(r["finds"]), r["misses"])
        for r in _table()["rule"]
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A row `link`: words before a title that put its bearer "with" the subject or "against" it."""

    id: str
    relation: str
    pattern: re.Pattern[str]
    matches: str
    misses: str


@cache
def links() -> tuple[Link, ...]:
    """The links, in the order in which they are tried."""
    return tuple(
        Link(r["id"], r["relation"], re.compile(r["pattern"]), r["matches"], r["misses"])
        for r in _table()["link"]
    )


@cache
def memorial() -> re.Pattern[str]:
    """Words before a name that only a place, a work or a remembrance has."""
    return re.compile(_table()["memorial"]["pattern"])
