"""The extraction's quality as it was measured before this version was given out."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(str(files("kg.scoring"))) / "data" / "measured.json"
"""Written by `python -m tests.quality.report`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        share: F1 of a field, or the share of attributes that are right, in 0..1.
        precision: None for attributes.
        recall: None for attributes.
        low: lower end of the share's 95 % interval.
        high: its upper end.
        judged: annotated items, or attributes that were judged.
    """

    name: str
    share: float
    precision: float | None
    recall: float | None
    low: float
    high: float
    judged: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """An annotated corpus and what the extraction reached on it.

    Attributes:
        made: how it came about, in a sentence or two.
        years: the first and the last year of publication; empty where none is known.
        items: annotated items by kind.
    """

    name: str
    made: str
    articles: int
    words: int
    publishers: int
    years: tuple[str, ...]
    items: dict[str, int]
    mean: Figure
    figures: tuple[Figure, ...]


@cache
def corpora() -> tuple[Corpus, ...]:
    """All corpora that were measured, by name."""
    return tuple(_corpus(row) for row in json.loads(FILE.read_text(encoding="utf-8")))


def _corpus(row: dict[str, Any]) -> Corpus:
    low, high = row["mean_f1_interval"]
    fields = [_field(name, one) for name, one in row["fields"].items()]
    attributes = [_attribute(name, one) for name, one in row["attributes"].items() if one["judged"]]
    return Corpus(
        row["name"], row["made"], row["articles"], row["words"], row["publishers"], tuple(row["years"]),
        row["items"], Figure("mean F1", row["mean_f1"], None, None, low, high, row["articles"]),
        (*fields, *attributes),
    )  # fmt: skip


def _field(name: str, one: dict[str, Any]) -> Figure:
    low, high = one["interval"]
    return Figure(name, one["f1"], one["precision"], one["recall"], low, high, one["gold"])


def _attribute(name: str, one: dict[str, Any]) -> Figure:
    low, high = one["interval"]
    return Figure(name, one["right"] / one["judged"], None, None, low, high, one["judged"])
