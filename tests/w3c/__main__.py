"""Prints what every suite came to: `python -m tests.w3c`; with `--updates` where writing is switched on."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.w3c.exchanges import GRAPH_STORE, PROTOCOL, exchanges
from tests.w3c.judge import Verdict, judge
from tests.w3c.judge_http import on_graph_store, on_protocol
from tests.w3c.pins import expected
from tests.w3c.scratch import Bench, bench
from tests.w3c.suites import cases

_WORDS = ("passes", "fails", "refused")


def main() -> int:
    """A line for each suite, one for each surprise; 1 where there is one."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    surprises = []
    writable = "--updates" in sys.argv[1:]
    with bench(writable=writable) as server:
        for name, verdict in verdicts(server):
            counts[name.partition("#")[0]][verdict.word] += 1
            if verdict.word != expected(name, writable=writable):
                surprises.append(f"{verdict.word}: {name}: {verdict.why.strip()}"[:400])
    counts["all"] = sum(counts.values(), Counter())
    print(f"{'suite':44}", *(f"{word:>8}" for word in _WORDS))
    for suite in sorted(counts, key=lambda suite: (suite == "all", suite)):
        print(f"{suite:44}", *(f"{counts[suite][word]:8}" for word in _WORDS))
    print("\n".join(surprises) or "Nothing is otherwise than expected.toml says.")
    return int(bool(surprises))


def verdicts(server: Bench) -> Iterator[tuple[str, Verdict]]:
    """The verdict on every test that a manifest describes."""
    for case in cases():
        yield case.id, judge(case, server)
    for exchange in exchanges(PROTOCOL):
        yield exchange.id, on_protocol(exchange, server)
    for manifest in GRAPH_STORE:
        for exchange in exchanges(manifest):
            yield exchange.id, on_graph_store(exchange, server)


if __name__ == "__main__":
    sys.exit(main())
