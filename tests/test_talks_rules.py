"""Each row of the tables of talk reading by its own examples."""

import pytest

from kg.extraction.resolve.actors import GroupRule, group_rules
from kg.extraction.talks.rules import MoodRule, TriggerRule, WordsRule, talk_rules, word_rules

Row = TriggerRule | MoodRule | WordsRule | GroupRule
ROWS: list[Row] = [*talk_rules().triggers, *talk_rules().moods, *word_rules(), *group_rules()]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.id)
def test_a_row_finds_its_example(row: Row) -> None:
    assert row.pattern.search(row.matches)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.id)
def test_a_row_leaves_its_counter_example_alone(row: Row) -> None:
    assert not row.pattern.search(row.misses)


def test_identifiers_are_unique_within_the_tables() -> None:
    assert len(ROWS) == len({row.id for row in ROWS})
