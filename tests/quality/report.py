"""Measures the extraction on every corpus and writes what the package publishes of its quality.

    python -m tests.quality.report

writes `kg/scoring/data/measured.json`: for each corpus what it is made of, and precision, recall and F1 per
field with 95 % intervals, measured through the graph.
"""

import json
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.cli.score import figures
from kg.pipeline import build
from kg.scoring.bootstrap import by_article, intervals
from kg.scoring.measure import measure
from kg.scoring.published import FILE
from kg.scoring.readback import annotations
from kg.settings import Settings
from kg.sparql import asker
from tests.quality.direct import documents, gold_of
from tests.quality.floors import corpora

MADE = {
    "shared": "Reports of ministries and newswires, annotated by two readers who settled their differences. "
    "Rules were written with half of them in sight.",
    "own": "Articles of ours in the styles of many publishers, annotated by one reader before any rule read "
    "them. Rules were then written with all of them in sight.",
    "blind": "Articles of ours in the styles of many publishers, annotated by one reader. No rule was "
    "written with any of them in sight: these figures tell what to expect of a new article.",
}
KINDS = ("officials", "talks", "commitments", "statements")


def described(folders: list[Path], gold: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What a corpus is made of: articles, words, publishers, years, annotated items."""
    texts = [item for item in documents(folders) if item.identifier in gold]
    years = sorted(str(one["published"])[:4] for one in gold.values() if one.get("published"))
    return {
        "articles": len(gold),
        "words": sum(len(re.findall(r"\w+", item.text)) for item in texts),
        "publishers": len({one.get("publisher") for one in gold.values()} - {None}),
        "years": [years[0], years[-1]] if years else [],
        "items": {kind: sum(len(one[kind]) for one in gold.values()) for kind in KINDS},
    }


def measured(name: str, folders: list[Path], folder: Path) -> dict[str, Any]:
    """A corpus with its figures."""
    gold = gold_of(folder)
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        build(settings, [str(one) for one in folders])
        found = annotations(asker(settings))
    score = figures(measure(gold, found), intervals(by_article(gold, found)))
    return {"name": name, "made": MADE[name]} | described(folders, gold) | score


def main() -> int:
    """Measure all corpora at hand and write the file."""
    found = [measured(name, *where) for name, where in sorted(corpora().items())]
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
