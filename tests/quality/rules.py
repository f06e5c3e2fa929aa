"""How often each rule of the extraction is right, measured through the graph on all annotated articles.

    python -m tests.quality.rules

writes `kg/language/data/rule_precision.json`, from which every fact takes its confidence. A rule that was met
fewer than five times takes the figure of its family ("act", "official", "talk").
"""

import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.scoring.measure import Tally
from tests.quality.floors import corpora, scored

TABLE = Path(__file__).resolve().parents[2] / "kg/language/data/rule_precision.json"
ENOUGH = 5


def precisions(rules: Mapping[str, Tally]) -> dict[str, float]:
    """Precision by rule that was met often enough, and by family of rules, to two places."""
    families: dict[str, Tally] = {}
    for rule, tally in rules.items():
        families.setdefault(rule.partition(".")[0], Tally()).add(tally.hit, tally.gold, tally.found)
    known = {rule: tally for rule, tally in rules.items() if tally.found >= ENOUGH} | families
    return {rule: round(tally.precision, 2) for rule, tally in sorted(known.items())}


def main() -> int:
    """Measure on every corpus but the blind one and write the table."""
    pooled: dict[str, Tally] = {}
    for name, (articles, gold) in corpora().items():
        if name == "blind":
            continue
        with tempfile.TemporaryDirectory() as data:
            for rule, tally in scored(articles, gold, Path(data)).rules.items():
                pooled.setdefault(rule, Tally()).add(tally.hit, tally.gold, tally.found)
    TABLE.write_text(json.dumps(precisions(pooled), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
