"""How a sentence puts a fact: as so, as past, as planned, as called off, as denied, as another's word.

Modality belongs to the mention: what one article plans another reports as done. What the record knows of a
talk decides first; the words around the fact, rows of `data/modality.toml`, decide the rest.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Literal

from rdflib import URIRef

from kg.model import Evidence, Status
from kg.vocabulary import PAR

Fact = Literal["talk", "act"]
MARK = "§"
_BY_STATUS: dict[Status, URIRef] = {"planned": PAR.Intended, "cancelled": PAR.CalledOff}


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table; `match` and `unmatch` are sentences with the words of the fact in braces."""

    modality: URIRef
    facts: frozenset[Fact]
    pattern: re.Pattern[str]
    match: tuple[str, ...]
    unmatch: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The table, read once."""
    text = files("kg.write").joinpath("data", "modality.toml").read_text("utf-8")
    return tuple(
        Rule(
            PAR[row["modality"]],
            frozenset(row["facts"]),
            re.compile(row["pattern"]),
            tuple(row["match"]),
            tuple(row["unmatch"]),
        )
        for row in loads(text)["rule"]
    )


def modality_of_talk(evidence: Evidence, text: str, status: Status, *, is_past: bool = False) -> URIRef:
    """How a sentence of a text puts a talk; `is_past` where it is dated before what the article reports."""
    said = _by_words(marked(evidence, text), "talk")
    if status != "held":
        return PAR.Hypothetical if status == "planned" and said == PAR.Hypothetical else _BY_STATUS[status]
    return said or (PAR.Recalled if is_past else PAR.Asserted)


def modality_of_act(evidence: Evidence, text: str) -> URIRef:
    """How a sentence puts what somebody said or agreed."""
    return _by_words(marked(evidence, text), "act") or PAR.Asserted


def marked(evidence: Evidence, text: str) -> str:
    """The sentence with a mark in place of the words of the fact, white space made single."""
    sentence, words = evidence.sentence, evidence.words
    before, after = text[sentence.start : words.start], text[words.end : sentence.end]
    return " ".join(f"{before}{MARK}{after}".split())


def rule_of(sentence: str, fact: Fact) -> Rule | None:
    """The row that decides a marked sentence."""
    return next((rule for rule in rules() if fact in rule.facts and rule.pattern.search(sentence)), None)


def _by_words(sentence: str, fact: Fact) -> URIRef | None:
    rule = rule_of(sentence, fact)
    return rule.modality if rule else None
