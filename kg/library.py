"""The articles that were read: one immutable file for each text with its metadata, named by its content."""

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.addresses import article_slug
from kg.errors import ReleaseError
from kg.model import Document, Metadata
from kg.settings import Settings

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that a release holds.

    Attributes:
        file: name in the articles folder.
        digest: SHA-256 of the file.
    """

    identifier: str
    slug: str
    file: str
    digest: str


def kept(document: Document) -> Kept:
    """Under which name a document is kept."""
    digest = sha256(_content(document)).hexdigest()
    slug = article_slug(document.identifier)
    return Kept(document.identifier, slug, f"{slug}-{digest[:_SHOWN]}.json", digest)


def keep(settings: Settings, document: Document) -> Kept:
    """Writes a document to the articles folder unless it is there, whole or not at all."""
    entry = kept(document)
    path = folder(settings) / entry.file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{entry.file}.part")
        with part.open("wb") as file:
            file.write(_content(document))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    return entry


def load(settings: Settings, entry: Kept) -> Document:
    """A document of the articles folder.

    Raises:
        ReleaseError: the file is missing or is not what the release was made of.
    """
    path = folder(settings) / entry.file
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ReleaseError(f"{path} is missing: give its source to `parley build` again") from error
    if sha256(content).hexdigest() != entry.digest:
        raise ReleaseError(f"{path} was changed: remove it and give its source to `parley build` again")
    data: dict[str, Any] = json.loads(content)
    return Document(data["identifier"], data["text"], Metadata(**data["metadata"]), data["markup"])


def folder(settings: Settings) -> Path:
    """The folder of the articles that were read."""
    return settings.data / "articles"


def _content(document: Document) -> bytes:
    return json.dumps(asdict(document), ensure_ascii=False, indent=1, sort_keys=True).encode()
