"""Every kind of page in a real browser, on a desk and on a telephone."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page

from kg.pipeline import publish
from kg.settings import Settings
from server.kinds import KINDS
from tests.browser.screenshot import browser
from tests.records import consultation, trilateral
from tests.serving import serving
from tests.tools import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="Chromium is missing: install the package chromium"),
]

ARTICLE = "/page/article/consultation"
FIXED = {
    "home": "/",
    "search": "/search?q=kim",
    "search without hits": "/search?q=zzzzzz",
    "articles": "/articles",
    "questions": "/queries",
    "question": "/queries/talk_sentences",
    "long answer": "/queries/talk_agreements",
    "terms": "/def",
    "dumps": "/dumps",
    "dataset": "/dataset",
    "quality": "/quality",
    "docs": "/docs",
    "form": "/sparql",
    "answer": "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+50",
    "fault": "/sparql?query=SELECT+*+%7B%0A%3Fs+%3Fp%0A%7D",
    "not found": "/page/official/nobody",
    "one list": "/page/state/KR?section=bodies",
}
WIDTHS = (390, 1280)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data=tmp_path_factory.mktemp("browser"))
    publish(settings, [consultation(), trilateral()])
    with serving(settings.data) as found:
        yield found


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def pages(address: str) -> dict[str, str]:
    """One page of each kind that the release holds."""
    thing = "?thing a ?kind FILTER(CONTAINS(STR(?thing), '/id/'))"
    query = f"SELECT ?kind (MIN(?thing) AS ?one) {{ {thing} }} GROUP BY ?kind"
    request = Request(
        f"{address}/sparql",
        query.encode(),
        {"Content-Type": "application/sparql-query", "Accept": "text/csv"},
    )
    with urlopen(request, timeout=60) as answer:
        rows = dict(line.split(",") for line in answer.read().decode().split("\r\n")[1:] if line)
    terms = {kind.name: f"https://w3id.org/parley/def#{kind.term}" for kind in KINDS}
    return {name: re.sub(r".*/id/", "/page/", rows[term]) for name, term in terms.items() if term in rows}


@pytest.fixture
def page(opened: Browser) -> Iterator[Page]:
    found = opened.new_page(viewport={"width": 1280, "height": 844})
    yield found
    found.close()


def faults(page: Page, address: str, path: str) -> list[str]:
    """What is wrong with a page as a browser shows it."""
    found: list[str] = []
    page.on(
        "console",
        lambda message: found.append(f"console: {message.text}") if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on(
        "request",
        lambda sent: found.append(f"leaves: {sent.url}") if not sent.url.startswith(address) else None,
    )
    page.goto(address + path)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    text = page.inner_text("body")
    raw = re.findall(r"https?://\S+", text)
    quoted = "\n".join(page.locator("pre, textarea").all_inner_texts())
    found += [f"raw address: {one}" for one in raw if one not in quoted]
    found += [f"{wide} px too wide"] if wide > 0 else []
    found += [] if page.locator("h1").count() == 1 else ["no single heading"]
    return [one for one in found if "status of 40" not in one]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FIXED)
def test_a_page_of_the_site_has_no_fault(page: Page, address: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert [] == faults(page, address, FIXED[name])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_page_of_a_kind_has_no_fault(
    page: Page, address: str, pages: dict[str, str], kind: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert [] == faults(page, address, pages[kind])


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_no_section_of_a_page_is_empty(page: Page, address: str, pages: dict[str, str], kind: str) -> None:
    page.goto(address + pages[kind])
    texts = page.locator("main section").all_inner_texts()
    assert [] == [text for text in texts if len(text.splitlines()) < 2 and "(" not in text]


def test_the_keyboard_reaches_the_content_first(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert "#main" == page.evaluate("document.activeElement.getAttribute('href')")


def test_a_mark_of_a_timeline_leads_to_its_talk(page: Page, address: str) -> None:
    page.goto(f"{address}/page/state/KR")
    target = page.locator("#talks .talk .name").first.get_attribute("href")
    page.goto(f"{address}{target}")
    assert page.locator("h1").inner_text()


def test_a_sentence_unfolds_without_script(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{ARTICLE}")
    assert 0 < page.locator("blockquote mark").count()


def test_a_picture_is_taken(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address)
    page.screenshot(path=tmp_path / "page.png")
    assert b"\x89PNG" == (tmp_path / "page.png").read_bytes()[:4]
