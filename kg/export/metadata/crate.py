"""RO-Crate 1.1: the folder of a release's files as a research object."""

import json
from collections.abc import Iterable
from typing import Any, Final

from kg.dataset import LICENCE
from kg.export.about import CREATOR, KEYWORDS, About
from kg.export.listing import File, Kind

_CONTEXT: Final = "https://w3id.org/ro/crate/1.1/context"
_CONFORMS: Final = "https://w3id.org/ro/crate/1.1"
_DESCRIPTOR: Final = "ro-crate-metadata.json"


def crate(about: About, files: Iterable[File], later: Iterable[Kind]) -> bytes:
    """The crate's metadata.

    Args:
        about: the release.
        files: files with size and digest.
        later: files that are written after this one, and so have neither.
    """
    parts = [
        _file(file.kind, contentSize=str(file.size), identifier=f"urn:sha256:{file.digest}") for file in files
    ]
    parts += [_file(kind) for kind in later]
    creator = {"@id": about.base, "@type": "Organization", "name": CREATOR, "url": about.base}
    graph = [_descriptor(), _root(about, parts, creator["@id"]), creator, _licence(), *parts]
    content = {"@context": _CONTEXT, "@graph": graph}
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _descriptor() -> dict[str, Any]:
    return {
        "@id": _DESCRIPTOR,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _CONFORMS},
        "about": {"@id": "./"},
    }


def _root(about: About, parts: Iterable[dict[str, Any]], creator: str) -> dict[str, Any]:
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title,
        "description": about.description,
        "datePublished": about.issued,
        "version": about.version,
        "identifier": f"urn:sha256:{about.digest}",
        "url": about.dataset,
        "license": {"@id": LICENCE},
        "author": {"@id": creator},
        "creator": {"@id": creator},
        "publisher": {"@id": creator},
        "keywords": ", ".join(KEYWORDS),
        "hasPart": [{"@id": part["@id"]} for part in parts],
    }
    if all(about.covered):
        root["temporalCoverage"] = "/".join(about.covered)
    return root


def _licence() -> dict[str, Any]:
    return {
        "@id": LICENCE,
        "@type": "CreativeWork",
        "name": "Creative Commons Attribution 4.0 International",
        "description": "Data and ontology; quoted sentences remain their publishers'.",
        "identifier": LICENCE,
    }


def _file(kind: Kind, **known: str) -> dict[str, Any]:
    media = "application/gzip" if kind.packed else kind.media
    found = {
        "@id": kind.name,
        "@type": "File",
        "name": kind.name,
        "description": f"{kind.title}: {kind.what}",
        "encodingFormat": media,
    }
    return found | known
