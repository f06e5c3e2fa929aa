"""The articles that were read, by date, with filters."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, request

from server import urls, web
from server.graph import Graph, par
from server.problems import NotFoundError
from server.quotes import Source, source_of

blueprint = Blueprint("articles", __name__)

_SIZE: Final = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in the list, with the talks that are its news."""

    source: Source
    talks: tuple[str, ...]
    mentioned: int


@blueprint.get(urls.ARTICLES)
def listing() -> Response:
    """Articles, the newest first, by publisher and year where asked."""
    graph = web.snapshot().graph
    publisher, year = request.args.get("publisher", ""), request.args.get("year", "")
    everything = [source_of(graph, iri) for iri in graph.instances(par("Article"))]
    found = [s for s in everything if publisher in ("", s.publisher) and s.sort.startswith(year)]
    found.sort(key=lambda source: (source.sort, source.iri), reverse=True)
    page = web.page_number()
    pages = max(1, -(-len(found) // _SIZE))
    if page > pages:
        raise NotFoundError(f"The list has {pages} pages.")
    return web.page(
        "articles.html",
        entries=[entry(graph, source) for source in found[(page - 1) * _SIZE : page * _SIZE]],
        total=len(found),
        page=page,
        pages=pages,
        publisher=publisher,
        year=year,
        publishers=sorted(Counter(s.publisher for s in everything if s.publisher).items()),
        years=sorted({s.sort[:4] for s in everything if s.sort}, reverse=True),
    )


def entry(graph: Graph, source: Source) -> Entry:
    """An article with what it reports."""
    events = graph.links(source.iri, par("reports"))
    main = {claim for claim in events if _is_news(graph, claim, source.iri)}
    return Entry(source, tuple(sorted(main, key=graph.label)), len(events) - len(main))


def _is_news(graph: Graph, event: str, article: str) -> bool:
    """Whether this very article reports the event as its news."""
    return article in graph.claims(event, par("reportedAs")).get(par("MainNews"), ())
