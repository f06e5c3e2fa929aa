"""Memento: earlier releases by time, and the time map of what there is."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kg.pipeline import publish
from kg.settings import Settings
from server import create_app
from tests.records import consultation, trilateral
from tests.serving_app import made

FIRST, SECOND = "Wed, 01 Jan 2020 12:00:00 GMT", "Fri, 01 Jan 2021 12:00:00 GMT"
KOREA = "/data/state/KR.ttl"
LATER = "/data/article/trilateral.ttl"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A visitor of two releases, of 2020 and 2021; the second has an article more."""
    settings = Settings(data=tmp_path_factory.mktemp("memento"))
    for number, records in ((1, [consultation()]), (2, [consultation(), trilateral()])):
        dated(publish(settings, records).path, datetime(2019 + number, 1, 1, 12, tzinfo=UTC))
    with made(create_app, settings.data) as visitor:
        yield visitor


def dated(release: Path, when: datetime) -> None:
    manifest = release / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"made": when.isoformat()}))


@pytest.mark.parametrize("path", [KOREA, "/dumps/parley.ttl", "/dataset"])
@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ("Thu, 01 Jan 1998 00:00:00 GMT", 1),
        (FIRST, 1),
        ("Fri, 01 Jan 2021 11:59:59 GMT", 1),
        (SECOND, 2),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 2),
    ],
)
def test_a_time_leads_to_its_release(client: FlaskClient, path: str, wanted: str, number: int) -> None:
    answer = client.get(path, headers={"Accept-Datetime": wanted})
    assert (302, True) == (answer.status_code, f"/releases/{number}" in answer.headers["Location"])
    assert ("Accept-Datetime" in answer.vary, 'rel="original timegate"' in answer.headers["Link"]) == (
        True,
        True,
    )


@pytest.mark.parametrize("path", [KOREA, "/dumps/parley.ttl"])
def test_what_it_leads_to_says_its_time_and_may_be_kept(client: FlaskClient, path: str) -> None:
    with client.get(path, headers={"Accept-Datetime": FIRST}, follow_redirects=True) as answer:
        assert (200, FIRST) == (answer.status_code, answer.headers["Memento-Datetime"])
        assert "immutable" in answer.headers["Cache-Control"]
        assert f'<http://localhost{path}>; rel="original timegate"' in ", ".join(
            answer.headers.getlist("Link")
        )


def test_a_thing_is_told_as_it_was(client: FlaskClient) -> None:
    now = client.get(KOREA).text
    then = client.get("/releases/1" + KOREA).text
    assert now.count("\n") > then.count("\n") > 10


def test_without_a_time_the_present_is_told_with_the_way_to_the_past(client: FlaskClient) -> None:
    answer = client.get(KOREA)
    assert (200, False) == (answer.status_code, "Memento-Datetime" in answer.headers)
    assert f'<http://localhost/timemap{KOREA}>; rel="timemap"' in ", ".join(answer.headers.getlist("Link"))


def test_the_time_map_lists_every_release_with_its_time(client: FlaskClient) -> None:
    answer = client.get(f"/timemap{KOREA}")
    found = re.findall(r'<([^>]*)>; rel="([^"]*)"; datetime="([^"]*)"', answer.text)
    address = f"http://localhost/releases/{{}}{KOREA}"
    assert "application/link-format" == answer.mimetype
    assert [
        (address.format(1), "first memento", FIRST),
        (address.format(2), "last memento", SECOND),
    ] == found


def test_what_is_new_has_no_past(client: FlaskClient) -> None:
    answer = client.get(LATER, headers={"Accept-Datetime": FIRST})
    assert f"/releases/2{LATER}" in answer.headers["Location"]
    assert 404 == client.get(f"/releases/1{LATER}").status_code


@pytest.mark.parametrize(
    "path", ["/timemap/data/state/XX.ttl", "/timemap/nowhere", "/releases/9/data/state/KR.ttl"]
)
def test_what_never_was_is_404(client: FlaskClient, path: str) -> None:
    assert 404 == client.get(path).status_code


def test_a_time_that_is_none_is_a_bad_request(client: FlaskClient) -> None:
    assert 400 == client.get(KOREA, headers={"Accept-Datetime": "yesterday"}).status_code


def test_addresses_without_a_past_do_not_mind_a_time(client: FlaskClient) -> None:
    assert 200 == client.get("/sparql?query=ASK{}", headers={"Accept-Datetime": FIRST}).status_code
