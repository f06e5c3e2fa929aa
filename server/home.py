"""The front page, search, and the pages about the site."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, redirect

from kg.queries import saved_queries
from server import urls, web
from server.draw.figure import Figure
from server.draw.years import MOST_MARKS, by_year, over_time
from server.events import Row, row
from server.graph import Graph, par
from server.kinds import KINDS

blueprint = Blueprint("home", __name__)

_LATEST: Final = 8
_QUESTIONS: Final = ("state_pair_talks", "official_counterparts", "agreement_exercises")


@blueprint.get(urls.HOME)
def front() -> Response:
    """What this is, the latest talks, where to begin."""
    if unchanged := web.unchanged("html"):
        return unchanged
    graph, counts = web.snapshot().graph, web.snapshot().release.counts
    saved = {query.name: query for query in saved_queries()}
    seen = graph.kept("overview", "", _overview)
    return web.page(
        "home.html",
        counts=[(kind, number) for kind in KINDS if (number := counts.get(_COUNTED.get(kind.name, "")))],
        picture=seen.picture,
        latest=seen.latest,
        questions=[saved[name] for name in _QUESTIONS if name in saved] or list(saved.values())[:3],
    )


_COUNTED: Final = {
    "event": "talks",
    "official": "officials",
    "agreement": "agreements",
    "statement": "statements",
    "article": "articles",
}


@dataclass(frozen=True, slots=True)
class Overview:
    """What the front page shows of all talks."""

    latest: tuple[Row, ...]
    picture: Figure | None


def _overview(graph: Graph, _iri: str) -> Overview:
    """The latest events that an article reports as its news, and all of these over time."""
    days = graph.values(par("earliest"))
    news = graph.subjects(par("reportedAs"), par("MainNews")) or graph.instances(par("DiplomaticEvent"))
    dated = sorted((iri for iri in news if iri in days), key=lambda iri: (days[iri], iri), reverse=True)
    title = "Talks over time"
    if len(dated) <= MOST_MARKS:
        picture = over_time((row(graph, iri) for iri in dated), (), title)
    else:
        picture = by_year(Counter(int(days[iri][:4]) for iri in dated), (), title)
    return Overview(tuple(row(graph, iri) for iri in (dated or news)[:_LATEST]), picture)


@blueprint.get(urls.ROBOTS)
def robots() -> Response:
    """Crawlers may read pages; queries are for people and programs that mean them."""
    lines = ("User-agent: *", f"Disallow: {web.urls().to(urls.SPARQL)}?", "")
    return web.remembered(Response("\n".join(lines), content_type="text/plain; charset=utf-8"), "txt")


@blueprint.get("/favicon.ico")
def icon() -> Response:
    """Browsers ask here first."""
    return redirect(web.urls().static("mark.svg"), 308)  # type: ignore[return-value]
