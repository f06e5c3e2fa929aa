"""The tables that tell page furniture and publishers; each row carries its own examples."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Effect = Literal["drop", "end", "label", "credit", "name"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a table.

    Attributes:
        pattern: covers a whole line.
        effect: what the line does to the page; "name" in tables that only name things.
        example: a line that the pattern covers.
        counterexample: a line that it leaves alone.
    """

    name: str
    pattern: re.Pattern[str]
    effect: Effect
    example: str
    counterexample: str

    def covers(self, line: str) -> bool:
        """Whether the rule's pattern covers the whole line."""
        return self.pattern.fullmatch(line) is not None


@cache
def rules(table: str) -> tuple[Rule, ...]:
    """The rows of `data/<table>.toml`, in their order."""
    source = files("kg.articles").joinpath("data", f"{table}.toml").read_text("utf-8")
    return tuple(_rule(row) for row in tomllib.loads(source)["rule"])


def _rule(row: dict[str, str]) -> Rule:
    effect: Effect = row.get("effect", "name")  # type: ignore[assignment]  # rows of tables have one of these
    cased = effect == "name" or "case" in row
    pattern = re.compile(row["pattern"], 0 if cased else re.IGNORECASE)
    return Rule(row["name"], pattern, effect, row["example"], row["not"])


def covering(table: str, line: str) -> Rule | None:
    """The first rule of a table that covers the line."""
    if _any(table).fullmatch(line) is None:
        return None
    return next((rule for rule in rules(table) if rule.covers(line)), None)


@cache
def _any(table: str) -> re.Pattern[str]:
    """All patterns of a table in one, as most lines are covered by none."""
    return re.compile("|".join(_unnamed(rule.pattern) for rule in rules(table)))


def _unnamed(pattern: re.Pattern[str]) -> str:
    folded = pattern.flags & re.IGNORECASE
    return f"(?i:{pattern.pattern})" if folded else f"(?:{pattern.pattern})"
