"""Queries that run away, from eight clients at once, while a ninth gets its small answers."""

import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.serving import started

PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
_DOUBLED = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(30))
RUNAWAYS = {
    "count of a product": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}",
    "rows of a product": f"SELECT * {{ {PRODUCT} }}",
    "graph of a product": f"CONSTRUCT {{ ?a ?e ?i }} {{ {PRODUCT} }}",
    "all pairs by a path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>)+ ?c }",
    "texts joined": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?t) {{ {PRODUCT} }}",
    "a text doubled": f"SELECT (STRLEN(?a30) AS ?n) {{ BIND('0123456789abcdef' AS ?a0) {_DOUBLED} }}",
    "a product in order": f"SELECT * {{ {PRODUCT} }} ORDER BY ?b ?f",
    "a product in groups": f"SELECT ?a ?f ?i (COUNT(*) AS ?n) {{ {PRODUCT} }} GROUP BY ?a ?f ?i",
    "a product without repeats": f"SELECT DISTINCT * {{ {PRODUCT} }}",
    "a product of values": " ".join(
        [
            "SELECT (COUNT(*) AS ?n) {",
            *(f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }}" for n in range(9)),
            "}",
        ]
    ),
    "a star of 300 patterns": f"SELECT * {{ {' '.join(f'?s ?p{n} ?o{n} .' for n in range(300))} }}",
    "a chain of 1000 patterns": f"SELECT * {{ {' '.join(f'?s{n} ?p{n} ?s{n + 1} .' for n in range(1000))} }}",
}
DEEP = {
    "braces": "SELECT * " + "{" * 3000,
    "subqueries": "SELECT * " + "{ SELECT * " * 1500,
    "optional parts": "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o " * 3000,
    "parentheses": "SELECT * { FILTER" + "(" * 10_000,
    "negations": "SELECT * { FILTER (" + "!" * 12_000 + "true) }",
    "sums": "SELECT (1" + "+1" * 12_000 + " AS ?n) {}",
    "alternatives": "SELECT * { {} " + "UNION {} " * 12_000 + "}",
    "path steps": "SELECT * { ?s <urn:p>" + "/<urn:p>" * 30_000 + " ?o }",
}
STOPPED = {400, 503, 504}


@pytest.fixture(scope="module")
def address(small_data: Path) -> Iterator[str]:
    with started(small_data, PARLEY_TIMEOUT="0.7", PARLEY_MEMORY=str(1024**3)) as found:
        yield found


def status(address: str, query: str, client: int) -> int:
    """The status of a query's answer from one of the clients; 0 where the answer breaks off."""
    line = http.client.HTTPConnection(
        urlsplit(address).netloc, timeout=120, source_address=(f"127.0.0.{client}", 0)
    )
    form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/csv, application/n-triples"}
    try:
        line.request("POST", "/sparql", urlencode({"query": query}), form)
        answer = line.getresponse()
        while answer.read(1 << 20):
            pass
    except (http.client.IncompleteRead, ConnectionError):
        return 0
    finally:
        line.close()
    return answer.status


@pytest.mark.parametrize("name", RUNAWAYS)
def test_small_answers_come_beside_eight_runaways(address: str, name: str) -> None:
    with ThreadPoolExecutor(8) as threads:
        ends = threads.map(lambda client: status(address, RUNAWAYS[name], client), range(2, 10))
        small = [status(address, f"SELECT ({number} AS ?n) {{}}", 10) for number in range(5)]
        assert set(ends) <= STOPPED | {0}
    assert [200] * 5 == small


@pytest.mark.parametrize("name", DEEP)
def test_nesting_is_a_bad_query_or_runs_and_never_the_server_s_end(address: str, name: str) -> None:
    with ThreadPoolExecutor(8) as threads:
        ends = set(threads.map(lambda client: status(address, DEEP[name], client), range(2, 10)))
    assert (True, 200) == (ends <= STOPPED, status(address, "ASK {}", 10))


def test_braces_are_told_apart_at_once(address: str) -> None:
    assert 400 == status(address, DEEP["braces"], 2)


def test_one_client_with_many_runaways_does_not_take_every_process(address: str) -> None:
    with ThreadPoolExecutor(12) as threads:
        ends = threads.map(lambda _: status(address, RUNAWAYS["count of a product"], 2), range(12))
        small = [status(address, f"SELECT ({number} AS ?n) {{}}", 3) for number in range(10)]
        assert set(ends) <= STOPPED
    assert [200] * 10 == small
