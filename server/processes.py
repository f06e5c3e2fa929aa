"""Starts and ends query processes through the processes that fork them (`server.worker`).

A master without a store forks workers that read the release from disk; a zygote, which the master forks
too, has loaded the release in memory and forks workers that share it.
"""

import json
import logging
import os
import socket
import subprocess
import sys
import threading
from ctypes.util import find_library
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from server import frames, sandbox
from server.frames import Reader
from server.problems import StoppedError

LIFE: Final = 600.0
"""Seconds that a slow reader may take over one answer."""
_TRIES: Final = 3
"""How often a process is started that ends before it is ready."""
_START: Final = 20.0
"""Seconds that a process may take to open the store."""
_ALLOCATORS: Final = ("mimalloc", "jemalloc")
_LOAD: Final = 600.0
"""Seconds that a zygote may take to load a release."""

log = logging.getLogger(__name__)


class Forker:
    """The line to a process that forks workers.

    Attributes:
        store: folder of the store that its workers have in memory; "" where each opens one from disk.
    """

    def __init__(self, memory: int, line: socket.socket | None = None, store: str = "") -> None:
        self.store = store
        self._memory = memory
        self._line = line
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._out = 0
        self._retired = False
        self._closed = False
        self._reported = False

    def fork(self, store: str) -> "Worker":
        """A new worker that has the store open.

        Raises:
            StoppedError: it could not open the store.
        """
        for _ in range(_TRIES):
            worker = self._forked(store)
            if worker:
                return worker
        raise StoppedError("A query process could not open the release. Try again.", Retry_After="5")

    def end(self, number: int) -> int:
        """Kills a process forked here if it still runs; how it ended, as `os.waitpid` says it."""
        with self._lock:
            if self._line is None:
                return 0
            try:
                self._line.send(json.dumps({"end": number}).encode())
                answer = self._line.recv(1 << 16)
            except OSError:
                return 0
        return int(json.loads(answer)["status"]) if answer else 0

    def retire(self) -> None:
        """Closes the line when the last worker has ended."""
        with self._lock:
            self._retired = True
            empty = not self._out
        if empty:
            self.close()

    def ended(self) -> None:
        """Notes that a worker has ended."""
        with self._lock:
            self._out -= 1
            last = self._retired and not self._out
        if last:
            self.close()

    def close(self) -> None:
        """Lets the process end, and its workers with it; nothing starts again."""
        with self._lock:
            self._closed = True
            if self._line is not None:
                self._line.close()
            self._line = None

    def _forked(self, store: str) -> "Worker | None":
        """A worker that is ready, or None where it ended before it was."""
        ours, theirs = socket.socketpair()
        worker = Worker(next(self._numbers), ours, store, self)
        order = {"fork": worker.number, "store": store, "memory": self._memory, "life": LIFE}
        try:
            with theirs, self._lock:
                self._out += 1
                self._order(json.dumps(order).encode(), theirs.fileno())
            ours.settimeout(_START)
            kind, body = worker.reader.receive()
        except OSError as error:  # a time-out, or a line that broke
            log.warning("a query process did not start: %s", error)
            kind, body = b"", b""
        if kind != frames.READY:
            log.warning("a query process ended before it was ready, with wait status %s", worker.end())
            return None
        self._report(json.loads(body))
        return worker

    def _order(self, message: bytes, descriptor: int) -> None:
        """Sends an order with a descriptor.

        Raises:
            OSError: the process has gone.
        """
        if self._line is None:
            raise ConnectionError("the process that forks has ended")
        socket.send_fds(self._line, [message], [descriptor])

    def _report(self, standing: list[str]) -> None:
        missing = [name for name in sandbox.ALL if name not in standing]
        if missing and not self._reported:
            log.warning("query processes run without these fences: %s", ", ".join(missing))
        self._reported = True


@dataclass(eq=False, slots=True)
class Worker:
    """A query process, seen from the web process.

    Attributes:
        store: folder of the store that it has open.
        home: the process that forked it.
        turns: questions that it has answered.
        grown: whether it hoards memory and is to be replaced.
        gone: whether it was ended.
    """

    number: int
    channel: socket.socket
    store: str
    home: Forker
    turns: int = 0
    grown: bool = False
    gone: bool = False
    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = Reader(self.channel)

    def end(self) -> int:
        """Ends it; how it ended, as `os.waitpid` says it, 0 where that was told before."""
        if self.gone:
            return 0
        self.gone = True
        self.channel.close()
        status = self.home.end(self.number)
        self.home.ended()
        return status

    def hang_up(self) -> None:
        """Cuts the line, so that whoever waits for an answer goes on; may be called from any thread."""
        try:
            self.channel.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has gone already


class Master(Forker):
    """The line to the master process; starts it when needed, again when it has died."""

    def __init__(self, memory: int) -> None:
        super().__init__(memory)
        self._process: subprocess.Popen[bytes] | None = None

    def zygote(self, store: str, dump: Path) -> Forker | None:
        """A process that has loaded the dump in memory and forks workers; None where it could not."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        number = next(self._numbers)
        try:
            with theirs, self._lock:
                self._order(json.dumps({"load": number, "dump": str(dump)}).encode(), theirs.fileno())
            ours.settimeout(_LOAD)
            loaded = ours.recv(1 << 16)
        except OSError as error:
            log.warning("the release could not be loaded in memory: %s", error)
            loaded = b""
        if not loaded:
            ours.close()
            self.end(number)
            return None
        ours.settimeout(_START)
        return Forker(self._memory, ours, store)

    def close(self) -> None:
        """Ends the master, and its workers with it."""
        super().close()
        if self._process is not None:
            self._process.wait(10)
        self._process = None

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
        if self._closed:
            raise ConnectionError("the pool is closed")
        if self._line is not None and self._process is not None and self._process.poll() is None:
            return self._line
        if self._line is not None:
            self._line.close()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = _start(theirs.fileno())
        self._line = ours
        return ours


def _start(descriptor: int) -> subprocess.Popen[bytes]:
    """The master, importing this very package wherever the web process runs.

    The engine asks for memory all the time, and libc's allocator takes half of the time of a short query:
    where mimalloc or jemalloc is installed, it is used instead.
    """
    here = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
    better = next(filter(None, map(find_library, _ALLOCATORS)), "") if sys.platform == "linux" else ""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "server.worker", str(descriptor)],
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"LD_PRELOAD": better} | os.environ | {"PYTHONPATH": path},
    )
