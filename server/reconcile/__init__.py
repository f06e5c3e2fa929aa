"""OpenRefine and other clients match names with things here: the reconciliation API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import json
from typing import Any, Final

from flask import Blueprint, Response, render_template, request

from kg import __version__
from kg.vocabulary import PAR
from server import urls, web
from server.negotiate import HTML
from server.problems import NotFoundError, RequestError
from server.quotes import quotes_of
from server.reconcile import candidates, extend
from server.reconcile.schema import properties, property_json, type_json, type_of, types
from server.reconcile.things import Thing, thing_of
from server.search import folded

blueprint = Blueprint("reconcile", __name__)

BATCH: Final = 50
"""Queries of one request."""
_SUGGESTED: Final = 10
_PREVIEW: Final = {"width": 430, "height": 250}
_ELSEWHERE: Final = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)
"""Policy of what OpenRefine shows in a frame of its own: anyone may frame it, it can load nothing else."""


@blueprint.route(urls.RECONCILE, methods=["GET", "POST"])
def service() -> Response:
    """The manifest; answers to a batch of `queries`; values for `extend`."""
    if "queries" in request.values:
        return _sent(_answers(_json_of("queries")))
    if "extend" in request.values:
        return _sent(extend.extended(web.snapshot().graph, _json_of("extend")))
    return _sent(manifest())


@blueprint.get(urls.RECONCILE_SUGGEST)
def suggest(what: str) -> Response:
    """Things, types or properties by the beginning of a name."""
    prefix, cursor = request.args.get("prefix", ""), request.args.get("cursor", "0")
    if not cursor.isdecimal():
        raise RequestError("`cursor` counts from 0.")
    found = {"entity": _entities, "type": _types, "property": _properties}
    if what not in found:
        raise NotFoundError("There are suggestions for `entity`, `type` and `property`.")
    return _sent({"result": found[what](prefix)[int(cursor) :][:_SUGGESTED]})


@blueprint.get(urls.RECONCILE_FLYOUT)
def flyout(what: str) -> Response:
    """A few words on a thing, a type or a property, to be shown beside its name."""
    id_ = request.args.get("id", "")
    if what == "entity":
        thing = _thing(id_)
        name, about = thing.name, candidates.described(thing)
    elif what == "type" and id_ in types():
        name, about = types()[id_].name, ""
    elif what == "property" and id_ in properties():
        name, about = properties()[id_].name, properties()[id_].description
    else:
        raise NotFoundError("There is nothing with this id.")
    return _sent({"id": id_, "html": render_template("flyout.html", name=name, about=about)})


@blueprint.get(urls.RECONCILE_PROPOSE)
def propose() -> Response:
    """Properties that things of a type can have."""
    wanted = request.args.get("type", "")
    limit = request.args.get("limit", "")
    found = [property_json(p) for p in properties().values() if not wanted or wanted in p.types]
    answer: dict[str, Any] = {"properties": found[: int(limit)] if limit.isdecimal() else found}
    return _sent(answer | ({"type": wanted} if wanted else {}))


@blueprint.get(urls.RECONCILE_PREVIEW)
def preview() -> Response:
    """A thing in a small frame: what it is, and one sentence about it."""
    thing = _thing(request.args.get("id", ""))
    quotes = quotes_of(thing.graph, thing.iri)
    about = candidates.described(thing)
    text = render_template("preview.html", thing=thing, about=about, quote=quotes[0] if quotes else None)
    response = web.remembered(Response(text, content_type=HTML.content_type), "html")
    response.headers["Content-Security-Policy"] = _ELSEWHERE
    return response


def manifest() -> dict[str, Any]:
    """What the service offers, with its addresses."""
    at = web.urls()
    here = at.absolute(at.root)
    suggestions = {
        what: {
            "service_url": here,
            "service_path": f"{urls.RECONCILE}/suggest/{what}",
            "flyout_service_url": here,
            "flyout_service_path": f"{urls.RECONCILE}/flyout/{what}?id=${{id}}",
        }
        for what in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "Parley: states, officials, bodies, series and talks",
        "identifierSpace": f"{at.base}id/",
        "schemaSpace": str(PAR._NS),  # noqa: SLF001  rdflib's name
        "serviceVersion": __version__,
        "documentation": at.absolute(at.to(urls.DOCS)),
        "logo": at.absolute(at.static("mark.svg")),
        "defaultTypes": [type_json(found) for found in types().values()],
        "view": {"url": f"{here}/id/{{{{id}}}}"},
        "preview": {"url": f"{here}{urls.RECONCILE_PREVIEW}?id={{{{id}}}}", **_PREVIEW},
        "suggest": suggestions,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": urls.RECONCILE_PROPOSE},
            "property_settings": extend.SETTINGS,
        },
        "batchSize": BATCH,
    }


def _answers(queries: Any) -> dict[str, Any]:
    if not isinstance(queries, dict):
        raise RequestError("`queries` is an object of queries, each under a name of your choice.")
    if len(queries) > BATCH:
        raise RequestError(f"Send at most {BATCH} queries at once.")
    asked = {key: candidates.query_of(given) for key, given in queries.items()}
    return {key: candidates.answer(web.snapshot(), query) for key, query in asked.items()}


def _entities(prefix: str) -> list[dict[str, Any]]:
    shot = web.snapshot()
    hits = shot.index.find(prefix, limit=200)
    things = [Thing(shot.graph, hit.iri) for hit in hits]
    return [
        {"id": t.id, "name": t.name, "description": candidates.described(t), "notable": [type_json(found)]}
        for t in things
        if (found := type_of(t))
    ]


def _types(prefix: str) -> list[dict[str, Any]]:
    return [type_json(t) for t in types().values() if folded(prefix) in folded(f"{t.name} {t.id}")]


def _properties(prefix: str) -> list[dict[str, Any]]:
    return [property_json(p) for p in properties().values() if folded(prefix) in folded(f"{p.name} {p.id}")]


def _thing(id_: str) -> Thing:
    thing = thing_of(web.snapshot().graph, id_)
    if thing is None:
        raise NotFoundError("There is nothing with this id.")
    return thing


def _json_of(name: str) -> Any:
    try:
        return json.loads(request.values[name])
    except ValueError as error:
        raise RequestError(f"`{name}` is not JSON: {error}") from error


def _sent(value: dict[str, Any]) -> Response:
    response = Response(json.dumps(value, ensure_ascii=False), content_type="application/json")
    return web.remembered(response, "json") if request.method in {"GET", "HEAD"} else response
