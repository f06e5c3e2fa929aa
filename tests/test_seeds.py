"""What a reader would name first in the two articles that Parley began with."""

from typing import Any

import pytest

from kg.pipeline import build
from kg.scoring.compare import same_name
from kg.scoring.readback import annotations
from kg.settings import Settings
from kg.sparql import Row, asker
from tests.tools import corpus

FOUR = {
    "Kim Yong-kil": ("KR", "Director-General for Northeast Asian Affairs"),
    "Park Cheol-kyun": ("KR", "deputy head of the International Policy Bureau"),
    "Kenji Kanasugi": ("JP", "Director-General of the Asian and Oceanian Affairs Bureau"),
    "Shuji Yuge": ("JP", "director for international policy"),
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A release of the two articles."""
    folder = corpus()
    if folder is None:
        pytest.skip("needs the articles in ../shared/corpus/seeds")
    made = Settings(data=tmp_path_factory.mktemp("seeds"))
    build(made, [str(folder / "seeds")])
    return made


@pytest.fixture(scope="module")
def found(settings: Settings) -> dict[str, Any]:
    """What the graph says of each."""
    return annotations(asker(settings))


def talk(article: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """The talk of which these facts hold."""
    fitting = [t for t in article["talks"] if all(t[name] == value for name, value in facts.items())]
    assert fitting, f"no talk with {facts}"
    chosen: dict[str, Any] = fitting[0]
    return chosen


@pytest.mark.parametrize("name", FOUR)
def test_an_official_of_the_consultation_has_state_and_post(found: dict[str, Any], name: str) -> None:
    official = next(o for o in found["s2"]["officials"] if same_name(o["name"], name))
    assert (official["state"], official["role"]) == FOUR[name]


def test_the_consultation_has_its_day_number_and_four_officials(found: dict[str, Any]) -> None:
    held = talk(found["s2"], ordinal=11)
    assert (held["form"], held["date"], held["parties"]) == ("consultation", "2018-03-15", ["JP", "KR"])
    assert all(any(same_name(name, p) for p in held["participants"]) for name in FOUR)


def test_the_trilateral_talks_have_their_ministers(found: dict[str, Any]) -> None:
    held = talk(found["s1"], ordinal=11)
    assert held["parties"] == ["JP", "KR", "US"]
    assert held["participants"] == ["James Mattis", "Jeong Kyeong-doo", "Takeshi Iwaya"]


def test_the_admm_plus_has_its_day_and_place(found: dict[str, Any]) -> None:
    held = talk(found["s1"], ordinal=5)
    assert (held["form"], held["date"], held["place"]) == ("conference", "2018-10-20", "Singapore")
    assert "Jeong Kyeong-doo" in held["participants"]


@pytest.mark.parametrize(
    ("state", "minister"),
    [
        ("CN", "Wei Fenghe"),
        ("US", "James Mattis"),
        ("JP", "Takeshi Iwaya"),
        ("NZ", "Ron Mark"),
        ("PH", "Delfin Lorenzana"),
        ("SG", "Ng Eng Hen"),
    ],
)
def test_korea_talked_with_each_minister(found: dict[str, Any], state: str, minister: str) -> None:
    both = [t for t in found["s1"]["talks"] if t["parties"] == sorted(["KR", state])]
    assert any({"Jeong Kyeong-doo", minister} <= set(t["participants"]) for t in both)


def test_an_agreement_names_the_exercise(settings: Settings) -> None:
    assert ("Vigilant Ace", "KR US") in concerned(settings, "ExerciseSeries")


def test_the_resolution_is_reaffirmed_by_three(settings: Settings) -> None:
    assert any(
        parties == "JP KR US" for label, parties in concerned(settings, "Instrument") if "Security" in label
    )


def concerned(settings: Settings, kind: str) -> set[tuple[str, str]]:
    """Labels of what agreements concern, with the parties in order."""
    rows: list[Row] = asker(settings)(
        f"""PREFIX par: <https://w3id.org/parley/def#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?act ?label ?code {{ ?act par:concerns ?it ; par:committedParty/par:isoCode ?code .
        ?it a par:{kind} ; rdfs:label ?label }}"""
    )
    labels = {row["act"]: row["label"] for row in rows}
    return {
        (label, " ".join(sorted({row["code"] for row in rows if row["act"] == act})))
        for act, label in labels.items()
    }
