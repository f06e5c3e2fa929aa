"""The manual at /docs, as Sphinx rendered it; a checkout without it shows one page of help instead.

`make frontend` and the wheel's build hook render `docs/` into `server/handbook`.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Response, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.utils import redirect

from server import urls, web
from server.graph import par
from server.problems import NotFoundError

blueprint = Blueprint("manual", __name__)


@cache
def folder() -> Path | None:
    """Where the rendered manual lies; None where it was not rendered."""
    found = Path(str(files("server"))) / "handbook"
    return found if (found / "index.html").is_file() else None


@blueprint.get(urls.DOCS)
def docs() -> Response:
    """The manual's first page; help on one page where the manual was not rendered."""
    if folder() is None:
        return web.page("docs.html", settings=web.site().settings, example=_example())
    return redirect(web.urls().to(f"{urls.DOCS}/index.html"), 302, Response=Response)  # type: ignore[return-value]


@blueprint.get(urls.DOCS_PAGE)
def page(name: str) -> Response:
    """One page, picture or script of the manual."""
    root = folder()
    if root is None:
        raise NotFoundError("The manual was not rendered here: run make frontend, or install the wheel.")
    try:
        return send_from_directory(root, name, conditional=True)
    except NotFound as error:
        raise NotFoundError("The manual has no such page; /docs lists them.") from error


def _example() -> str:
    """A thing of this release to show addresses with."""
    graph = web.snapshot().graph
    found = graph.instances(par("Official")) or graph.instances(par("State"))
    return found[0] if found else ""
