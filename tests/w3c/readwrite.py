"""The real application with writes switched on, for the suites' tests of updates and of nothing else.

Every write makes a new release of the scratch folder and serves it, so even here no release is edited.
The package that people install does not hold this module, and the module refuses to start without
`PARLEY_TEST_UPDATES=1`.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from email import message_from_bytes
from itertools import count
from urllib.parse import quote

import pyoxigraph as ox
from flask import Flask, Response, request

from kg.errors import ParleyError
from kg.release import build_lock, new_release, open_release, publish_folder
from kg.settings import Settings, from_environment
from kg.store import open_store
from server import create_app as read_only_app
from server import urls
from tests.w3c import updating
from tests.w3c.using import WithGraphsError, with_graphs

SWITCH = "PARLEY_TEST_UPDATES"
_UPDATE = "application/sparql-update"
_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
_WRITES = frozenset(["PUT", "POST", "DELETE"])


def create_app() -> Flask:
    """The application; it takes updates and writes of graphs.

    Raises:
        ParleyError: the switch for tests is not set.
    """
    if os.environ.get(SWITCH) != "1":
        raise ParleyError(f"this application is for tests only; they set {SWITCH}=1")
    settings = from_environment()
    app = read_only_app(settings)
    writer = _Writer(settings)
    app.before_request(writer.on_update)
    app.before_request(writer.on_graph)
    return app


class _Writer:
    """Turns writes into releases."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._fresh = count(1)

    def on_update(self) -> Response | None:
        """Carries an update out; None where the request is none."""
        if request.path.rstrip("/") != urls.SPARQL or request.method != "POST":
            return None
        texts = request.form.getlist("update")
        if request.mimetype == _UPDATE:
            texts = [request.get_data().decode(errors="replace")]  # what is no UTF-8 does not parse
        if len(texts) != 1:
            return None
        graphs = [request.values.getlist(f"using-{name}graph-uri") for name in ("", "named-")]
        try:
            text = with_graphs(texts[0], *graphs)
        except WithGraphsError as error:
            return Response(str(error), 400)
        return self._updated(text)

    def on_graph(self) -> Response | None:
        """Writes a graph; None where the request does not."""
        direct = request.path.startswith("/graph/")
        if request.method not in _WRITES or not (direct or request.path == urls.GRAPHS):
            return None
        if "default" in request.args:
            return self._written(ox.DefaultGraph(), new=False)
        named = request.args.get("graph") or (self._settings.base + request.path[1:] if direct else "")
        if not named:
            named = f"{self._settings.base}graph/new/{next(self._fresh)}"
        graph = ox.NamedNode(named)
        return self._written(graph, new=not self._store().contains_named_graph(graph))

    def _written(self, graph: ox.NamedNode | ox.DefaultGraph, *, new: bool) -> Response:
        if request.method == "DELETE":
            if not new:
                self._publish(lambda store: store.remove_graph(graph))
            return Response(status=404 if new else 204)
        base = graph.value if isinstance(graph, ox.NamedNode) else request.url
        quads = [q for body in _bodies() for q in ox.parse(*body, base_iri=base, rename_blank_nodes=True)]

        def write(store: ox.Store) -> None:
            if request.method == "PUT":
                store.clear_graph(graph)
            if isinstance(graph, ox.NamedNode):
                store.add_graph(graph)
            store.extend(ox.Quad(q.subject, q.predicate, q.object, graph) for q in quads)

        self._publish(write)
        return _made(graph) if new else Response(status=204)

    def _updated(self, text: str) -> Response:
        with build_lock(self._settings), new_release(self._settings) as part:
            self._copy(str(part / "store"))
            done = subprocess.run(
                [sys.executable, "-m", updating.__name__, str(part / "store")],
                input=f"{request.base_url}\n{text}".encode(),
                capture_output=True,
                check=False,
            )
            if done.returncode == 0:
                (part / "aliases.json").write_text("{}")
                publish_folder(self._settings, part, "scratch", _NO_COUNTS, [])
                return Response(status=204)
        syntax = done.returncode == updating.SYNTAX
        return Response(done.stderr, 400 if syntax else 409, content_type="text/plain")

    def _publish(self, write: Callable[[ox.Store], None]) -> None:
        with build_lock(self._settings), new_release(self._settings) as part:
            store = self._copy(str(part / "store"))
            write(store)
            store.flush()
            del store
            (part / "aliases.json").write_text("{}")
            publish_folder(self._settings, part, "scratch", _NO_COUNTS, [])

    def _store(self) -> ox.Store:
        return open_store(open_release(self._settings))

    def _copy(self, path: str) -> ox.Store:
        """A new store with all that the served release holds, empty graphs too."""
        served, store = self._store(), ox.Store(path)
        for graph in served.named_graphs():
            store.add_graph(graph)
        store.extend(served)
        store.flush()
        return store


def _made(graph: ox.NamedNode | ox.DefaultGraph) -> Response:
    """A new graph, with its address where the server chose its name."""
    response = Response(status=201)
    if request.path == urls.GRAPHS and "graph" not in request.args:
        address = f"{request.url_root[:-1]}{urls.GRAPHS}?graph={quote(str(graph)[1:-1], '')}"
        response.headers["Location"] = address
    return response


_NO_COUNTS = {"triples": 0, "quads": 0}


def _bodies() -> list[tuple[bytes, ox.RdfFormat]]:
    """The documents of the request: one, or those of a form; Turtle where nothing is said."""
    body = request.get_data()
    if not request.mimetype.startswith("multipart/"):
        return [(body, _FORMATS.get(request.mimetype, ox.RdfFormat.TURTLE))]
    message = message_from_bytes(f"Content-Type: {request.content_type}\r\n\r\n".encode() + body)
    parts = [part for part in message.walk() if not part.is_multipart()]
    return [
        (bytes(part.get_payload(decode=True)), _FORMATS.get(part.get_content_type(), ox.RdfFormat.TURTLE))
        for part in parts
    ]
