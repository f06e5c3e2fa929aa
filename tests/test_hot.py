"""Answers kept ready, conditional requests, compression: the same to the client, cheaper for the server."""

import gzip
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zstandard
from flask.testing import FlaskClient
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from kg.pipeline import publish
from kg.release import roll_back
from kg.settings import Settings
from server import create_app
from server.compression import coding
from server.hot import Kept, Shelf
from tests.records import consultation, trilateral
from tests.serving_app import made

STATES = "/sparql?query=SELECT+*+{+?s+a+<https://w3id.org/parley/def%23State>+;+?p+?o+}"
GRAPH = "/graph/article/consultation"
LONG = "/sparql?query=SELECT+*+{+GRAPH+?g+{+?s+?p+?o+}+}"


def got(client: FlaskClient, path: str, **headers: str) -> Any:
    return client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


def kept(client: FlaskClient) -> float:
    line = 'parley_kept_answers_total{found="yes"} '
    found = [text for text in client.get("/metrics").text.splitlines() if text.startswith(line)]
    return float(found[0].removeprefix(line)) if found else 0.0


@pytest.mark.parametrize("path", ["/data/state/KR.ttl", STATES, "/def.ttl", GRAPH])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_kept_answer_is_the_same_as_a_fresh_one(small_data: Path, path: str, method: str) -> None:
    with made(create_app, small_data) as client:
        fresh = client.get(path)
        before = kept(client)
        again = client.open(path, method=method)
        assert before + 1 == kept(client)
    assert again.data == (b"" if method == "HEAD" else fresh.data)
    assert {k: v for k, v in fresh.headers if k != "Date"} == dict(again.headers)


def test_no_process_is_asked_for_an_answer_that_is_kept(small_data: Path) -> None:
    with made(create_app, small_data) as client:
        tag = client.get(STATES).headers["ETag"]
        client.application.extensions["parley"].pool.close()
        asked = got(client, STATES, If_None_Match=tag).status_code, client.get(STATES).status_code
        assert ((304, 200), 0) == (asked, client.application.extensions["parley"].pool.running)


def test_no_process_is_asked_where_the_client_has_the_answer(small_data: Path) -> None:
    with made(create_app, small_data, cache=0) as client:
        tag = client.get(STATES).headers["ETag"]
        client.application.extensions["parley"].pool.close()
        assert 304 == got(client, STATES, If_None_Match=tag).status_code
        assert 0 == client.application.extensions["parley"].pool.running


@pytest.mark.parametrize("cache", [0, 1 << 20])
@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("If-None-Match", "*", 304),
        ("If-None-Match", '"other", W/"another"', 200),
        ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT", 304),
        ("If-Modified-Since", "Sat, 01 Jan 2000 00:00:00 GMT", 200),
        ("If-Modified-Since", "not a date", 200),
    ],
)
def test_conditions_hold_with_and_without_kept_answers(
    small_data: Path, cache: int, field: str, value: str, status: int
) -> None:
    with made(create_app, small_data, cache=cache) as client:
        client.get("/data/state/KR.ttl")
        answer = client.get("/data/state/KR.ttl", headers={field: value})
    assert status == answer.status_code
    assert {"ETag", "Cache-Control", "Vary"} <= set(answer.headers.keys())


def test_the_tag_counts_before_the_date(client: FlaskClient) -> None:
    late = "Fri, 01 Jan 2100 00:00:00 GMT"
    for _ in range(2):
        answer = got(client, "/data/state/KR.ttl", If_None_Match='"other"', If_Modified_Since=late)
        assert 200 == answer.status_code


def test_a_new_release_is_not_answered_from_the_old_one_s_shelf(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    publish(settings, [consultation()])
    with made(create_app, tmp_path) as client:
        before = client.get("/sparql?query=SELECT+(COUNT(*)+AS+?n)+{?s+?p+?o}").data
        publish(settings, [consultation(), trilateral()])
        after = client.get("/sparql?query=SELECT+(COUNT(*)+AS+?n)+{?s+?p+?o}").data
        roll_back(settings, 1)
        again = client.get("/sparql?query=SELECT+(COUNT(*)+AS+?n)+{?s+?p+?o}").data
    assert (before, True) == (again, before != after)


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_what_is_another_answer_each_time_is_not_kept(client: FlaskClient, accept: str) -> None:
    answers = {got(client, "/sparql?query=SELECT+(UUID()+AS+?x)+{}", Accept=accept).data for _ in range(3)}
    assert 3 == len(answers)


def test_kept_answers_know_what_they_vary_by(client: FlaskClient) -> None:
    forms = ["text/csv", "application/sparql-results+json", "text/csv"]
    assert forms == [got(client, STATES, Accept=form).mimetype for form in forms]


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Forwarded-Prefix", "X-Original-URL", "Range", "Cookie"]
)
def test_no_header_can_spoil_what_others_get(client: FlaskClient, header: str) -> None:
    path = f"/sparql?{header}"
    client.get(path, headers={"Accept": "text/turtle", header: "evil.example"})
    assert "evil.example" not in got(client, path, Accept="text/turtle").text


def test_another_host_gets_an_answer_of_its_own(client: FlaskClient) -> None:
    one, other = (
        got(client, "/sparql", Accept="text/turtle", Host=name).text for name in ("a.example", "b.example")
    )
    assert ("http://a.example/sparql" in one, "http://a.example" in other) == (True, False)


def test_the_shelf_keeps_to_its_size() -> None:
    shelf = Shelf(10_000)
    for number in range(100):
        shelf.put((str(number),), Kept([], [], b"x" * 1000, "", "", {}))
    assert (True, True, False) == (
        shelf.held <= 10_000,
        shelf.get(("99",)) is not None,
        shelf.get(("0",)) is not None,
    )


def test_an_answer_larger_than_the_shelf_is_not_kept() -> None:
    shelf = Shelf(100)
    shelf.put(("a",), Kept([], [], b"x" * 1000, "", "", {}))
    assert (0, None) == (shelf.held, shelf.get(("a",)))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("zstd;q=0.5, gzip", "gzip"),
        ("zstd;q=0, *", "gzip"),
        ("*", "zstd"),
        ("gzip;q=0, zstd;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("br", None),
        ("*;q=0", None),
    ],
)
def test_the_coding_that_the_client_likes_best_is_taken(header: str, expected: str | None) -> None:
    assert expected == coding(parse_accept_header(header, Accept))


@pytest.mark.parametrize("path", ["/data/state/KR.ttl", LONG], ids=["whole", "streamed"])
@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_compressed_answer_unpacks_to_the_plain_one(client: FlaskClient, path: str, name: str) -> None:
    plain = got(client, path)
    body = plain.data
    packed = got(client, path, Accept_Encoding=name)
    unpack = gzip.decompress if name == "gzip" else unzstd
    assert (name, body) == (packed.headers["Content-Encoding"], unpack(packed.data))
    assert ("Accept-Encoding" in plain.vary, "Accept-Encoding" in packed.vary) == (True, True)
    assert len(packed.data) < len(body) / 2


def unzstd(body: bytes) -> bytes:
    with zstandard.ZstdDecompressor().stream_reader(BytesIO(body)) as reader:
        return reader.read()


def test_a_packed_file_is_not_packed_again(client: FlaskClient) -> None:
    with got(client, "/dumps/parley.nq.gz", Accept_Encoding="gzip") as answer:
        assert "Content-Encoding" not in answer.headers


def test_an_age_that_is_set_lets_caches_answer(small_data: Path) -> None:
    with made(create_app, small_data, max_age=60) as client:
        assert "public, max-age=60" == client.get("/data/state/KR.ttl").headers["Cache-Control"]
