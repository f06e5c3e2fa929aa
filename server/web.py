"""What every view uses: the request's snapshot and addresses, pages, conditional answers, errors."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final

from flask import Response, abort, current_app, g, render_template, request
from werkzeug.http import generate_etag

from server import limits
from server.hot import KEEP
from server.metrics import Metrics
from server.negotiate import HTML, TURTLE, Offer, best
from server.problems import MalformedError, NotFoundError, RequestError
from server.state import Site, Snapshot
from server.urls import Urls

PLAIN: Final = Offer("txt", "text/plain", charset=True)
_PAGE: Final = 1_000_000


def site() -> Site:
    """The application's site."""
    found: Site = current_app.extensions["parley"]
    return found


def snapshot() -> Snapshot:
    """The release that this request is answered from, the same from its begin to its end."""
    if "snapshot" not in g:
        g.snapshot = site().snapshot()
    found: Snapshot = g.snapshot
    return found


def urls() -> Urls:
    """Addresses as this request's visitor sees them."""
    if "urls" not in g:
        g.urls = Urls(request.script_root, request.host_url.rstrip("/"), snapshot().release.base)
    found: Urls = g.urls
    return found


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A rendered page, with the headers that let a browser ask again cheaply."""
    text = render_template(template, **values)
    response = Response(text, status, content_type=HTML.content_type)
    return remembered(response, "html") if status == 200 else response  # noqa: PLR2004  HTTP's OK


def remembered(response: Response, *variant: str) -> Response:
    """Adds the ETag of this address in this variant; 304 where the client has it already.

    The answer may be kept and given again (`server.hot`): it must depend on nothing but the release,
    the address and the headers Accept, Accept-Encoding and Accept-Datetime.
    """
    _marked(response, stamp(*variant))
    request.environ[KEEP] = True
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns itself


def unchanged(*variant: str) -> Response | None:
    """304 where the client holds this address in this variant; spares the work of making it."""
    mark = stamp(*variant)
    if request.method in {"GET", "HEAD"} and request.if_none_match.contains_weak(mark):
        return _marked(Response(status=304), mark)
    return None


def _marked(response: Response, mark: str) -> Response:
    response.set_etag(mark, weak=True)
    seconds = site().settings.max_age
    response.headers["Cache-Control"] = f"public, max-age={seconds}" if seconds > 0 else "no-cache"
    response.last_modified = snapshot().changed
    return response


def client() -> str:
    """Who asks, as far as that counts for a fair share."""
    return limits.client(request.remote_addr)


def stamp(*variant: str) -> str:
    """Digest of all that an answer depends on: release, software, address, form."""
    software = current_app.config["SOFTWARE"]
    parts = (snapshot().stamp, software, request.host_url, request.script_root, request.full_path, *variant)
    return generate_etag("\n".join(parts).encode())


def body_digest(body: bytes) -> str:
    """Short digest of a request's body."""
    return sha256(body).hexdigest()[:16]


def vary(response: Response, *names: str) -> Response:
    """Says which request headers the answer depends on."""
    response.vary.update(names or ("Accept",))
    return response


def alternates(iri: str, offers: Iterable[Offer], address: dict[str, str]) -> str:
    """Value of a Link header that leads to the same in other forms."""
    linked = (f'<{address[offer.name]}>; rel="alternate"; type="{offer.media}"' for offer in offers)
    return ", ".join([f'<{iri}>; rel="canonical"', *linked])


def page_number() -> int:
    """`?page=`, from 1.

    Raises:
        NotFoundError: it is not a number of a page.
    """
    text = request.args.get("page", "1")
    if not text.isdecimal() or not 0 < int(text) < _PAGE:
        raise NotFoundError("There is no such page: ?page= counts from 1.")
    return int(text)


def method_not_allowed(*allowed: str) -> None:
    """Ends the request with 405 and the methods that work."""
    abort(405, response=Response("Use " + " or ".join(allowed), 405, {"Allow": ", ".join(allowed)}))


def fleeting(response: Response) -> Response:
    """Takes back that an answer may be kept: it is another one each time."""
    request.environ.pop(KEEP, None)
    for name in ("ETag", "Last-Modified"):
        response.headers.pop(name, None)
    response.headers["Cache-Control"] = "no-store"
    return response


def counted(error: RequestError) -> None:
    """Counts a query that was stopped or found no process."""
    if reason := getattr(error, "reason", ""):
        metrics: Metrics = current_app.extensions["parley.metrics"]
        metrics.stopped(reason)


def told(error: RequestError) -> Response:
    """An error as a page for people, as plain text for programs."""
    counted(error)
    wanted = best(request.headers.get("Accept"), (PLAIN, TURTLE, HTML))
    if wanted is HTML:
        near = [(iri, snapshot().graph.label(iri)) for iri in getattr(error, "near", ())]
        text = render_template("error.html", error=error, near=near)
        response = Response(text, error.status, content_type=HTML.content_type)
    else:
        response = Response(f"{error_text(error)}\n", error.status, content_type=PLAIN.content_type)
    response.headers.update(error.headers)
    return vary(response)


def error_text(error: RequestError) -> str:
    """The message, with line and column where a query is at fault."""
    if isinstance(error, MalformedError) and error.line is not None:
        return f"Line {error.line}, column {error.column}: {error}"
    return str(error)
