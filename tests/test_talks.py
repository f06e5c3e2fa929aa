"""Talks read from short texts of our own in the manners of many ministries."""

from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from tests.reading import record_of, shown

CASES: list[dict[str, Any]] = loads((Path(__file__).parent / "data" / "talks.toml").read_text("utf-8"))[
    "case"
]
PUBLISHED = "2019-06-05"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_the_talks_of_a_text_are_those_of_a_careful_reader(case: dict[str, Any]) -> None:
    record = record_of(case["text"], case.get("published", PUBLISHED))
    assert case["talks"] == [shown(t) for t in record.talks]


def test_a_mention_in_passing_is_not_the_news() -> None:
    record = record_of(
        "The 11th ROK-Japan Security Policy Consultation was held on March 15. "
        "It was the first round in nearly four years since May 2014.",
        "2018-03-16",
    )
    assert [True, False] == [t.main for t in record.talks]


def test_an_open_year_is_taken_from_a_known_edition() -> None:
    record = record_of("The 5th ADMM-Plus was held in Singapore on October 20th.", None)
    assert ["conference held ASEAN 2018-10-20 Singapore: "] == [shown(t) for t in record.talks]


def test_an_open_year_stays_open_where_nothing_dates_it() -> None:
    record = record_of("Japan and Chile held a strategic dialogue in Tokyo on October 20th.", None)
    assert ["--10-20"] == [t.when.value for t in record.talks if t.when]


def test_the_weekday_follows_the_known_edition() -> None:
    text = (
        "At the 5th ADMM-Plus held in Singapore on October 20th, Defense Minister Kim Min-ho of South Korea "
        "spoke. He held talks with Chinese Defense Minister Wei Fenghe on Friday."
    )
    assert "2018-10-19" in [t.when.value for t in record_of(text, None).talks if t.when]


def test_every_talk_points_to_a_sentence_and_to_words_within_it() -> None:
    record = record_of(CASES[0]["text"])
    evidence = [e for t in record.talks for e in t.evidence]
    assert evidence
    assert all(e.sentence.covers(e.words) and e.rule.startswith("talk.") for e in evidence)


def test_keys_are_unique_and_in_order_of_mention() -> None:
    record = record_of(CASES[7]["text"])
    assert ["t1", "t2", "t3"] == [t.key for t in record.talks]


def test_a_meeting_on_the_margins_points_to_its_conference() -> None:
    case = next(c for c in CASES if c["name"] == "on the margins")
    first, *others = record_of(case["text"]).talks
    assert {first.key} == {t.on_margins_of for t in others}


def test_reading_the_same_text_twice_gives_the_same_talks() -> None:
    text = " ".join(c["text"] for c in CASES[:5])
    assert record_of(text).talks == record_of(text).talks
