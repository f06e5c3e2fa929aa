"""Sends the requests from several clients at once and watches the server: its answers, memory, files."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.fuzz.shapes import Shape, Shapes
from tests.serving import wait_for
from tests.smoke import free_port

CLIENTS = 8
HANG = 60.0
"""Seconds without a byte that count as a hang; queries are stopped long before."""
_SERVE = "from kg.settings import from_environment; from server.run import serve; serve(from_environment())"
_SECONDS = "0.3"
_LEFT_OUT = ("Traceback (most recent call last)", "/site-packages/", 'File "/')


@dataclass(slots=True)
class Tally:
    """What came of the requests.

    Attributes:
        wrong: faults, with the request that made each: a 500, a hang, a trace in an answer.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, status: str, fault: str = "") -> None:
        """Counts a request."""
        with self.lock:
            self.statuses[status] += 1
            if fault:
                self.wrong.append(fault)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a server holds: resident megabytes of the web process, its open files, its processes."""

    megabytes: float
    files: int
    processes: int


@contextmanager
def target(data: Path) -> Iterator[tuple[str, int]]:
    """A server as `parley serve` starts it: its address and process."""
    port = str(free_port())
    environment = {"PARLEY_DATA": str(data), "PARLEY_PORT": port, "PARLEY_TIMEOUT": _SECONDS}
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE],
        env=os.environ | environment | {"PARLEY_MAX_TIMEOUT": _SECONDS, "PARLEY_PATIENCE": "5"},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}", process.pid
        assert process.poll() is None, "the server has ended"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)


def attack(address: str, count: int, seed: int) -> Tally:
    """Sends so many requests from eight clients."""
    tally = Tally()
    shares = [count // CLIENTS + (number < count % CLIENTS) for number in range(CLIENTS)]
    threads = [
        threading.Thread(target=_client, args=(address, share, seed * CLIENTS + number, tally))
        for number, share in enumerate(shares)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def usage(process: int) -> Usage:
    """What the server holds now; zeros where the system does not say."""
    own = Path(f"/proc/{process}")
    if not own.is_dir():
        return Usage(0, 0, 0)
    pages = int((own / "statm").read_text().split()[1])
    below = [path for path in Path("/proc").glob("[0-9]*/stat") if _session(path) == process]
    return Usage(pages * os.sysconf("SC_PAGE_SIZE") / 1024**2, len(list((own / "fd").iterdir())), len(below))


def settled(address: str, process: int) -> Usage:
    """What the server holds once it has no more to do."""
    for _ in range(200):
        if b'parley_query_processes{state="busy"} 0.0' in _body(f"{address}/metrics"):
            break
        time.sleep(0.1)
    return usage(process)


def _body(url: str) -> bytes:
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.netloc, timeout=HANG)
    try:
        line.request("GET", parts.path)
        return line.getresponse().read()
    finally:
        line.close()


def _session(path: Path) -> int:
    try:
        return int(path.read_text().rpartition(")")[2].split()[3])
    except (OSError, IndexError):
        return 0


def _client(address: str, count: int, seed: int, tally: Tally) -> None:
    shapes = Shapes(seed)
    origin = (f"127.0.0.{2 + seed % CLIENTS}", 0)  # each client has an address of its own
    for _ in range(count):
        shape = shapes.make()
        try:
            status, body = _sent(address, shape, origin)
        except TimeoutError:
            tally.add("hang", f"no answer: {shape}"[:2000])
        except (OSError, http.client.HTTPException) as error:
            tally.add(f"cut ({type(error).__name__})")
        except (ValueError, UnicodeError):
            tally.add("not sent")
        else:
            tally.add(str(status), _fault(shape, status, body))


def _fault(shape: Shape, status: int, body: bytes) -> str:
    text = body[:100_000].decode(errors="replace")
    traced = status >= 400 and any(mark in text for mark in _LEFT_OUT)
    broken = status in {500, 501, 505} and shape.raw is None
    return f"{status}: {shape} {text[:500]}"[:3000] if broken or traced else ""


def _sent(address: str, shape: Shape, origin: tuple[str, int]) -> tuple[int, bytes]:
    parts = urlsplit(address)
    if shape.raw is not None:
        with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=HANG) as line:
            line.sendall(shape.raw)
            line.shutdown(socket.SHUT_WR)
            first = line.recv(1 << 16)
        return int(first.split()[1]) if first.startswith(b"HTTP/") else 0, first
    connection = http.client.HTTPConnection(parts.netloc, timeout=HANG, source_address=origin)
    try:
        connection.putrequest(
            shape.method, shape.path, skip_host="Host" in shape.headers, skip_accept_encoding=True
        )
        for name, value in shape.headers.items():
            connection.putheader(name, value)
        if shape.body is not None:
            connection.putheader("Content-Length", str(len(shape.body)))
        connection.endheaders(shape.body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
