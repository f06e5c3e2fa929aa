"""Memento (RFC 7089): what an address answered at an earlier time, as far as its release is still kept.

Things' data and the files of the release are negotiated by `Accept-Datetime`: the address itself is the
time gate (RFC 7089 §4.1.1), which sends the client on to the address of the same in the release of that
time. Those addresses never change, so they may be kept for ever. A release's time is when it was made.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from flask import Blueprint, Response, g, request
from werkzeug.http import http_date, parse_date
from werkzeug.utils import redirect

from kg.release import Release
from kg.release import releases as all_releases
from server import entity, urls, web
from server.problems import MalformedError, NotFoundError, RequestError

blueprint = Blueprint("memento", __name__)

_LISTED: Final = 50
"""Releases that a time map looks into, the newest."""
_FOREVER: Final = "public, max-age=31536000, immutable"
_GATES: Final = frozenset({"entity.data", "dumps.dump", "dataset.dataset"})
_MEMENTOS: Final = frozenset({"memento.data", "releases.release", "releases.file"})
_OK: Final = 200


@blueprint.get(urls.OLD_DATA)
def data(number: int, name: str, suffix: str) -> Response:
    """A thing's data as the release with that number had them."""
    g.snapshot = web.site().snapshot_of(_kept(number).number)
    return entity.data(name, suffix)


@blueprint.get(urls.TIMEMAP)
def timemap(name: str) -> Response:
    """The times at which an address had something to say, in the link format of RFC 6690."""
    original = f"/{name}"
    found = [release for release in _newest() if _holds(release, original)]
    if not found:
        raise NotFoundError("No release that is kept has anything at this address.")
    itself = _absolute(urls.TIMEMAPS + original)
    links = [
        f'<{_absolute(original)}>; rel="original timegate"',
        f'<{itself}>; rel="self"; type="application/link-format"',
        *(_link(release, original, _relation(release, found)) for release in found),
    ]
    response = Response(",\n".join(links) + "\n", content_type="application/link-format")
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(web.stamp("timemap", *(release.digest for release in found)), weak=True)
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns itself


def negotiate() -> Response | None:
    """Before a request: sends who asks for an earlier time on to its release.

    Raises:
        MalformedError: the time is none.
        NotFoundError: no release that is kept has the address.
    """
    wanted = request.headers.get("Accept-Datetime")
    if not wanted or request.endpoint not in _GATES or request.method not in {"GET", "HEAD"}:
        return None
    when = parse_date(wanted)
    if when is None:
        raise MalformedError("Accept-Datetime is no date of HTTP, such as Tue, 01 Sep 2026 12:00:00 GMT.")
    held = [release for release in _newest() if _holds(release, request.path)]
    if not held:
        raise NotFoundError("No release that is kept has anything at this address.")
    before = [release for release in held if _made(release) <= when]
    chosen = before[-1] if before else held[0]
    response: Response = redirect(_absolute(_address(chosen, request.path)), 302, Response)  # type: ignore[assignment]
    response.headers["Link"] = ", ".join(_about(request.path, _link(chosen, request.path, "memento")))
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Datetime")
    return response


def mark(response: Response) -> Response:
    """After a request: says of which time the answer is, and where there are others."""
    if request.endpoint in _GATES and response.status_code == _OK:
        response.vary.add("Accept-Datetime")
        _linked(response, request.path)
    elif request.endpoint in _MEMENTOS and response.status_code in {200, 206, 304}:
        number = int((request.view_args or {})["number"])
        release = web.site().snapshot_of(number).release
        original = _original(number, request.path)
        response.headers["Memento-Datetime"] = http_date(_made(release))
        _linked(response, original)
        if request.endpoint != "releases.release":
            response.headers["Cache-Control"] = _FOREVER
    return response


def _linked(response: Response, original: str) -> None:
    """Adds to the links that the answer has."""
    links = [response.headers.get("Link", ""), *_about(original)]
    response.headers["Link"] = ", ".join(filter(None, links))


def _newest() -> list[Release]:
    """The releases that are kept, in the order of their making."""
    return sorted(all_releases(web.site().settings), key=_made)[-_LISTED:]


def _kept(number: int) -> Release:
    found = next((r for r in all_releases(web.site().settings) if r.number == number), None)
    if found is None:
        raise NotFoundError(
            "There is no such release, or it is no longer kept; /releases lists those there are."
        )
    return found


def _holds(release: Release, path: str) -> bool:
    """Whether the release has something at an address that is one of today."""
    if path == urls.DATASET:
        return True
    folder, _, name = path.lstrip("/").partition("/")
    if folder == "dumps":
        return f"dumps/{name}" in release.files
    stem, dot, _ = name.rpartition(".")
    if folder != "data" or not dot:
        return False
    try:
        return web.site().snapshot_of(release.number).graph.known(web.urls().iri(stem))
    except (RequestError, ValueError):  # it was removed meanwhile, or the name makes no IRI
        return False


def _address(release: Release, path: str) -> str:
    """Where the release itself has what an address of today has."""
    if path == urls.DATASET:
        return f"{urls.RELEASES}/{release.number}"
    return f"{urls.RELEASES}/{release.number}{path.removeprefix(urls.DUMPS)}"


def _original(number: int, path: str) -> str:
    """The address of today for what a release has."""
    rest = path.removeprefix(f"{urls.RELEASES}/{number}")
    if not rest:
        return urls.DATASET
    return rest if rest.startswith("/data/") else f"{urls.DUMPS}{rest}"


def _about(original: str, *more: str) -> Iterator[str]:
    yield f'<{_absolute(original)}>; rel="original timegate"'
    yield f'<{_absolute(urls.TIMEMAPS + original)}>; rel="timemap"; type="application/link-format"'
    yield from more


def _link(release: Release, original: str, relation: str) -> str:
    address = _absolute(_address(release, original))
    return f'<{address}>; rel="{relation}"; datetime="{http_date(_made(release))}"'


def _relation(release: Release, found: list[Release]) -> str:
    ends = ["first"] if release is found[0] else []
    return " ".join([*ends, *(["last"] if release is found[-1] else []), "memento"])


def _absolute(path: str) -> str:
    return web.urls().absolute(web.urls().to(urls.quoted(path)))


def _made(release: Release) -> datetime:
    """When it was made, to the second, as HTTP tells times."""
    return release.made.astimezone(UTC).replace(microsecond=0)
