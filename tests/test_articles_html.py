"""HTML pages give their article's paragraphs and what their head says of them."""

import json

import pytest

from kg.articles.html import read_html
from kg.articles.layout import lay_out
from kg.articles.page import declared_charset, page_metadata
from kg.errors import ArticleError
from kg.model import Metadata

SENTENCES = [
    "The Minister of Roads met her counterpart in the capital on Monday, and they spoke of trade.",
    "They agreed that the next round of talks would take place in the spring, when a new bridge is to open.",
    "On the sidelines, officials of both ministries signed a plan for the exchange of engineers.",
]
HEAD = (
    "<title>Ministers Meet | Ministry of Roads</title>"
    '<meta property="og:title" content="Ministers Meet - Roads">'
    '<meta property="og:site_name" content="Ministry of Roads">'
    '<meta property="article:published_time" content="2019-05-09T10:00:00Z">'
)
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Press Releases</a></li></ul></nav>'


def page(body: str, head: str = HEAD) -> bytes:
    inner = f"<head>{head}</head><body>{MENU}<h1>Ministers Meet</h1>{body}</body>"
    return f"<!DOCTYPE html><html>{inner}</html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>{sentence}</p>" for sentence in SENTENCES),
        "<br><br>".join(SENTENCES),
        "".join(f"<div>{sentence}</div>" for sentence in SENTENCES),
        "<table><tr><td>" + "</td></tr><tr><td>".join(SENTENCES) + "</td></tr></table>",
        "<ul><li>" + "</li><li>".join(SENTENCES) + "</li></ul>",
    ],
    ids=["p", "br", "div", "table", "list"],
)
def test_paragraphs_of_every_markup_stay_apart(body: str) -> None:
    article = lay_out(read_html(page(f"<article>{body}</article>"), "a", "a.html"))

    assert SENTENCES == [span.of(article.text) for span in article.paragraphs]


def test_the_head_gives_title_site_and_date() -> None:
    document = read_html(page(f"<p>{SENTENCES[0]}</p>"), "a", "a.html")

    assert (Metadata("Ministers Meet", "Ministry of Roads", "2019-05-09"), True) == (
        document.metadata,
        document.markup,
    )


def test_linked_data_give_headline_publisher_and_date() -> None:
    row = {"headline": "Roads Open", "datePublished": "2019-05-09", "publisher": {"name": "The Daily"}}
    script = f'<script type="application/ld+json">{json.dumps({"@graph": [row]})}</script>'

    assert Metadata("Roads Open", "The Daily", "2019-05-09") == page_metadata(
        f"<html><head>{script}</head></html>"
    )


@pytest.mark.parametrize(
    "head",
    ["<meta name=date content=soon>", '<script type="application/ld+json">{</script>', "<title></title>"],
)
def test_a_head_that_says_nothing_gives_nothing(head: str) -> None:
    assert Metadata() == page_metadata(f"<html><head>{head}</head><body><p>a</p></body></html>")


@pytest.mark.parametrize(
    "meta",
    ['<meta charset="euc-kr">', '<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">'],
)
def test_the_declared_charset_is_used(meta: str) -> None:
    content = page(f"<p>{SENTENCES[0]} (홍길동)</p>", meta).decode().encode("cp949")

    assert "euc-kr" == declared_charset(content)
    assert "홍길동" in read_html(content, "a", "a.html").text


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ArticleError, match=r"a\.html: no article text"):
        read_html(b"<html><body><script>f()</script></body></html>", "a", "a.html")
