"""How a web process and a query process talk: frames of one kind byte, four length bytes, a body."""

import socket
import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Literal

READY: Final = b"R"
"""JSON list of the fences that stand."""
QUESTION: Final = b"Q"
"""JSON object of a `Question`."""
HEAD: Final = b"H"
"""JSON object: the short name of the format that was chosen."""
DATA: Final = b"D"
END: Final = b"E"
FAULT: Final = b"X"
"""JSON object: kind and message."""

_HEADER: Final = struct.Struct("!cI")


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
    """

    query: str
    table: str | None = None
    graph: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    rows: int = 0
    seconds: float = 30.0
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a process has no answer; `form` is "table" or "graph" where no format suits."""

    kind: Literal["syntax", "not-acceptable", "outside", "engine"]
    message: str
    form: str = ""


def send(channel: socket.socket, kind: bytes, body: bytes = b"") -> None:
    """Sends one frame whole."""
    channel.sendall(_HEADER.pack(kind, len(body)) + body)


def receive(channel: socket.socket) -> tuple[bytes, bytes]:
    """The next frame; (b"", b"") where the other side has gone.

    Raises:
        TimeoutError: the channel's time-out passed.
    """
    header = _exactly(channel, _HEADER.size)
    if len(header) < _HEADER.size:
        return b"", b""
    kind, length = _HEADER.unpack(header)
    body = _exactly(channel, length)
    return (kind, body) if len(body) == length else (b"", b"")


def _exactly(channel: socket.socket, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        try:
            part = channel.recv(min(size, 1 << 18))
        except ConnectionResetError:
            break
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Sink(BytesIO):
    """A file that turns what the engine writes into data frames of useful size; it keeps nothing."""

    def __init__(self, channel: socket.socket, size: int = 1 << 16) -> None:
        super().__init__()
        self._channel = channel
        self._size = size
        self._parts: list[bytes] = []
        self._held = 0

    def write(self, data: Any) -> int:
        """Takes bytes, or a view of bytes, from the engine."""
        self._parts.append(bytes(data))
        self._held += len(data)
        if self._held >= self._size:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Sends what is held."""
        if self._held:
            send(self._channel, DATA, b"".join(self._parts))
            self._parts.clear()
            self._held = 0
