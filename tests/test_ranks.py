"""The table of levels and sides: each row decides its own examples and no other's."""

import pytest

from kg.write.ranks import Rank, Rule, folded, rank_of, rule_of, rules

MATCHES = [(rule, title) for rule in rules() for title in rule.match]
UNMATCHED = [(rule, title) for rule in rules() for title in rule.unmatch]


def decides(rule: Rule, title: str) -> bool:
    """Whether the row decides a title, for one of its own states if it names any."""
    party = min(rule.parties, default=None)
    return any(rule_of(part, party) is rule for part in (folded(title), *folded(title).split(" and ")))


@pytest.mark.parametrize(("rule", "title"), MATCHES, ids=[title for _, title in MATCHES])
def test_a_row_decides_its_examples(rule: Rule, title: str) -> None:
    assert decides(rule, title)


@pytest.mark.parametrize(("rule", "title"), UNMATCHED, ids=[title for _, title in UNMATCHED])
def test_a_row_leaves_other_titles_alone(rule: Rule, title: str) -> None:
    assert not decides(rule, title)


@pytest.mark.parametrize(
    ("title", "party", "rank"),
    [
        ("Deputy Prime Minister and Minister of Foreign Affairs", "NZ", Rank(2, "civil")),
        ("Foreign Secretary", "GB", Rank(2, "civil")),
        ("Foreign Secretary", "IN", Rank(3, "civil")),
        ("Secretary", "US", Rank(2, "civil")),
        ("Secretary", "JP", Rank()),
        ("Pentagon Press Secretary", "US", Rank(None, "civil")),
        ("Gardener", "JP", Rank()),
        ("", None, Rank()),
    ],
)
def test_a_title_has_the_rank(title: str, party: str | None, rank: Rank) -> None:
    assert rank == rank_of(title, party)


def test_two_spellings_of_one_title_have_one_rank() -> None:
    assert rank_of("Director-General for Defence Policy", "JP") == rank_of(
        "Director General for Defense Policy", "JP"
    )
