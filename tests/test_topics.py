"""Topics of a text."""

import pytest

from kg.extraction.topics import TopicIndex, folded, topic_index
from kg.reference.tables import Concept


@pytest.fixture
def index() -> TopicIndex:
    return topic_index(
        [
            Concept("maritime-security", "Maritime security", ("sea lanes", "piracy"), None),
            Concept("missiles", "Missiles", ("ballistic missile",), None),
        ]
    )


def test_a_label_is_found_whatever_its_case(index: TopicIndex) -> None:
    assert ("maritime-security",) == index.of("They spoke of MARITIME security.")


def test_a_plural_or_a_hyphen_makes_no_difference(index: TopicIndex) -> None:
    assert ("missiles",) == index.of("the latest ballistic-missile's flight")


def test_the_topic_met_most_often_comes_first(index: TopicIndex) -> None:
    assert ("maritime-security", "missiles") == index.of("missiles, piracy and sea lanes")


def test_a_word_that_only_looks_alike_is_no_signal(index: TopicIndex) -> None:
    assert () == index.of("a missilery of sealanes")


def test_words_that_end_in_s_by_nature_are_kept() -> None:
    assert ["crisis", "status", "class", "city", "treaty"] == folded("crisis status class cities treaties")
