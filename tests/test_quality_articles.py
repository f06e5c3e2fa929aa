"""The annotated articles of our own: each annotation has the guidelines' shape and stands in its text."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.tools import corpus

FOLDER = Path(__file__).with_name("quality")
TEXTS = sorted([*(FOLDER / "articles").glob("*.txt"), *(FOLDER / "blind").glob("*.txt")])
SHAPE = tomllib.loads((FOLDER / "shape.toml").read_text())
FIELDS = {kind: set(names) for kind, names in SHAPE["fields"].items()}
VALUES = {kind: set(names) for kind, names in SHAPE["values"].items()}
DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
STATE = r"[A-Z]{2}"
PARTY = r"[A-Z]{2}|[A-Z][A-Za-z0-9]{1,5}"
BEFORE = re.compile(r"(^|\n|[.!?:;]['\"”’)]*\s|\)\s|--?-? |[–\u2014] )[\s•*°\u3147(-]*(\(?\d{1,2}[.)]\s*)?$")

each = pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)


def annotation(path: Path) -> dict[str, Any]:
    """The annotation beside a text."""
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text())
    return found


def runs(text: str, length: int = 10) -> set[tuple[str, ...]]:
    """Runs of words, case and punctuation left out."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def acts(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Commitments and statements."""
    return [*found["commitments"], *found["statements"]]


@each
def test_an_annotation_has_the_fields_of_the_guidelines(path: Path) -> None:
    found = annotation(path)
    assert path.stem == found["id"]
    assert FIELDS["article"] == set(found)
    for kind in ("official", "talk", "commitment", "statement"):
        for item in found[f"{kind}s"]:
            assert FIELDS[kind] <= set(item) <= FIELDS[kind] | FIELDS["may"]


@each
def test_forms_acts_and_statuses_are_those_of_the_guidelines(path: Path) -> None:
    found = annotation(path)
    assert VALUES["forms"] >= {talk["form"] for talk in found["talks"]}
    assert VALUES["statuses"] >= {talk["status"] for talk in found["talks"]}
    for kind in ("commitments", "statements"):
        assert VALUES[kind] >= {act[key] for act in found[kind] for key in ("act", "act_also") if key in act}


@each
def test_dates_and_codes_are_well_formed(path: Path) -> None:
    found = annotation(path)
    dates = [found["published"], *(talk["date"] for talk in found["talks"] if talk["date"])]
    assert [] == [date for date in dates if not re.fullmatch(f"{DAY}(/{DAY})?", date)]
    states = [item.get("place_state", item.get("state")) for item in [*found["officials"], *found["talks"]]]
    assert [] == [state for state in states if state and not re.fullmatch(STATE, state)]
    assert [] == [
        code for talk in found["talks"] for code in talk["parties"] if not re.fullmatch(PARTY, code)
    ]


@each
def test_parties_are_sorted_and_participants_are_officials(path: Path) -> None:
    found = annotation(path)
    names = {official["name"] for official in found["officials"]}
    for item in [*found["talks"], *found["commitments"]]:
        assert sorted(set(item["parties"])) == item["parties"] != []
    for talk in found["talks"]:
        assert names >= {*talk["participants"], *talk.get("participants_optional", [])}


@each
def test_an_act_belongs_to_a_talk_and_has_agents_that_are_known(path: Path) -> None:
    found = annotation(path)
    keys = [talk["key"] for talk in found["talks"]]
    assert len(keys) == len(set(keys))
    assert set(keys) >= {act["talk"] for act in acts(found)}
    names = {official["name"] for official in found["officials"]}
    agents = {act[key] for act in found["statements"] for key in ("speaker", "addressee")} - names - {None}
    assert [] == [agent for agent in agents if not re.fullmatch(PARTY, agent)]


@each
def test_evidence_is_the_start_of_a_sentence(path: Path) -> None:
    text = path.read_text()
    for evidence in {act["evidence"] for act in acts(annotation(path))}:
        spots = [found.start() for found in re.finditer(re.escape(evidence), text)]
        assert any(BEFORE.search(text[:spot]) for spot in spots), evidence
        assert len(evidence.split()) == 6 or f"{evidence}\n" in text


@each
def test_officials_stand_in_the_text(path: Path) -> None:
    text = path.read_text()
    assert [] == [one["name"] for one in annotation(path)["officials"] if one["name"] not in text]


def test_there_are_enough_articles_of_enough_publishers() -> None:
    found = [annotation(path) for path in TEXTS]
    assert len(found) >= 45
    assert len({one["publisher"] for one in found}) >= 18
    assert {2005, 2025} <= {int(one["published"][:4]) for one in found}
    assert len(list((FOLDER / "blind").glob("*.txt"))) >= 15


@each
def test_an_article_has_the_length_of_a_short_report(path: Path) -> None:
    assert 120 <= len(path.read_text().split()) <= 345


@pytest.mark.skipif(corpus() is None, reason="needs the annotated corpus beside the checkout")
def test_no_run_of_ten_words_is_shared_with_the_corpus() -> None:
    folder = corpus() or Path()
    theirs = {run for path in folder.glob("*/*.txt") for run in runs(path.read_text())}
    assert {} == {path.stem: shared for path in TEXTS if (shared := runs(path.read_text()) & theirs)}
