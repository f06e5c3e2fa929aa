"""Prints what every suite came to: `python -m tests.w3c`."""

import sys
from collections import Counter, defaultdict

from tests.w3c.judge import judge
from tests.w3c.pins import expected
from tests.w3c.scratch import bench
from tests.w3c.suites import cases

_WORDS = ("passes", "fails", "refused")


def main() -> int:
    """A line for each suite, one for each surprise; 1 where there is one."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    surprises = []
    with bench() as server:
        for case in cases():
            verdict = judge(case, server)
            counts[case.suite][verdict.word] += 1
            if verdict.word != expected(case.id):
                surprises.append(f"{verdict.word}: {case.id}: {verdict.why}"[:400])
    for suite in sorted(counts):
        print(f"{suite:42}", *(f"{counts[suite][word]:6}" for word in _WORDS))
    total = sum(counts.values(), Counter())
    print(f"{'all':42}", *(f"{total[word]:6}" for word in _WORDS))
    print("\n".join(surprises))
    return int(bool(surprises))


if __name__ == "__main__":
    sys.exit(main())
