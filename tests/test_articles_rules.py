"""The tables of furniture, publishers and languages hold what their examples say."""

import tomllib
from importlib.resources import files

import pytest

from kg.articles.language import language_of
from kg.articles.rules import Rule, covering, rules

ROWS = [rule for table in ("furniture", "publishers") for rule in rules(table)]
LANGUAGES = tomllib.loads(files("kg.articles").joinpath("data/languages.toml").read_text("utf-8"))["language"]


@pytest.mark.parametrize("rule", ROWS, ids=lambda rule: rule.name)
def test_a_rule_covers_its_example(rule: Rule) -> None:
    assert rule.covers(rule.example)


@pytest.mark.parametrize("table", ["furniture", "publishers"])
def test_no_rule_of_a_table_covers_a_counterexample(table: str) -> None:
    assert [] == [rule.counterexample for rule in rules(table) if covering(table, rule.counterexample)]


def test_names_of_rules_are_unique() -> None:
    assert len(ROWS) == len({rule.name for rule in ROWS})


@pytest.mark.parametrize("row", LANGUAGES, ids=lambda row: row["name"])
def test_the_example_of_a_language_is_told_from_all_others(row: dict[str, str]) -> None:
    assert row["name"] == language_of(row["example"])
