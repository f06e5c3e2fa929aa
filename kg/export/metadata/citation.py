"""`CITATION.cff` of a release: the Citation File Format 1.2.0, for data."""

import json

from kg.export.about import CREATOR, KEYWORDS, About


def citation(about: About) -> bytes:
    """How to cite the release; texts are quoted as JSON has it, which YAML reads."""
    given = {
        "message": "Please cite the release that you used.",
        "type": "dataset",
        "title": about.title,
        "abstract": about.description,
        "version": about.version,
        "date-released": about.issued,
        "license": "CC-BY-4.0",
        "url": about.dataset,
    }
    lines = ["cff-version: 1.2.0", *(f"{key}: {_quoted(value)}" for key, value in given.items())]
    lines += ["authors:", f"  - name: {_quoted(CREATOR)}", "keywords:"]
    lines += [f"  - {_quoted(word)}" for word in KEYWORDS]
    lines += ["identifiers:", "  - type: other", f"    value: {_quoted(f'urn:sha256:{about.digest}')}"]
    lines += ['    description: "SHA-256 of everything that the release was made from"']
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
