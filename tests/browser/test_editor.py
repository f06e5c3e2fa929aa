"""The query editor in a real browser: its bundle is made by npm, so without it these tests are skipped."""

from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from server import editor
from tests.tools import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="Chromium is missing: install the package chromium"),
    pytest.mark.skipif(editor.bundle() is None, reason="the editor is not bundled: run make frontend"),
]

ASK = "ASK { ?s ?p ?o }"
STATE = "PREFIX par: <https://w3id.org/parley/def#> SELECT ?state { ?state a par:State ; par:isoCode 'KR' }"


@pytest.fixture
def context(opened: Browser) -> Iterator[BrowserContext]:
    made = opened.new_context(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, sample_server: str) -> Iterator[Page]:
    """The editor, drawn; ends with a check that nothing was refused and no other host was asked."""
    made, said = context.new_page(), list[str]()
    made.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    made.on("pageerror", lambda error: said.append(str(error)))
    made.on("request", lambda asked: said.append(asked.url) if not ours(asked.url, sample_server) else None)
    made.goto(f"{sample_server}/sparql")
    made.wait_for_selector(".yasqe")
    yield made
    assert not [line for line in said if "400 (BAD REQUEST)" not in line]  # what a faulty query is told


def ours(url: str, server: str) -> bool:
    return url.startswith((server, "data:", "blob:"))


def asked(page: Page, server: str, query: str) -> None:
    page.goto(f"{server}/sparql?query={quote(query)}")
    page.wait_for_selector(".yasr_results:visible")


def test_the_editor_takes_the_place_of_the_form(page: Page) -> None:
    expect(page.locator("#plain")).to_be_hidden()


def test_a_query_in_the_address_is_asked_at_once(page: Page, sample_server: str) -> None:
    asked(page, sample_server, STATE)
    expect(page.locator("table.answer:visible caption")).to_have_text("1 row")


def test_things_are_named_and_lead_to_their_pages(page: Page, sample_server: str) -> None:
    asked(page, sample_server, STATE)
    link = page.locator("table.answer:visible td a")
    expect(link).to_have_text("South Korea")
    assert link.get_attribute("href") == "/page/state/KR"


def test_a_saved_question_opens_in_a_tab_of_its_own(page: Page) -> None:
    page.click("#examples a[data-query=state_partners]")
    expect(page.locator(".tabsList .tab.active")).to_contain_text("state_partners")
    expect(page.locator("table.answer:visible caption")).to_contain_text("rows")


def test_completion_offers_the_ontologys_terms(page: Page) -> None:
    page.click(".addTab")
    page.keyboard.press("Control+a")
    page.keyboard.type("PREFIX par: <https://w3id.org/parley/def#>\nSELECT * { ?talk par:hasPar")
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hints")).to_contain_text("par:hasParty")


def test_a_fault_in_a_query_is_told(page: Page, sample_server: str) -> None:
    page.goto(f"{sample_server}/sparql?query={quote('SELECT * { ?s ?p }')}")
    expect(page.locator(".yasr_results:visible")).to_contain_text("Line 1")


def test_the_shared_link_is_the_plain_address(page: Page, sample_server: str) -> None:
    asked(page, sample_server, ASK)
    page.click(".yasqe_share:visible")
    link = page.locator(".yasqe_sharePopup input").input_value()
    assert (["/sparql"], [ASK]) == ([urlsplit(link).path], parse_qs(urlsplit(link).query)["query"])


@pytest.mark.parametrize("suffix", ["csv", "tsv", "json", "xml"])
def test_the_whole_answer_is_downloaded(page: Page, sample_server: str, suffix: str) -> None:
    asked(page, sample_server, STATE)
    with page.expect_request(
        lambda request: request.method == "POST" and "format" in (request.post_data or "")
    ) as sent:
        page.click(f"#downloads button[value={suffix}]")
    answer = sent.value.response()
    assert answer is not None
    assert answer.status == 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found(opened: Browser, sample_server: str, scheme: str) -> None:
    context = opened.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
    page = context.new_page()
    page.goto(f"{sample_server}/sparql")
    page.click("#examples a[data-query=state_partners]")
    page.wait_for_selector("table.answer:visible")
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_without_script_the_form_answers(opened: Browser, sample_server: str) -> None:
    context = opened.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_server}/sparql")
    page.fill("textarea", STATE)
    page.click("form.query button")
    expect(page.locator("#answer table")).to_contain_text("South Korea")
    context.close()
