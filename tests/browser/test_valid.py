"""The markup of every page: a strict parser takes it, it is light, and the Nu checker agrees where it is."""

import json
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import html5rdf
import pytest

from server.kinds import KINDS
from tests.browser.conftest import paths
from tests.browser.site import FIXED
from tests.tools import java

NU = Path(__file__).resolve().parents[2] / "build" / "vnu" / "vnu.jar"
HEAVIEST = 100_000


@pytest.fixture(scope="module")
def markup(sample_server: str) -> dict[str, bytes]:
    """Every page of the site and one of each kind, as sent."""
    return {path: fetched(sample_server + path) for path in {**FIXED, **paths(sample_server)}.values()}


def fetched(url: str) -> bytes:
    try:
        with urlopen(Request(url, headers={"Accept": "text/html"}), timeout=60) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        with error:
            return error.read()


def test_there_is_a_page_of_almost_every_kind(markup: dict[str, bytes]) -> None:
    assert len(FIXED) + len(KINDS) - 3 <= len(markup)


def test_a_strict_parser_takes_every_page(markup: dict[str, bytes]) -> None:
    for path, text in markup.items():
        parser = html5rdf.HTMLParser()
        parser.parse(text)
        assert [] == [(path, *error) for error in parser.errors]


def test_no_page_is_heavy(markup: dict[str, bytes]) -> None:
    assert {} == {path: len(text) for path, text in markup.items() if len(text) >= HEAVIEST}


def test_no_identifier_stands_twice(markup: dict[str, bytes]) -> None:
    for path, text in markup.items():
        tree = html5rdf.parse(text, namespaceHTMLElements=False)
        names = [node.get("id") for node in tree.iter() if node.get("id")]
        assert (path, []) == (path, [name for name in set(names) if names.count(name) > 1])


@pytest.mark.skipif(not NU.is_file() or java() is None, reason="the Nu HTML checker: .ci/run fetches it")
def test_the_nu_checker_finds_no_error(markup: dict[str, bytes], tmp_path: Path) -> None:
    for at, text in enumerate(markup.values()):
        (tmp_path / f"{at}.html").write_bytes(text)
    command = [java() or "java", "-jar", str(NU), "--format", "json", "--errors-only", "--skip-non-html"]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert [] == [(one["message"], one.get("extract", "")) for one in messages]
