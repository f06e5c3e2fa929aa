"""From what a user names to documents: files, folders, addresses, standard input."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from kg.articles.html import read_html
from kg.articles.jsonl import read_json_lines
from kg.articles.language import refuse_foreign
from kg.articles.sidecar import sidecar_of
from kg.articles.text import LARGEST, decoded, read_bytes
from kg.articles.web import Fetcher, Page
from kg.errors import ArticleError
from kg.model import Document, Metadata

MARKUP = frozenset({".html", ".htm", ".xhtml"})
JSON_LINES = frozenset({".jsonl", ".ndjson"})
READ = frozenset({".txt", ".text"}) | MARKUP | JSON_LINES
_SNIFFED = 512
_MARKUP_STARTS = (b"<!doctype html", b"<html")

_NOTHING = Metadata()

Result = Document | ArticleError


def read_sources(
    sources: Sequence[str], given: Metadata = _NOTHING, fetcher: Fetcher | None = None
) -> Iterator[Result]:
    """The documents of all sources in order; a bad one is yielded as an ArticleError, never raised.

    Texts that are not English, and a second document of the same identifier, are such errors too.

    Args:
        sources: files, folders (walked in sorted order; hidden files, links to folders and files of
            other suffixes than `READ` are silently passed over), http(s) addresses, "-" for standard
            input. A file that is named itself is read whatever its suffix.
        given: metadata that win over what side-cars, pages and texts say.
        fetcher: how addresses are fetched; a new one where None.
    """
    fetcher = fetcher or Fetcher()
    met: dict[str, str] = {}
    for source, result in chain.from_iterable(_read(source, fetcher) for source in sources):
        yield _accepted(source, result, given, met) if isinstance(result, Document) else result


def _accepted(source: str, document: Document, given: Metadata, met: dict[str, str]) -> Result:
    """The document with the given metadata, or why it cannot go in; `met` gains its identifier."""
    try:
        _refuse_taken(document.identifier, source, met)
        refuse_foreign(document, source)
    except ArticleError as error:
        return error
    return replace(document, metadata=given.over(document.metadata))


def _refuse_taken(identifier: str, source: str, met: dict[str, str]) -> None:
    try:
        identifier.encode()
    except UnicodeEncodeError as error:
        name = source.encode("utf-8", "replace").decode()
        raise ArticleError(name, "its name is not valid UTF-8: rename it") from error
    if identifier in met:
        raise ArticleError(source, f"its identifier {identifier!r} is taken by {met[identifier]}: rename one")
    met[identifier] = source


def _read(source: str, fetcher: Fetcher) -> Iterator[tuple[str, Result]]:
    """Pairs of the place that a result was read from and the result."""
    if source == "-":
        yield _attempt("-", lambda: _from_bytes(_standard_input(), "stdin", "-"))
    elif source.startswith(("http://", "https://")):
        yield _attempt(source, lambda: _from_page(fetcher.fetch(source), source))
    elif "://" in source:
        yield (
            source,
            ArticleError(source, "only http and https addresses are fetched: save the page as a file"),
        )
    elif Path(source).is_dir():
        yield from _read_folder(Path(source))
    else:
        yield from _read_file(Path(source))


def _attempt(source: str, read: Callable[[], Document]) -> tuple[str, Result]:
    try:
        return source, read()
    except ArticleError as error:
        return source, error


def _read_folder(folder: Path) -> Iterator[tuple[str, Result]]:
    paths = list(_files(folder))
    if not paths:
        yield str(folder), ArticleError(str(folder), f"no file in it ends in {', '.join(sorted(READ))}")
    for path in paths:
        yield from _read_file(path)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from () if path.is_symlink() else _files(path)
        elif path.suffix.lower() in READ and path.is_file():
            yield path


def _read_file(path: Path) -> Iterator[tuple[str, Result]]:
    source, suffix = str(path), path.suffix.lower()
    if suffix not in JSON_LINES:
        yield _attempt(source, lambda: _from_file(path))
        return
    try:
        with path.open("rb") as lines:
            yield from read_json_lines(lines, source, path.stem)
    except OSError as error:
        yield source, ArticleError(source, error.strerror or str(error))


def _from_file(path: Path) -> Document:
    beside = sidecar_of(path)
    document = _from_bytes(read_bytes(path), path.stem, str(path), markup=path.suffix.lower() in MARKUP)
    return replace(document, metadata=beside.over(document.metadata))


def _from_page(page: Page, url: str) -> Document:
    document = _from_bytes(page.content, url, url, markup=page.markup, charset=page.charset)
    return replace(document, metadata=Metadata(url=page.url).over(document.metadata))


def _from_bytes(
    content: bytes, identifier: str, source: str, *, markup: bool = False, charset: str | None = None
) -> Document:
    if markup or content[:_SNIFFED].lstrip().lower().startswith(_MARKUP_STARTS):
        return read_html(content, identifier, source, charset)
    return Document(identifier, decoded(content, source, charset))


def _standard_input() -> bytes:
    content = sys.stdin.buffer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ArticleError("-", f"standard input holds more than an article may have ({LARGEST:,} bytes)")
    return content
