"""The saved queries: their headers, and their answers through a real server beside the golden ones."""

import csv
import re
from importlib.resources import files
from io import StringIO

import pytest
from rdflib.plugins.sparql import prepareQuery
from SPARQLWrapper import SPARQLWrapper

from kg.errors import QueryError
from kg.queries import SavedQuery, parse_saved, saved_queries, saved_query
from tests.golden_update import GOLDEN, README, answer_of, listed

QUERIES = saved_queries()
each_query = pytest.mark.parametrize("query", QUERIES, ids=[query.name for query in QUERIES])


def golden_rows(query: SavedQuery) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((GOLDEN / f"{query.name}.csv").read_text())))


def test_every_query_has_a_golden_answer_and_every_golden_answer_a_query() -> None:
    assert {query.name for query in QUERIES} == {path.stem for path in GOLDEN.glob("*.csv")}


def test_the_readme_lists_every_query_with_its_question() -> None:
    assert README.read_text().endswith(listed())


@each_query
def test_the_server_answers_the_golden_answer(query: SavedQuery, sample_endpoint: str) -> None:
    assert (GOLDEN / f"{query.name}.csv").read_text() == answer_of(sample_endpoint, query.text)


@each_query
def test_a_golden_answer_has_rows(query: SavedQuery) -> None:
    assert golden_rows(query)


@each_query
def test_the_order_tells_any_two_rows_apart(query: SavedQuery) -> None:
    keys = re.findall(r"\?(\w+)", query.text.rpartition("ORDER BY")[2])
    rows = [tuple(row.get(key) for key in keys) for row in golden_rows(query)]
    assert len(set(rows)) == len(rows)


@each_query
def test_a_second_parser_reads_the_query(query: SavedQuery) -> None:
    assert prepareQuery(query.text).algebra.name == "SelectQuery"


@each_query
def test_a_client_that_guesses_the_form_takes_the_query_for_a_select(query: SavedQuery) -> None:
    client = SPARQLWrapper("http://127.0.0.1/sparql")
    client.setQuery(query.text)
    assert client.queryType == "SELECT"


@each_query
def test_a_query_uses_published_terms_only(query: SavedQuery) -> None:
    ontology = files("ontology").joinpath("parley.ttl").read_text()
    known = set(re.findall(r"^par:(\w+) a ", ontology, re.MULTILINE))
    assert set() == set(re.findall(r"\bpar:(\w+)", query.text)) - known


@each_query
def test_a_query_names_no_individual(query: SavedQuery) -> None:
    assert "w3id.org/parley/id/" not in query.text


@each_query
def test_a_header_is_plain_yaml_for_grlc(query: SavedQuery) -> None:
    assert ":" not in query.summary + query.description
    assert list(query.tags) == sorted(set(query.tags))


def test_a_saved_query_has_its_header_apart_and_its_text_whole() -> None:
    text = "#+ summary: Who?\n#+ description: One\n#+   two.\n#+ tags: [a, b-c]\n\nASK {}\n"
    assert SavedQuery("x_y", "Who?", "One two.", ("a", "b-c"), text) == parse_saved("x_y", text)


def test_a_query_is_found_by_its_name() -> None:
    assert saved_query("series_editions").subject == "series"


@pytest.mark.parametrize(("name", "near"), [("serie_edition", "series_editions"), ("hosts", "talk_hosts")])
def test_an_unknown_name_is_answered_with_those_near_it(name: str, near: str) -> None:
    with pytest.raises(QueryError, match=near):
        saved_query(name)


def test_an_unknown_name_like_none_is_answered_with_all() -> None:
    with pytest.raises(QueryError, match=r"there are .*dyad_years"):
        saved_query("0123456789")


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("#+ tags: [a]", "question"),
        ("#+ summary: Not a question\n#+ tags: [a]", "question"),
        ("#+ summary: Who?", "tags"),
        ("#+ summary: Who?\n#+ tags: a, b", "tags"),
        ("#+ summary: Who?\n#+ tags: []", "tags"),
        ("#+ summary: Who?\n#+ summary: Who?\n#+ tags: [a]", "line 2"),
        ("#+ sumary: Who?\n#+ tags: [a]", "line 1"),
        ("#+   Who?\n#+ tags: [a]", "line 1"),
    ],
)
def test_a_header_that_lacks_something_is_refused(header: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint):
        parse_saved("x_y", f"{header}\n\nASK {{}}\n")
