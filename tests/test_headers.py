"""Headers of every answer, and what visitors send that must not become headers, markup or paths."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Access-Control-Allow-Origin": "*",
}
PATHS = (
    "/", "/sparql", "/sparql?query=ASK{}", "/sparql?query=nonsense", "/nowhere", "/data/state/KR.ttl",
    "/static/style.css", "/dumps/parley.ttl.gz", "/health", "/metrics", "/openapi.json", "/id/state/KR",
    "/graphs", "/page/state/KR",
)  # fmt: skip
WICKED = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "'; alert(1); '",
    "{{7*7}}",
    "\r\nX-Made: up",
)


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers_that_keep_visitors_safe(
    client: FlaskClient, path: str, accept: str
) -> None:
    with client.get(path, headers={"Accept": accept}) as answer:
        found = {name: answer.headers.get(name) for name in ALWAYS}
        policy = answer.headers["Content-Security-Policy"]
    assert found == ALWAYS
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"unsafe|https?:|\*", policy)


@pytest.mark.parametrize("wicked", WICKED)
@pytest.mark.parametrize(
    "path", ["/search?q={}", "/sparql?query={}", "/page/{}", "/queries?tag={}", "/articles?publisher={}"]
)
def test_nothing_that_is_sent_comes_back_as_markup_or_header(
    client: FlaskClient, path: str, wicked: str
) -> None:
    answer = client.get(path.format(wicked), headers={"Accept": "text/html"})
    assert ("X-Made" in answer.headers, "<script>alert" in answer.text, "<svg onload" in answer.text) == (
        False,
        False,
        False,
    )


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/dumps/../manifest.json", "/releases/1/..%2f..%2fcurrent"],
)
def test_no_path_leads_out_of_its_folder(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert answer.status_code in {301, 308, 404}


def test_a_literal_of_the_data_is_text_in_every_form(client: FlaskClient) -> None:
    query = 'SELECT ("=cmd|calc" AS ?a) ("<b>" AS ?b) ("x\\"\\r\\ny" AS ?c) {}'
    csv = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text
    html = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/html"}).text
    assert ('"x""\r\ny"' in csv, "&lt;b&gt;" in html) == (True, True)


def test_errors_tell_nothing_of_the_machine(client: FlaskClient, app: Flask) -> None:
    folder = str(app.extensions["parley"].settings.data)
    for path in ("/nowhere", "/sparql?query=x", "/graphs", "/releases/99", "/dumps/x", "/def/x"):
        text = client.get(path).text
        assert [] == [mark for mark in (folder, "Traceback", "/site-packages/", ".py") if mark in text]
