"""The search page, its answers as a file, and suggestions while somebody types."""

import csv
import re
from io import StringIO
from typing import Final

from flask import Blueprint, Response, jsonify, request

from server import urls, web
from server.kinds import KINDS
from server.problems import NotFoundError, RequestError
from server.search.asked import sparql
from server.search.facets import FACETS, chosen, named, options
from server.search.index import Hit

blueprint = Blueprint("search", __name__)

_PAGE: Final = 40
_SUGGESTIONS: Final = 8
_LONGEST: Final = 200
_ONE: Final = {kind.name: kind.one for kind in KINDS}


@blueprint.get(urls.SEARCH)
def search() -> Response:
    """Things by name and by sentence, the best first, with facets to narrow them."""
    words, given = _words(), _given()
    number = web.page_number()
    if unchanged := web.unchanged("html"):
        return unchanged
    graph, index = web.snapshot().graph, web.snapshot().index
    everything = index.find(words)
    found = chosen(graph, everything, given)
    pages = max(1, -(-len(found) // _PAGE))
    if number > pages:
        raise NotFoundError(f"The list has {pages} pages.")
    facets = {
        name: options(graph, chosen(graph, everything, _but(given, name)), given).get(name, [])
        for name in FACETS
    }
    return web.page(
        "search.html",
        words=words,
        given=given,
        chips={name: named(graph, name, value) for name, value in given.items()},
        hits=found[(number - 1) * _PAGE : number * _PAGE],
        total=len(found),
        page=number,
        pages=pages,
        facets={name: values for name, values in facets.items() if values},
        near=index.near(words) if words and not everything else [],
        names=_ONE,
        query=sparql(words, given),
        address=_address,
    )


@blueprint.get(urls.SEARCH_FILE)
def table() -> Response:
    """All that a search finds, as CSV."""
    words, given = _words(), _given()
    if unchanged := web.unchanged("csv"):
        return unchanged
    found = chosen(web.snapshot().graph, web.snapshot().index.find(words), given)
    file = StringIO()
    rows = csv.writer(file)
    rows.writerow(["kind", "thing", "label", "why", "matched"])
    rows.writerows([hit.kind, hit.iri, hit.label, hit.why, hit.matched] for hit in found)
    response = Response(file.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="search.csv"'
    return web.remembered(response, "csv")


@blueprint.get(urls.SUGGEST)
def suggest() -> Response:
    """Names that begin as the visitor types, each with why it is offered."""
    words = _words()
    if unchanged := web.unchanged("json"):
        return unchanged
    hits = web.snapshot().index.suggest(words, _SUGGESTIONS)
    return web.remembered(jsonify([_suggestion(hit) for hit in hits]), "json")


def _suggestion(hit: Hit) -> dict[str, str]:
    why = {"spelling": f"also written “{hit.matched}”", "code": f"code {hit.matched}"}.get(hit.why, "")
    kind = _ONE.get(hit.kind, "")
    return {"label": hit.label, "kind": kind, "why": why, "href": web.urls().page(hit.iri) or ""}


def _words() -> str:
    return request.args.get("q", "").strip()[:_LONGEST]


def _given() -> dict[str, str]:
    """The facets chosen; individuals as IRIs.

    Raises:
        RequestError: a value cannot be one of its facet.
    """
    found = {name: value for name in FACETS if (value := request.args.get(name, "").strip())}
    for name in ("party", "series", "topic"):
        if name in found:
            found[name] = web.urls().iri(found[name])
    if re.search(r"[\x00-\x20<>\"{}|^`\\]", "".join(found.values())):
        raise RequestError("A facet names a thing by what follows /id/ in its address, as party=state/KR.")
    return found


def _but(given: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in given.items() if key != name}


def _address(words: str, given: dict[str, str], name: str = "", value: str = "", route: str = "") -> str:
    """The same search with one facet set to a value, or without it where the value is ""."""
    changed = _but(given, name) | ({name: value} if name and value else {})
    paths = {key: web.urls().name(one) or one for key, one in changed.items()}
    return web.urls().to(route or urls.SEARCH, q=words, **paths)
