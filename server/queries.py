"""Saved queries: a list by subject, each with its answer as a page and as files."""

from itertools import groupby

from flask import Blueprint, Response, request
from werkzeug.utils import redirect

from kg.queries import SavedQuery, saved_queries
from server import urls, web
from server.frames import Question
from server.negotiate import HTML, TABLES, best
from server.problems import NotFoundError
from server.results import ROWS, ask_rows
from server.sparql import sent

blueprint = Blueprint("queries", __name__)


@blueprint.get(urls.QUERIES)
def listing() -> Response:
    """All saved queries by subject, or those with one tag."""
    tag = request.args.get("tag", "")
    found = [query for query in saved_queries() if not tag or tag in query.tags]
    groups = [(name, tuple(group)) for name, group in groupby(found, key=lambda query: query.subject)]
    tags = sorted({name for query in saved_queries() for name in query.tags})
    return web.page("queries.html", groups=groups, tags=tags, tag=tag, total=len(found))


@blueprint.get(urls.QUERY)
def query(name: str) -> Response:
    """A saved query with its answer as a table; a file for programs, by Accept."""
    saved = _saved(name)
    offer = best(request.headers.get("Accept"), (HTML, *TABLES))
    if offer is not None and offer is not HTML:
        target = web.urls().query(name, offer.name)
        return web.vary(redirect(target, 303, Response=Response))  # type: ignore[arg-type]
    if unchanged := web.unchanged("html"):
        return unchanged
    table = ask_rows(saved.text)
    return web.vary(web.page("query.html", saved=saved, table=table, most=ROWS, formats=TABLES))


@blueprint.get(urls.QUERY_FILE)
def answer(name: str, suffix: str) -> Response:
    """A saved query's whole answer as a file."""
    saved = _saved(name)
    if suffix not in {offer.name for offer in TABLES}:
        raise NotFoundError("Answers come as .csv, .json, .tsv and .xml.")
    if unchanged := web.unchanged(suffix):
        return unchanged
    question = Question(saved.text, table=suffix, seconds=web.site().settings.timeout)
    response = sent(web.site().pool.ask(web.snapshot().store_path, question))
    response.headers["Content-Disposition"] = f'inline; filename="{saved.name}.{suffix}"'
    return web.remembered(response, suffix)


def _saved(name: str) -> SavedQuery:
    found = next((query for query in saved_queries() if query.name == name), None)
    if found is None:
        raise NotFoundError("There is no saved query of that name; /queries lists them.")
    return found
