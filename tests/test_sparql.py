"""The SPARQL protocol: every way to ask, every form of answer, every refusal."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

SELECT = "SELECT (1 AS ?n) {}"
CONSTRUCT = "CONSTRUCT { <http://example.org/s> <http://example.org/p> 1 } {}"
PAR = "https://w3id.org/parley/def#"
BASE = "https://w3id.org/parley/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JSON = "application/sparql-results+json"


def get(client: FlaskClient, query: str, accept: str = JSON, **more: Any) -> Any:
    return client.get("/sparql", query_string={"query": query, **more}, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("query", "accept", "media", "start"),
    [
        (SELECT, "*/*", JSON, b'{"head"'),
        (SELECT, "application/json", JSON, b'{"head"'),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8", b"n\r\n1"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", b"?n\n1"),
        (
            SELECT,
            "text/csv;q=0.4, application/sparql-results+xml;q=0.6",
            "application/sparql-results+xml",
            b"<?",
        ),
        ("ASK {}", "*/*", JSON, b'{"head":{},"boolean":true}'),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        (CONSTRUCT, "*/*", "text/turtle; charset=utf-8", b"<http://example.org/s>"),
        (CONSTRUCT, "application/n-triples", "application/n-triples", b"<http://example.org/s>"),
        (CONSTRUCT, "application/ld+json", "application/ld+json", b"[{"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml", b"<?xml"),
        (CONSTRUCT, "text/n3", "text/n3; charset=utf-8", b"<http://example.org/s>"),
        (f"DESCRIBE <{BASE}id/state/KR>", "text/turtle", "text/turtle; charset=utf-8", b"<https://w3id.org/"),
        (SELECT, BROWSER, "text/html; charset=utf-8", b"<!doctype html>"),
    ],
)
def test_an_answer_has_the_form_that_is_asked_for(
    client: FlaskClient, query: str, accept: str, media: str, start: bytes
) -> None:
    answer = get(client, query, accept)
    assert (200, media, start) == (
        answer.status_code,
        answer.headers["Content-Type"],
        answer.data[: len(start)],
    )
    assert "Accept" in answer.vary


def test_a_query_may_be_posted_as_a_form(client: FlaskClient) -> None:
    answer = client.post("/sparql", data={"query": SELECT}, headers={"Accept": "text/csv"})
    assert b"n\r\n1\r\n" == answer.data


def test_a_query_may_be_posted_by_itself(client: FlaskClient) -> None:
    answer = client.post("/sparql", data=SELECT, content_type="application/sparql-query; charset=utf-8")
    assert "1" == json.loads(answer.data)["results"]["bindings"][0]["n"]["value"]


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("SELECT * {\n ?s ?p\n}", 400, "Line 3, column 2:"),
        ("", 400, "Line 1"),
        ("nonsense", 400, "Line 1, column"),
        ("SELECT * " + "{" * 3000, 400, "nested more than 200 deep"),
        ("INSERT DATA { <a:b> <c:d> 1 }", 403, "read-only: INSERT"),
        ("PREFIX x: <http://x/> LOAD <http://127.0.0.1/>", 403, "read-only: LOAD"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE is switched off"),
        ("SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE is switched off"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE is switched off"),
    ],
)
def test_a_query_that_is_not_run_is_told_why(client: FlaskClient, query: str, status: int, told: str) -> None:
    answer = get(client, query)
    assert (status, True) == (answer.status_code, told in answer.text)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { BIND('SERVICE' AS ?service) }",
        "SELECT * { VALUES ?x { <http://example.org/SERVICE> } } # SERVICE",
        "PREFIX service: <http://example.org/> SELECT * { VALUES ?x { service:LOAD } }",
    ],
)
def test_words_that_only_look_like_a_refused_one_are_let_through(client: FlaskClient, query: str) -> None:
    assert 200 == get(client, query).status_code


@pytest.mark.parametrize(
    ("method", "kwargs", "status"),
    [
        ("post", {"data": {"update": "CLEAR ALL"}}, 403),
        ("post", {"data": "CLEAR ALL", "content_type": "application/sparql-update"}, 403),
        ("get", {"query_string": {"update": "CLEAR ALL"}}, 403),
        ("post", {"data": SELECT, "content_type": "text/plain"}, 415),
        ("post", {"data": SELECT}, 415),
        ("post", {"data": {"nothing": "here"}}, 400),
        ("post", {"data": b"SELECT * {} # \xff", "content_type": "application/sparql-query"}, 400),
        ("post", {"data": "#" * 2_000_000, "content_type": "application/sparql-query"}, 413),
        ("get", {"query_string": [("query", SELECT), ("query", SELECT)]}, 400),
        ("get", {"query_string": {"query": SELECT, "timeout": "soon"}}, 400),
        ("get", {"query_string": {"query": SELECT, "timeout": "nan"}}, 400),
        ("get", {"query_string": {"query": SELECT, "default-graph-uri": "not an iri"}}, 400),
        ("put", {}, 405),
        ("delete", {}, 405),
    ],
)
def test_a_request_outside_the_protocol_is_refused_in_plain_text(
    client: FlaskClient, method: str, kwargs: dict[str, Any], status: int
) -> None:
    answer = getattr(client, method)("/sparql", **kwargs)
    assert (status, "text/plain") == (answer.status_code, answer.mimetype)


def test_a_wrong_method_is_told_the_right_ones(client: FlaskClient) -> None:
    assert {"GET", "HEAD", "OPTIONS", "POST"} == set(client.put("/sparql").allow)


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SELECT, "text/turtle"), (CONSTRUCT, JSON), (SELECT, "image/png"), ("ASK {}", "text/n3")],
)
def test_a_form_that_the_answer_cannot_have_is_406_with_the_list(
    client: FlaskClient, query: str, accept: str
) -> None:
    answer = get(client, query, accept)
    assert (406, True) == (answer.status_code, "This address answers with: " in answer.text)


def named(client: FlaskClient, graphs: list[tuple[str, str]], query: str) -> int:
    answer = client.get("/sparql", query_string=[("query", query), *graphs], headers={"Accept": JSON})
    return int(json.loads(answer.data)["results"]["bindings"][0]["n"]["value"])


ARTICLE = f"{BASE}graph/article/consultation"
COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?a a <{PAR}Article> }}"
COUNT_NAMED = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?a a <{PAR}Article> }} }}"


@pytest.mark.parametrize(
    ("graphs", "query", "expected"),
    [
        ([], COUNT, 2),
        ([], COUNT_NAMED, 2),
        ([("default-graph-uri", ARTICLE)], COUNT, 1),
        ([("default-graph-uri", ARTICLE)], COUNT_NAMED, 0),
        ([("named-graph-uri", ARTICLE)], COUNT, 0),
        ([("named-graph-uri", ARTICLE)], COUNT_NAMED, 1),
        ([("default-graph-uri", ARTICLE), ("named-graph-uri", ARTICLE)], COUNT, 1),
        ([("default-graph-uri", "http://example.org/none")], COUNT, 0),
    ],
)
def test_graphs_named_in_the_request_make_the_data_set(
    client: FlaskClient, graphs: list[tuple[str, str]], query: str, expected: int
) -> None:
    assert expected == named(client, graphs, query)


def test_graphs_may_stand_in_the_address_of_a_posted_form(client: FlaskClient) -> None:
    address = f"/sparql?default-graph-uri={ARTICLE}"
    answer = client.post(address, data={"query": COUNT_NAMED}, headers={"Accept": "text/csv"})
    assert "n\r\n0\r\n" == answer.text


def test_relative_iris_belong_to_the_endpoint(client: FlaskClient) -> None:
    answer = get(client, "CONSTRUCT { <s> <p> 1 } {}", "application/n-triples")
    assert answer.text.startswith("<http://localhost/s> <http://localhost/p> ")


def test_a_query_without_a_name_for_its_form_says_what_the_endpoint_is(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert "sd:endpoint <http://localhost/sparql>" in answer.text


def test_the_page_holds_a_form_and_examples(client: FlaskClient) -> None:
    page = client.get("/sparql", headers={"Accept": BROWSER}).text
    assert ("<textarea" in page, "Examples to change" in page) == (True, True)


def test_the_page_shows_labels_in_place_of_addresses(client: FlaskClient) -> None:
    query = f"SELECT ?state {{ VALUES ?state {{ <{BASE}id/state/JP> }} }}"
    assert '<a href="/page/state/JP">Japan</a>' in get(client, query, BROWSER).text


def test_the_page_marks_the_line_at_fault(client: FlaskClient) -> None:
    answer = get(client, "SELECT * {\n  ?s ?p\n}", BROWSER)
    assert (400, True) == (answer.status_code, "<mark>  3  }</mark>" in answer.text)


def test_what_a_query_holds_is_never_markup_on_the_page(client: FlaskClient) -> None:
    page = get(client, "SELECT ('<script>alert(1)</script>' AS ?x) {}", BROWSER).text
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_a_link_on_the_page_picks_a_file(client: FlaskClient) -> None:
    assert "text/csv" == get(client, SELECT, BROWSER, format="csv").mimetype


def test_a_program_s_accept_header_wins_over_format(client: FlaskClient) -> None:
    assert "text/csv" == get(client, SELECT, "text/csv", format="json").mimetype


def test_an_answer_that_the_client_holds_is_304(client: FlaskClient) -> None:
    tag = get(client, SELECT).headers["ETag"]
    again = client.get(
        "/sparql", query_string={"query": SELECT}, headers={"Accept": JSON, "If-None-Match": tag}
    )
    assert (304, b"") == (again.status_code, again.data)


def test_answers_in_two_forms_have_two_tags(client: FlaskClient) -> None:
    assert get(client, SELECT).headers["ETag"] != get(client, SELECT, "text/csv").headers["ETag"]


def test_an_answer_that_changes_each_time_has_no_tag(client: FlaskClient) -> None:
    assert "ETag" not in get(client, "SELECT (RAND() AS ?x) {}").headers


def test_other_sites_may_read(client: FlaskClient) -> None:
    assert "*" == get(client, SELECT).headers["Access-Control-Allow-Origin"]


def test_a_browser_may_ask_first_whether_it_may_post(client: FlaskClient) -> None:
    answer = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


def test_a_query_that_overruns_is_told_so(client: FlaskClient) -> None:
    answer = get(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout="0.3")
    assert (504, True) == (answer.status_code, "stopped after 0.3 seconds" in answer.text)


def test_head_has_the_headers_and_no_body(client: FlaskClient) -> None:
    answer = client.head("/sparql", query_string={"query": SELECT})
    assert (200, JSON, b"") == (answer.status_code, answer.mimetype, answer.data)


def test_a_long_answer_is_whole_json(client: FlaskClient) -> None:
    answer = get(client, "SELECT * { GRAPH ?g { ?s ?p ?o } }")
    assert 10_000 < len(json.loads(answer.data)["results"]["bindings"])


def test_a_column_that_repeats_the_labels_of_another_is_left_out_of_the_page(client: FlaskClient) -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    facts = f"?state a <{PAR}State> ; {label} ?name ; <{PAR}isoCode> ?code"
    query = f"SELECT ?state ?name ?code {{ {facts} }} LIMIT 5"
    names = re.findall(r'<th scope="col">(\w+)</th>', get(client, query, BROWSER).text)
    assert ["state", "code"] == names
