"""How high a post is and on which side it stands, by the words of its title.

The rules are rows of `data/ranks.toml`, after the levels by which studies of official visits compare the two
sides of a table; a title that no row knows has no level.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Literal

from rdflib import URIRef

from kg.identity.known import plain
from kg.vocabulary import PAR

Side = Literal["civil", "military"]
LEVELS = {
    1: PAR.TopLevel,
    2: PAR.Ministerial,
    3: PAR.ViceMinisterial,
    4: PAR.SeniorOfficial,
    5: PAR.WorkingLevel,
}
_SIDES: dict[str, URIRef] = {"civil": PAR.Civil, "military": PAR.Military}
_UNKNOWN = 9


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a post stands.

    Attributes:
        level: 1 (head of state or government) to 5 (working level); None where the title does not tell.
        side: None where the title does not tell.
    """

    level: int | None = None
    side: Side | None = None

    @property
    def seniority(self) -> URIRef | None:
        """The level as a term of the ontology."""
        return LEVELS[self.level] if self.level else None

    @property
    def branch(self) -> URIRef | None:
        """The side as a term of the ontology."""
        return _SIDES[self.side] if self.side else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table; `match` and `unmatch` are titles that it must and must not decide."""

    pattern: re.Pattern[str]
    rank: Rank
    parties: frozenset[str]
    match: tuple[str, ...]
    unmatch: tuple[str, ...]

    def fits(self, title: str, party: str | None) -> bool:
        """Whether the row decides a folded title of a post of a party."""
        return (not self.parties or party in self.parties) and bool(self.pattern.search(title))


@cache
def rules() -> tuple[Rule, ...]:
    """The table, read once."""
    text = files("kg.write").joinpath("data", "ranks.toml").read_text("utf-8")
    return tuple(
        Rule(
            re.compile(row["pattern"]),
            Rank(row["level"] or None, row["side"]),
            frozenset(row.get("parties", ())),
            tuple(row["match"]),
            tuple(row["unmatch"]),
        )
        for row in loads(text)["rule"]
    )


def folded(title: str) -> str:
    """A title as the rules read it: small plain words, "defence" spelt "defense"."""
    return re.sub(r"\bdefence\b", "defense", plain(title))


def rule_of(title: str, party: str | None) -> Rule | None:
    """The row that decides a folded title."""
    return next((rule for rule in rules() if rule.fits(title, party)), None)


@cache
def rank_of(role: str, party: str | None) -> Rank:
    """Where a post stands; the higher of two offices that one title joins by "and".

    Args:
        role: the title's words, as `PostHeld.role` has them.
        party: code of the party that the post belongs to.
    """
    title = folded(role)
    found = [rule_of(part, party) for part in (title, *title.split(" and "))]
    ranks = [rule.rank for rule in found if rule]
    return min(ranks, key=lambda rank: rank.level or _UNKNOWN, default=Rank())
