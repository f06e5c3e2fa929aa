"""Writes the answers of all saved queries on the sample to `tests/golden`, the list to `queries/README.md`.

Run it after a change on purpose, then read the difference:

    python -m tests.golden_update
"""

import tempfile
from pathlib import Path

from SPARQLWrapper import CSV, SPARQLWrapper

from kg.queries import saved_queries
from tests.serving import build_sample, serving

GOLDEN = Path(__file__).parent / "golden"
README = Path(__file__).parents[1] / "queries" / "README.md"
LIST = "## The questions\n\n"


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


def main() -> None:
    """Builds the sample, serves it, asks everything, drops answers whose query is gone."""
    queries = saved_queries()
    with tempfile.TemporaryDirectory() as folder:
        build_sample(Path(folder))
        with serving(Path(folder)) as server:
            for query in queries:
                (GOLDEN / f"{query.name}.csv").write_text(answer_of(f"{server}/sparql", query.text))
    README.write_text(README.read_text().partition(LIST)[0] + listed())
    for path in GOLDEN.glob("*.csv"):
        if path.stem not in {query.name for query in queries}:
            path.unlink()


if __name__ == "__main__":
    main()
