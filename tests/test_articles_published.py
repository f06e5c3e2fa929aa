"""Dates of publication in the forms that press pages write."""

import pytest

from kg.articles.published import checked_published, written_dates
from kg.articles.stamps import Stamp, stamp_of


@pytest.mark.parametrize(
    "words",
    [
        "2019-05-09", "2019.05.09", "2019. 5. 9.", "2019/5/9", "2019년 5월 9일", "2019年5月9日",
        "May 9, 2019", "MAY 09 2019", "9 May 2019", "9th of May, 2019", "09 MAY. 2019", "9-May-2019",
        "Thursday, May 9th, 2019", "09.05.2019", "09/05/2019", "2019 May 9", "Sept", "May 9, 20194:05 PM",
    ],
)  # fmt: skip
def test_a_written_day_is_read(words: str) -> None:
    assert ([] if words == "Sept" else ["2019-05-09"]) == [day.value for day in written_dates(words)]


@pytest.mark.parametrize(
    ("words", "value"),
    [("31/10/2018", "2018-10-31"), ("10/31/2018", "2018-10-31"), ("05/04/2018", "2018-04-05")],
)
def test_the_day_comes_first_unless_it_cannot(words: str, value: str) -> None:
    assert [value] == [day.value for day in written_dates(words)]


@pytest.mark.parametrize(
    "words", ["2019-13-09", "31 February 2019", "99/99/2019", "2019-05-091", "No. 12019-05-09", "May 2019"]
)
def test_what_is_no_day_is_not_read(words: str) -> None:
    assert () == written_dates(words)


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("Posted On: 09 MAY 2019 4:05PM by PIB Delhi", 2),
        ("Published 9 May 2019", 2),
        ("Release date: Thursday, May 9, 2019", 2),
        ("Written: 2019-05-09 10:31:07 Updated: 2019-05-10 10:40:22", 2),
        ("May 9, 2019", 1),
        ("2019.05.09.(Thu)", 1),
        ("Tokyo, 9 May 2019", 1),
        ("May 9, 2019 - Ottawa, Ontario - Ministry of Roads", 1),
        ("date 2019-05-09 28.1 C", 2),
        ("Wednesday, May 9, 2019, 3:51 p.m. Ministry of Roads and Bridges", 1),
        ("Time:2019-05-09 05:19:31 source:Example Curve of the News", 2),
        ("Last updated 9 May 2019", 0),
        ("Date modified: 2019-05-09", 0),
    ],
)
def test_a_line_that_stamps_the_page_is_ranked_by_its_label(line: str, rank: int) -> None:
    assert Stamp("2019-05-09", rank) == stamp_of(line)


@pytest.mark.parametrize(
    "line",
    [
        "2019-05-09 Two Ministers Meet in the Capital",
        "They met on May 9, 2019, in the capital.",
        "on May 9, 2019.",
        "Accord of the Two Capitals of 9 May 2019",
    ],
)
def test_a_sentence_or_title_with_a_date_is_no_stamp(line: str) -> None:
    assert stamp_of(line) is None


@pytest.mark.parametrize("value", ["2019-05-09", "2019-05", "2019", " 2019 "])
def test_a_valid_value_is_kept(value: str) -> None:
    assert value.strip() == checked_published(value)


@pytest.mark.parametrize(
    "value", ["2019-02-30", "2019-13", "19", "9 May 2019", "20190509", "", "2019-5-9", "0000"]
)
def test_an_invalid_value_is_refused_with_the_form_to_write(value: str) -> None:
    with pytest.raises(ValueError, match="write YYYY-MM-DD, YYYY-MM or YYYY"):
        checked_published(value)
