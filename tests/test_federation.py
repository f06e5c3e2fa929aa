"""SERVICE to the allow-list: the answer, the refusals, what is never reached."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from flask.testing import FlaskClient

from kg.settings import Settings
from server import create_app, federation, fetch
from server.problems import MalformedError, ServiceError
from tests.serving_app import made

JSON = "application/sparql-results+json"
ROWS = [{"x": {"type": "uri", "value": "urn:x"}, "n": {"type": "literal", "value": "1", "datatype": "urn:t"}}]


class Other(ThreadingHTTPServer):
    """Another endpoint: notes what it is asked, answers what the test wants."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.answer: bytes = table(["x", "n"], ROWS)
        self.status = 200
        self.location = ""
        self.url = f"http://127.0.0.1:{self.server_address[1]}/sparql"


class _Handler(BaseHTTPRequestHandler):
    server: Other

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append(parse_qs(body)["query"][0])
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_: Any) -> None:
        pass


def table(names: list[str], rows: list[Any]) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


@contextmanager
def running() -> Iterator[Other]:
    server = Other()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def other() -> Iterator[Other]:
    with running() as server:
        yield server


@pytest.fixture
def client(small_data: Path, other: Other) -> Iterator[FlaskClient]:
    with made(create_app, small_data, services=f"http://example.org/sparql {other.url}") as visitor:
        yield visitor


def asked(client: FlaskClient, query: str, accept: str = "text/csv") -> Any:
    return client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})


def test_another_endpoint_s_solutions_are_joined(client: FlaskClient, other: Other) -> None:
    query = f"SELECT ?x ?n ?m {{ SERVICE <{other.url}> {{ ?x <urn:p> ?n }} BIND(?x AS ?m) }}"
    assert "x,n,m\r\nurn:x,1,urn:x\r\n" == asked(client, query).text
    assert [True] == ["?x <urn:p> ?n" in text for text in other.asked]


def test_prefixes_go_with_the_block(client: FlaskClient, other: Other) -> None:
    host = other.url.removesuffix("sparql")
    query = f"PREFIX o: <{host}> PREFIX e: <urn:e:> SELECT * {{ service silent o:sparql {{ ?x e:p [] }} }}"
    assert 200 == asked(client, query).status_code
    assert "PREFIX e: <urn:e:>" in other.asked[0]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ("SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }", 403, "not on this endpoint's list"),
        ("SERVICE SILENT <http://169.254.169.254/latest/> { ?s ?p ?o }", 403, "not on this"),
        ("SERVICE ?where { ?s ?p ?o }", 403, "name the endpoint"),
        ("SERVICE <http://example.org/sparql> ?s", 400, "expected SERVICE"),
        ("SERVICE nowhere:x { ?s ?p ?o }", 400, "expected SERVICE"),
        ("SERVICE <http://example.org/sparql> {} " * 6, 400, "5 are the most"),
    ],
)
def test_a_block_that_is_not_taken_is_told_why(
    client: FlaskClient, other: Other, words: str, status: int, told: str
) -> None:
    answer = asked(client, f"SELECT * {{ {words} }}")
    assert (status, True, []) == (answer.status_code, told in answer.text, other.asked)


def test_what_only_looks_like_a_block_is_none(client: FlaskClient, other: Other) -> None:
    query = f"SELECT ('SERVICE <{other.url}> {{}}' AS ?service) {{}} # SERVICE <{other.url}> {{}}"
    assert (200, []) == (asked(client, query).status_code, other.asked)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (b"nonsense", 200),
        (b'{"head": {}, "boolean": true}', 200),
        (table(["x y"], []), 200),
        (table(["x"], [{"x": {"type": "bnode", "value": "b"}}]), 200),
        (table(["x"], [{"x": {"type": "uri", "value": "no iri } SERVICE"}}]), 200),
        (table(["x"], [{}] * 10_001), 200),
        (b"", 500),
        (b"", 302),
    ],
)
def test_an_answer_that_cannot_be_used_is_502_unless_silent(
    client: FlaskClient, other: Other, answer: bytes, status: int
) -> None:
    other.answer, other.status, other.location = answer, status, other.url
    loud = asked(client, f"SELECT * {{ SERVICE <{other.url}> {{ ?x ?p ?o }} }}")
    quiet = asked(client, f"SELECT (1 AS ?n) {{ SERVICE SILENT <{other.url}> {{ ?x ?p ?o }} }}")
    assert (502, "n\r\n1\r\n", 2) == (loud.status_code, quiet.text, len(other.asked))


def test_terms_come_back_as_they_are(client: FlaskClient, other: Other) -> None:
    value = 'quote " back \\ line \n } SERVICE <x> {'
    cells = {
        "a": {"type": "literal", "value": value},
        "b": {"type": "literal", "value": "é", "xml:lang": "fr"},
    }
    other.answer = table(["a", "b", "c"], [cells])
    found = json.loads(asked(client, f"SELECT ?a ?b ?c {{ SERVICE <{other.url}> {{}} }}", JSON).data)
    assert [cells] == found["results"]["bindings"]


def test_what_another_endpoint_says_is_not_kept(client: FlaskClient, other: Other) -> None:
    query = f"SELECT * {{ SERVICE <{other.url}> {{ ?x ?p ?o }} }}"
    assert [False, False] == ["ETag" in asked(client, query).headers for _ in range(2)]
    assert 2 == len(other.asked)


def test_a_slow_endpoint_is_given_up(small_data: Path, other: Other) -> None:
    other.answer = b" " * 10
    other.daemon_threads = True
    with made(create_app, small_data, services=other.url, service_timeout=0.000001) as visitor:
        answer = asked(visitor, f"SELECT * {{ SERVICE <{other.url}> {{ ?x ?p ?o }} }}")
    assert (502, True) == (answer.status_code, "SERVICE" in answer.text)


@pytest.mark.parametrize("name", ["localhost", "localhost.", "LOCALHOST"])
def test_a_name_that_leads_to_a_private_address_is_refused(other: Other, name: str) -> None:
    url = other.url.replace("127.0.0.1", name)
    with pytest.raises(ServiceError, match=r"no public address|no answer"):
        fetch.select(url, "SELECT * {}", 5.0)
    assert [] == other.asked


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://"])
def test_only_http_is_spoken(url: str) -> None:
    with pytest.raises(ServiceError, match="http and https"):
        fetch.select(url, "SELECT * {}", 5.0)


@pytest.mark.parametrize("words", ["FROM", "FROM NAMED"])
def test_a_graph_that_is_not_in_the_release_is_not_fetched(
    client: FlaskClient, other: Other, words: str
) -> None:
    answer = asked(client, f"SELECT * {words} <{other.url}> {{ ?s ?p ?o }}")
    assert (200, 1, []) == (answer.status_code, len(answer.text.splitlines()), other.asked)


@pytest.mark.parametrize(
    "words", ["LOAD <{}>", "LOAD SILENT <{}>", "INSERT {{}} WHERE {{ SERVICE <{}> {{}} }}"]
)
def test_an_update_fetches_nothing(client: FlaskClient, other: Other, words: str) -> None:
    text = words.format(other.url)
    statuses = {
        asked(client, text).status_code,
        client.post("/sparql", data=text, content_type="application/sparql-update").status_code,
        client.post("/sparql", data={"update": text}).status_code,
    }
    assert ({403}, []) == (statuses, other.asked)


def test_without_a_list_nothing_is_looked_at(other: Other) -> None:
    query = f"SELECT * {{ SERVICE <{other.url}> {{}} }}"
    assert query == federation.resolved(query, Settings(), "http://localhost/sparql")


def test_a_block_within_a_block_is_the_other_endpoint_s_affair() -> None:
    query = "SELECT * { SERVICE <urn:a> { SERVICE <urn:b> {} } SERVICE <urn:c> {} }"
    assert ["urn:a", "urn:c"] == [block.endpoint for block in federation.blocks(query, "http://x/")]


def test_a_block_without_its_end_is_told_where() -> None:
    with pytest.raises(MalformedError) as caught:
        list(federation.blocks("ASK {\n SERVICE <urn:a> {", "http://x/"))
    assert (2, 2) == (caught.value.line, caught.value.column)
