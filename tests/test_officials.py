"""Each rule of `data/officials.toml` finds its example and leaves the other alone."""

import pytest

from kg.extraction.officials.find import read
from kg.extraction.officials.rules import Link, Rule, links, rules
from kg.extraction.officials.sighting import Sighting
from kg.extraction.officials.state import office_class
from kg.language.lexicon import Lexicon, load_lexicon
from kg.language.rows import row_of
from kg.language.tables import table
from kg.language.words import Office, words
from kg.model import Span
from kg.reference.load import load_reference


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(load_reference())


def sightings(text: str, lexicon: Lexicon) -> tuple[Sighting, ...]:
    return read(row_of(text, Span(0, len(text)), lexicon)).sightings


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_a_rule_finds_the_names_of_its_example(rule: Rule, lexicon: Lexicon) -> None:
    found = [s.name for s in sightings(rule.matches, lexicon) if s.rule == rule.id]
    assert list(rule.finds) == found


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_a_rule_finds_nothing_in_its_counterexample(rule: Rule, lexicon: Lexicon) -> None:
    assert [] == [s.name for s in sightings(rule.misses, lexicon) if s.rule == rule.id]


@pytest.mark.parametrize("row", table("titles")["office"], ids=lambda r: r["id"])
def test_an_office_is_told_by_its_words(row: dict[str, str]) -> None:
    office: Office = next(o for o in words().offices if o.id == row["id"])
    assert (True, False) == (
        bool(office.pattern.search(row["matches"])),
        bool(office.pattern.search(row["misses"])),
    )


@pytest.mark.parametrize("row", table("titles")["kind"], ids=lambda r: r["id"])
def test_a_kind_of_office_is_told_by_its_words(row: dict[str, str]) -> None:
    assert row["id"] == office_class(row["matches"])
    assert row["id"] != office_class(row["misses"])


@pytest.mark.parametrize("link", links(), ids=lambda r: r.id)
def test_a_link_is_told_by_the_words_before_a_title(link: Link) -> None:
    assert (True, False) == (bool(link.pattern.search(link.matches)), bool(link.pattern.search(link.misses)))
