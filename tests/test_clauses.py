"""Clause reading: sentences in the styles of many ministries, with who does what towards whom."""

from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from tests.test_acts_lexicon import clauses, marked

CASES = loads((Path(__file__).parent / "data" / "clauses.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["sentence"][:50])
def test_a_sentence_is_read(case: dict[str, Any]) -> None:
    assert case["reads"] == read(case["sentence"])


def read(sentence: str) -> list[str]:
    text, spans = marked(sentence)

    def names(actors: tuple[int, ...]) -> str:
        return " & ".join(spans[i].of(text) for i in actors)

    return [
        f"{c.row.id}: {names(c.subjects) or '-'}" + (f" > {names(c.hearers)}" if c.hearers else "")
        for c in clauses(sentence)
    ]


def content(sentence: str) -> list[str]:
    text, _ = marked(sentence)
    return [" / ".join(span.of(text) for span in c.content) for c in clauses(sentence)]


def test_content_ends_where_the_next_act_begins() -> None:
    sentence = "[The two sides] agreed to reopen the pass and decided to meet in May."
    assert ["to reopen the pass", "to meet in May"] == content(sentence)


def test_an_attribution_is_no_content() -> None:
    sentence = "Exchanges, [they] agreed, will go on."
    assert ["Exchanges / will go on"] == content(sentence)


def test_the_content_of_a_passive_stands_before_it() -> None:
    assert ["The release of the crew"] == content("The release of the crew was welcomed by [Oman].")


def test_words_reported_stand_within_the_verb_of_saying() -> None:
    found = clauses("[Wang] said that [China] firmly supports [Kenya].")
    assert [None, 0] == [c.within for c in found]


def test_acts_in_quotation_marks_are_left_to_the_speaker() -> None:
    assert ["say: Minister Popa"] == read('"[We] agreed on nothing," [Minister Popa] said.')
