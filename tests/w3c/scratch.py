"""Test data behind the real server: each dataset becomes a release, served by moving `current`."""

import http.client
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.release import build_lock, new_release, publish_folder, roll_back
from kg.settings import Settings
from tests.serving import serving
from tests.w3c.suites import Source, file
from tests.w3c.triples import FORMATS, suffix

_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made within
"""A folder in memory, where the system has one: a store is made for every dataset."""
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(slots=True)
class Bench:
    """A server of a data folder, and a line to it that stays open.

    Attributes:
        numbers: the release that holds a dataset.
        served: the dataset that is served now.
        writable: whether the server takes updates.
    """

    settings: Settings
    address: str = ""
    numbers: dict[tuple[Source, ...], int] = field(default_factory=dict)
    served: tuple[Source, ...] | None = None
    writable: bool = False
    _line: http.client.HTTPConnection | None = None

    def serve(self, data: tuple[Source, ...]) -> None:
        """Serves a dataset of the suites from now on."""
        if data == self.served:
            return
        if data in self.numbers:
            roll_back(self.settings, self.numbers[data])
        else:
            self.numbers[data] = self.publish(lambda store: _load(store, data))
        self.served = data

    def publish(self, fill: Callable[[ox.Store], None]) -> int:
        """Makes a release of what a function puts in a store, and serves it."""
        self.served = None
        with build_lock(self.settings), new_release(self.settings) as part:
            store = ox.Store(str(part / "store"))
            fill(store)
            size = len(store)
            store.flush()
            del store
            (part / "aliases.json").write_text("{}")
            counts = {"triples": size, "quads": size}
            return publish_folder(self.settings, part, "scratch", counts, []).number

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """Sends a request with just these headers ("_" stands for "-")."""
        return self.raw(method, path, {k.replace("_", "-"): v for k, v in headers.items()}, body)

    def raw(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        """Sends a request, once more where the server has closed the line meanwhile."""
        try:
            return self._sent(method, path, headers, body)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.close()
            return self._sent(method, path, headers, body)

    def close(self) -> None:
        """Closes the line."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _sent(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        if self._line is None:
            self._line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=_PATIENCE)
        self._line.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            self._line.putheader(name, value)
        if body is not None or method in {"POST", "PUT", "PATCH"}:
            self._line.putheader("Content-Length", str(len(body or b"")))
        self._line.endheaders(body)
        answer = self._line.getresponse()
        return Reply(
            answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        )


@contextmanager
def bench(*, writable: bool = False) -> Iterator[Bench]:
    """A server that holds nothing yet; `writable` switches updates on, which no other server has."""
    with TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as folder:
        made = Bench(Settings(data=Path(folder)), writable=writable)
        made.serve(())
        more = {"factory": "tests.w3c.readwrite:create_app", "PARLEY_TEST_UPDATES": "1"} if writable else {}
        with serving(made.settings.data, **more) as made.address:
            try:
                yield made
            finally:
                made.close()


def quads_of(body: bytes, source: Source) -> list[ox.Quad]:
    """The statements of a file, in the graph that its source names; its blank nodes are no other file's."""
    graph = ox.NamedNode(source.graph) if source.graph else ox.DefaultGraph()
    base = source.iri if ":" in source.iri else None
    found = ox.parse(body, FORMATS[suffix(source.iri)], base_iri=base, rename_blank_nodes=True)
    return [
        ox.Quad(
            q.subject, q.predicate, q.object, graph if q.graph_name == ox.DefaultGraph() else q.graph_name
        )
        for q in found
    ]


def _load(store: ox.Store, data: tuple[Source, ...]) -> None:
    for source in data:
        if source.graph:
            store.add_graph(ox.NamedNode(source.graph))
        store.extend(quads_of(file(source.iri), source))
