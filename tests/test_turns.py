"""Fair turns: who has least is served first, long questions make way, nobody takes everything."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.pipeline import publish
from kg.settings import Settings
from server.frames import Question
from server.pool import Limits, Pool
from server.problems import AnswerTooLargeError, BusyError, OverdueError, RequestError
from server.turns import Bounds, Turns
from tests.records import consultation, trilateral

MEMORY = 1024**3
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings(data=tmp_path_factory.mktemp("turns"))
    return publish(settings, [consultation(), trilateral()]).path / "store"


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(Limits(workers=2, memory=MEMORY, patience=20.0))
    yield made
    made.close()


def asked(pool: Pool, store: Path, query: str, client: str, seconds: float = 4.0) -> bytes:
    return b"".join(pool.ask(store, Question(query, table="csv", seconds=seconds), client))


def outcome(pool: Pool, store: Path, query: str, client: str) -> RequestError | bytes:
    try:
        return asked(pool, store, query, client)
    except RequestError as error:
        return error


@pytest.mark.parametrize("clients", [["one"] * 8, [f"client {number}" for number in range(8)]])
def test_a_ninth_gets_its_answers_beside_eight_runaways(pool: Pool, store: Path, clients: list[str]) -> None:
    with ThreadPoolExecutor(8) as threads:
        runaways = [threads.submit(outcome, pool, store, RUNAWAY, client) for client in clients]
        while not pool.waiting:
            time.sleep(0.01)
        answers = [asked(pool, store, "ASK {}", "ninth") for _ in range(3)]
        unfinished = [run for run in runaways if not run.done()]
    assert (answers, len(unfinished) > 0) == ([b"true"] * 3, True)
    assert all(isinstance(run.result(), OverdueError | BusyError) for run in runaways)


def test_one_client_may_take_every_process_while_it_is_alone(pool: Pool, store: Path) -> None:
    with ThreadPoolExecutor(2) as threads:
        ends = list(threads.map(lambda _: outcome(pool, store, RUNAWAY, "one"), range(2)))
    assert [OverdueError, OverdueError] == [type(end) for end in ends]


def test_long_answers_leave_a_process_to_others(pool: Pool, store: Path) -> None:
    held = pool.ask(store, Question(ENDLESS, table="csv"), "one")
    with pytest.raises(BusyError, match="long answers"):
        pool.ask(store, Question(ENDLESS, table="csv"), "one")
    assert asked(pool, store, "ASK {}", "two") == b"true"
    held.close()


def test_an_answer_has_so_many_bytes_and_no_more(pool: Pool, store: Path) -> None:
    with pytest.raises(AnswerTooLargeError):
        pool.ask(store, Question(ENDLESS, table="csv", most=500_000))
    assert asked(pool, store, "ASK {}", "") == b"true"


def test_an_answer_that_grows_too_large_on_its_way_breaks_off(pool: Pool, store: Path) -> None:
    answer = pool.ask(store, Question(ENDLESS, table="csv", most=3_000_000))
    received: list[bytes] = []
    with pytest.raises(AnswerTooLargeError):
        received.extend(answer)
    assert 1_000_000 < sum(map(len, received)) <= 3_000_000


def test_one_client_cannot_fill_the_queue() -> None:
    turns = Turns(Bounds(places=1, queue=10, each=2, patience=1.0))
    turns.take("one")
    with ThreadPoolExecutor(3) as threads:
        waiting = [threads.submit(turns.take, client) for client in ("one", "one", "two")]
        while turns.waiting < 3:
            time.sleep(0.01)
        with pytest.raises(BusyError, match="Too many"):
            turns.take("one")
    assert ["BusyError"] * 3 == [type(wait.exception()).__name__ for wait in waiting]


def test_who_has_least_is_served_first() -> None:
    turns = Turns(Bounds(places=2, queue=10, each=5, patience=1.0))
    first, _ = turns.take("one"), turns.take("one")
    with ThreadPoolExecutor(2) as threads:
        early = threads.submit(turns.take, "one")
        while turns.waiting < 1:
            time.sleep(0.01)
        late = threads.submit(turns.take, "two")
        while turns.waiting < 2:
            time.sleep(0.01)
        turns.give_back(first)
        assert late.result().client == "two"
    assert isinstance(early.exception(), BusyError)


def test_a_place_is_given_back_when_its_block_ends() -> None:
    turns = Turns(Bounds(places=1, queue=0, each=1, patience=0.1))
    with pytest.raises(ZeroDivisionError), turns.held("one"):
        raise ZeroDivisionError
    assert turns.running == 0


def test_a_question_that_made_way_is_stopped_once() -> None:
    turns = Turns(Bounds(places=2, queue=9, each=9, patience=5.0))
    stopped = threading.Event()
    first, second = turns.take("greedy"), turns.take("greedy")
    first.stop = second.stop = stopped.set
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(turns.take, "modest")
        assert stopped.wait(5)
        assert (first.revoked, second.revoked) == (False, True)
        turns.give_back(second)
        assert waiting.result().client == "modest"
    assert not turns.begin(second)
