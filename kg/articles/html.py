"""HTML pages: their article's text, paragraph by paragraph, and what they say of themselves."""

import re

from kg.articles.page import declared_charset, page_metadata
from kg.articles.text import cleaned, decoded
from kg.errors import ArticleError
from kg.model import Document

_TABLE_ROW = re.compile(r"^\|.*\|[ \t]*$", re.MULTILINE)


def read_html(content: bytes, identifier: str, source: str, charset: str | None = None) -> Document:
    """The document that an HTML page holds; its text is the extracted one, a paragraph a line.

    Args:
        content: the page as it was read.
        identifier: of the document.
        source: name of the page, for messages.
        charset: encoding that a header declares; else the page's own head is asked.

    Raises:
        ArticleError: the bytes are not text, or the page holds no article.
    """
    markup = decoded(content, source, charset or declared_charset(content))
    text = cleaned(_article_text(markup))
    if not text.strip():
        raise ArticleError(source, "no article text was found in this page")
    return Document(identifier, text, page_metadata(markup), markup=True)


def _article_text(markup: str) -> str:
    import trafilatura  # noqa: PLC0415  # half a second that plain text does not need

    text = trafilatura.extract(
        markup, output_format="txt", include_comments=False, include_tables=True, favor_recall=True
    )
    return _TABLE_ROW.sub(_cells, text or trafilatura.html2txt(markup))


def _cells(row: re.Match[str]) -> str:
    """The cells of a row, a line each: pages lay text out in tables."""
    return "\n".join(filter(None, map(str.strip, row[0].split("|"))))
