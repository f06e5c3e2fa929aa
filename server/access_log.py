"""Watches every request: a line of JSON in the access log, and the counts of `server.metrics`.

A line tells what was asked without telling who asked or what they wrote: the address without its query
string, the route, and a digest of the SPARQL query, by which a slow one can be found again by whoever
has its text. The client's address is in it only where the settings say so.
"""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from logging.handlers import WatchedFileHandler
from typing import TYPE_CHECKING, Any, Final

from kg.settings import Settings
from server.hot import HIT, QUERY, RELEASE, ROUTE
from server.metrics import Metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_UNKNOWN: Final = "none"
"""Route of what no route takes, so that nobody can fill the metrics with addresses."""


def query_digest(query: str) -> str:
    """What stands for a query in the log: the start of its SHA-256."""
    return sha256(query.encode()).hexdigest()[:16]


class Journal:
    """Writes lines of JSON; a file that was moved away is opened anew (logrotate)."""

    def __init__(self, settings: Settings) -> None:
        self._clients = settings.log_clients
        self._handler: logging.Handler | None = None
        if settings.access_log == "-":
            self._handler = logging.StreamHandler(sys.stderr)
        elif settings.access_log:
            self._handler = WatchedFileHandler(settings.access_log, encoding="utf-8", delay=True)

    def write(self, environ: "WSGIEnvironment", status: int, size: int, seconds: float, *, cut: bool) -> None:
        """Writes one line."""
        if self._handler is None:
            return
        facts: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": environ["REQUEST_METHOD"],
            "path": environ.get("PATH_INFO", "").encode("latin-1").decode(errors="replace"),
            "route": environ.get(ROUTE, _UNKNOWN),
            "status": status,
            "bytes": size,
            "ms": round(seconds * 1000, 2),
            "kept": bool(environ.get(HIT)),
            "cut": cut,
        }
        facts |= {name: environ[at] for name, at in (("query", QUERY), ("release", RELEASE)) if at in environ}
        if self._clients:
            facts["client"] = environ.get("REMOTE_ADDR", "")
        line = json.dumps(facts, ensure_ascii=True)
        self._handler.handle(logging.LogRecord("access", logging.INFO, "", 0, line, None, None))

    def close(self) -> None:
        """Closes the file."""
        if isinstance(self._handler, WatchedFileHandler):
            self._handler.close()


class Watched:
    """WSGI: times what the application does until the last byte is handed over."""

    def __init__(self, app: "WSGIApplication", journal: Journal, metrics: Metrics) -> None:
        self._app = app
        self._journal = journal
        self._metrics = metrics

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Passes the request on."""
        began = time.perf_counter()
        told: list[str] = []

        def started(status: str, headers: list[tuple[str, str]], *more: object) -> Callable[[bytes], object]:
            told.append(status)
            return start_response(status, headers, *more)  # type: ignore[arg-type]  # WSGI's exc_info

        parts = self._app(environ, started)
        status = int(told[-1][:3]) if told else 500
        if isinstance(parts, list):
            self._done(environ, status, sum(map(len, parts)), began, cut=False)
            return parts
        return _Counted(parts, lambda size, cut: self._done(environ, status, size, began, cut=cut))

    def _done(self, environ: "WSGIEnvironment", status: int, size: int, began: float, *, cut: bool) -> None:
        seconds = time.perf_counter() - began
        route, kept = environ.get(ROUTE, _UNKNOWN), bool(environ.get(HIT))
        self._metrics.answered(route, _method(environ), str(status), seconds, size, kept=kept)
        broke = cut and environ["REQUEST_METHOD"] != "HEAD"
        if broke:
            self._metrics.cut()
        self._journal.write(environ, status, size, seconds, cut=broke)


class _Counted:
    """The parts of an answer, counted until they are closed."""

    def __init__(self, parts: Iterable[bytes], done: Callable[[int, bool], None]) -> None:
        self._parts = parts
        self._done: Callable[[int, bool], None] | None = done
        self._size = 0
        self._whole = False

    def __iter__(self) -> Iterator[bytes]:
        """The parts."""
        for part in self._parts:
            self._size += len(part)
            yield part
        self._whole = True

    def close(self) -> None:
        """Closes the answer and tells what it came to; a second call does nothing."""
        if close := getattr(self._parts, "close", None):
            close()
        if self._done is not None:
            self._done(self._size, not self._whole)
            self._done = None


def _method(environ: "WSGIEnvironment") -> str:
    """The method, where it is one that the server knows."""
    found = str(environ["REQUEST_METHOD"])
    return found if found in {"GET", "HEAD", "POST", "OPTIONS"} else "other"
