"""Starts and ends query processes through the master that forks them (`server.worker`)."""

import json
import logging
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from server import frames, sandbox
from server.problems import StoppedError

LIFE: Final = 600.0
"""Seconds that a slow reader may take over one answer."""
_TRIES: Final = 3
"""How often a process is started that ends before it is ready."""
_START: Final = 20.0
"""Seconds that a process may take to open the store."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Worker:
    """A query process, seen from the web process.

    Attributes:
        store: folder of the store that it has open.
        turns: questions that it has answered.
    """

    number: int
    channel: socket.socket
    store: str
    turns: int = 0


class Master:
    """The line to the master process; starts it when needed, again when it has died."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._reported = False

    def fork(self, store: str) -> Worker:
        """A new worker that has the store open.

        Raises:
            StoppedError: it could not open the store.
        """
        for _ in range(_TRIES):
            worker = self._forked(store)
            if worker:
                return worker
        raise StoppedError("A query process could not open the release. Try again.", Retry_After="5")

    def _forked(self, store: str) -> Worker | None:
        """A worker that is ready, or None where it ended before it was."""
        ours, theirs = socket.socketpair()
        worker = Worker(next(self._numbers), ours, store)
        order = {"fork": worker.number, "store": store, "memory": self._memory, "life": LIFE}
        with theirs, self._lock:
            self._order(json.dumps(order).encode(), theirs.fileno())
        ours.settimeout(_START)
        kind, body = frames.receive(ours)
        if kind != frames.READY:
            log.warning("a query process ended before it was ready, with wait status %s", self.end(worker))
            return None
        self._report(json.loads(body))
        return worker

    def end(self, worker: Worker) -> int:
        """Kills the worker if it still runs; how it ended, as `os.waitpid` says it. Safe to repeat."""
        worker.channel.close()
        with self._lock:
            if self._line is None:
                return 0
            try:
                self._line.send(json.dumps({"end": worker.number}).encode())
                answer = self._line.recv(1 << 16)
            except OSError:
                return 0
        return int(json.loads(answer)["status"]) if answer else 0

    def close(self) -> None:
        """Ends the master, and its workers with it."""
        with self._lock:
            if self._line is not None:
                self._line.close()
            if self._process is not None:
                self._process.wait(10)
            self._line = self._process = None

    def _order(self, message: bytes, descriptor: int) -> None:
        """Sends an order with a descriptor, once more where the master has died meanwhile."""
        try:
            socket.send_fds(self._connected(), [message], [descriptor])
        except OSError:
            if self._process is not None:
                self._process.kill()
                self._process.wait()
            socket.send_fds(self._connected(), [message], [descriptor])

    def _connected(self) -> socket.socket:
        if self._line is not None and self._process is not None and self._process.poll() is None:
            return self._line
        if self._line is not None:
            self._line.close()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = _start(theirs.fileno())
        self._line = ours
        return ours

    def _report(self, standing: list[str]) -> None:
        missing = [name for name in sandbox.ALL if name not in standing]
        if missing and not self._reported:
            log.warning("query processes run without these fences: %s", ", ".join(missing))
        self._reported = True


def _start(descriptor: int) -> subprocess.Popen[bytes]:
    """The master, importing this very package wherever the web process runs."""
    here = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "server.worker", str(descriptor)],
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": path},
    )
