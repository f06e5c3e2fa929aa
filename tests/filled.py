"""Parts of the docs that are filled from data, between `<!-- name -->` and `<!-- end -->`.

    python -m tests.filled

fills them anew; a test fails where they lag.
"""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ("date", "talk", "act", "exercise", "sentence")
CORPORA = {
    "shared": "26 articles that the rules were partly written on",
    "own": "our own development articles",
    "blind": "our own articles that no rule was written on",
}


def example() -> str:
    """The README's query with its whole answer on the sample."""
    path = ROOT / "tests/golden/agreement_exercises.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [[_cell(row, name) for name in SHOWN] for row in csv.DictReader(lines)]
    return _table([list(SHOWN), *rows])


def _cell(row: dict[str, str], name: str) -> str:
    return row["kind"] if name == "act" else row[name]


def quality() -> str:
    """F1 per field and accuracy per attribute of each corpus, as pinned."""
    pinned = json.loads((ROOT / "tests/quality/floors.json").read_text())
    names = [name for name in CORPORA if name in pinned]
    fields = list(pinned[names[0]]["reached"])
    rows = [[field, *(f"{pinned[name]['reached'].get(field, 0):.3f}" for name in names)] for field in fields]
    return _table([["", *(CORPORA[name] for name in names)], *rows])


FILLED: dict[str, tuple[str, Callable[[], str]]] = {
    "example": ("README.md", example),
    "quality": ("docs/quality.md", quality),
}


def filled(name: str) -> str:
    """The whole text of the document that holds the part, with the part filled."""
    document, content = FILLED[name]
    part = f"<!-- {name} -->\n{content()}\n<!-- end -->"
    text = (ROOT / document).read_text(encoding="utf-8")
    return re.sub(rf"<!-- {name} -->.*?<!-- end -->", lambda _: part, text, flags=re.DOTALL)


def _table(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


if __name__ == "__main__":
    for part in FILLED:
        (ROOT / FILLED[part][0]).write_text(filled(part), encoding="utf-8")
