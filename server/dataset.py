"""What the data set says of itself, and how the build went."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final

import pyoxigraph as ox
from flask import Blueprint, Response, request
from rdflib import SKOS
from werkzeug.utils import redirect

from kg.release import Release
from kg.report import BuildProblem, from_json
from kg.scoring.published import corpora
from server import urls, web
from server.negotiate import GRAPHS, HTML, choose
from server.rdf import written

blueprint = Blueprint("dataset", __name__)

_MOST: Final = 200
_KINDS: Final = {
    "unread": "Could not be read",
    "kept": "Could not be read again, kept from the release before",
    "failed": "Could not be extracted",
    "violation": "Left out, because a rule is broken",
    "warning": "Worth a look",
}


@dataclass(frozen=True, slots=True)
class Part:
    """The problems of one kind."""

    title: str
    problems: tuple[BuildProblem, ...]


@blueprint.get(urls.DATASET)
def dataset() -> Response:
    """The description of the data: a page, or DCAT and VoID."""
    offer = choose(request.headers.get("Accept"), (HTML, *GRAPHS))
    if offer is HTML:
        found = web.snapshot().release
        decided = web.snapshot().graph.texts(f"{web.urls().base}dataset", SKOS.changeNote)
        page = web.page(
            "dataset.html",
            counts=found.counts,
            formats=GRAPHS,
            found=found,
            decided=decided,
            described=schema_org(found),
        )
        return web.vary(page)
    start = f"{web.urls().base}dataset"
    quads = web.snapshot().graph.store.quads_for_pattern(
        None, None, None, ox.NamedNode(f"{web.urls().base}graph/dataset")
    )
    triples = sorted((quad.triple for quad in quads), key=lambda t: (str(t.subject) != f"<{start}>", str(t)))
    return web.vary(
        web.remembered(Response(written(triples, offer), content_type=offer.content_type), offer.name)
    )


def schema_org(found: Release) -> dict[str, Any] | None:
    """The release's schema.org description with this server's addresses; None for one without."""
    path = found.dumps / "dataset.jsonld"
    if not path.is_file():
        return None
    at = web.urls()
    described: dict[str, Any] = json.loads(path.read_text("utf-8"))
    described["url"] = at.absolute(at.to(urls.DATASET))
    for file in described["distribution"]:
        file["contentUrl"] = at.absolute(at.dump(file["name"]))
    return described


@blueprint.get(urls.VOID)
def void() -> Response:
    """The well-known address of the description."""
    return redirect(web.urls().to(urls.DATASET), 303, Response=Response)  # type: ignore[return-value]


@blueprint.get(urls.QUALITY)
def quality() -> Response:
    """What the build's checks found."""
    found = web.snapshot().release
    return web.page(
        "quality.html",
        counts=found.counts,
        parts=report_parts(from_json(found.report())),
        most=_MOST,
        corpora=corpora(),
    )


def report_parts(problems: Iterable[BuildProblem]) -> list[Part]:
    """Problems by kind, in the order in which they matter; a kind without any is left out."""
    found = list(problems)
    parts = [
        (title, tuple(_shown(one) for one in found if one.kind == kind)) for kind, title in _KINDS.items()
    ]
    return [Part(title, lines) for title, lines in parts if lines]


def _shown(problem: BuildProblem) -> BuildProblem:
    """A problem without the folders of the machine that built the release."""
    subject = problem.subject
    if subject.startswith(("http://", "https://")):
        return problem
    name = PurePath(subject).name
    return replace(problem, subject=name, message=problem.message.replace(subject, name))
