"""What the server tells those who run it: health, metrics, the access log."""

import json
import logging
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from server import create_app
from tests.serving_app import made

QUERY = "ASK { ?secret ?words ?here }"


def samples(client: FlaskClient) -> dict[str, float]:
    """Every number by name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {f"{s.name}{sorted(s.labels.values())}": s.value for family in families for s in family.samples}


def test_metrics_are_in_the_format_of_prometheus(client: FlaskClient) -> None:
    answer = client.get("/metrics")
    assert ("text/plain; version=0.0.4; charset=utf-8", "no-store") == (
        answer.headers["Content-Type"],
        answer.headers["Cache-Control"],
    )
    assert "parley_release[]" in samples(client)


def test_a_request_is_counted_by_its_route(small_data: Path) -> None:
    with made(create_app, small_data) as client:
        for path in ("/data/state/KR.ttl", "/data/state/JP.ttl", "/nowhere/at/all"):
            client.get(path).close()
        found = samples(client)
    assert 2 == found["parley_requests_total['/data/<path:name>.<suffix>', '200', 'GET']"]
    assert 1 == found["parley_requests_total['404', 'GET', 'none']"]
    assert 2 == found["parley_request_seconds_count['/data/<path:name>.<suffix>']"]


def test_a_stopped_query_is_counted_by_its_reason(small_data: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with made(create_app, small_data) as client:
        answer = client.get("/sparql", query_string={"query": slow, "timeout": "0.2"})
        found = samples(client)
    assert (504, True, 1) == (
        answer.status_code,
        "Retry-After" in answer.headers,
        found["parley_stops_total['deadline']"],
    )


def test_processes_are_counted(small_data: Path) -> None:
    with made(create_app, small_data, memory_budget=0) as client:
        client.get("/sparql?query=ASK{}")
        found = samples(client)
    assert (1, 0, 0) == (
        found["parley_query_processes['idle']"],
        found["parley_query_processes['busy']"],
        found["parley_waiting_queries[]"],
    )


def test_a_client_that_is_kept_out_is_counted(small_data: Path) -> None:
    with made(create_app, small_data, rate=0.001, burst=1) as client:
        for _ in range(3):
            client.get("/robots.txt")
        assert 2 == samples(client)["parley_refused_requests_total[]"]


def test_the_server_says_that_it_lives_and_can_answer(client: FlaskClient) -> None:
    live, ready = client.get("/health/live"), client.get("/health/ready")
    assert (200, 200, "ready") == (live.status_code, ready.status_code, json.loads(ready.data)["status"])


def test_a_server_whose_store_is_gone_is_not_ready(tmp_path: Path, small_data: Path) -> None:
    data = shutil.copytree(small_data, tmp_path / "data", symlinks=True)
    with made(create_app, data, memory_budget=0) as client:
        shutil.rmtree(data / "releases" / "1" / "store")
        answer = client.get("/health/ready")
    assert (503, "not ready") == (answer.status_code, json.loads(answer.data)["status"])


def logged(small_data: Path, file: Path, path: str, **settings: object) -> list[dict[str, object]]:
    with made(create_app, small_data, access_log=str(file), **settings) as client:
        client.get(path, environ_base={"REMOTE_ADDR": "192.0.2.77"}).close()
        client.get(path, environ_base={"REMOTE_ADDR": "192.0.2.77"}).close()
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_the_log_tells_what_was_asked_and_how_it_went(small_data: Path, tmp_path: Path) -> None:
    lines = logged(small_data, tmp_path / "log", f"/sparql?query={QUERY}")
    digest = sha256(QUERY.encode()).hexdigest()[:16]
    wanted = {
        "method": "GET",
        "path": "/sparql",
        "route": "/sparql",
        "status": 200,
        "query": digest,
        "cut": False,
    }
    assert [wanted, wanted] == [{name: line[name] for name in wanted} for line in lines]
    assert ([False, True], 2) == ([line["kept"] for line in lines], len({line["ms"] for line in lines}))


def test_the_log_holds_no_words_of_the_visitor_s_and_no_address(small_data: Path, tmp_path: Path) -> None:
    logged(small_data, tmp_path / "log", f"/sparql?query={QUERY}")
    logged(small_data, tmp_path / "log", "/search?q=somebody")
    text = (tmp_path / "log").read_text()
    assert [] == [word for word in ("secret", "somebody", "192.0.2") if word in text]


def test_the_address_is_logged_where_it_is_wanted(small_data: Path, tmp_path: Path) -> None:
    lines = logged(small_data, tmp_path / "log", "/robots.txt", log_clients=True)
    assert {"192.0.2.77"} == {str(line["client"]) for line in lines}


def test_a_log_that_was_moved_away_is_begun_anew(small_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "log"
    with made(create_app, small_data, access_log=str(file)) as client:
        client.get("/robots.txt").close()
        file.rename(tmp_path / "old")
        client.get("/robots.txt").close()
    assert [1, 1] == [len(path.read_text().splitlines()) for path in (file, tmp_path / "old")]


def test_a_path_cannot_break_the_log_s_lines(small_data: Path, tmp_path: Path) -> None:
    lines = logged(small_data, tmp_path / "log", "/x%0A%22%0D%E2%80%A8y")
    assert (2, '/x\n"\r\u2028y') == (len(lines), lines[0]["path"])


def test_a_fault_of_ours_is_logged_and_told_without_its_inside(
    small_data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with made(create_app, small_data) as client:
        client.application.view_functions["home.front"] = lambda: str(1 / 0)
        with caplog.at_level(logging.ERROR):
            answer = client.get("/")
    assert (500, True, False) == (
        answer.status_code,
        "ZeroDivisionError" in caplog.text,
        any(word in answer.text for word in ("Traceback", "ZeroDivision", str(small_data), "/server/")),
    )
