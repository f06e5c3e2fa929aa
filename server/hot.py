"""Keeps answers ready: what was asked before is given again without the application behind it.

An answer is found by everything that it depends on: release, address as the visitor sees it, and the
request headers that `Vary` names anywhere. A release never changes, so nothing has to be thrown away
but for room.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from werkzeug.http import parse_date, parse_etags

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

KEEP: Final = "parley.keep"
"""Where the application says that the answer depends on nothing else: `web.remembered`."""
HIT: Final = "parley.hit"
"""Where this says that it gave the answer."""
ROUTE: Final = "parley.route"
QUERY: Final = "parley.query"
RELEASE: Final = "parley.release"
_FACTS: Final = (ROUTE, QUERY, RELEASE)
"""What the access log tells of a request; the application says it, and it is kept with the answer."""
_LARGEST: Final = 1 << 20
_VARYING: Final = ("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_DATETIME")
_PLACE: Final = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
_OF_BODY: Final = frozenset({"content-type", "content-length", "content-encoding"})

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer; `short` are its headers without those of the body, `facts` are for the access log."""

    headers: list[tuple[str, str]]
    short: list[tuple[str, str]]
    body: bytes
    etag: str
    modified: str
    facts: dict[str, object]

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + 400


class Shelf:
    """Answers up to a size together; the one that was asked for longest ago goes first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key) -> Kept | None:
        """The answer, if it is here."""
        with self._lock:
            found = self._kept.get(key)
            if found:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Key, answer: Kept) -> None:
        """Keeps an answer."""
        with self._lock:
            old = self._kept.pop(key, None)
            self._held += answer.size - (old.size if old else 0)
            self._kept[key] = answer
            while self._held > self._size:
                self._held -= self._kept.popitem(last=False)[1].size

    @property
    def held(self) -> int:
        """Bytes that are kept now."""
        return self._held


class Hot:
    """WSGI: answers from the shelf, or from the application and onto the shelf."""

    def __init__(self, app: "WSGIApplication", shelf: Shelf, stamp: Callable[[], str]) -> None:
        self._app = app
        self._shelf = shelf
        self._stamp = stamp

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answers a request; only GET and HEAD are ever answered from the shelf."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._app(environ, start_response)
        key = self._key(environ)
        found = self._shelf.get(key)
        if found is None:
            return self._fresh(key, environ, start_response)
        environ.update(found.facts)
        environ[HIT] = True
        if _unchanged(found, environ):
            start_response("304 NOT MODIFIED", found.short)
            return []
        start_response("200 OK", found.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]

    def _key(self, environ: "WSGIEnvironment") -> Key:
        names = (*_PLACE, *_VARYING)
        return (self._stamp(), *(environ.get(name, "") for name in names))

    def _fresh(
        self, key: Key, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def started(status: str, headers: list[tuple[str, str]], *more: object) -> Callable[[bytes], object]:
            told.append((status, headers))
            return start_response(status, headers, *more)  # type: ignore[arg-type]  # WSGI's exc_info

        parts = self._app(environ, started)
        if environ["REQUEST_METHOD"] != "GET" or not environ.get(KEEP) or not told:
            return parts
        status, headers = told[0]
        size = next((value for name, value in headers if name.lower() == "content-length"), "")
        if not status.startswith("200") or not size.isdecimal() or int(size) > _LARGEST:
            return parts
        body = b"".join(parts)
        if close := getattr(parts, "close", None):
            close()
        facts: dict[str, object] = {name: environ[name] for name in _FACTS if name in environ}
        self._shelf.put(key, _kept(headers, body, facts))
        return [body]


def _kept(headers: list[tuple[str, str]], body: bytes, facts: dict[str, object]) -> Kept:
    headers = [(name, value) for name, value in headers if name.lower() != "date"]  # each server says it anew
    fields = {name.lower(): value for name, value in headers}
    short = [(name, value) for name, value in headers if name.lower() not in _OF_BODY]
    return Kept(headers, short, body, fields.get("etag", ""), fields.get("last-modified", ""), facts)


def _unchanged(answer: Kept, environ: "WSGIEnvironment") -> bool:
    """Whether the client has this answer (RFC 9110 §13.2.2: the tag counts before the date)."""
    if tags := environ.get("HTTP_IF_NONE_MATCH"):
        tag = answer.etag.removeprefix("W/").strip('"')
        return bool(tags == answer.etag or parse_etags(tags).contains_weak(tag))
    asked, modified = (parse_date(environ.get("HTTP_IF_MODIFIED_SINCE")), parse_date(answer.modified))
    return asked is not None and modified is not None and modified <= asked
