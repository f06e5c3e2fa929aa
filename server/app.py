"""Puts the application together: settings in, blueprints, headers on every answer, errors without traces."""

import logging
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestedRangeNotSatisfiable
from werkzeug.middleware.proxy_fix import ProxyFix

from kg.settings import Settings
from server import (
    articles,
    assets,
    behind,
    compression,
    dataset,
    dumps,
    editor,
    entity,
    filters,
    graphs,
    headers,
    health,
    history,
    home,
    manual,
    memento,
    ontology,
    openapi,
    pairs,
    queries,
    reconcile,
    releases,
    sparql,
    urls,
    web,
)
from server.access_log import Journal, Watched
from server.express import Express
from server.hot import RELEASE, ROUTE, Hot, Shelf
from server.limits import Limited, rates
from server.metrics import Metrics
from server.problems import RequestError
from server.search import views as search
from server.state import Site
from server.talks import views as talks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

_PARTS: Final = (
    home,
    manual,
    entity,
    ontology,
    sparql,
    editor,
    graphs,
    search,
    talks,
    pairs,
    history,
    queries,
    behind,
    dumps,
    releases,
    reconcile,
    articles,
    dataset,
    health,
    memento,
    openapi,
)
"""Modules with addresses of their own."""


class Prefixed:
    """Lets the app live under a path prefix, whether the proxy in front takes it off or not."""

    def __init__(self, app: "WSGIApplication", prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        """Moves the prefix from the path to the script name."""
        path: str = environ.get("PATH_INFO", "")
        if path == self._prefix or path.startswith(f"{self._prefix}/"):
            environ["PATH_INFO"] = path[len(self._prefix) :] or "/"
        environ["SCRIPT_NAME"] = self._prefix
        return self._app(environ, start_response)


def build_app(settings: Settings) -> Flask:
    """The application; see `server.create_app`."""
    app = Flask("server", static_url_path=urls.STATIC)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request
    app.config["SOFTWARE"] = _software()
    app.extensions["parley"] = Site(settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = False
    for module in _PARTS:
        app.register_blueprint(module.blueprint)
    filters.install(app)
    app.register_error_handler(RequestError, web.told)
    app.register_error_handler(HTTPException, _told_of_flask)
    app.register_error_handler(Exception, _fault)
    app.before_request(_noted)
    app.before_request(memento.negotiate)
    app.after_request(_finished)
    app.after_request(memento.mark)
    _around(app, settings)
    _behind(app, settings)
    return app


def _around(app: Flask, settings: Settings) -> None:
    """What every request passes before the application: the log, the rate of its client, kept answers."""
    site: Site = app.extensions["parley"]
    metrics = app.extensions["parley.metrics"] = Metrics()
    journal = app.extensions["parley.journal"] = Journal(settings)
    inner: WSGIApplication = Express(app.wsgi_app, site, app.config["SOFTWARE"])
    if settings.cache > 0:
        inner = Hot(inner, Shelf(settings.cache), lambda: site.snapshot().stamp)
    inner = Limited(inner, rates(settings), metrics.refused)
    app.wsgi_app = Watched(inner, journal, metrics)  # type: ignore[method-assign]  # Flask's way


def _behind(app: Flask, settings: Settings) -> None:
    """Wraps the app for the proxies in front of it."""
    if settings.prefix:
        app.wsgi_app = Prefixed(app.wsgi_app, settings.prefix)  # type: ignore[method-assign]  # Flask's way
    if hops := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, 0, hops)  # type: ignore[method-assign]


def _noted() -> None:
    """Tells the access log which route was taken, and of which release."""
    if request.url_rule is not None:
        request.environ[ROUTE] = request.url_rule.rule
    request.environ[RELEASE] = web.snapshot().release.number


def _finished(response: Response) -> Response:
    """The headers of every answer; CORS for reading; compression."""
    for name, value in headers.STANDING.items():
        response.headers.setdefault(name, value)
    if request.method == "OPTIONS":
        response.headers.update(headers.PREFLIGHT)
    return compression.compress(assets.prepared(response), request.accept_encodings)


def _told_of_flask(error: HTTPException) -> Response:
    """Flask's own errors (404, 405, 413 …) in our form."""
    if error.response is not None:
        return error.response  # type: ignore[return-value]  # made by us, a Flask response
    ours = RequestError(_SAID.get(error.code or 500, error.description or error.name))
    ours.status = error.code or 500
    if allowed := getattr(error, "valid_methods", None):
        ours.headers["Allow"] = ", ".join(sorted(allowed))
    if isinstance(error, RequestedRangeNotSatisfiable):
        ours.headers["Content-Range"] = f"{error.units} */{error.length}"
    return web.told(ours)


def _fault(error: Exception) -> Response:
    """A fault of ours: logged whole, told without its inside."""
    log.error("fault while answering %s %s", request.method, request.path, exc_info=error)
    ours = RequestError("Something went wrong on our side. It has been noted; please try again.")
    ours.status = 500
    return web.told(ours)


def _software() -> str:
    try:
        return version("parley-kg")
    except PackageNotFoundError:
        return "unpackaged"


_SAID: Final = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    413: "The request is larger than this server reads.",
    416: "The file has no such range.",
    414: "The address is longer than this server reads. Send the query by POST.",
}
