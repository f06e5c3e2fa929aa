"""A release in memory: swapped in while the disk answers, within its budget, answering as the disk does."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest

from kg.pipeline import publish
from kg.settings import Settings
from server.answers import Stores
from server.frames import Question
from server.pool import Limits, Pool
from tests.records import consultation, trilateral
from tests.serving import serving

BUDGET = 1024**3
KINDS = "SELECT ?s ?kind { ?s a ?kind FILTER (isIRI(?s) && isIRI(?kind)) } ORDER BY ?s ?kind LIMIT 500"
TALKS = "SELECT (COUNT(*) AS ?n) { ?x a <https://w3id.org/parley/def#Talk> }"
CLAIMS = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings(data=tmp_path_factory.mktemp("memory"))
    return publish(settings, [consultation(), trilateral()]).path / "store"


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(Limits(workers=2, budget=BUDGET))
    yield made
    made.close()


def asked(pool: Pool, store: Path, query: str) -> bytes:
    return b"".join(pool.ask(store, Question(query, table="csv")))


def warmed(pool: Pool, store: Path) -> None:
    pool.warm(store)
    end = time.monotonic() + 60
    while not pool.in_memory(store) and time.monotonic() < end:
        time.sleep(0.05)
    assert pool.in_memory(store)


@pytest.mark.parametrize("query", [TALKS, CLAIMS, KINDS])
def test_memory_answers_as_the_disk_does(pool: Pool, store: Path, query: str) -> None:
    before = asked(pool, store, query)
    warmed(pool, store)
    assert asked(pool, store, query) == before


def test_processes_that_read_the_disk_go_when_the_copy_is_there(pool: Pool, store: Path) -> None:
    asked(pool, store, "ASK {}")
    warmed(pool, store)
    asked(pool, store, "ASK {}")
    assert [worker.home.store for worker in pool._idle] == [str(store)]


def test_a_release_beyond_the_budget_stays_on_disk(store: Path, caplog: pytest.LogCaptureFixture) -> None:
    pool = Pool(Limits(budget=1000))
    pool.warm(store)
    assert (asked(pool, store, "ASK {}"), pool.in_memory(store)) == (b"true", False)
    assert "served from disk" in caplog.text
    pool.close()


def test_the_copy_of_an_old_release_goes(pool: Pool, store: Path, tmp_path: Path) -> None:
    warmed(pool, store)
    asked(pool, store, "ASK {}")
    new = publish(Settings(data=tmp_path), [consultation()]).path / "store"
    pool.retire(new)
    assert asked(pool, new, TALKS) != b""
    assert not pool.in_memory(store)


def test_a_pool_that_is_closed_while_it_loads_leaves_nothing_behind(store: Path) -> None:
    for _ in range(5):
        pool = Pool(Limits(budget=BUDGET))
        pool.warm(store)
        pool.close()
        assert (pool._master._process, pool.in_memory(store)) == (None, False)
        assert not any(loader.is_alive() for loader in pool._copies._loaders)


def test_a_copy_that_died_is_replaced_by_the_disk(pool: Pool, store: Path) -> None:
    warmed(pool, store)
    forker = pool._copies.forker(str(store))
    forker.close()
    assert (asked(pool, store, TALKS), pool.in_memory(store)) == (asked(pool, store, TALKS), False)


@pytest.mark.parametrize(
    ("query", "memory"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", False),
        ("SELECT * FROM <http://example.org/g> { ?s ?p ?o }", False),
        ("SELECT * { \\u0047RAPH ?g { ?s ?p ?o } }", False),
    ],
)
def test_what_names_graphs_goes_to_the_disk(query: str, memory: bool) -> None:
    stores = Stores(ox.Store(), ox.Store())
    assert (stores.fit(Question(query)) is stores.merged) == memory


def test_a_data_set_of_its_own_goes_to_the_disk() -> None:
    stores = Stores(ox.Store(), ox.Store())
    assert stores.fit(Question("ASK {}", default_graphs=())) is stores.disk


_FRONT = """
import resource, sys
from pathlib import Path
from server.frames import Question
from server.pool import Limits, Pool
pool = Pool(Limits(workers=1))
answer = pool.ask(Path(sys.argv[1]), Question("SELECT * { ?a ?b ?c . ?d ?e ?f }", table="csv"))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
size = 0
for part in answer:
    size += len(part)
    if size > 100_000_000:
        break
answer.close()
print(size, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
pool.close()
"""


def test_a_long_answer_passes_through_the_front_with_flat_memory(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FRONT, str(store)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
        env=os.environ,
    )
    size, grown = map(int, done.stdout.split())
    assert (size > 100_000_000, grown < size / 10) == (True, True)


def test_plain_queries_and_others_get_the_same_answer(store: Path) -> None:
    query = "SELECT ?x { ?x a <https://w3id.org/parley/def#Talk> } ORDER BY ?x"
    with serving(store.parents[2]) as address:
        plain, other = (
            urlopen(
                Request(f"{address}/sparql?{urlencode(given)}", headers={"Accept": "text/csv"}), timeout=60
            )
            for given in ({"query": query}, {"query": query, "unknown": "1"})
        )
        with plain, other:
            same = ("Content-Type", "Vary", "Cache-Control", "X-Content-Type-Options", "Last-Modified")
            assert [plain.headers[name] for name in same] == [other.headers[name] for name in same]
            assert plain.read() == other.read()
