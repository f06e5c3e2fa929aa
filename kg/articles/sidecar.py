"""What is said of an article beside its text: a side-car file, or the fields of a JSON line."""

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from kg.articles.published import checked_published
from kg.articles.text import LARGEST_SIDECAR, cleaned, read_bytes
from kg.errors import ArticleError
from kg.model import Metadata

FIELDS = ("title", "publisher", "published", "url")
SUFFIX = ".meta.json"


def sidecar_of(path: Path) -> Metadata:
    """The metadata in `NAME.meta.json` beside `NAME.txt`; empty where there is no such file.

    Raises:
        ArticleError: the file is no JSON object of known fields, or a value is not valid.
    """
    beside = path.with_name(path.stem + SUFFIX)
    if not beside.is_file():
        return Metadata()
    try:
        row = json_object(read_bytes(beside, LARGEST_SIDECAR))
        return metadata_from(_known(row))
    except (ValueError, RecursionError) as error:
        raise ArticleError(str(beside), str(error)) from error


def json_object(content: bytes) -> dict[str, object]:
    """The JSON object that UTF-8 bytes hold.

    Raises:
        ValueError: they hold something else, or no JSON.
    """
    row = json.loads(content.decode("utf-8-sig"))
    if not isinstance(row, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004  # the file's fault, told like a bad value
    return row


def _known(row: dict[str, object]) -> dict[str, object]:
    unknown = sorted(row.keys() - set(FIELDS))
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}; known are {', '.join(FIELDS)}")
    return row


def metadata_from(row: Mapping[str, object]) -> Metadata:
    """The metadata among the fields of a JSON object; fields that are absent, null or "" stay None.

    Raises:
        ValueError: a value is not valid; the message names its field.
    """
    return Metadata(**{name: _checked(name, row[name]) for name in FIELDS if row.get(name) not in (None, "")})


def _checked(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"field {name!r}: write a string, not {type(value).__name__}")  # noqa: TRY004  # as above
    value = " ".join(cleaned(encodable(value, name)).split())
    if name == "published":
        return _published(value)
    if name == "url" and not _is_address(value):
        raise ValueError(f"field 'url': {value!r} is no http(s) address")
    return value


def _published(value: str) -> str:
    try:
        return checked_published(value)
    except ValueError as error:
        raise ValueError(f"field 'published': {error}") from error


def encodable(value: str, name: str) -> str:
    """The value itself.

    Raises:
        ValueError: it holds half of a surrogate pair, which no file can hold.
    """
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"field {name!r}: half of a surrogate pair at character {error.start}") from error
    return value


def _is_address(value: str) -> bool:
    parts = urlsplit(value)
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and not any(c in value for c in ' <>"{}|\\^`')
    )
