"""The front page, search, and the pages about the site."""

from typing import Final

from flask import Blueprint, Response, redirect

from kg.queries import saved_queries
from server import urls, web
from server.draw.years import over_time
from server.events import rows
from server.graph import par
from server.kinds import KINDS

blueprint = Blueprint("home", __name__)

_LATEST: Final = 8
_QUESTIONS: Final = ("state_pair_talks", "official_counterparts", "agreement_exercises")
_MOST_MARKS: Final = 400


@blueprint.get(urls.HOME)
def front() -> Response:
    """What this is, the latest talks, where to begin."""
    if unchanged := web.unchanged("html"):
        return unchanged
    graph = web.snapshot().graph
    events = rows(graph, graph.instances(par("DiplomaticEvent")))
    news = [event for event in events if event.main]
    saved = {query.name: query for query in saved_queries()}
    counts = [(kind, graph.count(par(kind.term))) for kind in KINDS if kind.name in _COUNTED]
    return web.page(
        "home.html",
        counts=[(kind, number) for kind, number in counts if number],
        picture=over_time((news or events)[:_MOST_MARKS], (), "Talks over time"),
        latest=(news or events)[:_LATEST],
        questions=[saved[name] for name in _QUESTIONS if name in saved] or list(saved.values())[:3],
    )


_COUNTED: Final = ("event", "official", "agreement", "statement", "article")


@blueprint.get(urls.ROBOTS)
def robots() -> Response:
    """Crawlers may read pages; queries are for people and programs that mean them."""
    lines = ("User-agent: *", f"Disallow: {web.urls().to(urls.SPARQL)}?", "")
    return web.remembered(Response("\n".join(lines), content_type="text/plain; charset=utf-8"), "txt")


@blueprint.get("/favicon.ico")
def icon() -> Response:
    """Browsers ask here first."""
    return redirect(web.urls().static("mark.svg"), 308)  # type: ignore[return-value]
