"""Compression of answers as the client likes it: zstd or gzip, whole or as they stream (RFC 9110 §12.5.3)."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

import zstandard
from flask import Response
from werkzeug.datastructures import Accept

CODINGS: Final = ("zstd", "gzip")
"""What can be given, the server's favourite first."""
LEAST: Final = 1400
"""Bytes from which compression pays: about one packet."""
_ZSTD: Final = 6
_GZIP: Final = 6
_STREAMED: Final = 3
_GZIP_WINDOW: Final = 31


class _Packer(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


class Packed:
    """The parts of an answer, compressed; an error on the way is passed on, so that the line is cut."""

    def __init__(self, parts: Iterable[bytes], coding: str) -> None:
        self._parts = parts
        self._packer: _Packer = (
            zstandard.ZstdCompressor(level=_STREAMED).compressobj()
            if coding == "zstd"
            else zlib.compressobj(_STREAMED, wbits=_GZIP_WINDOW)
        )

    def __iter__(self) -> Iterator[bytes]:
        """Compressed bytes; empty ones are left out, as WSGI wants it."""
        for part in self._parts:
            if packed := self._packer.compress(part):
                yield packed
        yield self._packer.flush()

    def close(self) -> None:
        """Closes what the parts come from."""
        if close := getattr(self._parts, "close", None):
            close()


def coding(accepted: Accept) -> str | None:
    """The coding that the client likes best; None for none."""
    liked = [(accepted.quality(name), -place, name) for place, name in enumerate(CODINGS)]
    quality, _, name = max(liked)
    return name if quality > 0 and quality >= accepted.quality("identity") else None


def compress(response: Response, accepted: Accept) -> Response:
    """Compresses an answer of text; what is sent in ranges or was compressed already stays."""
    if not _pays(response):
        return response
    response.vary.add("Accept-Encoding")
    name = coding(accepted)
    if name is None or response.status_code != 200:  # noqa: PLR2004  HTTP's OK
        return response
    if response.direct_passthrough or response.is_streamed:
        response.response = Packed(response.response, name)  # type: ignore[arg-type]  # it takes any parts
        response.headers.pop("Content-Length", None)
        response.direct_passthrough = True
    else:
        body = response.get_data()
        if len(body) < LEAST:
            return response
        response.set_data(whole(body, name))
    response.content_encoding = name
    return response


def whole(body: bytes, name: str) -> bytes:
    """A body compressed at once."""
    if name == "zstd":
        return zstandard.ZstdCompressor(level=_ZSTD).compress(body)
    return gzip.compress(body, _GZIP, mtime=0)


def _pays(response: Response) -> bool:
    media = response.mimetype or ""
    text = media.startswith("text/") or media.endswith(("json", "xml", "javascript", "n-triples", "trig"))
    return text and not response.content_encoding and "Accept-Ranges" not in response.headers
