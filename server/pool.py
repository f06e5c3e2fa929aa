"""Lends query processes to questions and ends those that overrun.

One pool serves one web process. It starts with its first question, in the process that asks, so an
app that was made before a fork (gunicorn --preload) gets a pool of its own in every child.
"""

import logging
import os
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from server import frames, verdicts
from server.copies import Copies
from server.exchange import parts
from server.frames import Question
from server.problems import RequestError, StoppedError
from server.processes import Master, Worker
from server.turns import Bounds, Turn, Turns
from server.verdicts import LostError

COMMIT: Final = 1 << 20
"""Bytes of an answer that are held back before the first one is sent: a fault until then is told."""
_TURNS: Final = 20_000
"""Questions after which a process is replaced, so that what it hoards is given back."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the pool is bounded by.

    Attributes:
        memory: bytes that one process may take beyond the release itself.
        queue: questions that may wait.
        each: questions of one client that may wait.
        patience: seconds that they may.
        budget: bytes that the copies of a release in memory may take; 0 serves it from disk.
        most: bytes that an answer may have; 0 for no bound.
    """

    workers: int = 2
    memory: int = 2 * 1024**3
    queue: int = 32
    each: int = 16
    patience: float = 10.0
    budget: int = 0
    most: int = 0


class Answer:
    """The answer to one question: its format, what came at once, and the rest as it comes.

    Attributes:
        name: short name of the format.
        start: the first bytes, at most about `COMMIT`, unless the answer is whole.
        whole: whether `start` is all of it.
    """

    def __init__(self, name: str, start: bytes, rest: Generator[bytes] | None) -> None:
        self.name = name
        self.start = start
        self.whole = rest is None
        self._rest = rest

    def __iter__(self) -> Iterator[bytes]:
        """The bytes from the start; raises when the process is stopped on the way."""
        yield self.start
        if self._rest is not None:
            yield from self._rest

    def close(self) -> None:
        """Gives the process back, ended if it has not finished."""
        if self._rest is not None:
            self._rest.close()


class Pool:
    """Lends query processes; every method may be called from any thread."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._turns = Turns(Bounds(limits.workers, limits.queue, limits.each, limits.patience))
        self._master = Master(limits.memory)
        self._copies = Copies(self._master, limits.budget // (limits.workers + 1), self._swap)
        self._idle: list[Worker] = []
        self._alive = 0
        self._served: Path | None = None

    def ask(self, store: Path, question: Question, client: str = "") -> Answer:
        """Puts a question to a process that has the store open.

        Args:
            store: folder of the store of a release.
            question: the query, and what its answer may look like.
            client: who asks, for a fair share; "" for nobody in particular.

        Raises:
            MalformedError: the query does not parse.
            FormError: the answer is of a form for which the question names no format.
            BusyError: no process came free in time, or the queue is full.
            StoppedError: the process was ended; OverdueError where by the clock.
            AnswerTooLargeError: the answer has more bytes than it may have.
            RefusedError: the query reached for something outside the release.
        """
        if self._owner != os.getpid():
            served = self._served
            self.__init__(self._limits)  # type: ignore[misc]  # a fork's child begins anew
            self.warm(served or store)
        bounded = question if question.most else replace(question, most=self._limits.most)
        again, lost = False, False
        while True:
            turn = self._turns.take(client, again=again)
            try:
                return self._asked(turn, str(store), bounded)
            except _GiveWayError:
                again = True
            except LostError:
                if lost:
                    raise
                lost = True

    def warm(self, store: Path) -> None:
        """Begins to load a store in memory if it fits the budget; until then answers come from disk."""
        self._served = store
        self._copies.want(str(store))

    def retire(self, store: Path) -> None:
        """Ends idle processes that have another store open than this one."""
        self._copies.keep(str(store))
        self.warm(store)
        self._end_idle(lambda worker: worker.store != str(store))

    def close(self) -> None:
        """Ends every process."""
        with self._lock:
            for worker in self._idle:
                worker.channel.close()
            self._alive -= len(self._idle)
            self._idle = []
        self._copies.close()
        self._master.close()
        self._copies.join()

    @property
    def running(self) -> int:
        """How many query processes there are, lent or idle."""
        return self._alive

    @property
    def idle(self) -> int:
        """How many of them wait for a question."""
        return len(self._idle)

    @property
    def waiting(self) -> int:
        """How many questions wait for a process."""
        return self._turns.waiting

    def in_memory(self, store: Path) -> bool:
        """Whether questions to this store are answered from memory."""
        return self._copies.forker(str(store)) is not self._master

    def _asked(self, turn: Turn, store: str, question: Question) -> Answer:
        """The answer; the turn is given back when it has come whole, or when it ends."""
        talk = self._converse(turn, store, question)
        name = next(talk).decode()
        parts: list[bytes] = []
        held = 0
        for part in talk:
            parts.append(part)
            held += len(part)
            if held >= COMMIT:
                self._begin(turn, talk)
                return Answer(name, b"".join(parts), talk)
        return Answer(name, b"".join(parts) if len(parts) != 1 else parts[0], None)

    def _begin(self, turn: Turn, talk: Generator[bytes]) -> None:
        try:
            begun = self._turns.begin(turn)
        except RequestError:
            talk.close()
            raise
        if not begun:
            talk.close()
            raise _GiveWayError("This query has to wait for others. Try again.", Retry_After="1")

    def _converse(self, turn: Turn, store: str, question: Question) -> Generator[bytes]:
        """Yields the format's name, then data; always gives the place back, and the process or its end."""
        worker: Worker | None = None
        healthy = False
        try:
            worker = self._borrowed(store)
            turn.stop = worker.hang_up
            try:
                frames.send(worker.channel, frames.QUESTION, frames.packed(question))
                kind, body = yield from parts(worker, question.seconds)
            except BrokenPipeError:
                kind, body = b"", b""
            healthy = bool(kind)
            if kind == frames.FAULT:
                raise verdicts.answered_with(frames.fault(body))
            if not healthy:
                raise self._ended(turn, worker, question.seconds)
        except TimeoutError as error:
            raise verdicts.overdue(question.seconds) from error
        finally:
            if worker is not None:
                self._back(worker, healthy=healthy and not turn.revoked)
            self._turns.give_back(turn)

    def _ended(self, turn: Turn, worker: Worker, seconds: float) -> RequestError:
        """What it means that a process has gone."""
        status = worker.end()
        if turn.revoked:
            return _GiveWayError("This query has to wait for others. Try again.", Retry_After="1")
        return verdicts.meaning(status, seconds, self._limits.memory)

    def _borrowed(self, store: str) -> Worker:
        """An idle process that has the store open, or a new one."""
        home = self._copies.forker(store)
        with self._lock:
            for at in range(len(self._idle) - 1, -1, -1):
                if self._idle[at].store == store and self._idle[at].home is home:
                    return self._idle.pop(at)
            old = self._idle.pop(0) if self._alive >= self._limits.workers and self._idle else None
            self._alive += 0 if old else 1
        try:
            if old:
                old.end()
            return self._forked(store)
        except BaseException:
            with self._lock:
                self._alive -= 1
            raise

    def _forked(self, store: str) -> Worker:
        """A new process, from memory if the release is there; from disk where that one fails."""
        home = self._copies.forker(store)
        try:
            return home.fork(store)
        except StoppedError:
            if home is self._master:
                raise
            log.warning("the release cannot be served from memory any more")
            self._copies.drop(store)
            return self._master.fork(store)

    def _back(self, worker: Worker, *, healthy: bool) -> None:
        worker.turns += 1
        home = self._copies.forker(worker.store)
        if healthy and not worker.grown and worker.turns < _TURNS and worker.home is home:
            with self._lock:
                self._idle.append(worker)
            return
        worker.end()
        with self._lock:
            self._alive -= 1

    def _swap(self, store: str) -> None:
        """Ends the idle processes that read from disk what is in memory now."""
        self._end_idle(lambda worker: worker.store == store and worker.home is self._master)

    def _end_idle(self, which: Callable[[Worker], bool]) -> None:
        with self._lock:
            old = [worker for worker in self._idle if which(worker)]
            self._idle = [worker for worker in self._idle if worker not in old]
            self._alive -= len(old)
        for worker in old:
            worker.end()


class _GiveWayError(StoppedError):
    """The place was given to somebody who had none: the question is asked again later."""
