"""The rules for words that report a talk: `data/talks.toml`, compiled."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any, Literal

from kg.model import Status, TalkForm

Kind = Literal["noun", "verb", "passive", "visit", "name"]


@dataclass(frozen=True, slots=True)
class TriggerRule:
    """Words that report a talk, and where its sides stand about them."""

    id: str
    kind: Kind
    form: TalkForm
    pattern: re.Pattern[str]
    needs: str | None
    matches: str
    misses: str
    hints: tuple[str, ...] = ()

    def may_match(self, low: str) -> bool:
        """Whether a sentence in small letters holds one of the strings without which nothing matches."""
        return not self.hints or any(hint in low for hint in self.hints)


@dataclass(frozen=True, slots=True)
class MoodRule:
    """Words about a trigger that say whether the talk is held; status None means no talk at all."""

    id: str
    status: Status | None
    where: Literal["before", "after", "clause"]
    pattern: re.Pattern[str]
    nouns: frozenset[str]
    matches: str
    misses: str


@dataclass(frozen=True, slots=True)
class TalkRules:
    """All rules of the table."""

    triggers: tuple[TriggerRule, ...]
    moods: tuple[MoodRule, ...]
    other: re.Pattern[str]
    anaphor: re.Pattern[str]
    each: re.Pattern[str]


@cache
def talk_rules() -> TalkRules:
    """The table, read once."""
    data: dict[str, Any] = loads((files("kg.extraction") / "data" / "talks.toml").read_text(encoding="utf-8"))
    triggers = tuple(
        TriggerRule(
            r["id"],
            r["kind"],
            r["form"],
            re.compile(r["pattern"]),
            r.get("needs"),
            r["matches"],
            r["misses"],
            tuple(r.get("hints", "").split()),
        )
        for r in data["trigger"]
    )
    moods = tuple(
        MoodRule(
            r["id"],
            None if r["status"] == "none" else r["status"],
            r["where"],
            re.compile(r["pattern"]),
            frozenset(r.get("nouns", "").split()),
            r["matches"],
            r["misses"],
        )
        for r in data["mood"]
    )
    single = {name: re.compile(data[name][0]["pattern"]) for name in ("other", "anaphor", "each")}
    return TalkRules(triggers, moods, single["other"], single["anaphor"], single["each"])


@dataclass(frozen=True, slots=True)
class WordsRule:
    """One row of `data/talk_words.toml`."""

    id: str
    pattern: re.Pattern[str]
    matches: str
    misses: str


@cache
def word_rules() -> tuple[WordsRule, ...]:
    """The words about triggers."""
    data = loads((files("kg.extraction") / "data" / "talk_words.toml").read_text(encoding="utf-8"))
    return tuple(
        WordsRule(r["id"], re.compile(r["pattern"]), r["matches"], r["misses"]) for r in data["words"]
    )


def words(identifier: str) -> re.Pattern[str]:
    """The pattern of that row.

    Raises:
        KeyError: the table has no such row.
    """
    return {rule.id: rule.pattern for rule in word_rules()}[identifier]
