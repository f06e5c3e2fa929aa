"""The SPARQL 1.1 Graph Store Protocol, reading: one graph of the release as data.

A graph is named by `?graph=IRI` (indirectly, §4.2) or by an address of its own (directly, §4.1): the
graphs of a release have IRIs under its base, and `/graph/…` answers for them wherever the server runs.
"""

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
    return _sent(_named())


@blueprint.get(urls.GRAPH)
def own_address(name: str) -> Response:  # noqa: ARG001  the path is read whole, as it was sent
    """A graph of the release at its own address."""
    return _sent(_known(web.urls().graph(request.path)))


def _sent(name: ox.NamedNode | None) -> Response:
    offer = choose(request.headers.get("Accept"), (*GRAPHS, N3))
    if unchanged := web.unchanged(offer.name):
        return web.vary(unchanged)
    settings = web.site().settings
    chosen = None if name is None else (name.value,)
    question = Question(_WHOLE, None, offer.name, chosen, chosen and (), seconds=settings.timeout)
    found = web.site().pool.ask(web.snapshot().store_path, question, client=web.client())
    return web.vary(web.remembered(sparql.sent(found), offer.name))


def _named() -> ox.NamedNode | None:
    """The graph asked for; None for the default graph.

    Raises:
        MalformedError: none is named, or more than one.
        NotFoundError: the release has no such graph.
    """
    names = request.args.getlist("graph")
    if len(names) + len(request.args.getlist("default")) != 1:
        raise MalformedError("Name one graph: ?graph=IRI, or ?default for the merged graph.")
    return _known(names[0]) if names else None


def _known(iri: str) -> ox.NamedNode:
    """The name of a graph that is there.

    Raises:
        MalformedError: it is not an absolute IRI.
        NotFoundError: the release has no such graph.
    """
    try:
        name = ox.NamedNode(iri)
    except ValueError as error:
        raise MalformedError(f"graph={iri!r} is not an absolute IRI.") from error
    if not web.snapshot().graph.store.contains_named_graph(name):
        raise NotFoundError(
            "The release has no graph of that name. "
            "This query lists them: SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
        )
    return name
