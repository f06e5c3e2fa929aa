"""How a web process and a query process talk: frames of one kind byte, four length bytes, a body.

A short answer is one frame, so that it costs one read; a long one is a head, data as they come, and an end.
"""

import json
import socket
import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Literal

READY: Final = b"R"
"""JSON list of the fences that stand."""
QUESTION: Final = b"Q"
"""JSON list of a `Question`'s values."""
ANSWER: Final = b"A"
"""A whole answer: the format's short name, a line feed, the data."""
HEAD: Final = b"H"
"""The short name of the format that was chosen."""
DATA: Final = b"D"
END: Final = b"E"
FAULT: Final = b"X"
"""JSON list of a `Fault`'s values."""
GROWN: Final = b"G"
"""Comes before ANSWER or END: the process hoards memory and wants to be replaced."""

SHORT: Final = 1 << 16
"""Bytes up to which an answer is sent in one frame, and the size of the data frames of others."""
_HEADER: Final = struct.Struct("!cI")
_READ: Final = 1 << 16


LEAST_SECONDS: Final = 0.05
"""The shortest deadline that a query may be given; with less, none could begin."""


def seconds_of(text: str) -> float | None:
    """The deadline that a client writes; None where it is no number, or none that a query could keep."""
    try:
        wanted = float(text)
    except ValueError:
        return None
    return wanted if wanted >= LEAST_SECONDS else None


@dataclass(frozen=True, slots=True)
class Question:
    """A query on its way to a process.

    Attributes:
        table: short name of the format for solutions and booleans; None if the client takes none.
        graph: short name of the format for graphs; None if the client takes none.
        default_graphs: IRIs of the graphs that make the default graph; None leaves the store's own.
        named_graphs: IRIs of the graphs that `GRAPH` sees; None leaves all.
        rows: stop after so many solutions or triples; only for the format "rows".
        seconds: how long it may compute.
        base: what relative IRIs of a query without BASE are relative to; None refuses them.
        most: bytes that the answer may have; 0 for no bound.
    """

    query: str
    table: str | None = None
    graph: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    rows: int = 0
    seconds: float = 30.0
    base: str | None = None
    most: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a process has no answer; `form` is "table" or "graph" where no format suits."""

    kind: Literal["syntax", "not-acceptable", "outside", "engine", "too-large"]
    message: str
    form: str = ""


def packed(values: Question | Fault) -> bytes:
    """The values in their order, as JSON."""
    return json.dumps([getattr(values, name) for name in values.__slots__]).encode()


def question(body: bytes) -> Question:
    """The question that `packed` packed."""
    return Question(*json.loads(body))


def fault(body: bytes) -> Fault:
    """The fault that `packed` packed."""
    return Fault(*json.loads(body))


def send(channel: socket.socket, kind: bytes, body: bytes = b"") -> None:
    """Sends one frame whole."""
    channel.sendall(_HEADER.pack(kind, len(body)) + body)


class Reader:
    """Takes frames off a channel; one read usually brings a whole short one."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._held = b""

    def receive(self) -> tuple[bytes, bytes]:
        """The next frame; (b"", b"") where the other side has gone.

        Raises:
            TimeoutError: the channel's time-out passed.
        """
        if not self._filled(_HEADER.size):
            return b"", b""
        kind, length = _HEADER.unpack_from(self._held)
        end = _HEADER.size + length
        if not self._filled(end):
            return b"", b""
        body, self._held = self._held[_HEADER.size : end], self._held[end:]
        return kind, body

    def _filled(self, size: int) -> bool:
        """Reads until so many bytes are held; False where the other side has gone before."""
        parts = [self._held]
        held = len(self._held)
        try:
            while held < size:
                part = self._channel.recv(_READ)
                if not part:
                    return False
                parts.append(part)
                held += len(part)
        except ConnectionResetError:
            return False
        finally:
            self._held = parts[0] if len(parts) == 1 else b"".join(parts)
        return True


class TooLargeError(Exception):
    """The answer has more bytes than it may have."""


class Sink(BytesIO):
    """A file that holds a short answer back and sends a longer one as data frames; it keeps nothing else.

    Attributes:
        name: short name of the format; set it before the first byte is written.
        begun: whether frames were sent.
        over: whether the answer was cut short because it has more than `most` bytes.
    """

    def __init__(self, channel: socket.socket, most: int = 0) -> None:
        super().__init__()
        self._channel = channel
        self._most = most
        self._parts: list[bytes] = []
        self._held = 0
        self._total = 0
        self.name = ""
        self.begun = False
        self.over = False

    def write(self, data: Any) -> int:
        """Takes bytes, or a view of bytes, from the engine.

        Raises:
            TooLargeError: it is more than the answer may have.
        """
        size = len(data)
        self._total += size
        if 0 < self._most < self._total:
            self.over = True
            raise TooLargeError
        self._parts.append(bytes(data))
        self._held += size
        if self._held >= SHORT:
            self._pass_on()
        return size

    def end(self, *, grown: bool) -> None:
        """Sends what is held, and that this was all."""
        if grown:
            send(self._channel, GROWN)
        if self.begun:
            self._pass_on()
            send(self._channel, END)
        else:
            send(self._channel, ANSWER, b"".join((self.name.encode(), b"\n", *self._parts)))

    def _pass_on(self) -> None:
        if not self.begun:
            send(self._channel, HEAD, self.name.encode())
            self.begun = True
        if self._held:
            send(self._channel, DATA, b"".join(self._parts))
            self._parts.clear()
            self._held = 0
