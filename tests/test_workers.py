"""Query processes: what they answer, what ends them, what they cannot reach."""

import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.pipeline import publish
from kg.release import open_release
from kg.settings import Settings
from server import sandbox
from server.frames import Question
from server.pool import Limits, Pool
from server.problems import BusyError, FormError, MalformedError, OverdueError, RefusedError, StoppedError
from tests.records import consultation, trilateral

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
HOG = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?b"
_DOUBLED = " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(30))
DOUBLING = f"SELECT (STRLEN(?a30) AS ?n) {{ BIND('0123456789abcdef' AS ?a0) {_DOUBLED} }}"
STAR = f"SELECT * {{ {' '.join(f'?s ?p{n} ?o{n} .' for n in range(300))} }}"
MEMORY = 1024**3


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings(data=tmp_path_factory.mktemp("workers"))
    return publish(settings, [consultation(), trilateral()]).path / "store"


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(Limits(workers=2, memory=MEMORY))
    yield made
    made.close()


def asked(pool: Pool, store: Path, query: str, seconds: float = 30.0) -> bytes:
    return b"".join(pool.ask(store, Question(query, table="csv", graph="nt", seconds=seconds)))


def test_a_query_is_answered(pool: Pool, store: Path) -> None:
    assert asked(pool, store, "SELECT (1 + 1 AS ?n) {}") == b"n\r\n2\r\n"


def test_a_process_serves_one_query_after_another(pool: Pool, store: Path) -> None:
    for _ in range(5):
        asked(pool, store, "ASK {}")
    assert pool.running == 1


@pytest.mark.parametrize("query", [CARTESIAN, STAR])
def test_a_runaway_is_ended_at_its_deadline(pool: Pool, store: Path, query: str) -> None:
    with pytest.raises(OverdueError, match=r"stopped after 0\.5 seconds"):
        asked(pool, store, query, 0.5)


def test_others_get_their_answers_beside_a_runaway(pool: Pool, store: Path) -> None:
    with ThreadPoolExecutor(1) as threads:
        runaway = threads.submit(asked, pool, store, CARTESIAN, 1.0)
        answers = [asked(pool, store, "ASK {}") for _ in range(20)]
        assert isinstance(runaway.exception(), OverdueError)
    assert answers == [b"true"] * 20


@pytest.mark.parametrize("query", [HOG, DOUBLING])
def test_a_memory_hog_is_stopped_and_told(pool: Pool, store: Path, query: str) -> None:
    with pytest.raises(StoppedError, match="1024 MB"):
        asked(pool, store, query)
    assert asked(pool, store, "ASK {}") == b"true"


def test_opening_the_release_takes_nothing_of_a_query_s_memory(store: Path) -> None:
    pool = Pool(Limits(workers=4, memory=64 * 1024**2))
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: asked(pool, store, "ASK {}"), range(8)))
    pool.close()
    assert answers == [b"true"] * 8


def test_nesting_that_ends_the_parser_is_a_bad_query(pool: Pool, store: Path) -> None:
    with pytest.raises(MalformedError, match="nested too deeply"):
        asked(pool, store, "SELECT * " + "{" * 10_000)


def test_a_syntax_error_says_where(pool: Pool, store: Path) -> None:
    with pytest.raises(MalformedError) as caught:
        asked(pool, store, "SELECT * {\n  ?s ?p\n}")
    assert (caught.value.line, caught.value.column) == (3, 2)


def test_a_graph_is_refused_where_only_tables_are_taken(pool: Pool, store: Path) -> None:
    with pytest.raises(FormError) as caught:
        pool.ask(store, Question("CONSTRUCT WHERE { ?s ?p ?o }", table="csv"))
    assert caught.value.form == "graph"


def test_a_long_answer_comes_in_parts_and_whole(pool: Pool, store: Path) -> None:
    answer = pool.ask(store, Question("SELECT * { GRAPH ?g { ?s ?p ?o } }", table="csv"))
    assert (answer.whole, b"".join(answer).count(b"\n")) == (False, 1 + count(pool, store))


def count(pool: Pool, store: Path) -> int:
    return int(asked(pool, store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").split()[1])


def test_an_answer_left_half_way_frees_its_process(store: Path) -> None:
    pool = Pool(Limits(workers=1, memory=MEMORY, patience=5.0))
    pool.ask(store, Question(ENDLESS, table="csv")).close()
    assert asked(pool, store, "ASK {}") == b"true"
    pool.close()


def test_a_full_house_is_told_when_to_come_back(store: Path) -> None:
    pool = Pool(Limits(workers=1, memory=MEMORY, patience=0.1))
    held = pool.ask(store, Question(ENDLESS, table="csv"))
    with pytest.raises(BusyError) as caught:
        asked(pool, store, "ASK {}")
    assert caught.value.headers == {"Retry-After": "10"}
    held.close()
    pool.close()


def test_a_full_queue_is_refused_at_once(store: Path) -> None:
    pool = Pool(Limits(workers=1, memory=MEMORY, queue=0))
    held = pool.ask(store, Question(ENDLESS, table="csv"))
    with pytest.raises(BusyError, match="Too many"):
        asked(pool, store, "ASK {}")
    held.close()
    pool.close()


def test_a_process_that_died_is_replaced(pool: Pool, store: Path) -> None:
    with pytest.raises(StoppedError):
        asked(pool, store, HOG)
    assert [asked(pool, store, "ASK {}") for _ in range(3)] == [b"true"] * 3


def test_a_new_release_is_opened_by_the_next_query(pool: Pool, store: Path, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    other = publish(settings, [consultation()]).path / "store"
    query = "SELECT (COUNT(*) AS ?n) { ?a a <https://w3id.org/parley/def#Article> }"
    assert [asked(pool, one, query).split()[1] for one in (store, other, store)] == [b"2", b"1", b"2"]


def test_processes_of_an_old_release_are_let_go(pool: Pool, store: Path, tmp_path: Path) -> None:
    asked(pool, store, "ASK {}")
    pool.retire(publish(Settings(data=tmp_path), [consultation()]).path / "store")
    assert pool.running == 0


def test_the_pool_starts_again_after_its_master_died(pool: Pool, store: Path) -> None:
    asked(pool, store, "ASK {}")
    process = pool._master._process
    assert process is not None
    process.kill()
    process.wait()
    assert asked(pool, store, "ASK {}") == b"true"


class Trap:
    """A server on loopback that notes every connection."""

    def __init__(self) -> None:
        self.seen = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/sparql"
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.seen += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def trap() -> Iterator[Trap]:
    made = Trap()
    yield made
    made.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the fence is the kernel's, and this is not Linux")
@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_the_kernel_lets_no_request_out(pool: Pool, store: Path, trap: Trap, silent: str) -> None:
    query = f"SELECT * {{ SERVICE {silent}<{trap.url}> {{ ?s ?p ?o }} }}"
    if silent:
        asked(pool, store, query)
    else:
        with pytest.raises(RefusedError):
            asked(pool, store, query)
    assert trap.seen == 0


def test_the_trap_would_notice(trap: Trap) -> None:
    with socket.create_connection(("127.0.0.1", int(trap.url.split(":")[2].split("/")[0]))) as line:
        line.recv(1)
    assert trap.seen == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the fences are Linux's")
def test_every_fence_stands_on_linux(pool: Pool, store: Path, caplog: pytest.LogCaptureFixture) -> None:
    asked(pool, store, "ASK {}")
    assert [] == caplog.messages
    assert sandbox.ALL == ("memory", "processor", "parent", "network")


def test_the_release_that_is_served_can_be_opened(store: Path) -> None:
    assert open_release(Settings(data=store.parents[2])).path == store.parent
