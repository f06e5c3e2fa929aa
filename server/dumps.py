"""The release as files: listed, and sent from disk with ETag and ranges."""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, Response, request, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from kg.export.listing import File, listed
from kg.release import Release
from server import urls, web
from server.problems import NotFoundError

blueprint = Blueprint("dumps", __name__)

_FOLDER: Final = "dumps/"
_GZIP: Final = "application/gzip"
GROUPS: Final = {
    "Tables": ("csv", "parquet", "codebook"),
    "Networks": ("graphml", "gexf"),
    "The whole graph": ("turtle", "jsonld", "trig", "nquads"),
    "Descriptions": ("citation", "dataset", "dcat", "void", "rocrate", "checksums"),
}
"""Forms of file by what a visitor wants."""


@blueprint.get(urls.DUMPS)
def listing() -> Response:
    """The dump files with size and digest."""
    return web.page("dumps.html", groups=grouped(web.snapshot().release))


@blueprint.get(urls.DUMP)
def dump(name: str) -> Response:
    """One dump file, whole or in parts."""
    return sent(web.snapshot().release, name)


def sent(release: Release, name: str) -> Response:
    """A file of a release, whole or in the range that is asked for.

    Raises:
        NotFoundError: it has no such file.
    """
    found = next((file for file in files(release) if file.name == name), None)
    if found is None:
        raise NotFoundError("There is no such dump; /dumps lists them.")
    media = _GZIP if found.kind.packed else found.kind.media
    response = send_file(release.dumps / name, mimetype=media, conditional=False, etag=False, max_age=None)
    response.set_etag(found.digest[:32])
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Type"] = f"{media}; charset=utf-8" if media.startswith("text/") else media
    try:
        return response.make_conditional(request, accept_ranges=True, complete_length=found.size)  # type: ignore[return-value]
    except RequestedRangeNotSatisfiable:
        response.close()
        raise


def files(release: Release) -> tuple[File, ...]:
    """What the manifest lists under `dumps/`, in the order in which people look for it."""
    held = {
        path.removeprefix(_FOLDER): facts for path, facts in release.files.items() if path.startswith(_FOLDER)
    }
    return listed(held)


def grouped(release: Release) -> Mapping[str, tuple[File, ...]]:
    """The files of a release by what a visitor wants; a group without any is left out."""
    found = files(release)
    groups = {title: tuple(f for f in found if f.kind.form in forms) for title, forms in GROUPS.items()}
    return {title: group for title, group in groups.items() if group}
