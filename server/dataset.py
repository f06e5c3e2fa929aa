"""What the data set says of itself, how the build went, whether the server is well."""

from typing import Any, Final

import pyoxigraph as ox
from flask import Blueprint, Response, jsonify, request
from werkzeug.utils import redirect

from server import urls, web
from server.negotiate import GRAPHS, HTML, choose
from server.rdf import FORMATS, PREFIXES

blueprint = Blueprint("dataset", __name__)

_MOST: Final = 200


@blueprint.get(urls.DATASET)
def dataset() -> Response:
    """The description of the data: a page, or DCAT and VoID."""
    offer = choose(request.headers.get("Accept"), (HTML, *GRAPHS))
    if offer is HTML:
        found = web.snapshot().release
        return web.vary(web.page("dataset.html", counts=found.counts, formats=GRAPHS, found=found))
    start = f"{web.urls().base}dataset"
    quads = web.snapshot().graph.store.quads_for_pattern(
        None, None, None, ox.NamedNode(f"{web.urls().base}graph/dataset")
    )
    triples = sorted((quad.triple for quad in quads), key=lambda t: (str(t.subject) != f"<{start}>", str(t)))
    prefixes = PREFIXES if offer.name in {"ttl", "rdf"} else None
    body = ox.serialize(triples, format=FORMATS[offer.name], prefixes=prefixes) or b""
    return web.vary(web.remembered(Response(body, content_type=offer.content_type), offer.name))


@blueprint.get(urls.VOID)
def void() -> Response:
    """The well-known address of the description."""
    return redirect(web.urls().to(urls.DATASET), 303, Response=Response)  # type: ignore[return-value]


@blueprint.get(urls.QUALITY)
def quality() -> Response:
    """What the build's checks found."""
    found = web.snapshot().release
    return web.page("quality.html", counts=found.counts, parts=report_parts(found.report()), most=_MOST)


@blueprint.get(urls.HEALTH)
def health() -> Response:
    """For machines that watch: the release served and the query processes."""
    found = web.snapshot().release
    response = jsonify(status="ok", release=found.number, processes=web.site().pool.running)
    response.headers["Cache-Control"] = "no-store"
    return response


def report_parts(report: dict[str, Any]) -> list[tuple[str, list[str], list[list[str]]]]:
    """A build report as tables: title, column names, rows; parts that hold nothing are left out."""
    parts = []
    for name, value in report.items():
        if isinstance(value, list) and value:
            columns = list(dict.fromkeys(key for row in value if isinstance(row, dict) for key in row))
            rows = [_cells(row, columns) for row in value]
            kept = [at for at in range(len(columns) or 1) if any(row[at] for row in rows)]
            names = [columns[at] for at in kept] if columns else [name]
            parts.append((name, names, [[row[at] for at in kept] for row in rows]))
    return parts


def _cells(row: Any, columns: list[str]) -> list[str]:
    if isinstance(row, dict):
        return ["" if row.get(name) is None else str(row[name]) for name in columns]
    return [str(row)]
