"""Tests that are sequences of requests: the protocol's, and those of the graph store."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from server.negotiate import GRAPHS, TABLES
from tests.tools import w3c
from tests.w3c import compare
from tests.w3c.results import read
from tests.w3c.scratch import Reply
from tests.w3c.suites import BASE, Source, file
from tests.w3c.triples import FORMATS, MF, RDFS, UT, Triples

PROTOCOL = "sparql11/protocol/manifest.ttl"
GRAPH_STORE = tuple(f"sparql11/graph-store-protocol/manifest-{way}.ttl" for way in ("indirect", "direct"))
HT = "http://www.w3.org/2011/http#"
_CNT = "http://www.w3.org/2011/content#"
_CODES = {"OK": 200, "Created": 201, "NoContent": 204, "BadRequest": 400, "NotFound": 404}
_CLASS = re.compile(r"StatusCode(\d)xx")
_RDF = {offer.media: FORMATS.get(offer.name, ox.RdfFormat.JSON_LD) for offer in GRAPHS}
_MEDIA = {
    "boolean": {offer.media for offer in TABLES[:2]},
    "tabular": {offer.media for offer in TABLES},
    "RDF": set(_RDF),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must come back; None and () where anything may.

    Attributes:
        statuses: local names of status codes and classes of them.
        form: "boolean", "tabular" or "RDF".
        graph: the graph in Turtle.
        location: the name that later requests call the address in `Location` by.
    """

    statuses: tuple[str, ...]
    boolean: bool | None
    form: str | None
    media: str | None
    graph: str | None
    location: str | None


@dataclass(frozen=True, slots=True)
class Request:
    """One request with its expected answer."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Exchange:
    """A test: requests in order, over some data."""

    id: str
    data: tuple[Source, ...]
    requests: tuple[Request, ...]


@cache
def exchanges(manifest: str) -> tuple[Exchange, ...]:
    """The tests of one manifest, by its path in the suites."""
    if not w3c():
        return ()
    iri = BASE + manifest
    triples = Triples.read(file(iri), iri)
    entries = triples.members(triples.instances(f"{MF}Manifest")[0], f"{MF}entries")
    suite = manifest.removesuffix(".ttl").removesuffix("/manifest")
    return tuple(_exchange(triples, entry, suite) for entry in entries)


def differs(request: Request, reply: Reply, base: str) -> str:
    """What is wrong with an answer; "" where nothing is."""
    wanted = request.wanted
    if wanted.statuses and not any(_is(name, reply.status) for name in wanted.statuses):
        return f"status {reply.status} instead of {wanted.statuses}: {reply.body[:200]!r}"
    if wanted.media and reply.media != wanted.media:
        return f"media type {reply.media} instead of {wanted.media}"
    if wanted.form and reply.media not in _MEDIA[wanted.form]:
        return f"media type {reply.media} for a {wanted.form} answer"
    return "" if request.method == "HEAD" else _body_differs(wanted, reply, base)


def _body_differs(wanted: Wanted, reply: Reply, base: str) -> str:
    if wanted.boolean is not None and wanted.boolean != _boolean(reply):
        return f"not {wanted.boolean}: {reply.body[:200]!r}"
    if wanted.graph is None:
        return ""
    ours = parsed(wanted.graph.encode(), ox.RdfFormat.TURTLE, base)
    theirs = parsed(reply.body, _RDF[reply.media], base)
    return "" if compare.canonical(ours) == compare.canonical(theirs) else f"another graph: {reply.body!r}"


def parsed(body: bytes, form: ox.RdfFormat, base: str) -> list[ox.Triple]:
    """The triples of a document, its blank nodes no other document's."""
    return [quad.triple for quad in ox.parse(body, form, base_iri=base, rename_blank_nodes=True)]


def _is(name: str, status: int) -> bool:
    found = _CLASS.fullmatch(name)
    return status // 100 == int(found[1]) if found else status == _CODES[name]


def _boolean(reply: Reply) -> bool:
    return read(reply.body, "srj" if reply.media.endswith("json") else "srx", "") is True


def _exchange(triples: Triples, entry: Any, suite: str) -> Exchange:
    folder = f"{BASE}{suite.rpartition('/manifest')[0] or suite}/"
    data = []
    for node in triples.all(entry, f"{UT}graphData"):
        graph = triples.one(node, f"{UT}graph").value
        data.append(Source(folder + graph.rpartition("/")[2], triples.one(node, f"{RDFS}label").value))
    action = triples.one(entry, f"{MF}action")
    requests = tuple(_request(triples, node) for node in triples.members(action, f"{HT}requests"))
    return Exchange(f"{suite}#{entry.value.rpartition('#')[2]}", tuple(data), requests)


def _request(triples: Triples, node: Any) -> Request:
    body = triples.one(node, f"{HT}body")
    return Request(
        method=triples.one(node, f"{HT}methodName").value,
        path=quote(triples.one(node, f"{HT}absolutePath").value, safe="/?&=%:+$"),
        headers=_headers(triples, node),
        body=None if body is None else _text(triples, body).encode(_encoding(triples, body)),
        wanted=_wanted(triples, triples.one(node, f"{HT}resp")),
    )


def _wanted(triples: Triples, node: Any) -> Wanted:
    boolean, form, location = (
        triples.one(node, f"{MF}expected{name}") for name in ("Boolean", "Format", "Location")
    )
    body = triples.one(node, f"{HT}body")
    statuses = triples.all(node, f"{MF}expectedStatus")
    return Wanted(
        statuses=tuple(status.value.rpartition("#")[2] for status in statuses),
        boolean=None if boolean is None else boolean.value == "true",
        form=form and form.value,
        media=_headers(triples, node).get("content-type", "").partition(";")[0] or None,
        graph=None if body is None else _text(triples, body),
        location=location and location.value,
    )


def _headers(triples: Triples, node: Any) -> dict[str, str]:
    fields = triples.members(node, f"{HT}headers")
    pairs = ((triples.one(f, f"{HT}fieldName"), triples.one(f, f"{HT}fieldValue")) for f in fields)
    return {name.value.lower(): value.value for name, value in pairs}


def _text(triples: Triples, body: Any) -> str:
    text: str = triples.one(body, f"{_CNT}chars").value
    return text


def _encoding(triples: Triples, body: Any) -> str:
    found = triples.one(body, f"{_CNT}characterEncoding")
    return found.value if found else "utf-8"
