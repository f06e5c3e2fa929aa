"""The lists of pages and the saved queries behind them are the same."""

import csv
import re
from importlib.resources import files
from io import StringIO

import pytest
from flask.testing import FlaskClient
from rdflib.plugins.sparql import prepareQuery

from kg.errors import QueryError
from kg.queries import SavedQuery, panel_queries
from server.layouts import LAYOUTS
from server.pairs import PANELS
from server.panels import Panel

QUERIES = panel_queries()
KR = "https://w3id.org/parley/id/state/KR"
ALL = [*(panel for layout in LAYOUTS.values() for panel in layout.panels), *PANELS]
ALONE = {"thing_incoming"}
"""Queries of sections that no layout lists."""
each_query = pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
each_panel = pytest.mark.parametrize("panel", ALL, ids=lambda panel: f"{panel.query}-{panel.key}")


def filled(query: SavedQuery) -> str:
    return query.filled(dict.fromkeys(query.parameters, KR))


def test_every_panel_has_a_query_and_every_query_a_panel() -> None:
    assert set(QUERIES) - ALONE == {panel.query for panel in ALL}


@each_panel
def test_the_query_of_a_panel_names_its_items(panel: Panel) -> None:
    selected = QUERIES[panel.query].text.partition("WHERE")[0]
    assert re.search(rf"\?{panel.item}\b", selected)


@pytest.mark.parametrize("kind", LAYOUTS)
def test_no_two_lists_of_a_page_have_the_same_anchor(kind: str) -> None:
    keys = [panel.key for panel in LAYOUTS[kind].panels]
    assert len(set(keys)) == len(keys)


@each_query
def test_a_query_has_a_parameter_that_is_filled(query: SavedQuery) -> None:
    assert query.parameters
    assert ("?_" in filled(query), f"<{KR}>" in filled(query)) == (False, True)


@each_query
def test_a_second_parser_reads_the_filled_query(query: SavedQuery) -> None:
    assert prepareQuery(filled(query)).algebra.name == "SelectQuery"


@each_query
def test_a_query_is_ordered_by_all_that_tells_rows_apart(query: SavedQuery) -> None:
    order = query.text.rpartition("ORDER BY")[2]
    first = re.findall(r"\?(\w+)", query.text.partition("WHERE")[0].rpartition("SELECT")[2])
    assert set(re.findall(r"\?(\w+)", order)) & set(first)


@each_query
def test_a_query_uses_published_terms_only(query: SavedQuery) -> None:
    ontology = files("ontology").joinpath("parley.ttl").read_text()
    known = set(re.findall(r"^par:(\w+) a ", ontology, re.MULTILINE))
    assert set() == set(re.findall(r"\bpar:(\w+)", query.text)) - known


@pytest.mark.parametrize("given", [{}, {"this": ""}, {"this": "x> } DROP ALL #"}, {"this": "a b"}])
def test_a_parameter_takes_nothing_but_an_iri(given: dict[str, str]) -> None:
    with pytest.raises(QueryError, match="give an IRI"):
        QUERIES["party_talks"].filled(given)


def test_a_list_shows_what_its_file_holds(client: FlaskClient) -> None:
    rows = csv.DictReader(StringIO(client.get("/panels/party_talks.csv?this=state/KR").text))
    talks = {row["talk"].partition("/id/")[2] for row in rows}
    page = client.get("/page/state/KR?section=talks").text
    shown = set(re.findall(r'class="name" href="/page/([^"]+)"', page))
    assert talks == shown != set()


def test_a_pair_has_two_parameters(client: FlaskClient) -> None:
    answer = client.get("/panels/pair_talks.csv?one=state/KR&other=state/JP")
    assert (200, True) == (answer.status_code, "rok-japan" in answer.text.lower())


def test_the_edited_query_is_the_one_behind_the_list(client: FlaskClient) -> None:
    target = client.get("/panels/party_talks?this=state/KR").headers["Location"]
    answer = client.get(target, headers={"Accept": "text/csv"})
    assert client.get("/panels/party_talks.csv?this=state/KR").text == answer.text
