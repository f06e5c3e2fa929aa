"""The queries behind the panels of pages: on their way to the editor, and their answers as files."""

from flask import Blueprint, Response, request
from werkzeug.utils import redirect

from kg.errors import QueryError
from kg.queries import SavedQuery, panel_queries
from server import urls, web
from server.frames import Question
from server.negotiate import TABLES
from server.problems import NotFoundError, RequestError
from server.sparql import sent

blueprint = Blueprint("behind", __name__)


@blueprint.get(urls.PANEL)
def edit(name: str) -> Response:
    """The query of a panel, filled in, in the editor."""
    target = web.urls().to(urls.SPARQL, query=filled(_panel(name)))
    return redirect(target, 303, Response=Response)  # type: ignore[return-value]  # a Response as asked


@blueprint.get(urls.PANEL_FILE)
def answer(name: str, suffix: str) -> Response:
    """All rows of a panel as a file."""
    saved = _panel(name)
    if suffix not in {offer.name for offer in TABLES}:
        raise NotFoundError("Answers come as .csv, .json, .tsv and .xml.")
    query = filled(saved)
    if unchanged := web.unchanged(suffix):
        return unchanged
    question = Question(query, table=suffix, seconds=web.site().settings.timeout)
    response = sent(web.site().pool.ask(web.snapshot().store_path, question, client=web.client()))
    response.headers["Content-Disposition"] = f'inline; filename="{saved.name}.{suffix}"'
    return web.remembered(response, suffix)


def filled(saved: SavedQuery) -> str:
    """The query about the things that the address names by what follows `id/`.

    Raises:
        RequestError: the address does not name a thing for each parameter of the query.
    """
    given = {name: web.urls().iri(request.args.get(name, "")) for name in saved.parameters}
    missing = [name for name in saved.parameters if not request.args.get(name)]
    if missing:
        raise RequestError(
            f"Say what the query is about: ?{missing[0]}=state/KR, what follows /id/ in an address."
        )
    try:
        return saved.filled(given)
    except QueryError as error:
        raise RequestError(str(error)) from error


def _panel(name: str) -> SavedQuery:
    found = panel_queries().get(name)
    if found is None:
        raise NotFoundError("No panel has a query of that name; the pages link to those there are.")
    return found
