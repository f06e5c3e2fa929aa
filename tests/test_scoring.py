"""The measure of extraction quality."""

import copy
import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from kg.scoring.compare import assign, overlap, same_date, same_name
from kg.scoring.measure import FIELDS, Tally, measure

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"
OFFICIAL = {"name": "Kim Yong-kil", "state": "KR", "role": "Director-General"}
TALK = {
    "key": "t1",
    "form": "consultation",
    "series": "Security Policy Consultation",
    "ordinal": 11,
    "date": "2018-03-15",
    "place": "Tokyo",
    "place_state": "JP",
    "parties": ["JP", "KR"],
    "participants": ["Kim Yong-kil"],
    "status": "held",
}
PACT = {"act": "agree", "parties": ["JP", "KR"], "evidence": "The two sides agreed to meet"}
REMARK = {"act": "explain", "speaker": "KR", "addressee": "JP", "evidence": "The ROK side explained its"}


def gold(**changes: Any) -> dict[str, Any]:
    article = {"officials": [OFFICIAL], "talks": [TALK], "commitments": [PACT], "statements": [REMARK]}
    return {"a": copy.deepcopy(article | changes)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Yong-kil", "KIM YongKil"),
        ("Kenji Kanasugi", "Kanasugi Kenji"),
        ("Lloyd Austin", "Lloyd J. Austin III"),
    ],
)
def test_a_name_is_the_same_in_another_order_or_length(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Kim Yong-kil", "Kim Young-kil"), ("Kim", "Kim Yong-kil"), ("", "")]
)
def test_another_name_is_not_the_same(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_a_range_of_one_day_is_that_day() -> None:
    assert same_date("2018-03-15", "2018-03-15/2018-03-15")


def test_a_date_without_its_year_is_not_the_full_one() -> None:
    assert not same_date("2018-03-15", "--03-15")


def test_overlap_counts_shared_words() -> None:
    assert overlap("Ministry of Defense", "Ministry of Foreign Affairs") == pytest.approx(2 / 5)


def test_assignment_takes_the_best_pair_first() -> None:
    gold_items, found = [{"n": 1}, {"n": 2}], [{"n": 2}, {"n": 1}]
    pairs = assign(gold_items, found, lambda g, f: float(g["n"] == f["n"]))
    assert [(1, 1), (2, 2)] == sorted((g["n"], f["n"]) for g, f in pairs)


def test_the_gold_scores_one_against_itself() -> None:
    score = measure(gold(), gold())
    assert score.mean_f1 == pytest.approx(1.0)
    assert score.errors == []


def test_a_missing_article_lowers_recall_only() -> None:
    tally = measure(gold(), {}).fields["officials"]
    assert (tally.hit, tally.gold, tally.found) == (0, 1, 0)


def test_what_the_gold_calls_optional_costs_nothing() -> None:
    optional = gold(officials=[OFFICIAL | {"optional": True}])
    assert measure(optional, gold()).fields["officials"].found == 0


def test_a_talk_of_other_parties_does_not_match() -> None:
    score = measure(gold(), gold(talks=[TALK | {"parties": ["CN", "US"]}]))
    assert score.fields["talks"].hit == 0
    assert any("talks missing" in line for line in score.errors)


def test_a_talk_on_another_day_matches_only_loosely() -> None:
    score = measure(gold(), gold(talks=[TALK | {"date": "2018-03-16"}]))
    assert (score.fields["talks"].hit, score.fields["talks strict"].hit) == (1, 0)


def test_an_empty_tally_has_no_f1() -> None:
    assert Tally().f1 == 0.0


def test_figures_agree_with_the_reference_scorer(tmp_path: Path) -> None:
    """The guidelines' own scorer and this one give the same numbers on damaged gold."""
    if not (SHARED / "score.py").exists():
        pytest.skip("needs the annotated corpus in ../shared/corpus")
    spec = importlib.util.spec_from_file_location("reference_scorer", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    annotations = {p.stem: json.loads(p.read_text()) for p in sorted((SHARED / "gold").glob("*.json"))}
    damaged = {name: damage(item, random.Random(name)) for name, item in annotations.items()}
    for name, item in damaged.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(item))
    tallies, attributes = reference.score(SHARED / "gold", tmp_path)
    ours = measure(annotations, damaged)
    assert {k: [*t.row()] for k, t in tallies.items()} == {
        k: [ours.fields[k].precision, ours.fields[k].recall, ours.fields[k].f1] for k in FIELDS
    }
    assert attributes == ours.attributes


def damage(article: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """An annotation with items dropped and attributes wrong, as an extractor would leave it."""
    damaged = copy.deepcopy(article)
    for kind in ("officials", "talks", "commitments", "statements"):
        damaged[kind] = [item for item in damaged[kind] if chance.random() > 0.2]
    for talk in damaged["talks"]:
        talk["participants"] = [p for p in talk["participants"] if chance.random() > 0.2]
        talk["date"] = chance.choice([talk["date"], None, "2018-01-01"])
        talk["form"] = chance.choice([talk["form"], "meeting"])
        talk["parties"] = chance.choice([talk["parties"], [*talk["parties"], "FR"]])
    for act in damaged["commitments"] + damaged["statements"]:
        act["act"] = chance.choice([act["act"], "agree", "explain"])
        act["addressee"] = chance.choice([act.get("addressee"), None, "KR"])
    return damaged
