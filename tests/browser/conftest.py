"""What the browser tests share: one browser, a server of a small release, one page of each kind."""

import re
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page

from kg.pipeline import publish
from kg.settings import Settings
from server.kinds import KINDS
from tests.browser.screenshot import browser
from tests.records import consultation, trilateral
from tests.serving import serving


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of records made by hand."""
    settings = Settings(data=tmp_path_factory.mktemp("browser"))
    publish(settings, [consultation(), trilateral()])
    with serving(settings.data) as found:
        yield found


@pytest.fixture(scope="session")
def opened() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="session")
def pages(address: str) -> dict[str, str]:
    """One page of each kind that the small release holds."""
    return paths(address)


@pytest.fixture(scope="session")
def sample_pages(sample_server: str) -> dict[str, str]:
    """The page of each kind of the sample that most leads to."""
    return paths(sample_server)


def paths(address: str) -> dict[str, str]:
    """The best linked thing of each kind, as a path."""
    thing = "?thing a ?kind FILTER(CONTAINS(STR(?thing), '/id/'))"
    linked = f"{{ {thing} OPTIONAL {{ ?from ?by ?thing }} }}"
    inner = f"SELECT ?kind ?thing (COUNT(?from) AS ?n) {linked} GROUP BY ?kind ?thing"
    query = f"SELECT ?kind ?thing {{ {{ {inner} }} }} ORDER BY ?n DESC(STR(?thing))"
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    with urlopen(Request(f"{address}/sparql", query.encode(), headers), timeout=60) as answer:
        rows = dict(line.split(",") for line in answer.read().decode().split("\r\n")[1:] if line)
    terms = {kind.name: f"https://w3id.org/parley/def#{kind.term}" for kind in KINDS}
    return {name: re.sub(r".*/id/", "/page/", rows[term]) for name, term in terms.items() if term in rows}


@pytest.fixture
def page(opened: Browser) -> Iterator[Page]:
    found = opened.new_page(viewport={"width": 1280, "height": 844})
    yield found
    found.close()
