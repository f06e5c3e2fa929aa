"""schema.org `Dataset`, which search engines for data read."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from kg.dataset import LICENCE
from kg.export.about import CREATOR, KEYWORDS, About
from kg.export.listing import File


def dataset(about: About, files: Iterable[File], page: str, address: Callable[[str], str]) -> dict[str, Any]:
    """The description as JSON-LD.

    Args:
        about: the release.
        files: what can be downloaded.
        page: address of the page about the data.
        address: gives a file's address from its name.
    """
    found = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": about.dataset,
        "name": about.title,
        "description": about.description,
        "url": page,
        "identifier": f"urn:sha256:{about.digest}",
        "version": about.version,
        "datePublished": about.issued,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "creator": {"@type": "Organization", "name": CREATOR, "url": about.base},
        "keywords": list(KEYWORDS),
        "measurementTechnique": "Information extraction by published rules; each fact names its sentence",
        "distribution": [_download(file, address(file.name)) for file in files],
    }
    if all(about.covered):
        found["temporalCoverage"] = "/".join(about.covered)
    return found


def as_json(description: dict[str, Any]) -> bytes:
    """The description as a file."""
    return (json.dumps(description, indent=1, ensure_ascii=False) + "\n").encode()


def _download(file: File, address: str) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "description": f"{file.kind.title}: {file.kind.what}",
        "encodingFormat": "application/gzip" if file.kind.packed else file.kind.media,
        "contentUrl": address,
        "contentSize": f"{file.size} B",
        "sha256": file.digest,
    }
