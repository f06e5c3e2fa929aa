"""No field of the extraction may fall below its floor."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.scoring.measure import Tally
from tests.quality.floors import PINNED, corpora, digest, figures, pin, scored
from tests.quality.rules import TABLE, precisions

CORPORA = corpora()
FLOORS: dict[str, Any] = json.loads(PINNED.read_text())


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> dict[str, float]:
    """What a corpus reaches now."""
    name = request.param
    if name not in CORPORA:
        pytest.skip(f"needs the annotated corpus '{name}' beside the checkout")
    articles, gold = CORPORA[name]
    assert FLOORS[name]["digest"] == digest(articles, gold), (
        "the corpus changed: run python -m tests.quality.floors"
    )
    return figures(scored(articles, gold, tmp_path_factory.mktemp(name)))


@pytest.mark.parametrize("reached", FLOORS, indirect=True)
def test_no_field_is_below_its_floor(reached: dict[str, float], request: pytest.FixtureRequest) -> None:
    floors = FLOORS[request.node.callspec.params["reached"]]["floors"]
    assert {k: (reached.get(k, 0), floor) for k, floor in floors.items() if reached.get(k, 0) < floor} == {}


def test_a_floor_is_not_lowered_unasked(tmp_path: Path) -> None:
    gold: dict[str, Any] = {"officials": [], "talks": [], "commitments": [], "statements": []}
    (tmp_path / "a.txt").write_text("The ministers of Japan and France met in Paris on 3 May 2019.")
    (tmp_path / "a.json").write_text(json.dumps(gold))
    pinned = tmp_path / "pinned"
    pinned.write_text(json.dumps({"tiny": {"digest": "", "floors": {"talks": 0.9}}}))
    below = pin(pinned, {"tiny": ([tmp_path], tmp_path)}, allow_lower=False)
    assert below == ["tiny talks: 0.0 under 0.9"]
    assert json.loads(pinned.read_text())["tiny"]["floors"]["talks"] == 0.9


def test_a_rule_that_was_met_often_has_a_figure_of_its_own() -> None:
    met = {"act.sign": Tally(8, 0, 10), "act.note": Tally(1, 0, 1)}
    assert precisions(met) == {"act": 0.82, "act.sign": 0.8}


def test_a_figure_belongs_to_every_family_of_rules() -> None:
    assert {"act", "official", "talk"} <= set(json.loads(TABLE.read_text()))
