"""Facts a reader of the sample would name first, by hand: golden answers can follow a fault, these cannot."""

import csv
from io import StringIO

import pytest

from kg.queries import saved_query
from tests.golden_update import answer_of


def rows(endpoint: str, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer_of(endpoint, saved_query(name).text))))


@pytest.fixture(scope="module")
def editions(sample_endpoint: str) -> list[dict[str, str]]:
    return rows(sample_endpoint, "series_editions")


@pytest.mark.parametrize(
    ("series", "known"),
    [
        (
            "ROK-US Security Consultative Meeting",
            {
                ("49", "2017-10-28", "Seoul"),
                ("50", "2018-10-31", "Washington, D.C."),
                ("51", "2019-11-15", "Seoul"),
                ("54", "2022-11-03", "Washington, D.C."),
            },
        ),
        (
            "Australia-United States Ministerial Consultations",
            {
                ("27", "2017-06-05", "Sydney"),
                ("29", "2019-08-04", "Sydney"),
                ("33", "2023-07-29", "Brisbane"),
            },
        ),
        (
            "ASEAN Defence Ministers' Meeting-Plus",
            {
                ("4", "2017-10-24", "Clark"),
                ("5", "2018-10-20", "Singapore"),
                ("6", "2019-11-18", "Bangkok"),
                ("9", "2022-11-23", "Siem Reap"),
            },
        ),
        ("ROK-Japan Security Policy Consultation", {("11", "2018-03-15", "Tokyo")}),
    ],
)
def test_editions_stand_with_their_day_and_city(
    editions: list[dict[str, str]], series: str, known: set[tuple[str, str, str]]
) -> None:
    assert known == {(r["ordinal"], r["date"], r["place"]) for r in editions if r["name"] == series}


def test_the_four_officials_of_the_11th_consultation_sit_on_their_sides(
    editions: list[dict[str, str]],
) -> None:
    met = {(r["code"], r["officialName"]) for r in editions if r["name"].endswith("Policy Consultation")}
    korea = {("KR", "Kim Yong-kil"), ("KR", "Park Cheol-kyun")}
    assert korea | {("JP", "Kenji Kanasugi"), ("JP", "Shuji Yuge")} == met


def test_the_inter_korean_talks_of_may_2018_are_listed_as_called_off(sample_endpoint: str) -> None:
    found = rows(sample_endpoint, "talk_cancelled")
    assert "2018-05-16" in {row["date"] for row in found if "inter-Korean" in row["label"]}


def test_a_dialogue_put_off_and_then_held_counts_as_held(editions: list[dict[str, str]]) -> None:
    found = {(row["date"], row["place"]) for row in editions if "2+2 Ministerial Dialogue" in row["name"]}
    assert ("2018-09-06", "New Delhi") in found


def test_vigilant_ace_was_the_subject_of_an_agreement(sample_endpoint: str) -> None:
    found = rows(sample_endpoint, "agreement_exercises")
    assert ("agree", "Vigilant Ace") in {(row["kind"], row["exercise"]) for row in found}


def test_two_sources_count_different_talks_as_the_11th_trilateral_ones(sample_endpoint: str) -> None:
    found = rows(sample_endpoint, "article_disagreements")
    assert ("11 on 2018-10-19", "11 on 2019-05-09") in {(row["claim"], row["otherClaim"]) for row in found}


def test_bilateral_talks_of_minister_jeong_in_singapore_are_found(sample_endpoint: str) -> None:
    query = """PREFIX par: <https://w3id.org/parley/def#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT DISTINCT ?other WHERE { ?t par:status par:Held ; par:hasParticipant ?jeong , ?them .
      ?jeong rdfs:label "Jeong Kyeong-doo" . ?them rdfs:label ?other FILTER(?them != ?jeong) }"""
    met = set(answer_of(sample_endpoint, query).split("\n"))
    assert met >= {
        "James Mattis",
        "Takeshi Iwaya",
        "Wei Fenghe",
        "Ron Mark",
        "Delfin Lorenzana",
        "Ng Eng Hen",
    }
