"""Writes the answers of all saved queries on the sample to `tests/golden`, the list to `queries/README.md`.

Run it after a change on purpose, then read the difference:

    python -m tests.golden_update
"""

import tempfile
from pathlib import Path
from tomllib import loads
from typing import Any

from SPARQLWrapper import CSV, SPARQLWrapper

from kg.queries import saved_queries
from tests.serving import build_sample, serving

GOLDEN = Path(__file__).parent / "golden"
README = Path(__file__).parents[1] / "queries" / "README.md"
LIST = "## The queries\n\n"
ASKED = "## Thirty competency questions\n\n"
QUESTIONS = README.with_name("questions.toml")


def answer_of(endpoint: str, query: str) -> str:
    """The endpoint's CSV with line ends "\\n"."""
    client = SPARQLWrapper(endpoint)
    client.setQuery(query)
    client.setReturnFormat(CSV)
    answer = client.query().convert()
    assert isinstance(answer, bytes)
    return answer.decode().replace("\r\n", "\n")


def listed() -> str:
    """The list of all saved queries in Markdown."""
    rows = "".join(f"| `{query.name}` | {query.summary} |\n" for query in saved_queries())
    return f"{LIST}| name | question |\n|---|---|\n{rows}"


def questions() -> list[dict[str, Any]]:
    """The competency questions with their queries, in order."""
    found: list[dict[str, Any]] = loads(QUESTIONS.read_text())["question"]
    return found


def competency() -> str:
    """The list of the competency questions in Markdown, with who studies them."""
    known = {query.name: query for query in saved_queries()}
    rows = "".join(
        f"| {number} | {question['words']} | {', '.join(f'`{name}`' for name in question['queries'])} "
        f"| {known[question['queries'][0]].literature} |\n"
        for number, question in enumerate(questions(), 1)
    )
    return f"{ASKED}| | question | answered by | in the literature |\n|---|---|---|---|\n{rows}\n"


def main() -> None:
    """Builds the sample, serves it, asks everything, drops answers whose query is gone."""
    queries = saved_queries()
    with tempfile.TemporaryDirectory() as folder:
        build_sample(Path(folder))
        with serving(Path(folder)) as server:
            for query in queries:
                (GOLDEN / f"{query.name}.csv").write_text(answer_of(f"{server}/sparql", query.text))
    README.write_text(README.read_text().partition(ASKED)[0] + competency() + listed())
    for path in GOLDEN.glob("*.csv"):
        if path.stem not in {query.name for query in queries}:
            path.unlink()


if __name__ == "__main__":
    main()
