"""Pinned floors of quality per field and corpus.

    python -m tests.quality.floors [--allow-lower]

measures and raises the floors to what was reached, less a margin for harmless shifts. A floor is lowered only
with `--allow-lower`. A corpus whose texts or annotations changed must be pinned anew.
"""

import json
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.pipeline import build
from kg.scoring.measure import Score, measure
from kg.scoring.readback import annotations
from kg.settings import Settings
from kg.sparql import asker
from tests.tools import corpus

PINNED = Path(__file__).with_name("floors.json")
MARGIN = 0.01
OWN = Path(__file__).with_name("articles")
BLIND = Path(__file__).with_name("blind")


Corpora = dict[str, tuple[list[Path], Path]]


def corpora() -> Corpora:
    """Folders of articles and of their annotations, by the name of the corpus."""
    shared = corpus()
    found = {"shared": ([shared / "seeds", shared / "articles"], shared / "gold")} if shared else {}
    ours = {"own": OWN, "blind": BLIND}
    return found | {name: ([folder], folder) for name, folder in ours.items() if folder.is_dir()}


def scored(articles: list[Path], gold: Path, data: Path) -> Score:
    """The score of a release built from the articles."""
    settings = Settings(data=data)
    build(settings, [str(folder) for folder in articles])
    wanted = {
        path.stem: json.loads(path.read_text()) for path in gold.glob("*.json") if ".meta" not in path.name
    }
    return measure(wanted, annotations(asker(settings)))


def figures(score: Score) -> dict[str, float]:
    """F1 per field and accuracy per attribute, to three places."""
    shares = {name: tally.f1 for name, tally in score.fields.items()}
    shares |= {name: right / judged for name, (right, judged) in score.attributes.items() if judged}
    return {name: round(share, 3) for name, share in (shares | {"mean F1": score.mean_f1}).items()}


def digest(articles: list[Path], gold: Path) -> str:
    """SHA-256 over all texts and annotations, in the order of their names."""
    files = sorted({path for folder in [*articles, gold] for path in folder.glob("*.*")})
    return sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()


def pin(path: Path, found: Corpora, *, allow_lower: bool) -> list[str]:
    """Measure the corpora and pin what was reached; the floors that it falls below, a line each."""
    pinned: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    below = []
    for name, (articles, gold) in found.items():
        with tempfile.TemporaryDirectory() as data:
            reached = figures(scored(articles, gold, Path(data)))
        before = pinned.get(name, {}).get("floors", {})
        floors = {key: max(0.0, round(value - MARGIN, 3)) for key, value in reached.items()}
        below += [
            f"{name} {key}: {reached[key]} under {before[key]}"
            for key in before
            if reached.get(key, 0) < before[key]
        ]
        if not allow_lower:
            floors |= {key: max(value, floors.get(key, 0)) for key, value in before.items()}
        pinned[name] = {"digest": digest(articles, gold), "floors": floors, "reached": reached}
        print(f"{name}: {json.dumps(reached)}")
    path.write_text(json.dumps(dict(sorted(pinned.items())), indent=1) + "\n")
    return below


def main(arguments: list[str]) -> int:
    """Pin the floors of every corpus at hand; 1 where one would be lowered unasked."""
    allow_lower = "--allow-lower" in arguments
    below = pin(PINNED, corpora(), allow_lower=allow_lower)
    print(*below, sep="\n")
    return int(bool(below) and not allow_lower)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
