"""The server follows the data folder: a new release is served without a failed request."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from kg.errors import ReleaseError
from kg.pipeline import publish
from kg.release import roll_back
from kg.settings import Settings
from server import create_app
from tests.records import consultation, trilateral
from tests.serving import serving
from tests.serving_app import made

COUNT = "/sparql?query=SELECT+(COUNT(*)+AS+%3Fn)+%7B+%3Fa+a+%3Chttps://w3id.org/parley/def%23Article%3E+%7D"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings(data=tmp_path)
    publish(found, [consultation()])
    return found


def test_without_a_release_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="parley build"):
        create_app(Settings(data=tmp_path))


def test_a_new_release_is_served_by_pages_and_queries(settings: Settings) -> None:
    with made(create_app, settings.data) as client:
        before = client.get("/page/article/trilateral").status_code, client.get(COUNT).data.count(b'"1"')
        publish(settings, [consultation(), trilateral()])
        after = client.get("/page/article/trilateral").status_code, client.get(COUNT).data.count(b'"2"')
    assert ((404, 1), (200, 1)) == (before, after)


def test_a_new_release_has_new_tags(settings: Settings) -> None:
    with made(create_app, settings.data) as client:
        before = client.get("/page/state/KR").headers["ETag"]
        publish(settings, [consultation(), trilateral()])
        assert before != client.get("/page/state/KR").headers["ETag"]


def test_a_release_that_is_rolled_back_is_served_again(settings: Settings) -> None:
    publish(settings, [consultation(), trilateral()])
    with made(create_app, settings.data) as client:
        client.get(COUNT)
        roll_back(settings, 1)
        assert b'"1"' in client.get(COUNT).data


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    with serving(settings.data) as found:
        yield found


def test_no_request_fails_while_releases_change(settings: Settings, address: str) -> None:
    publish(settings, [consultation(), trilateral()])

    def ask(turn: int) -> int:
        if turn % 20 == 0:
            roll_back(settings, 1 + turn // 20 % 2)
        request = Request(address + (COUNT if turn % 2 else "/page/state/KR"), headers={"Accept": "*/*"})
        with urlopen(request, timeout=60) as answer:
            answer.read()
            status: int = answer.status
            return status

    with ThreadPoolExecutor(1) as threads:
        other = threads.submit(lambda: [ask(turn) for turn in range(1, 200) if turn % 20])
        mine = [ask(turn) for turn in range(0, 200, 20)]
        assert {200} == {*mine, *other.result()}
