"""Pages for everyone: axe-core finds nothing, and the keyboard is enough."""

import pytest
from playwright.sync_api import Browser, Page

from server.kinds import KINDS
from tests.browser.site import FIXED, to_the_talk
from tests.tools import chromium

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="install axe-playwright-python")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="Chromium is missing: install the package chromium"),
]


def violations(page: Page) -> list[str]:
    """What axe-core objects to: the rule and the element."""
    found = axe.Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_axe_finds_nothing_on_a_page_of_a_kind(
    page: Page, sample_server: str, sample_pages: dict[str, str], kind: str
) -> None:
    if kind not in sample_pages:
        pytest.skip(f"the sample holds no {kind}")
    page.goto(sample_server + sample_pages[kind])
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert [] == violations(page)


@pytest.mark.parametrize("name", FIXED)
def test_axe_finds_nothing_on_a_page_of_the_site(page: Page, sample_server: str, name: str) -> None:
    page.goto(sample_server + FIXED[name])
    assert [] == violations(page)


@pytest.mark.parametrize("path", ["/", "/page/state/KR", "/pairs/JP/KR", "/talks", "/search?q=korea"])
def test_axe_finds_nothing_in_the_dark_on_a_telephone(opened: Browser, sample_server: str, path: str) -> None:
    page = opened.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    page.goto(sample_server + path)
    found = violations(page)
    page.close()
    assert [] == found


def test_axe_finds_nothing_while_suggestions_are_open(page: Page, sample_server: str) -> None:
    page.goto(sample_server)
    page.locator("header.site [data-suggest]").press_sequentially("kor")
    page.locator("header.site [role=option]").first.wait_for()
    assert [] == violations(page)


def test_the_keyboard_reaches_the_content_first(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert "#main" == page.evaluate("document.activeElement.getAttribute('href')")


def test_the_keyboard_reaches_every_mark_of_a_picture(page: Page, sample_server: str) -> None:
    page.goto(f"{sample_server}/page/state/KR")
    marks = page.locator("#partners svg a")
    marks.first.focus()
    for _ in range(marks.count() - 1):
        page.keyboard.press("Tab")
    assert page.evaluate("mark => document.activeElement === mark", marks.last.element_handle())


def test_the_keyboard_opens_a_sentence(page: Page, address: str) -> None:
    to_the_talk(page, address)
    page.locator("#known .why summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#known .why[open] blockquote").first.is_visible()
