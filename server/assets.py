"""Style sheets and scripts: compressed once, and kept by browsers for as long as their address lasts."""

from typing import Final

from flask import Response, request

from server.hot import KEEP

_LARGEST: Final = 4 * 1024**2
_TEXT: Final = ("text/", "application/javascript", "application/json", "image/svg+xml")
_OK: Final = 200


def prepared(response: Response) -> Response:
    """Makes a static file of text an answer that can be compressed and kept ready.

    An address with a query string carries a digest of the file (`?3f2a…`), so what it leads to never
    changes; the others are asked for anew.
    """
    if request.endpoint != "static" or response.status_code != _OK:
        return response
    if request.query_string:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    text = (response.content_type or "").startswith(_TEXT)
    if text and "Range" not in request.headers and (response.content_length or _LARGEST) < _LARGEST:
        response.direct_passthrough = False
        response.set_data(response.get_data())
        response.headers.pop("Accept-Ranges", None)
        response.set_etag(response.get_etag()[0] or "", weak=True)
        request.environ[KEEP] = True
    return response
