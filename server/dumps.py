"""The release as files: listed, and sent from disk with ETag and ranges."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, request, send_file

from server import urls, web
from server.problems import NotFoundError

blueprint = Blueprint("dumps", __name__)

_MEDIA: Final = {
    "ttl": ("text/turtle; charset=utf-8", "Turtle", "the merged graph: each fact once"),
    "trig": ("application/trig", "TriG", "every graph: who claims what, and the merged graph"),
    "nq": ("application/n-quads", "N-Quads", "every graph, a line for each fact"),
}


@dataclass(frozen=True, slots=True)
class File:
    """One dump file; `digest` is its SHA-256."""

    name: str
    format: str
    what: str
    packed: bool
    size: int
    digest: str


@blueprint.get(urls.DUMPS)
def listing() -> Response:
    """The dump files with size and digest."""
    return web.page("dumps.html", files=files())


@blueprint.get(urls.DUMP)
def dump(name: str) -> Response:
    """One dump file, whole or in parts."""
    found = next((file for file in files() if file.name == name), None)
    if found is None:
        raise NotFoundError("There is no such dump; /dumps lists them.")
    path = web.snapshot().release.dumps / found.name
    media = "application/gzip" if found.packed else _MEDIA[found.name.rpartition(".")[2]][0]
    response = send_file(path, mimetype=media, conditional=False, etag=False, max_age=None)
    response.set_etag(found.digest[:32])
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Type"] = media
    return response.make_conditional(request, accept_ranges=True, complete_length=found.size)  # type: ignore[return-value]


def files() -> list[File]:
    """What the manifest lists under `dumps/`."""
    listed = web.snapshot().release.files
    found = []
    for path, (size, digest) in sorted(listed.items()):
        name = path.removeprefix("dumps/")
        suffix = name.removesuffix(".gz").rpartition(".")[2]
        if path.startswith("dumps/") and suffix in _MEDIA:
            _, title, what = _MEDIA[suffix]
            found.append(File(name, title, what, name.endswith(".gz"), size, digest))
    return sorted(found, key=lambda file: (list(_MEDIA).index(_suffix(file.name)), file.packed))


def _suffix(name: str) -> str:
    return name.removesuffix(".gz").rpartition(".")[2]
