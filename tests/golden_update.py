"""Writes the answers of all saved queries on the sample to `tests/golden`; run it, then read the difference.

python -m tests.golden_update
"""

import tempfile
from pathlib import Path

from SPARQLWrapper import CSV, SPARQLWrapper

from kg.queries import saved_queries
from tests.serving import build_sample, serving

GOLDEN = Path(__file__).parent / "golden"


def answer_of(endpoint: str, query: str) -> str:
    """The endpoint's CSV with line ends "\\n"."""
    client = SPARQLWrapper(endpoint)
    client.setQuery(query)
    client.setReturnFormat(CSV)
    answer = client.query().convert()
    assert isinstance(answer, bytes)
    return answer.decode().replace("\r\n", "\n")


def main() -> None:
    """Builds the sample, serves it, asks everything, drops answers whose query is gone."""
    queries = saved_queries()
    with tempfile.TemporaryDirectory() as folder:
        build_sample(Path(folder))
        with serving(Path(folder)) as server:
            for query in queries:
                (GOLDEN / f"{query.name}.csv").write_text(answer_of(f"{server}/sparql", query.text))
    for path in GOLDEN.glob("*.csv"):
        if path.stem not in {query.name for query in queries}:
            path.unlink()


if __name__ == "__main__":
    main()
