"""Lends query processes to questions and ends those that overrun.

One pool serves one web process. It starts with its first question, in the process that asks, so an
app that was made before a fork (gunicorn --preload) gets a pool of its own in every child.
"""

import json
import os
import re
import signal
import socket
import threading
import time
from collections.abc import Generator, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from server import frames
from server.frames import Fault, Question
from server.problems import (
    BusyError,
    FormError,
    MalformedError,
    OverdueError,
    RefusedError,
    RequestError,
    StoppedError,
)
from server.processes import LIFE, Master, Worker

COMMIT: Final = 1 << 20
"""Bytes of an answer that are held back before the first one is sent: a fault until then is told."""
_TURNS: Final = 1000
"""Questions after which a process is replaced, so that what it hoards is given back."""
_WHERE = re.compile(r"^error at (\d+):(\d+): (.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the pool is bounded by; `queue` counts questions that wait, `patience` seconds they may."""

    workers: int = 2
    memory: int = 2 * 1024**3
    queue: int = 32
    patience: float = 10.0


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
        self._free = threading.Condition()
        self._master = Master(limits.memory)
        self._idle: list[Worker] = []
        self._running = 0
        self._waiting = 0

    def ask(self, store: Path, question: Question) -> Answer:
        """Puts a question to a process that has the store open.

        Raises:
            MalformedError: the query does not parse.
            FormError: the answer is of a form for which the question names no format.
            BusyError: no process came free in time, or the queue is full.
            StoppedError: the process was ended; OverdueError where by the clock.
            RefusedError: the query reached for something outside the release.
        """
        talk = self._converse(self._borrow(str(store)), question)
        try:
            name = next(talk).decode()
        except _LostError:
            talk = self._converse(self._borrow(str(store)), question)
            name = next(talk).decode()
        parts: list[bytes] = []
        held = 0
        for part in talk:
            parts.append(part)
            held += len(part)
            if held >= COMMIT:
                return Answer(name, b"".join(parts), talk)
        return Answer(name, b"".join(parts), None)

    def retire(self, store: Path) -> None:
        """Ends idle processes that have another store open than this one."""
        with self._free:
            old = [worker for worker in self._idle if worker.store != str(store)]
            self._idle = [worker for worker in self._idle if worker not in old]
            self._running -= len(old)
            self._free.notify_all()
        for worker in old:
            self._master.end(worker)

    def close(self) -> None:
        """Ends every process."""
        with self._free:
            for worker in self._idle:
                worker.channel.close()
            self._master.close()
            self._idle, self._running = [], 0

    @property
    def running(self) -> int:
        """How many query processes there are, lent or idle."""
        return self._running

    def _borrow(self, store: str) -> Worker:
        if self._owner != os.getpid():
            self.__init__(self._limits)  # type: ignore[misc]  # a fork's child begins anew
        worker = self._admitted()
        if worker is not None and worker.store == store and worker.turns < _TURNS:
            return worker
        try:
            if worker is not None:
                self._master.end(worker)
            return self._master.fork(store)
        except BaseException:
            self._give_back(None)
            raise

    def _admitted(self) -> Worker | None:
        """A place among the running: an idle process, or None where a new one may be made."""
        with self._free:
            if self._waiting >= self._limits.queue:
                raise BusyError("Too many queries are waiting. Try again shortly.", Retry_After="5")
            self._waiting += 1
            try:
                if not self._free.wait_for(self._room, self._limits.patience):
                    raise BusyError("Every query process is taken. Try again shortly.", Retry_After="10")
            finally:
                self._waiting -= 1
            if self._idle:
                return self._idle.pop()
            self._running += 1
            return None

    def _room(self) -> bool:
        return bool(self._idle) or self._running < self._limits.workers

    def _give_back(self, worker: Worker | None) -> None:
        with self._free:
            if worker is not None:
                self._idle.append(worker)
            else:
                self._running -= 1
            self._free.notify()

    def _converse(self, worker: Worker, question: Question) -> Generator[bytes]:
        """Yields the format's name, then data; always gives the worker back or ends it."""
        clock = _Clock(question.seconds)
        healthy = False
        try:
            frames.send(worker.channel, frames.QUESTION, json.dumps(asdict(question)).encode())
            while (frame := clock.receive(worker.channel))[0] in (frames.HEAD, frames.DATA):
                yield json.loads(frame[1]).encode() if frame[0] == frames.HEAD else frame[1]
            healthy = frame[0] in (frames.END, frames.FAULT)
            if frame[0] == frames.FAULT:
                raise _told(Fault(**json.loads(frame[1])))
            if not healthy:
                raise self._ended(self._master.end(worker), question.seconds)
        except TimeoutError as error:
            raise _overdue(question.seconds) from error
        except BrokenPipeError as error:
            raise self._ended(self._master.end(worker), question.seconds) from error
        finally:
            worker.turns += 1
            if not healthy:
                self._master.end(worker)
            self._give_back(worker if healthy else None)

    def _ended(self, status: int, seconds: float) -> RequestError:
        """What the end of a process means, from its wait status; 0 is that of one ended unseen."""
        if status == 0:
            return _LostError("A query process was lost. Try again.", Retry_After="1")
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if number in (signal.SIGXCPU, signal.SIGALRM):
            return _overdue(seconds)
        if number == signal.SIGSEGV:
            return MalformedError("the query is nested too deeply, or too long, for the parser")
        size = self._limits.memory // 1024**2
        return StoppedError(
            f"The query was stopped: it needed more than the {size} MB that one query may take."
        )


class _LostError(StoppedError):
    """The process had gone before it could answer: not the query's doing, so another one is asked."""


class _Clock:
    """Counts the seconds spent waiting for a process, not those its reader takes."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._end = time.monotonic() + LIFE

    def receive(self, channel: socket.socket) -> tuple[bytes, bytes]:
        """The next frame.

        Raises:
            TimeoutError: no time is left.
        """
        began = time.monotonic()
        left = min(self._left, self._end - began)
        if left <= 0:
            raise TimeoutError
        channel.settimeout(left)
        frame = frames.receive(channel)
        self._left -= time.monotonic() - began
        return frame


def _overdue(seconds: float) -> OverdueError:
    return OverdueError(
        f"The query was stopped after {seconds:g} seconds. Narrow it (fewer open variables, a LIMIT inside), "
        "ask for more time with timeout=SECONDS, or take the dumps."
    )


def _told(fault: Fault) -> RequestError:
    """The engine's own refusal in the words of HTTP."""
    if fault.kind == "not-acceptable":
        return FormError(fault.form)
    if fault.kind == "outside":
        return RefusedError("This endpoint fetches nothing from other servers and reads no files.")
    where = _WHERE.match(fault.message)
    if where:
        return MalformedError(_plain(where[3]), int(where[1]), int(where[2]))
    return MalformedError(fault.message)


def _plain(message: str) -> str:
    """The engine's complaint without its signs for blanks and for what is refused here anyway."""
    found = re.match(r"expected (?:one of )?(.*)$", message, re.DOTALL)
    if not found:
        return message
    hidden = {"[_]", "SERVICE", "LATERAL"}
    wanted = [word for word in found[1].split(", ") if word not in hidden]
    return f"expected {' or '.join(wanted)}" if wanted else "this was not expected here"
