"""Files in ranges, releases swapped under load, prefixes and proxies, processes that count together."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from flask.testing import FlaskClient

from kg.pipeline import publish
from kg.release import roll_back
from kg.settings import Settings
from server import create_app
from tests.records import consultation, trilateral
from tests.serving import started
from tests.serving_app import made

FILE = "/dumps/parley.nq"
JSON = "application/sparql-results+json"


@pytest.fixture
def whole(client: FlaskClient) -> bytes:
    with client.get(FILE) as answer:
        return bytes(answer.data)


@pytest.mark.parametrize(
    ("wanted", "start", "end"), [("bytes=0-9", 0, 10), ("bytes=-5", -5, None), ("bytes=100-", 100, None)]
)
def test_a_file_comes_in_parts(
    client: FlaskClient, whole: bytes, wanted: str, start: int, end: int | None
) -> None:
    with client.get(FILE, headers={"Range": wanted, "Accept-Encoding": "gzip"}) as answer:
        assert (206, whole[start:end]) == (answer.status_code, answer.data)
    first = start % len(whole)
    told = f"bytes {first}-{first + len(answer.data) - 1}/{len(whole)}"
    assert (told, False) == (answer.headers["Content-Range"], "Content-Encoding" in answer.headers)


def test_a_part_beyond_the_end_is_416_with_the_size(client: FlaskClient, whole: bytes) -> None:
    with client.get(FILE, headers={"Range": f"bytes={len(whole)}-"}) as answer:
        assert (416, f"bytes */{len(whole)}") == (answer.status_code, answer.headers.get("Content-Range"))


def test_a_part_is_sent_only_of_the_file_that_the_client_has(client: FlaskClient) -> None:
    with client.get(FILE) as first:
        tag = first.headers["ETag"]
    statuses = []
    for known in (tag, '"another"'):
        with client.get(FILE, headers={"Range": "bytes=0-9", "If-Range": known}) as answer:
            statuses.append(answer.status_code)
    assert [206, 200] == statuses


def test_a_file_that_the_client_has_is_not_sent(client: FlaskClient) -> None:
    with client.get(FILE) as first:
        tag = first.headers["ETag"]
    with client.get(FILE, headers={"If-None-Match": tag}) as again:
        assert (304, b"") == (again.status_code, again.data)


def test_no_request_fails_while_releases_are_swapped_under_load(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    publish(settings, [consultation()])
    publish(settings, [consultation(), trilateral()])

    def ask(address: str, turn: int) -> int:
        counted = (
            f"SELECT (COUNT(*) AS ?n) ({turn} AS ?turn) {{ ?a a <https://w3id.org/parley/def#Article> }}"
        )
        path = f"/sparql?{urlencode({'query': counted})}" if turn % 3 else f"/data/state/KR.ttl?turn={turn}"
        with urlopen(
            Request(address + path, headers={"Accept": f"{JSON}, text/turtle"}), timeout=60
        ) as answer:
            body = answer.read()
        return int(json.loads(body)["results"]["bindings"][0]["n"]["value"]) if turn % 3 else 0

    with (
        started(tmp_path, PARLEY_QUEUE="64", PARLEY_QUEUE_EACH="64") as address,
        ThreadPoolExecutor(8) as threads,
    ):
        asked = [threads.submit(ask, address, turn) for turn in range(400)]
        swaps = 0
        while not all(one.done() for one in asked):
            roll_back(settings, 1 + swaps % 2)
            swaps += 1
        found = {one.result() for one in asked}
    assert ({0, 1, 2}, True) == (found, swaps > 5)


def test_below_a_prefix_every_description_names_it(small_data: Path) -> None:
    with made(create_app, small_data, prefix="/graph/of/talks", trusted_proxies=1) as client:
        proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "example.org", "Accept": "text/turtle"}
        base = "https://example.org/graph/of/talks"
        openapi = json.loads(client.get("/openapi.json", headers=proxy).data)
        described = client.get("/graph/of/talks/sparql", headers=proxy)
        memento = client.get("/data/state/KR.ttl", headers=proxy).headers["Link"]
    assert [base] == [server["url"] for server in openapi["servers"]]
    assert (True, True) == (f"<{base}/sparql>" in described.text, f"<{base}/timemap/data/" in memento)


def test_a_prefix_that_only_looks_like_one_is_none(small_data: Path) -> None:
    with made(create_app, small_data, prefix="/graph") as client:
        assert [200, 404] == [
            client.get(path).status_code for path in ("/graph/robots.txt", "/graphical/robots.txt")
        ]


@pytest.mark.parametrize("server", ["granian", "gunicorn"])
def test_processes_of_one_server_count_together(small_data: Path, server: str) -> None:
    pytest.importorskip(server, reason=f"{server} is not installed")
    with started(small_data, server, PARLEY_RATE="0.0001", PARLEY_BURST="10") as address:
        passed = sum(status(f"{address}/robots.txt") == 200 for _ in range(30))
        with urlopen(f"{address}/metrics", timeout=60) as answer:
            told = answer.read().decode()
    assert 10 == passed
    assert 'parley_requests_total{method="GET",route="/robots.txt",status="200"} 10.0' in told
    assert "parley_refused_requests_total 20.0" in told


def status(url: str) -> int:
    try:
        with urlopen(url, timeout=60) as answer:
            found: int = answer.status
            return found
    except HTTPError as error:
        error.close()
        return error.code
