"""Intervals of a score, by drawing articles."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.scoring.bootstrap import Interval, by_article, intervals, shares
from kg.scoring.measure import Score, Tally, measure

GOLD = {
    "a": {
        "officials": [{"name": "Ann Lee", "state": "GB", "role": "Minister"}],
        "talks": [],
        "commitments": [],
        "statements": [],
    },
    "b": {
        "officials": [{"name": "Ken Abe", "state": "JP", "role": "Envoy"}],
        "talks": [],
        "commitments": [],
        "statements": [],
    },
}
FOUND = {"a": GOLD["a"]}


def article(hit: int, gold: int, found: int) -> Score:
    score = Score()
    score.fields["officials"] = Tally(hit, gold, found)
    return score


def test_articles_together_give_the_score_of_all() -> None:
    whole = measure(GOLD, FOUND)
    parts = shares(by_article(GOLD, FOUND))
    assert (whole.fields["officials"].f1, whole.mean_f1) == (parts["officials"], parts["mean F1"])


def test_articles_that_are_alike_leave_no_doubt() -> None:
    assert intervals([article(1, 2, 1)] * 5)["officials"] == Interval(2 / 3, 2 / 3)


def test_articles_that_differ_widen_the_interval() -> None:
    found = intervals([article(4, 4, 4), article(0, 4, 4)] * 4)["officials"]
    assert found.low < 0.5 < found.high


def test_the_same_seed_gives_the_same_interval() -> None:
    scores = [article(n, 6, 5) for n in range(5)]
    assert intervals(scores) == intervals(scores)


def test_no_article_gives_no_interval() -> None:
    assert intervals([]) == {}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=9))
def test_an_interval_is_one_of_shares(hits: list[int]) -> None:
    found = intervals([article(hit, 4, 4) for hit in hits], draws=50)
    assert all(0 <= one.low <= one.high <= 1 for one in found.values())
