"""Every row of the act lexicon reads its own example and leaves its counter-example alone."""

import re

import pytest

from kg.extraction.clauses.read import Clause, read_clauses
from kg.language.verbs import ActRow, act_lexicon, inflect, spellings
from kg.model import Span

ROWS = act_lexicon().rows


def marked(sentence: str) -> tuple[str, list[Span]]:
    """A sentence without its brackets, and the spans that they marked as actors."""
    text, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", sentence):
        words = part.strip("[]")
        if part.startswith("["):
            spans.append(Span(len(text), len(text) + len(words)))
        text += words
    return text, spans


def clauses(sentence: str) -> tuple[Clause, ...]:
    text, spans = marked(sentence)
    return read_clauses(text, Span(0, len(text)), spans)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.id)
def test_a_row_reads_its_example(row: ActRow) -> None:
    assert row.id in [c.row.id for c in clauses(row.match)]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.id)
def test_a_row_leaves_its_counter_example(row: ActRow) -> None:
    assert row.id not in [c.row.id for c in clauses(row.miss)]


def test_rule_identifiers_are_unique() -> None:
    assert len({r.id for r in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("lemma", "past"), [("agree", "agreed"), ("plan", "planned"), ("deny", "denied"), ("convey", "conveyed")]
)
def test_regular_verbs_are_inflected(lemma: str, past: str) -> None:
    assert "past" in inflect(lemma, {})[past]


def test_british_spelling_is_read_like_american() -> None:
    assert spellings("emphasize") == ("emphasize", "emphasise")
