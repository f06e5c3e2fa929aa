"""Every kind of page in a real browser, on a desk and on a telephone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from server.kinds import KINDS
from tests.browser.site import FIXED, WIDTHS, to_the_talk
from tests.tools import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="Chromium is missing: install the package chromium"),
]

ARTICLE = "/page/article/consultation"
FORMS = {
    "form": "/sparql",
    "answer": "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+50",
    "fault": "/sparql?query=SELECT+*+%7B%0A%3Fs+%3Fp%0A%7D",
}


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
@pytest.mark.parametrize("name", [*FIXED, *FORMS])
def test_a_page_of_the_site_has_no_fault(page: Page, address: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert [] == faults(page, address, {**FIXED, **FORMS}[name])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_page_of_a_kind_has_no_fault(
    page: Page, sample_server: str, sample_pages: dict[str, str], kind: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    if kind not in sample_pages:
        pytest.skip(f"the sample holds no {kind}")
    assert [] == faults(page, sample_server, sample_pages[kind])


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_no_section_of_a_page_is_empty(page: Page, address: str, pages: dict[str, str], kind: str) -> None:
    if kind not in pages:
        pytest.skip(f"the small release holds no {kind}")
    page.goto(address + pages[kind])
    texts = page.locator("main section").all_inner_texts()
    assert [] == [text for text in texts if len(text.splitlines()) < 2 and "(" not in text]


def test_a_bar_of_a_picture_leads_to_as_many_talks(page: Page, sample_server: str) -> None:
    page.goto(f"{sample_server}/talks")
    bar = page.locator("svg.wide a").last
    title = bar.locator("title").text_content() or ""
    bar.click()
    page.wait_for_url("**/talks?*from=*")
    assert f": {page.locator('.talk').count()} event" in title


def test_a_mark_of_a_map_leads_to_its_place(page: Page, sample_server: str) -> None:
    page.goto(f"{sample_server}/page/state/KR")
    mark = page.locator("#places svg a").first
    title = mark.locator("title").text_content() or ""
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/place/**")
    assert title.startswith((page.locator("h1").text_content() or "?").strip())


def test_a_picture_has_the_same_rows_as_its_table(page: Page, sample_server: str) -> None:
    page.goto(f"{sample_server}/page/state/KR")
    marks = page.locator("#partners svg a").count()
    assert 1 < marks == page.locator("#partners .rows tbody tr").count()


def test_a_fact_opens_its_sentence_with_the_words_marked(page: Page, address: str) -> None:
    to_the_talk(page, address)
    place = page.locator("#known .told:has(> a[href*='/place/'])")
    place.locator("summary").click()
    assert "Tokyo" == place.locator("mark").inner_text()


def test_a_property_says_what_it_means_when_it_has_the_focus(page: Page, address: str) -> None:
    to_the_talk(page, address)
    name = page.locator("#known .explained").first
    assert not name.locator(".tip").is_visible()
    name.focus()
    assert name.locator(".tip").is_visible()


def test_the_query_behind_a_list_goes_to_the_editor(page: Page, address: str) -> None:
    page.goto(f"{address}/page/state/KR")
    page.locator("#talks .panel a", has_text="Edit this query").click()
    page.wait_for_url("**/sparql?query=*")
    assert "par:hasParty" in page.content()


def test_a_list_comes_as_a_file(page: Page, address: str) -> None:
    page.goto(f"{address}/page/state/KR")
    target = page.locator("#talks .panel a", has_text="CSV").get_attribute("href")
    answer = page.request.get(f"{address}{target}")
    assert ("text/csv; charset=utf-8", True) == (answer.headers["content-type"], "talk" in answer.text())


def test_filters_keep_what_was_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/talks")
    page.locator("select[name=party]").first.select_option("state/JP")
    page.locator(".talks-filters button").click()
    assert "state/JP" == page.locator("select[name=party]").first.input_value()
    assert page.locator(".talk .party", has_text="JP").count() == page.locator(".talk").count() > 0


def test_suggestions_say_why_they_match_and_lead_on(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("header.site [data-suggest]").press_sequentially("iwa")
    option = page.locator("header.site [role=option]", has_text="Takeshi Iwaya")
    option.wait_for()
    assert "Official" in option.inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/**")
    assert "Takeshi Iwaya" == page.locator("h1").inner_text()


def test_everything_works_without_script(opened: Browser, address: str) -> None:
    page = opened.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.locator("header.site input[name=q]").fill("mattis")
    page.locator("header.site button").click()
    page.locator(".hits a.name").first.click()
    assert "Mattis" in (page.locator("h1").text_content() or "")
    page.locator(".why summary").first.click()
    assert page.locator(".why[open] blockquote").first.is_visible()
    page.context.close()


def test_a_page_prints(page: Page, sample_server: str, tmp_path: Path) -> None:
    page.goto(f"{sample_server}/page/state/KR")
    page.emulate_media(media="print")
    assert not page.locator("header.site").is_visible()
    assert page.locator("#partners svg").is_visible()
    page.pdf(path=tmp_path / "page.pdf")
    assert b"%PDF" == (tmp_path / "page.pdf").read_bytes()[:4]


def test_a_dark_desk_gets_a_dark_page(opened: Browser, address: str) -> None:
    page = opened.new_page(color_scheme="dark")
    page.goto(address)
    red, *_ = re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))
    page.close()
    assert int(red) < 60
