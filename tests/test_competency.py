"""The thirty competency questions: answered, resting on inference where they say so, guarded."""

from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import Graph
from rdflib.namespace import RDF, SH

from kg.check import load_rules
from kg.queries import saved_query
from kg.release import open_release
from kg.settings import Settings
from tests.golden_update import GOLDEN, README, competency, questions
from tests.test_check import CASES, ELSEWHERE
from tests.test_reason import ERRORS

QUESTIONS = questions()
REASON = "reason: "
ANSWERS = [(question["words"], name) for question in QUESTIONS for name in question["queries"]]
each_answer = pytest.mark.parametrize("name", [name for _, name in ANSWERS])
GUARDS = sorted({guard for question in QUESTIONS for guard in question["guards"]})
RESTING = [question for question in QUESTIONS if "inferred" in question]


@cache
def release(data: Path) -> tuple[ox.Store, ox.Store]:
    """The quads of the release of the sample, whole and without what was inferred."""
    dumps = open_release(Settings(data=data)).path / "dumps"
    whole, bare = ox.Store(), ox.Store()
    whole.bulk_load(path=str(dumps / "parley.nq"), format=ox.RdfFormat.N_QUADS)
    inferred = {quad.triple for quad in whole if str(quad.graph_name).endswith("/graph/inferred>")}
    bare.bulk_extend(quad for quad in whole if quad.triple not in inferred)
    return whole, bare


def rows(store: ox.Store, name: str) -> list[str]:
    """The rows that a saved query gives, as text."""
    answer = store.query(saved_query(name).text)
    assert isinstance(answer, ox.QuerySolutions)
    return [" ".join(str(value) for value in row) for row in answer]


def test_there_are_thirty_questions() -> None:
    assert len({question["words"] for question in QUESTIONS}) == 30


def test_the_readme_lists_the_questions_with_their_literature() -> None:
    assert competency() in README.read_text()


@each_answer
def test_a_question_has_an_answer_and_published_work_that_studies_it(name: str) -> None:
    assert (GOLDEN / f"{name}.csv").read_text().count("\n") > 1
    assert saved_query(name).literature


@each_answer
def test_an_answer_has_a_page(client: FlaskClient, name: str) -> None:
    page = client.get(f"/queries/{name}", headers={"Accept": "text/html"})
    assert (200, True) == (page.status_code, "In the literature" in page.text)


@pytest.mark.parametrize("question", RESTING, ids=[question["words"] for question in RESTING])
def test_without_inference_the_answer_is_another(sample_data: Path, question: dict[str, Any]) -> None:
    assert question["inferred"] in {"class", "inverse"}
    whole, bare = release(sample_data)
    names = question["queries"]
    assert [rows(whole, name) for name in names] != [rows(bare, name) for name in names]


@pytest.mark.parametrize("guard", GUARDS)
def test_an_error_that_falsifies_an_answer_is_provoked_and_found(guard: str) -> None:
    shapes = Graph().parse("ontology/shapes/parley.ttl").subjects(RDF.type, SH.PropertyShape)
    rules = {str(shape).partition("#")[2] for shape in shapes} | {rule.name for rule in load_rules()}
    provoked = {rule for rule, _, _ in CASES} | ELSEWHERE
    assert guard.removeprefix(REASON) in (ERRORS if guard.startswith(REASON) else rules & provoked)
