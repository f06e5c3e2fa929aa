"""The lexicon finds the longest name and minds capitals."""

from typing import Any

import pytest

from kg.extraction.recognise.items import item_rules, items
from kg.language.lexicon import Lexicon, load_lexicon
from kg.language.rows import row_of
from kg.language.tables import table
from kg.model import Span
from kg.reference.load import load_reference


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(load_reference())


def found(text: str, lexicon: Lexicon) -> list[tuple[str, tuple[str, ...]]]:
    row = row_of(text, Span(0, len(text)), lexicon)
    hits = dict.fromkeys(h for h in row.hits if h)
    return [(row.part(h.first, h.last), h.entry.codes) for h in hits]


def test_the_longest_name_wins(lexicon: Lexicon) -> None:
    assert [("Republic of Korea", ("KR",))] == found("the Republic of Korea", lexicon)


def test_an_abbreviation_needs_its_capitals(lexicon: Lexicon) -> None:
    assert [("US", ("US",)), ("U.S.", ("US",))] == found("US and us, U.S. too", lexicon)


def test_a_name_in_capitals_is_the_name(lexicon: Lexicon) -> None:
    assert [("JAPAN", ("JP",))] == found("JAPAN LEAVES", lexicon)


def test_parts_of_a_hyphenated_word_are_found(lexicon: Lexicon) -> None:
    assert [("ROK", ("KR",)), ("Japan", ("JP",))] == found("ROK-Japan", lexicon)


@pytest.mark.parametrize("row", table("parties")["compound"], ids=lambda r: r["form"])
def test_a_compound_means_its_parties_together(row: dict[str, Any], lexicon: Lexicon) -> None:
    assert (row["form"], tuple(row["codes"])) in found(row["form"], lexicon)


@pytest.mark.parametrize(
    ("publisher", "code"),
    [
        ("Ministry of Foreign Affairs, Republic of Korea", "KR"),
        ("MINDEF Singapore", "SG"),
        ("U.S. Embassy in India", "US"),
        ("Foreign, Commonwealth & Development Office", "GB"),
        ("KBS WORLD", "KR"),
        ("NATO", "NATO"),
        ("Some Paper", None),
    ],
)
def test_a_publisher_has_a_state(publisher: str, code: str | None, lexicon: Lexicon) -> None:
    assert code == lexicon.state_of_publisher(publisher)


@pytest.mark.parametrize("rule", item_rules(), ids=lambda r: r.id)
def test_an_item_is_found_by_its_form(rule: Any, lexicon: Lexicon) -> None:
    row = row_of(rule.matches, Span(0, len(rule.matches)), lexicon)
    assert list(rule.finds) == [m.item.label for m in items(row) if m.item.kind == rule.kind]


@pytest.mark.parametrize("rule", item_rules(), ids=lambda r: r.id)
def test_no_item_is_found_in_the_counterexample(rule: Any, lexicon: Lexicon) -> None:
    row = row_of(rule.misses, Span(0, len(rule.misses)), lexicon)
    assert () == items(row)
