"""Search: names in every spelling, sentences, facets, suggestions, files."""

import csv
import re
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from rdflib.plugins.sparql import prepareQuery

from server.search.asked import sparql
from server.search.facets import FACETS


def hits(client: FlaskClient, query: str) -> list[str]:
    return re.findall(r'class="name" href="/page/([^"]+)"', client.get(f"/search?{query}").text)


def rows(client: FlaskClient, query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(f"/search.csv?{query}").text)))


def suggested(client: FlaskClient, words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/suggest?q={words}").get_json()
    return found


def test_a_state_is_first_for_its_code(client: FlaskClient) -> None:
    assert "state/KR" == hits(client, "q=KR")[0]


def test_a_whole_name_comes_before_a_part_of_one(client: FlaskClient) -> None:
    assert "state/JP" == hits(client, "q=japan")[0]


def test_a_sentence_is_found_with_its_words_marked(client: FlaskClient) -> None:
    page = client.get("/search?q=later+touch").text
    assert ("<mark>Later</mark>" in page, "<mark>touch</mark>" in page) == (True, True)


def test_a_name_comes_before_a_sentence(client: FlaskClient) -> None:
    why = [row["why"] for row in rows(client, "q=kanasugi")]
    assert (True, why) == ("name" in why, sorted(why, key=lambda one: one == "sentence"))


def test_a_facet_leaves_what_has_its_value(client: FlaskClient) -> None:
    every, japan = hits(client, "q=kim"), hits(client, "q=kim&party=state/JP")
    assert set(japan) < set(every)


@pytest.mark.parametrize("facet", ["kind", "party"])
def test_the_number_beside_a_facet_is_what_it_leaves(client: FlaskClient, facet: str) -> None:
    page = client.get("/search?q=korea").text
    links = re.findall(rf'href="(/search\?[^"]*{facet}=[^"]+)">[^<]*</a> <span class="total">(\d+)', page)
    assert links
    for target, count in links:
        assert int(count) == len(rows(client, target.replace("&amp;", "&").partition("?")[2]))


def test_the_file_holds_what_the_page_lists(client: FlaskClient) -> None:
    things = [row["thing"].partition("/id/")[2] for row in rows(client, "q=kim")]
    assert things == hits(client, "q=kim") != []


def test_a_search_without_words_finds_nothing(client: FlaskClient) -> None:
    assert ([], []) == (hits(client, "q="), rows(client, "q=%20"))


@pytest.mark.parametrize("words", ['"*(', "' OR 1=1", "NEAR(", "a AND", "—"])
def test_what_is_typed_is_never_a_query_of_the_index(client: FlaskClient, words: str) -> None:
    assert 200 == client.get("/search", query_string={"q": words}).status_code


def test_a_suggestion_says_what_it_is_and_why(client: FlaskClient) -> None:
    first = suggested(client, "ROK")[0]
    assert ("State", "/page/state/KR") == (first["kind"], first["href"])
    assert first["why"]


def test_suggestions_begin_with_two_letters_of_any_word(client: FlaskClient) -> None:
    assert "Takeshi Iwaya" in [one["label"] for one in suggested(client, "iw")]


def test_no_suggestion_is_a_sentence(client: FlaskClient) -> None:
    assert [] == [one for one in suggested(client, "the") if one["kind"] in {"Statement", "Agreement"}]


@pytest.mark.parametrize("facet", FACETS)
def test_a_search_is_a_query_that_a_second_parser_reads(facet: str) -> None:
    value = {"kind": "official", "year": "2018"}.get(facet, "https://w3id.org/parley/id/state/KR")
    assert prepareQuery(sparql("Kim's «talk»", {facet: value})).algebra.name == "SelectQuery"


def test_a_search_in_sparql_finds_the_same_names(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": sparql("iwaya", {"kind": "official"})})
    assert "Takeshi Iwaya" in answer.text
