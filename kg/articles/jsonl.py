"""JSON lines: one article a line, bad lines told by their number."""

import json
from collections.abc import Iterable, Iterator

from kg.articles.sidecar import encodable, json_object, metadata_from
from kg.articles.text import LARGEST, cleaned
from kg.errors import ArticleError
from kg.model import Document


def read_json_lines(
    lines: Iterable[bytes], source: str, stem: str, largest: int = LARGEST
) -> Iterator[tuple[str, Document | ArticleError]]:
    """Pairs of a line's place ("file.jsonl:3") and its document, or the ArticleError that it is.

    Each line is an object with `text` and, where known, `title`, `published`, `publisher`, `url` and
    `id`; other fields are passed over, empty lines too. The identifier is `id`, else `url`, else
    `<stem>-<line number>`.

    Args:
        lines: lines in UTF-8, as a binary file yields them.
        source: name of the file, for messages.
        stem: what made-up identifiers start with.
        largest: bytes that a line may have.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{source}:{number}"
            yield place, _document(line, place, f"{stem}-{number}", largest)


def _document(line: bytes, source: str, otherwise: str, largest: int) -> Document | ArticleError:
    try:
        row = json_object(_bounded(line, largest))
        metadata = metadata_from(row)
        identifier = _identifier(row) or metadata.url or otherwise
        return Document(identifier, _text(row), metadata)
    except json.JSONDecodeError as error:
        return ArticleError(source, f"no JSON: {error.msg} at column {error.colno}")
    except UnicodeDecodeError as error:
        return ArticleError(source, f"not UTF-8 at byte {error.start + 1}")
    except RecursionError:
        return ArticleError(source, "its JSON is nested too deeply")
    except ValueError as error:
        return ArticleError(source, str(error))


def _bounded(line: bytes, largest: int) -> bytes:
    if len(line) > largest:
        raise ValueError(f"the line has more than {largest:,} bytes")
    return line


def _identifier(row: dict[str, object]) -> str | None:
    value = row.get("id")
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("field 'id': write a string or a whole number")  # noqa: TRY004  # as below
    return encodable(str(value), "id")


def _text(row: dict[str, object]) -> str:
    value = row.get("text")
    if not isinstance(value, str):
        raise ValueError("field 'text': write the article's text as a string")  # noqa: TRY004  # told like a bad value
    text = cleaned(encodable(value, "text"))
    if not text.strip():
        raise ValueError("field 'text': it is empty")
    return text
