"""The SPARQL 1.1 Graph Store Protocol, reading: one graph of the release as data."""

from typing import Final

import pyoxigraph as ox
from flask import Blueprint, Response, request

from server import sparql, urls, web
from server.frames import Question
from server.negotiate import GRAPHS, N3, choose
from server.problems import MalformedError, NotFoundError

blueprint = Blueprint("graphs", __name__)

_WHOLE: Final = "CONSTRUCT WHERE { ?s ?p ?o }"


@blueprint.get(urls.GRAPHS)
def graph() -> Response:
    """The merged graph (`?default`) or a named one (`?graph=IRI`), in the form that Accept names."""
    name = _named()
    offer = choose(request.headers.get("Accept"), (*GRAPHS, N3))
    if unchanged := web.unchanged(offer.name):
        return web.vary(unchanged)
    settings = web.site().settings
    chosen = None if name is None else (name.value,)
    question = Question(_WHOLE, None, offer.name, chosen, chosen and (), seconds=settings.timeout)
    found = web.site().pool.ask(web.snapshot().store_path, question)
    return web.vary(web.remembered(sparql.sent(found), offer.name))


def _named() -> ox.NamedNode | None:
    """The graph asked for; None for the default graph.

    Raises:
        MalformedError: none is named, or more than one, or not by an absolute IRI.
        NotFoundError: the release has no such graph.
    """
    names = request.args.getlist("graph")
    if len(names) + len(request.args.getlist("default")) != 1:
        raise MalformedError("Name one graph: ?graph=IRI, or ?default for the merged graph.")
    if not names:
        return None
    try:
        name = ox.NamedNode(names[0])
    except ValueError as error:
        raise MalformedError(f"graph={names[0]!r} is not an absolute IRI.") from error
    if not web.snapshot().graph.store.contains_named_graph(name):
        raise NotFoundError(
            "The release has no graph of that name. "
            "This query lists them: SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
        )
    return name
