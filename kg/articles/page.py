"""What an HTML page says of itself: title, site, date, charset, from its head and its headline."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kg.articles.published import checked_published
from kg.model import Metadata

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_SEPARATOR = re.compile(r"\s+(?:\||::|»|>|·|-|–|—|:)\s+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_SITES = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
_DATES = (
    "article:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "citation_publication_date", "pubdate", "publish-date", "date",
)  # fmt: skip
_CAUGHT = frozenset({"title", "h1", "script"})


def declared_charset(content: bytes) -> str | None:
    """The charset that a page's head names, None where it names none."""
    match = _CHARSET.search(content[:_HEAD])
    return match[1].decode("ascii") if match else None


def page_metadata(markup: str) -> Metadata:
    """Title, site and date of a page as its head or headline give them; None where they do not."""
    page = _Page()
    page.feed(markup)
    page.close()
    linked = list(_linked_data(page.caught["script"]))
    return Metadata(
        title=_title(page, linked),
        publisher=_first(page.meta, _SITES) or _publisher(linked),
        published=_published(page, linked),
    )


@dataclass(slots=True)
class _Capture:
    tag: str
    parts: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """Collects meta elements, times, and the words of titles, headlines and linked data."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.times: list[str] = []
        self.caught: dict[str, list[str]] = {tag: [] for tag in _CAUGHT}
        self._capture: _Capture | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.meta.setdefault(name.casefold(), given.get("content", "").strip())
        elif tag == "time":
            self.times.append(given.get("datetime", ""))
        elif tag in _CAUGHT and (tag != "script" or given.get("type") == "application/ld+json"):
            self._capture = _Capture(tag)

    def handle_data(self, data: str) -> None:
        if self._capture:
            self._capture.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._capture and self._capture.tag == tag:
            self.caught[tag].append(" ".join("".join(self._capture.parts).split()))
            self._capture = None


def _title(page: _Page, linked: list[dict[str, object]]) -> str | None:
    headlines = [words for words in page.caught["h1"] if words]
    named = _first(page.meta, _TITLES) or next(iter(page.caught["title"]), "")
    within = [words for words in headlines if words.casefold() in named.casefold()]
    if within:
        return max(within, key=len)
    headline = next((row["headline"] for row in linked if isinstance(row.get("headline"), str)), None)
    if isinstance(headline, str) and headline.strip():
        return " ".join(headline.split())
    if len(headlines) == 1 and len(headlines[0].split()) > len(("Press", "release")):
        return headlines[0]
    return max(_SEPARATOR.split(named), key=len) or None


def _published(page: _Page, linked: list[dict[str, object]]) -> str | None:
    said = [page.meta.get(name, "") for name in _DATES]
    said += [str(row.get("datePublished", "")) for row in linked]
    said += page.times if len(set(page.times)) == 1 else []
    return next(filter(None, map(_day, said)), None)


def _day(value: str) -> str | None:
    match = _DAY.match(value.strip())
    try:
        return checked_published(match[0]) if match else None
    except ValueError:
        return None


def _publisher(linked: list[dict[str, object]]) -> str | None:
    for row in linked:
        publisher = row.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return " ".join(name.split())
    return None


def _linked_data(scripts: list[str]) -> Iterator[dict[str, object]]:
    """The objects of JSON-LD scripts, those of a `@graph` too; scripts that are no JSON are passed over."""
    for script in scripts:
        try:
            content = json.loads(script)
        except (ValueError, RecursionError):
            continue
        rows = content if isinstance(content, list) else [content]
        for row in rows:
            if isinstance(row, dict):
                graph = row.get("@graph")
                yield row
                yield from (
                    (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()
                )


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((" ".join(meta[name].split()) for name in names if meta.get(name)), None)
