"""Two parties side by side: their talks by month, what they agreed, what they told each other."""

from typing import Final

from flask import Blueprint, Response, request

from server import pictures, urls, web
from server.graph import Graph, par
from server.kinds import KINDS
from server.panels import Panel, section, times
from server.problems import NotFoundError
from server.remarks import first_and_last, totals

blueprint = Blueprint("pairs", __name__)

_TALKS: Final = times("talks", "talk", "talks")
PANELS: Final = (
    Panel("talks", "pair_talks", "Talks", "talk", "talk", draw=pictures.months, remark=first_and_last),
    Panel("agreements", "pair_agreements", "Both agreed", "act", "act"),
    Panel("statements", "pair_statements", "Said to each other", "act", "act"),
    Panel(
        "topics", "pair_topics", "Topics", "link", "topic", items=totals, draw=pictures.topics("party")
    ),
    Panel("series", "pair_series", "Series", "link", "series", note=times("editions", "edition", "editions")),
    Panel(
        "officials", "pair_officials", "Officials who met", "met", "official", note=_TALKS,
        items=pictures.who_met,
    ),
    Panel("places", "pair_places", "Where they met", "link", "place", note=_TALKS, draw=pictures.map_of),
)  # fmt: skip


@blueprint.get(urls.PAIR)
def pair(one: str, other: str) -> Response:
    """The page of two parties, named by their codes ("KR", "ASEAN")."""
    graph = web.snapshot().graph
    first, second = sorted([_party(graph, one), _party(graph, other)], key=graph.label)
    if first == second:
        raise NotFoundError("A pair has two different parties.", (first,))
    if unchanged := web.unchanged("html"):
        return unchanged
    wanted = request.args.get("section")
    page = web.page_number() if wanted else None
    iris = {"one": first, "other": second}
    made = (section(graph, panel, iris, page) for panel in PANELS if wanted in {None, panel.key})
    found = [one for one in made if one]
    if wanted and not found:
        raise NotFoundError("This page has no such list.")
    return web.page(
        "pair.html",
        parties=(first, second),
        sections=found,
        single=wanted is not None,
        own=web.urls().pair(first, second),
        kind=KINDS[0],
        here="",
        iri="",
    )


def _party(graph: Graph, code: str) -> str:
    """The party with a code, in capitals or not.

    Raises:
        NotFoundError: no party has it.
    """
    base = web.urls().iri("")
    for path in (f"state/{code.upper()}", f"organization/{code}", f"organization/{code.upper()}"):
        iri = base + path
        if code.isalnum() and code.isascii() and par("Party") in graph.types(iri):
            return iri
    near = web.snapshot().index.near(code)
    raise NotFoundError(
        "A pair names two parties by their codes, as /pairs/JP/KR.", tuple(hit.iri for hit in near)
    )
