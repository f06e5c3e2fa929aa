"""Pages that are not about one thing, by what they are called in tests; the way to one that is."""

from playwright.sync_api import Page

FIXED = {
    "home": "/",
    "search": "/search?q=kim",
    "search with facets": "/search?q=korea&kind=event",
    "search without hits": "/search?q=zzzzzz",
    "talks": "/talks",
    "talks with filters": "/talks?party=state/KR&from=2018&order=oldest",
    "no such talks": "/talks?from=1900&to=1901",
    "pair": "/pairs/JP/KR",
    "history": "/history/state/KR",
    "articles": "/articles",
    "questions": "/queries",
    "question": "/queries/talk_sentences",
    "long answer": "/queries/talk_agreements",
    "terms": "/def",
    "dumps": "/dumps",
    "dataset": "/dataset",
    "quality": "/quality",
    "not found": "/page/official/nobody",
    "one list": "/page/state/KR?section=bodies",
}
"""The editor and its answers have tests of their own in test_editor.py, the manual in test_manual.py."""
WIDTHS = (390, 1280)


def to_the_talk(page: Page, address: str) -> None:
    """Opens the page of the consultation of the small release."""
    page.goto(f"{address}/search?q=11th+ROK-Japan&kind=event")
    page.locator(".hits a.name").first.click()
