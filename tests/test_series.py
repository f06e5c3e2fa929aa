"""Names of talks by form, and what the reference data add to them."""

import pytest

from kg.extraction.mentions import SeriesMention
from kg.extraction.series.words import Head, ordinal, series_table
from tests.reading import recognised

HEADS = list(dict.fromkeys(series_table().heads.values()))


def names(text: str) -> list[SeriesMention]:
    return [m for m in recognised(text).mentions if isinstance(m, SeriesMention)]


@pytest.mark.parametrize("head", HEADS, ids=lambda h: h.gives)
def test_a_head_noun_ends_the_name_of_its_example(head: Head) -> None:
    assert head.gives in [f"{m.label}|{m.form}" for m in names(head.matches)]


@pytest.mark.parametrize("head", HEADS, ids=lambda h: h.gives)
def test_a_head_noun_alone_makes_no_name(head: Head) -> None:
    assert names(head.misses) == []


@pytest.mark.parametrize(
    ("word", "number"),
    [("11th", 11), ("eleventh", 11), ("33rd", 33), ("twenty-first", 21), ("thirtieth", 30), ("inaugural", 1),
     ("second", 2), ("minute", None), ("11", None), ("zero", None)],
)  # fmt: skip
def test_ordinals_in_words_and_figures(word: str, number: int | None) -> None:
    assert number == ordinal(word)


@pytest.mark.parametrize(
    ("text", "label", "number"),
    [
        ("The 8th round of Foreign Office Consultations between India and Peru was held.",
         "8th round of Foreign Office Consultations between India and Peru", 8),
        ("They held the inaugural round of the India-Japan Cyber Dialogue.",
         "inaugural round of the India-Japan Cyber Dialogue", 1),
        ("The 13th Australia - Japan 2+2 was held.", "13th Australia - Japan 2+2", 13),
        ("He spoke at the 55th Munich Security Conference.", "55th Munich Security Conference", 55),
        ("The U.S.-ROK Integrated Defense Dialogue (KIDD) is held yearly. The 20th KIDD took place.",
         "20th KIDD", 20),
    ],
)  # fmt: skip
def test_numbered_names_of_the_genre(text: str, label: str, number: int) -> None:
    assert (label, number) in [(m.label, m.ordinal) for m in names(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It was the first meeting in ten years.",
        "The Ministry of Foreign Affairs of Japan met its partners.",
        "The UN Security Council adopted a resolution.",
        "The two leaders' summit was a success.",
        "He is a Dialogue Partner of the group.",
    ],
)
def test_phrases_that_name_no_talk(text: str) -> None:
    assert names(text) == []


def test_parties_come_from_compound_names() -> None:
    (name,) = names("The 6th Japan-Chile Strategic Dialogue was held.")
    assert {"JP", "CL"} == set(name.parties)


def test_two_summits_may_share_one_head() -> None:
    found = names("They explained the plan for inter-Korean and US-North Korea summit talks.")
    assert ["inter-Korean summit talks", "US-North Korea summit talks"] == [m.label for m in found]


def test_a_listed_series_has_its_identifier_under_its_abbreviation() -> None:
    (name,) = names("They prepared the 53rd SCM.")
    assert ("scm-kr-us", 53, ("KR", "US")) == (name.series_id, name.ordinal, name.parties)


def test_a_retreat_is_not_an_edition_of_its_series() -> None:
    (name,) = names("Singapore hosted the ASEAN Defence Ministers' Meeting Retreat.")
    assert name.series_id is None
