"""SPARQLWrapper and rdflib ask a real server; long answers stream and are cut when they fail."""

import http.client
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from rdflib import Graph, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.serving import serving, wait_for
from tests.smoke import free_port

LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
PAR = "https://w3id.org/parley/def#"
SELECT = f"SELECT ?label {{ ?x a <{PAR}State> ; <{PAR}isoCode> 'JP' ; {LABEL} ?label }}"
CONSTRUCT = f"CONSTRUCT {{ ?x <{PAR}isoCode> 'JP' }} {{ ?x a <{PAR}State> ; <{PAR}isoCode> 'JP' }}"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def endpoint(small_data: Path) -> Iterator[str]:
    with serving(small_data) as address:
        yield f"{address}/sparql"


def wrapper(endpoint: str, query: str, form: str, method: str = GET, how: str = "") -> Any:
    made = SPARQLWrapper(endpoint)
    made.setQuery(query)
    made.setReturnFormat(form)
    made.setMethod(method)
    if how:
        made.setRequestMethod(how)
    with warnings.catch_warnings():  # its own graph class is deprecated in rdflib
        warnings.simplefilter("ignore", DeprecationWarning)
        return made.queryAndConvert()


@pytest.mark.parametrize(("method", "how"), [(GET, ""), (POST, ""), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_reads_json_however_it_asks(endpoint: str, method: str, how: str) -> None:
    rows = wrapper(endpoint, SELECT, JSON, method, how)["results"]["bindings"]
    assert ["Japan"] == [row["label"]["value"] for row in rows]


@pytest.mark.parametrize(("form", "expected"), [(CSV, b"label\r\nJapan"), (TSV, b'?label\n"Japan"')])
def test_sparqlwrapper_reads_rows_of_text(endpoint: str, form: str, expected: bytes) -> None:
    assert wrapper(endpoint, SELECT, form).startswith(expected)


def test_sparqlwrapper_reads_xml(endpoint: str) -> None:
    assert "Japan" in wrapper(endpoint, SELECT, XML).toxml()


def test_sparqlwrapper_reads_a_boolean(endpoint: str) -> None:
    assert wrapper(endpoint, "ASK {}", JSON)["boolean"] is True


@pytest.mark.parametrize("form", [TURTLE, N3])
def test_sparqlwrapper_gets_graphs_as_text(endpoint: str, form: str) -> None:
    body = wrapper(endpoint, CONSTRUCT, form)
    assert len(Graph().parse(data=body, format="turtle")) == 1


@pytest.mark.parametrize("form", [JSONLD, RDFXML, XML])
def test_sparqlwrapper_gets_graphs_as_graphs(endpoint: str, form: str) -> None:
    assert len(wrapper(endpoint, CONSTRUCT, form)) == 1


def test_sparqlwrapper_tells_a_bad_query_with_its_place(endpoint: str) -> None:
    with pytest.raises(QueryBadFormed, match="Line 1, column"):
        wrapper(endpoint, "SELECT nonsense", JSON)


def test_rdflib_reads_the_endpoint_as_a_store(endpoint: str) -> None:
    store = SPARQLStore(endpoint)
    assert ["Japan"] == [str(row[Variable("label")]) for row in Graph(store).query(SELECT).bindings]


@contextmanager
def running(data: Path, command: list[str]) -> Iterator[str]:
    """The endpoint of a web server of its own; all its processes end with the block."""
    port = free_port()
    process = subprocess.Popen(
        [part.format(port=port) for part in command],
        env=os.environ | {"PARLEY_DATA": str(data)},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}/sparql"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


SERVERS = {
    "waitress": "waitress --listen=127.0.0.1:{port} --call server:create_app_from_environment",
    "granian": "granian --interface wsgi --host 127.0.0.1 --port {port} --workers 2 --blocking-threads 4 "
    "--factory server:create_app_from_environment",
    "gunicorn": "gunicorn --bind 127.0.0.1:{port} --workers 2 --threads 4 "
    "server:create_app_from_environment()",
}


@pytest.fixture(scope="module", params=list(SERVERS))
def served(request: pytest.FixtureRequest, small_data: Path) -> Iterator[str]:
    pytest.importorskip(request.param, reason=f"{request.param} is not installed")
    with running(small_data, [sys.executable, "-m", *SERVERS[request.param].split()]) as address:
        yield address


def fetched(url: str, accept: str) -> bytes:
    with urlopen(Request(url, headers={"Accept": accept}), timeout=60) as answer:
        body: bytes = answer.read()
        return body


def test_every_server_answers_queries_at_once(served: str) -> None:
    url = f"{served}?{urlencode({'query': SELECT})}"
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: fetched(url, "text/csv"), range(12)))
    assert [b"label\r\nJapan\r\n"] * 12 == answers


def test_every_server_answers_with_pages(served: str) -> None:
    assert b"<h1>Japan</h1>" in fetched(served.replace("/sparql", "/page/state/JP"), "text/html")


def test_every_server_sends_a_long_answer_whole(served: str) -> None:
    url = f"{served}?{urlencode({'query': 'SELECT * { GRAPH ?g { ?s ?p ?o } }'})}"
    assert 10_000 < fetched(url, "text/csv").count(b"\n")


def test_no_server_ends_an_answer_that_failed_as_if_it_were_whole(served: str) -> None:
    parts = urlsplit(f"{served}?{urlencode({'query': ENDLESS, 'timeout': '2'})}")
    line = http.client.HTTPConnection(parts.netloc, timeout=60)
    line.request("GET", f"{parts.path}?{parts.query}", headers={"Accept": "text/csv"})
    answer = line.getresponse()
    cut = pytest.raises((http.client.IncompleteRead, ConnectionError))
    with cut if answer.status == 200 else nullcontext():
        drain(answer)
    assert answer.status == (504 if "granian" in answer.headers["Server"] else 200)
    answer.close()
    line.close()


def drain(answer: http.client.HTTPResponse) -> None:
    while answer.read(1 << 20):
        pass


def test_every_server_goes_on_after_clients_have_left(served: str) -> None:
    parts = urlsplit(f"{served}?{urlencode({'query': ENDLESS, 'timeout': '1'})}")
    for _ in range(6):
        line = http.client.HTTPConnection(parts.netloc, timeout=60)
        line.request("GET", f"{parts.path}?{parts.query}", headers={"Accept": "text/csv"})
        answer = line.getresponse()
        answer.read(1000)
        answer.close()
        line.close()
    assert b"true" == fetched(f"{served}?{urlencode({'query': 'ASK {}'})}", "text/csv")
