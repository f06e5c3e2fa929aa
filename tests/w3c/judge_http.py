"""Judges the tests of the protocol and of the graph store.

A server of releases takes no writes. In the tests of the graph store each one is sent, must be refused
with 405, and is then carried out as a publisher would, by a new release, so that what the test reads
afterwards is judged. Where writing is switched on, the tests run as they stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from itertools import count
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

import pyoxigraph as ox

from tests.w3c.exchanges import Exchange, Request, differs, parsed
from tests.w3c.judge import REFUSED, Verdict, failing
from tests.w3c.scratch import Bench, Reply

NOT_ALLOWED: Final = 405
_READING: Final = ("GET", "HEAD")


def on_protocol(exchange: Exchange, bench: Bench) -> Verdict:
    """The verdict on a test of the protocol; an update that should succeed must be refused."""
    bench.serve(exchange.data)
    bench.served = None if bench.writable else bench.served
    for request in exchange.requests:
        reply = bench.raw(request.method, request.path, request.headers, request.body)
        wrong = differs(request, reply, bench.address + request.path)
        if wrong and reply.status == REFUSED:
            return Verdict("refused", reply.body.decode())
        if wrong:
            return Verdict("fails", f"{request.method} {request.path[:120]}: {wrong}")
    return Verdict("passes")


@dataclass(slots=True)
class Store:
    """What the writes of a test have made; the name "" is that of the default graph."""

    graphs: dict[str, list[ox.Triple]] = field(default_factory=lambda: {"": []})
    fresh: Iterator[int] = field(default_factory=count)

    def write(self, request: Request, base: str) -> str:
        """Carries a write out; the name of its graph."""
        name = _graph(request.path, base) or f"http://www.example/gsp/new/{next(self.fresh)}"
        name = "" if name == "default" else name
        if request.method == "DELETE":
            self.graphs.pop(name, None)
            return name
        old = self.graphs.get(name, []) if request.method == "POST" else []
        bodies = _bodies(request)
        document = name or "http://www.example/gsp"
        new = [triple for body in bodies for triple in parsed(body, ox.RdfFormat.TURTLE, document)]
        self.graphs[name] = old + new
        return name

    def fill(self, store: ox.Store) -> None:
        """Puts the graphs in a store."""
        for name, triples in self.graphs.items():
            graph = ox.NamedNode(name) if name else ox.DefaultGraph()
            store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)


def on_graph_store(exchange: Exchange, bench: Bench) -> Verdict:
    """The verdict on a test of the graph store: "refused" where all is well but that it writes."""
    if bench.writable:
        bench.served = None
        return _as_it_stands(exchange, bench)
    store = Store()
    bench.publish(store.fill)
    names: dict[str, str] = {}
    wrote = False
    for request in (_renamed(request, names) for request in exchange.requests):
        reply = bench.raw(request.method, _ours(request.path), request.headers, request.body)
        if request.method in _READING:
            if wrong := differs(request, reply, _base(request.path, bench)):
                return Verdict("fails", f"{request.method} {request.path}: {wrong}")
            continue
        if wrong := _taken(reply):
            return Verdict("fails", wrong)
        wrote = True
        name = store.write(request, bench.settings.base)
        bench.publish(store.fill)
        if request.wanted.location:
            names[request.wanted.location] = name
    return Verdict("refused", "writes are answered with 405") if wrote else failing("")


def _as_it_stands(exchange: Exchange, bench: Bench) -> Verdict:
    """Sends every request to a server that takes writes."""
    bench.serve(())
    bench.served = None
    names: dict[str, str] = {}
    for request in (_renamed(request, names) for request in exchange.requests):
        reply = bench.raw(request.method, _ours(request.path), request.headers, request.body)
        if wrong := differs(request, reply, _base(request.path, bench)):
            return Verdict("fails", f"{request.method} {request.path}: {wrong}")
        if request.wanted.location:
            names[request.wanted.location] = _graph(reply.headers["location"], "") or ""
    return Verdict("passes")


def _taken(reply: Reply) -> str:
    return "" if reply.status == NOT_ALLOWED else f"a write got {reply.status}, not 405"


def _ours(path: str) -> str:
    """Where this server has the address: `/graphs` for the store, below `/graph/` what names itself."""
    return "/graph" + path if _is_direct(path) else "/graphs" + path.removeprefix("/gsp")


def _is_direct(path: str) -> bool:
    return path.startswith("/gsp/")


def _base(path: str, bench: Bench) -> str:
    """What relative IRIs of a test's document are relative to."""
    return _graph(path, bench.settings.base) or "" if _is_direct(path) else f"http://www.example{path}"


def _graph(path: str, base: str) -> str | None:
    """The graph that a path names; "default" for the default graph."""
    if _is_direct(path):
        return f"{base}graph{path}"
    given = parse_qs(urlsplit(path).query, keep_blank_values=True)
    return "default" if "default" in given else next(iter(given.get("graph", [])), None)


def _bodies(request: Request) -> list[bytes]:
    """The documents that a request brings: one, or those of a form."""
    kind = request.headers.get("content-type", "")
    body = request.body or b""
    if not kind.startswith("multipart/"):
        return [body]
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    parts = (part for part in message.walk() if not part.is_multipart())
    return [bytes(part.get_payload(decode=True)) for part in parts]


def _renamed(request: Request, names: dict[str, str]) -> Request:
    """The request with the addresses that earlier answers gave."""
    wanted = request.wanted
    path, graph = request.path, wanted.graph
    for name, value in names.items():
        path = path.replace(name, quote(value, safe=""))
        graph = graph and graph.replace(name, value)
    return replace(request, path=path, wanted=replace(wanted, graph=graph))
