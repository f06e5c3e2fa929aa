"""Things at their own addresses: 303 by Accept, a page for people, data for programs."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyoxigraph as ox
from flask import Blueprint, Response, redirect, render_template, request
from rdflib import DCTERMS, FOAF, RDF, RDFS, SKOS

from kg.dataset import LICENCE
from kg.vocabulary import OA
from server import layouts, urls, web
from server.acts import card
from server.events import row
from server.evidence import event_facts, told
from server.facts import UNDER_HEADING, facts, matches
from server.fulltext import whole
from server.graph import Graph, par
from server.kinds import Kind, form_of, kind_of
from server.names import capitalised
from server.negotiate import GRAPHS, HTML, Offer, choose
from server.panels import Section, section
from server.problems import GoneError, NotFoundError
from server.rdf import written
from server.sections import incoming, listed

blueprint = Blueprint("entity", __name__)

_DIGEST: Final = re.compile(r"-[0-9a-f]{6}$")
_SUFFIXES: Final = {offer.name: offer for offer in GRAPHS}
_TALKS_FIRST: Final = frozenset(["state", "organization", "official", "event", "series", "place"])
"""Kinds of which a reader wants the lists before the small facts."""
_ACTS: Final = frozenset(["agreement", "statement"])
_KEPT: Final = 500
"""Rendered pages that are kept; one has some 20 kB."""
_ABOVE: Final = 3
"""Parts of the path of an article: id/article/x."""
_MOST_INCOMING: Final = 1000
"""Triples that lead to a thing and go with its data; the rest are for a query."""


@blueprint.get(urls.ENTITY)
def thing(name: str) -> Response:
    """The thing itself cannot be sent: 303 to its page or its data."""
    iri = _known(name)
    offer = choose(request.headers.get("Accept"), (HTML, *GRAPHS))
    target = web.urls().page(iri) if offer is HTML else web.urls().data(iri, offer.name)
    return web.vary(_to(target or "", 303))


@blueprint.get(urls.PAGE)
def page(name: str) -> Response:
    """The page about a thing; `?section=` shows one list of it by itself, `?page=` a part of that."""
    iri = _known(name)
    if unchanged := web.unchanged("html"):
        return unchanged
    kept, tag = web.snapshot().pages, web.stamp("html")
    text = kept.get(tag)
    if text is None:
        text = _rendered(iri)
        if len(kept) >= _KEPT:
            kept.clear()
        kept[tag] = text
    response = web.remembered(Response(text, content_type=HTML.content_type), "html")
    response.headers["Link"] = _links(iri)
    return response


def _rendered(iri: str) -> str:
    graph = web.snapshot().graph
    kind = kind_of(graph, iri)
    wanted = request.args.get("section")
    shown = tuple(_sections(graph, iri, wanted, web.page_number() if wanted else None))
    single = wanted is not None
    if single and not shown:
        raise NotFoundError("This page has no such list.")
    return render_template(
        "entity.html",
        iri=iri,
        here=iri,
        kind=kind,
        form=form_of(graph, iri),
        label=capitalised(_title(graph, iri)),
        sections=shown,
        single=single,
        **({} if single else _overview(graph, iri, kind)),
        matches=matches(graph, web.urls(), iri),
        formats=GRAPHS,
        facts_last=kind.name in _TALKS_FIRST,
    )


def _overview(graph: Graph, iri: str, kind: Kind) -> dict[str, Any]:
    """What a page says beside its lists; a list by itself goes without."""
    return {
        "names": _other_names(graph, iri),
        "belongs": [told(graph, iri, par(p), o) for p in UNDER_HEADING for o in graph.links(iri, par(p))],
        "about": graph.text(iri, SKOS.definition) or graph.text(iri, RDFS.comment) or "",
        "decided": graph.texts(iri, SKOS.changeNote),
        "facts": facts(graph, web.urls(), iri, without=_layout(kind).outgoing),
        **_head(graph, iri, kind),
    }


def _head(graph: Graph, iri: str, kind: Kind) -> dict[str, Any]:
    """What stands under the heading of a talk, an act or an article."""
    if kind.name == "event":
        return {"event": row(graph, iri), "head": event_facts(graph, iri)}
    if kind.name in _ACTS:
        return {"card": card(graph, iri)}
    if kind.name == "article":
        return {"article": iri, "whole": whole(web.site().settings, web.snapshot(), iri)}
    return {}


@blueprint.get(urls.DATA)
def data(name: str, suffix: str) -> Response:
    """A thing's data: its triples, its evidence, what leads to it, the labels of what it names."""
    offer = _SUFFIXES.get(suffix)
    if offer is None:
        raise NotFoundError(f"There is no format .{suffix}; there are .{', .'.join(_SUFFIXES)}.")
    iri = _known(name, suffix)
    if unchanged := web.unchanged(suffix):
        return unchanged
    triples = dict.fromkeys(describe(web.snapshot().graph, iri, _document(iri, offer)))
    response = Response(written(triples, offer), content_type=offer.content_type)
    response.headers["Link"] = _links(iri)
    return web.remembered(response, suffix)


def describe(graph: Graph, iri: str, document: str) -> Iterable[ox.Triple]:
    """The triples of a data document, the document's own included."""
    node = ox.NamedNode
    own = graph.triples(subject=iri)
    yield ox.Triple(node(document), node(str(FOAF.primaryTopic)), node(iri))
    yield ox.Triple(node(document), node(str(RDF.type)), node(str(FOAF.Document)))
    yield ox.Triple(node(document), node(str(DCTERMS.license)), node(LICENCE))
    yield from own
    yield from graph.triples(object_=iri)[:_MOST_INCOMING]
    for evidence in graph.links(iri, par("evidence")):
        yield from graph.triples(subject=evidence)
        for words in graph.links(evidence, OA.refinedBy):
            yield from graph.triples(subject=words)
    objects = [triple.object for triple in own]
    named = {term.value for term in objects if isinstance(term, ox.NamedNode)}
    for other in sorted(named):
        label = graph.own_label(other)
        if label is not None:
            yield ox.Triple(node(other), node(str(RDFS.label)), ox.Literal(label))


def _known(name: str, suffix: str = "") -> str:
    """The IRI, if there is such a thing; a redirect where it has been merged.

    Raises:
        GoneError: curators took it down.
        NotFoundError: nothing has this address; with things spelt nearly so.
    """
    shot, at = web.snapshot(), web.urls()
    iri = at.iri(name)
    if _legal(iri) and shot.graph.known(iri):
        return iri
    merged = shot.aliases.get(f"id/{name}")
    if merged:
        target = at.iri(merged.removeprefix("id/"))
        address = {"entity.page": at.page(target), "entity.data": at.data(target, suffix)}
        raise MovedError(address.get(request.endpoint or "") or at.entity(target) or "")
    if reason := _taken_down(f"id/{name}", shot.dropped):
        raise GoneError(f"This entry was taken down by decision: {reason}.")
    kind, _, words = name.rpartition("/")
    spelt = _DIGEST.sub("", words).replace("-", " ")
    near = shot.index.near(spelt, at.iri(f"{kind}/") if kind else "")
    raise NotFoundError("Nothing here has this address.", tuple(hit.iri for hit in near))


def _taken_down(path: str, dropped: Mapping[str, str]) -> str | None:
    """Why the thing at a path, or the article that it is part of, was taken down."""
    above = "/".join(path.split("/")[:_ABOVE])
    return dropped.get(path) or dropped.get(above)


class MovedError(NotFoundError):
    """The thing has been merged into another; the answer is 308 to that one."""

    status = 308

    def __init__(self, address: str) -> None:
        super().__init__("This has been merged with another entry.")
        self.headers = {"Location": address}


def _legal(iri: str) -> bool:
    """Whether the engine takes it as an IRI."""
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True


def _layout(kind: Kind) -> layouts.Layout:
    return layouts.LAYOUTS.get(kind.name, layouts.PLAIN)


def _sections(graph: Graph, iri: str, wanted: str | None, page: int | None) -> Iterable[Section]:
    """The lists of a page, or the one that is asked for."""
    layout = _layout(kind_of(graph, iri))
    for panel in layout.panels:
        if wanted in {None, panel.key} and (found := section(graph, panel, {"this": iri}, page)):
            yield found
    values = [term for terms in graph.outgoing(iri).values() for term in terms]
    linked = {term.value for term in values if isinstance(term, ox.NamedNode)}
    rest = incoming(graph, iri, without=layout.incoming | _HIDDEN, linked=linked)
    for key, (title, things) in rest.items():
        if wanted in {None, key} and (found := listed(graph, iri, key, title, things, page)):
            yield found


_HIDDEN: Final = frozenset(map(par, ("evidence", "holds", "heldBy", "participationOf", "reportedIn")))


def _title(graph: Graph, iri: str) -> str:
    """The label; for what has none, the label of what it is about."""
    own = graph.own_label(iri)
    if own:
        return own
    person = graph.link(iri, par("participant")) or graph.link(iri, par("heldBy"))
    post = graph.link(iri, par("post"))
    if person:
        return f"{graph.label(person)}, {graph.label(post)}" if post else graph.label(person)
    article = graph.link(iri, OA.hasSource)
    return f"A sentence of “{graph.label(article)}”" if article else graph.label(iri)


def _other_names(graph: Graph, iri: str) -> list[str]:
    label = graph.label(iri)
    props = (RDFS.label, SKOS.altLabel, par("acronym"), par("abbreviation"), par("symbol"))
    found = {name for prop in props for name in graph.texts(iri, prop)}
    return sorted(found - {label}, key=lambda name: (-len(name), name))


def _document(iri: str, offer: Offer) -> str:
    return web.urls().absolute(web.urls().data(iri, offer.name))


def _links(iri: str) -> str:
    addresses = {offer.name: web.urls().data(iri, offer.name) for offer in GRAPHS}
    return web.alternates(iri, GRAPHS, addresses)


def _to(address: str, status: int) -> Response:
    return redirect(address, status)  # type: ignore[return-value]  # Flask's Response is werkzeug's child
