"""The text index within SPARQL: `SERVICE par:search`."""

import csv
import io

import pytest
from flask.testing import FlaskClient

PREFIX = "PREFIX par: <https://w3id.org/parley/def#> "
STATE = "https://w3id.org/parley/id/state/JP"


def rows(client: FlaskClient, query: str) -> list[dict[str, str]]:
    found = client.get("/sparql", query_string={"query": PREFIX + query}, headers={"Accept": "text/csv"})
    assert found.status_code == 200, found.text
    return list(csv.DictReader(io.StringIO(found.text)))


def status(client: FlaskClient, query: str) -> int:
    found = client.get("/sparql", query_string={"query": PREFIX + query}, headers={"Accept": "text/csv"})
    return found.status_code


@pytest.mark.parametrize("words", ['"japan"', "'JAPAN'", '"jap"'])
def test_names_are_found_from_a_query(client: FlaskClient, words: str) -> None:
    found = rows(client, f"SELECT ?x {{ SERVICE par:search {{ ?x par:matches {words} }} ?x a par:State }}")
    assert [STATE] == [row["x"] for row in found]


def test_what_is_asked_for_comes_with_it(client: FlaskClient) -> None:
    block = 'SERVICE par:search { ?x par:matches "japan" ; par:label ?l ; par:kind ?k ; par:score ?s . }'
    found = next(row for row in rows(client, f"SELECT * {{ {block} }}") if row["x"] == STATE)
    assert (found["l"], found["k"], float(found["s"]) > 0) == ("Japan", "state", True)


@pytest.mark.parametrize("words", ["", "no such word at all", 'a \\" b } UNION {', "*"])
def test_words_that_nothing_has_find_nothing(client: FlaskClient, words: str) -> None:
    assert [] == rows(client, f'SELECT ?x {{ SERVICE par:search {{ ?x par:matches "{words}" }} }}')


@pytest.mark.parametrize(
    "group", ["{ ?x ?y ?z }", '{ ?x par:matches "a" . ?s ?p ?o }', "{ ?x par:matches ?w }"]
)
def test_another_block_is_told_how_to_be_written(client: FlaskClient, group: str) -> None:
    assert status(client, f"SELECT * {{ SERVICE par:search {group} }}") == 400


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_other_services_stay_refused_beside_it(client: FlaskClient, silent: str) -> None:
    own = 'SERVICE par:search { ?x par:matches "japan" }'
    assert (
        status(client, f"SELECT * {{ {own} SERVICE {silent}<http://127.0.0.1:9/search> {{ ?a ?b ?c }} }}")
        == 403
    )
