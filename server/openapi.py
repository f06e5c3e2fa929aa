"""The HTTP interface as an OpenAPI 3.1 document, made from the table `data/openapi.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from flask import Blueprint, Response, current_app, json

from server import urls, web

blueprint = Blueprint("openapi", __name__)

_ERRORS: Final = ("text/plain", "text/html")
_EVERYWHERE: Final = (429,)
"""Statuses that any address may answer with."""
_SENT_ON: Final = 308
"""Where a path holds a slash too many, the answer leads to the one without."""
_SAID: Final = {
    200: "The answer.",
    206: "The part that was asked for.",
    301: "It has another address.",
    302: "It has another address for that time.",
    303: "See there.",
    304: "The client has the answer already.",
    308: "It has another address.",
    400: "The request makes no sense; the message says where.",
    403: "Never done here: updates, LOAD, SERVICE to what is not listed.",
    404: "Nothing has this address.",
    406: "No form that the Accept header takes.",
    410: "What had this address was taken down, or is no longer kept.",
    413: "The request is too large.",
    415: "The body has another media type than the protocol's.",
    416: "The file has no such range.",
    429: "The client sends more than one client may; Retry-After says how long to wait.",
    502: "Another endpoint that the query asks gave no answer.",
    503: "No query process is free, or the query needed too much; Retry-After says when to come back.",
    504: "The query was stopped at its deadline.",
}

Table = dict[str, Any]


@blueprint.get(urls.OPENAPI)
def document() -> Response:
    """The document, with this server's address in it."""
    body = described(web.urls().absolute(web.urls().root), current_app.config["SOFTWARE"])
    return web.remembered(Response(json.dumps(body, indent=1), content_type="application/json"), "json")


def described(server: str, version: str) -> Table:
    """The document for a server at an address."""
    table = _table()
    paths: dict[str, Table] = {}
    for row in table["operation"]:
        paths.setdefault(row["path"], {})[row.get("method", "get")] = _operation(row, table)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Parley",
            "summary": "Who met whom, when and where, and what they agreed.",
            "version": version,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "tags": [{"name": tag} for tag in dict.fromkeys(row["tag"] for row in table["operation"])],
        "paths": paths,
    }


@cache
def _table() -> Table:
    """The table, read once: it is part of the software."""
    return tomllib.loads(files("server").joinpath("data", "openapi.toml").read_text("utf-8"))


def _operation(row: Table, table: Table) -> Table:
    media: Table = {name: {} for group in row.get("gives", ()) for name in table["media"][group]}
    found: Table = {
        "summary": row["summary"],
        "tags": [row["tag"]],
        "operationId": f"{row.get('method', 'get')} {row['path']}",
        "parameters": [_parameter(name, table) for name in row.get("takes", ())],
        "responses": _responses(row, media),
    }
    if "body" in row:
        kinds = [kind for group in row["body"] for kind in table["media"][group]]
        found["requestBody"] = {"required": True, "content": {kind: _body(kind) for kind in kinds}}
    return found


def _parameter(name: str, table: Table) -> Table:
    given = dict(table["parameter"][name])
    return {"name": name, "required": given["in"] == "path"} | given


def _body(kind: str) -> Table:
    text = {"type": "string"}
    if kind.endswith("urlencoded"):
        return {"schema": {"type": "object", "properties": {"query": text, "queries": text}}}
    return {"schema": text}


def _responses(row: Table, media: Table) -> Table:
    statuses = {200: media} if media else {}
    statuses |= dict.fromkeys(row.get("also", ()), media)
    if any(name in row["path"] for name in ("{name}", "{filename}", "{one}")):
        statuses[_SENT_ON] = media
    errors = (*row.get("errors", ()), *_EVERYWHERE)
    statuses |= {status: {kind: {} for kind in _ERRORS} for status in errors}
    return {str(status): _response(status, statuses[status]) for status in sorted(statuses)}


def _response(status: int, media: Table) -> Table:
    content = {"content": media} if media and (status < 300 or status >= 400) else {}  # noqa: PLR2004  a redirect
    return {"description": _SAID[status]} | content
