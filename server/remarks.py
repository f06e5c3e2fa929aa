"""What is said of the rows of a list as a whole: sentences above it, sums."""

from collections import Counter
from collections.abc import Iterable, Sequence

from server.dates import span
from server.graph import Graph, Solution, said
from server.panels import Link


def first_and_last(_graph: Graph, rows: list[Solution]) -> str:
    """How many talks from which year to which, where it is worth saying."""
    years = sorted(found[:4] for row in rows if (found := said(row, "date")))
    every = {said(row, "talk") for row in rows}
    planned = {said(row, "talk") for row in rows if said(row, "status") == "planned"}
    more = f", {len(planned)} of them planned" if planned else ""
    return f"{len(every)} between {years[0]} and {years[-1]}{more}." if len(set(years)) > 1 else ""


def totals(graph: Graph, rows: list[Solution]) -> Sequence[Link]:
    """Topics with their talks of all years, the most frequent first."""
    found: Counter[str] = Counter()
    for row in rows:
        found[said(row, "topic")] += int(said(row, "talks"))
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], graph.label(pair[0])))
    return [Link(iri, f"{count} talk{'' if count == 1 else 's'}") for iri, count in ordered]


def gaps(_graph: Graph, rows: list[Solution]) -> str:
    """Which numbers between the first and the last known edition no article names."""
    known = {int(found) for row in rows if (found := said(row, "ordinal")).isdigit()}
    missing = sorted(set(range(min(known), max(known))) - known) if known else []
    return f"No article here names: {', '.join(_runs(missing))}." if missing else ""


def _runs(numbers: list[int]) -> Iterable[str]:
    """3, 4, 5, 9 as "3–5", "9"."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield span(str(numbers[start]), str(numbers[at - 1]))
            start = at
