"""One question and its answer, seen from the web process: frames as they come, against the clock."""

import time
from collections.abc import Generator

from server import frames
from server.processes import LIFE, Worker


def parts(worker: Worker, seconds: float) -> Generator[bytes, None, tuple[bytes, bytes]]:
    """Yields the format's name and the data; then the kind and body of the frame that ended them.

    A whole answer ends with END; (b"", b"") says that the process has gone.

    Raises:
        TimeoutError: the process took more than so many seconds, or its reader took `LIFE`.
    """
    clock = _Clock(seconds)
    while True:
        kind, body = clock.receive(worker)
        if kind == frames.ANSWER:
            name, _, data = body.partition(b"\n")
            yield name
            yield data
            return frames.END, b""
        if kind == frames.GROWN:
            worker.grown = True
        elif kind in (frames.HEAD, frames.DATA):
            yield body
        else:
            return kind, body


class _Clock:
    """Counts the seconds spent waiting for a process, not those its reader takes."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._end = time.monotonic() + LIFE

    def receive(self, worker: Worker) -> tuple[bytes, bytes]:
        """The next frame.

        Raises:
            TimeoutError: no time is left.
        """
        began = time.monotonic()
        left = min(self._left, self._end - began)
        if left <= 0:
            raise TimeoutError
        worker.channel.settimeout(left)
        frame = worker.reader.receive()
        self._left -= time.monotonic() - began
        return frame
