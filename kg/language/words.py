"""Classes of words that offices and names of persons are made of, read from the tables."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.language.tables import table

_WITH_ENDING = 8


@dataclass(frozen=True, slots=True)
class Office:
    """What an office says of the state that has it; a row `office` of `data/titles.toml`.

    Attributes:
        only: states that alone have it; empty where any may.
        never: states that do not have it.
        first: the state that the words settle, None where they leave it open.
        seldom: states where the office matters less in diplomacy than another state's.
        abroad: the state meant by a bare surname with the office where the publisher's state has none.
        alone: the state meant where neither publisher nor text offers another.
        unless: publishers' states where the words mean an office of their own.
        organization: international organisations have it.
    """

    id: str
    pattern: re.Pattern[str]
    only: frozenset[str]
    never: frozenset[str]
    first: str | None
    unless: frozenset[str]
    alone: str | None
    seldom: frozenset[str]
    organization: bool
    abroad: str | None = None

    def fits(self, code: str) -> bool:
        """Whether a state can have the office."""
        return code not in self.never and (not self.only or code in self.only)


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of words in lower case; what each stands for is said in `data/titles.toml` and `data/names.toml`.

    Attributes:
        offices_and_ranks: heads of offices, their plurals, and ranks.
        plurals: plural of a head of office to its singular.
        endings: endings of words that are portfolios.
        kinds: kinds of office of which a state has one at a time, with their patterns.
    """

    heads: frozenset[str]
    plurals: dict[str, str]
    ranks: frozenset[str]
    modifiers: frozenset[str]
    holdings: frozenset[str]
    portfolios: frozenset[str]
    endings: tuple[str, ...]
    honorifics: frozenset[str]
    suffixes: frozenset[str]
    generations: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    verbs: frozenset[str]
    homographs: frozenset[str]
    shared: frozenset[str]
    bodies: frozenset[str]
    offices: tuple[Office, ...]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    offices_and_ranks: frozenset[str]

    def office(self, key: str) -> bool:
        """Whether a word in lower case is a head of office, in the singular or plural."""
        return key in self.heads or key in self.plurals

    def titular(self, key: str) -> bool:
        """Whether a word in lower case is a head of office, in the singular or plural, or an honorific."""
        return self.office(key) or key in self.honorifics

    def portfolio(self, key: str) -> bool:
        """Whether a word in lower case belongs to portfolios."""
        return key in self.portfolios or (len(key) >= _WITH_ENDING and key.endswith(self.endings))


@cache
def words() -> Words:
    """The classes, built once."""
    titles, names, bodies = table("titles"), table("names"), table("bodies")
    heads = _set(titles["heads"])
    plurals = {_plural(h): h for h in heads} | {_plural(r): r for r in _set(titles["ranks"])}
    return Words(
        heads=heads,
        plurals=plurals,
        ranks=_set(titles["ranks"]),
        modifiers=_set(titles["modifiers"]),
        holdings=_set(titles["holdings"]),
        portfolios=_set(titles["portfolios"]),
        endings=tuple(titles["endings"]),
        honorifics=_set(titles["honorifics"]),
        suffixes=_set(titles["suffixes"]),
        generations=_set(titles["generations"]),
        particles=_set(names["particles"]),
        never=_set(names["never"]),
        verbs=_set(names["verbs"]),
        homographs=_set(names["homographs"]),
        shared=_set(names["shared"]),
        bodies=_set(bodies["nouns"]),
        offices=tuple(_office(row) for row in titles["office"]),
        kinds=tuple((row["id"], re.compile(row["pattern"])) for row in titles["kind"]),
        offices_and_ranks=heads | plurals.keys() | _set(titles["ranks"]),
    )


def _office(row: dict[str, Any]) -> Office:
    only = row.get("only", [])
    return Office(
        id=row["id"],
        pattern=re.compile(row["pattern"]),
        only=frozenset(only),
        never=frozenset(row.get("never", [])),
        first=only[0] if row.get("sure") else None,
        alone=row.get("alone"),
        abroad=row.get("abroad"),
        seldom=frozenset(row.get("seldom", [])),
        unless=frozenset(row.get("unless", [])),
        organization=row.get("organization", False),
    )


def _set(row: str) -> frozenset[str]:
    return frozenset(row.split())


def _plural(head: str) -> str:
    irregular = {
        "chief": "chiefs",
        "chairman": "chairmen",
        "chairwoman": "chairwomen",
        "spokesman": "spokesmen",
        "director-general": "directors-general",
        "secretary-general": "secretaries-general",
        "attaché": "attachés",
    }
    if head in irregular:
        return irregular[head]
    return head[:-1] + "ies" if head.endswith("y") and head[-2] not in "aeiou" else head + "s"
