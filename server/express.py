"""A short way for plain queries: WSGI in front of the application, which takes longer than many answers do.

It takes a GET with a query, and a POST of a form with one, from a client that takes tables or graphs and no
pages. Everything else goes on to the application untouched, and so does whatever comes of a query but a
short whole answer: a fault, or a long one, goes with the request (`ASKED`) and is told in one place.
"""

import re
from binascii import a2b_qp
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import http_date, parse_accept_header, parse_etags

from server import compression, headers, limits, urls
from server.frames import Question, seconds_of
from server.hot import KEEP, QUERY, RELEASE, ROUTE
from server.negotiate import GRAPHS, HTML, N3, TABLES, best
from server.pool import Answer
from server.problems import RequestError
from server.state import Site, Snapshot

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ASKED: Final = "parley.asked"
"""What came of the query where the application is to tell it: an `Answer`, or a `RequestError`."""
_FORM: Final = "application/x-www-form-urlencoded"
_MEDIA: Final = {offer.name: offer.content_type for offer in (*TABLES, *GRAPHS, N3)}
_KNOWN: Final = frozenset({"query", "timeout"})
_IGNORED: Final = frozenset({"format", "output", "results"})
"""Parameters that SPARQLWrapper adds; the Accept header says what it means."""
_UNSURE: Final = (
    "service", "insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with", "now",
    "rand", "uuid", "bnode",
)  # fmt: skip
_UNSURE_WORD: Final = re.compile(rf"\b(?:{'|'.join(_UNSURE)}|struuid)\b")
"""Where one of these words stands anywhere in a query, the application looks closer (`server.guard`)."""
_WRONG: Final = re.compile(r"%(?![0-9A-Fa-f]{2})|[\s]")
_DEEPEST: Final = 200
_LARGEST: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class _Plain:
    """A plain query; `forms` are the formats for a table and for a graph, None where none is taken."""

    query: str
    seconds: float
    forms: tuple[str | None, str | None]


class Express:
    """WSGI: answers plain queries, or lets the application do it."""

    def __init__(self, app: "WSGIApplication", site: Site, software: str) -> None:
        self._app = app
        self._site = site
        self._software = software

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answers a request."""
        plain = self._plain(environ) if environ["PATH_INFO"] == urls.SPARQL else None
        if plain is None:
            return self._app(environ, start_response)
        shot = self._site.snapshot()
        tag = self._tag(environ, shot, plain)
        told = [*_standing(), ("ETag", f'W/"{tag}"'), *self._freshness(shot)]
        environ[ROUTE], environ[RELEASE] = urls.SPARQL, shot.release.number
        environ[QUERY] = sha256(plain.query.encode()).hexdigest()[:16]
        asked = environ["REQUEST_METHOD"] == "GET"
        if asked and (given := environ.get("HTTP_IF_NONE_MATCH")) and parse_etags(given).contains_weak(tag):
            start_response("304 NOT MODIFIED", told)
            return []
        found = self._found(environ, shot, plain)
        if isinstance(found, RequestError) or not found.whole:
            environ[ASKED] = found
            return self._app(environ, start_response)
        environ[KEEP] = asked
        body, coding = _packed(found.start, environ.get("HTTP_ACCEPT_ENCODING", ""))
        about = [("Content-Type", _MEDIA[found.name]), ("Content-Length", str(len(body))), *coding]
        start_response("200 OK", [*about, *(told if asked else _standing())])
        return [body]

    def _plain(self, environ: "WSGIEnvironment") -> _Plain | None:
        """The query, if nothing about the request is out of the ordinary."""
        text = _parameters(environ, self._site.settings.max_request)
        pairs = [pair.partition("=") for pair in text.split("&")] if text else []
        told = [(name, value) for name, _, value in pairs if name not in _IGNORED]
        values = dict(told)
        if len(values) < len(told) or not values.keys() <= _KNOWN:
            return None
        return self._read(values, environ.get("HTTP_ACCEPT", ""))

    def _read(self, values: dict[str, str], accept: str) -> _Plain | None:
        query, forms = _unquoted(values.get("query", "")), _forms(accept)
        asked = values.get("timeout")
        seconds = seconds_of(asked) if asked else self._site.settings.timeout
        if not query or forms is None or seconds is None or not _harmless(query):
            return None
        return _Plain(query, min(seconds, self._site.settings.max_timeout), forms)

    def _found(self, environ: "WSGIEnvironment", shot: Snapshot, plain: _Plain) -> Answer | RequestError:
        base = f"{_place(environ)}{urls.SPARQL}"
        most = self._site.settings.max_answer
        question = Question(plain.query, *plain.forms, seconds=plain.seconds, base=base, most=most)
        client = limits.client(environ.get("REMOTE_ADDR"))
        try:
            return self._site.pool.ask(shot.store_path, question, client=client)
        except RequestError as error:
            return error

    def _tag(self, environ: "WSGIEnvironment", shot: Snapshot, plain: _Plain) -> str:
        """Digest of all that the answer depends on."""
        forms = f"{plain.forms[0]}.{plain.forms[1]}.{plain.seconds:g}"
        parts = (shot.stamp, self._software, _place(environ), forms, plain.query)
        return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _freshness(self, shot: Snapshot) -> tuple[tuple[str, str], ...]:
        seconds = self._site.settings.max_age
        kept = f"public, max-age={seconds}" if seconds > 0 else "no-cache"
        return ("Cache-Control", kept), ("Last-Modified", _written(shot.changed))


def _unquoted(text: str) -> str:
    """A value of a form; "" where it is not percent-encoded UTF-8 as it should be.

    A query has hundreds of escapes, which the standard library takes one by one in Python; quoted-printable
    differs in its sign only, and is read in C.
    """
    if _WRONG.search(text):
        return ""
    try:
        plain = text.replace("=", "=3D").replace("%", "=").replace("+", " ").encode("ascii")
        return a2b_qp(plain).decode()
    except UnicodeError:
        return ""


def _harmless(query: str) -> bool:
    """Whether the query certainly asks for nothing that is refused, and has the same answer each time."""
    lower = query.lower()
    depth = query.count("{") + query.count("(") + query.count("[")
    if depth > _DEEPEST or "\\" in query:
        return False
    return not any(word in lower for word in _UNSURE) or not _UNSURE_WORD.search(lower)


def _parameters(environ: "WSGIEnvironment", most: int) -> str:
    """The parameters of a GET or of a form, as they were sent; "" where there are none, or too many bytes."""
    text: str = environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] == "POST":
        return "" if text else _form(environ, min(most, _LARGEST))
    plain = environ["REQUEST_METHOD"] == "GET" and "HTTP_ACCEPT_DATETIME" not in environ
    return text if plain and len(text) <= most else ""


def _form(environ: "WSGIEnvironment", most: int) -> str:
    """The body of a form, which stays there to be read again; "" where it is anything else."""
    kind, length = environ.get("CONTENT_TYPE", ""), environ.get("CONTENT_LENGTH", "")
    if kind.partition(";")[0].strip().lower() != _FORM or not length.isdecimal() or int(length) > most:
        return ""
    body: bytes = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    return body.decode("ascii", "replace")


@lru_cache(maxsize=256)
def _forms(accept: str) -> tuple[str | None, str | None] | None:
    """Formats for a table and a graph by an Accept header; None where the client takes pages, or neither."""
    if len(accept) > _DEEPEST * 5 or best(accept, (*TABLES, HTML)) is HTML:
        return None
    table, graph = best(accept, TABLES), best(accept, (*GRAPHS, N3))
    if table is None and graph is None:
        return None
    return (table.name if table else None), (graph.name if graph else None)


def _place(environ: "WSGIEnvironment") -> str:
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return f"{environ['wsgi.url_scheme']}://{host}{environ.get('SCRIPT_NAME', '')}"


def _packed(body: bytes, accepted: str) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """The body as the client likes it compressed, and the header that says so."""
    if len(body) < compression.LEAST or not accepted:
        return body, ()
    coding = _coding(accepted)
    return (compression.whole(body, coding), (("Content-Encoding", coding),)) if coding else (body, ())


@lru_cache(maxsize=256)
def _coding(accepted: str) -> str | None:
    return compression.coding(parse_accept_header(accepted, MIMEAccept))


@lru_cache(maxsize=1)
def _standing() -> tuple[tuple[str, str], ...]:
    return (*headers.STANDING.items(), ("Vary", "Accept, Accept-Encoding"))


@lru_cache(maxsize=4)
def _written(changed: datetime) -> str:
    return http_date(changed)
