"""Earlier releases beside the current one: what they held, what changed, and their files."""

import json
from typing import Any, Final

from flask import Blueprint, Response, render_template, request, send_file

from kg.errors import ReleaseError
from kg.export.change_files import TITLES, Summary, from_json
from kg.release import Release
from kg.release import releases as all_releases
from server import dumps, urls, web
from server.negotiate import HTML
from server.problems import GoneError, NotFoundError
from server.state import Snapshot

blueprint = Blueprint("releases", __name__)

CHANGES: Final = {
    "changes.csv": "text/csv",
    "changes.md": "text/markdown",
    "changes.json": "application/json",
}
"""Files that tell what is new since the release before, with their media types."""


def snapshot(number: int) -> Snapshot:
    """The release with a number, opened for reading.

    Raises:
        GoneError: it was removed.
        NotFoundError: there has not been one of that number.
    """
    try:
        return web.site().snapshot_of(number)
    except ReleaseError as error:
        newest = max((release.number for release in all_releases(web.site().settings)), default=0)
        if 0 < number < newest:
            raise GoneError("This release is no longer kept; /releases lists those that are.") from error
        raise NotFoundError("There is no release of this number; /releases lists those there are.") from error


@blueprint.get(urls.RELEASES)
def listing() -> Response:
    """The releases, the newest first."""
    found = tuple(reversed(all_releases(web.site().settings)))
    return _fresh("releases.html", *(str(release.number) for release in found), found=found)


@blueprint.get(urls.RELEASE)
def release(number: int) -> Response:
    """One release: its files, and what changed since the one before."""
    found = snapshot(number).release
    given = {"found": found, "groups": dumps.grouped(found), "changed": changes_of(found), "titles": TITLES}
    return _fresh("release.html", found.digest, **given)


@blueprint.get(urls.RELEASE_FILE)
def file(number: int, name: str) -> Response:
    """One file of a release."""
    found = snapshot(number).release
    if name not in CHANGES:
        return dumps.sent(found, name)
    if name not in found.files:
        raise NotFoundError("Nothing is told of what changed in this release: it is the first one.")
    response = send_file(found.path / name, mimetype=CHANGES[name], etag=False, max_age=None)
    response.set_etag(found.files[name][1][:32])
    response.headers["Cache-Control"] = "no-cache"
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns itself


def _fresh(template: str, *depends: str, **values: Any) -> Response:
    """A page that is asked for anew each time: a release may be removed while the server runs."""
    response = Response(render_template(template, **values), content_type=HTML.content_type)
    response.set_etag(web.stamp("html", *depends), weak=True)
    response.headers["Cache-Control"] = "no-cache"
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns itself


def changes_of(found: Release) -> Summary | None:
    """What changed since the release before; None for the first one."""
    if "changes.json" not in found.files:
        return None
    return from_json(json.loads((found.path / "changes.json").read_text("utf-8")))
