"""From what a user names to documents: files, folders, standard input, addresses."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.articles.text import decoded, read_bytes
from kg.errors import ArticleError
from kg.model import Document, Metadata

READ = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"})


def read_sources(
    sources: Sequence[str], given: Metadata = Metadata()
) -> Iterator[Document | ArticleError]:
    """The documents of all sources in order; a bad one is yielded as an ArticleError, never raised.

    Args:
        sources: files, folders (walked in sorted order; hidden files, side-cars and files of other
            kinds than `READ` are passed over), http(s) addresses, "-" for standard input.
        given: metadata that win over all that a source says of itself.
    """
    met: dict[str, str] = {}
    for source in sources:
        for result in _read(source, given):
            yield _once(result, source, met) if isinstance(result, Document) else result


def _once(document: Document, source: str, met: dict[str, str]) -> Document | ArticleError:
    first = met.setdefault(document.identifier, source)
    return document


def _read(source: str, given: Metadata) -> Iterator[Document | ArticleError]:
    for path in _files(Path(source)):
        try:
            yield Document(path.stem, decoded(read_bytes(path), str(path)), given)
        except ArticleError as error:
            yield error


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for child in sorted(path.iterdir()):
        if child.is_dir() or child.suffix in READ:
            yield from _files(child)
