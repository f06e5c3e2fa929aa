"""Sentences start and end where a reader sees them start and end."""

from typing import Any

import pytest

from kg.language.sentences import sentences, split
from kg.language.tables import table
from kg.model import Article, Document, Metadata, Span

JOINS: list[dict[str, Any]] = table("sentences")["join"]
STARTS: list[dict[str, Any]] = table("sentences")["start"]


def texts(text: str) -> list[str]:
    return [span.of(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize("row", JOINS, ids=lambda r: r["id"])
def test_an_abbreviation_does_not_end_a_sentence(row: dict[str, Any]) -> None:
    assert [row["joins"]] == texts(row["joins"])


@pytest.mark.parametrize("row", JOINS, ids=lambda r: r["id"])
def test_a_word_that_is_no_abbreviation_ends_a_sentence(row: dict[str, Any]) -> None:
    assert len(texts(row["splits"])) == 2


@pytest.mark.parametrize("row", STARTS, ids=lambda r: r["id"])
def test_a_sentence_starts_after_markers_and_dateline(row: dict[str, Any]) -> None:
    assert [row["to"]] == texts(row["from"])


@pytest.mark.parametrize(
    "words",
    [
        "He met U.S. Gen. Robert B. Abrams at 9 a.m. in Washington, D.C. on Monday.",
        "The call followed Resolution No. 2371 of the Council.",
        "Lloyd J. Austin III met Ferdinand R. Marcos Jr. at the palace.",
    ],
)
def test_the_genre_s_abbreviations_stay_inside(words: str) -> None:
    assert [words, "They agreed."] == texts(words + " They agreed.")


def test_no_sentence_crosses_a_paragraph() -> None:
    text = "The first ends without a stop\n\nThe second follows."
    article = Article(Document("x", text), Metadata(), (Span(0, 29), Span(31, 50)))
    assert [(0, "The first ends without a stop"), (1, "The second follows.")] == [
        (s.paragraph, s.span.of(text)) for s in sentences(article)
    ]


def test_offsets_count_code_points() -> None:
    text = "Señor Núñez spoke 🙂 at length. Müller answered."
    assert ["Señor Núñez spoke 🙂 at length.", "Müller answered."] == texts(text)


def test_an_empty_paragraph_has_no_sentence() -> None:
    assert [] == texts("   ")
