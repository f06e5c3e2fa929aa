"""Slow, deaf and half-open clients are cut off by the default server; others are served meanwhile."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest

from tests.serving import started

ENDLESS = quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


@pytest.fixture(scope="module")
def address(small_data: Path) -> Iterator[str]:
    with started(small_data, PARLEY_PATIENCE="1") as found:
        yield found


def line(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 80), timeout=60)


def is_cut(one: socket.socket, dripping: bytes = b"") -> bool:
    """Whether the server closes the line, while the client sends a byte now and then."""
    one.settimeout(0.25)
    for _ in range(240):
        try:
            if dripping:
                one.sendall(dripping)
            if not one.recv(1 << 16):
                return True
        except TimeoutError:
            continue
        except (BrokenPipeError, ConnectionResetError):
            return True
    return False


@pytest.mark.parametrize(
    ("sent", "dripping"),
    [
        (b"", b""),
        (b"GET / HT", b""),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", b"a"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\nquery=", b"a"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    ],
    ids=["says nothing", "half a line", "drips headers", "drips a body", "drips chunks"],
)
def test_a_client_that_does_not_finish_asking_is_cut_off(address: str, sent: bytes, dripping: bytes) -> None:
    with line(address) as one:
        one.sendall(sent)
        assert is_cut(one, dripping)


def test_a_client_that_stops_reading_is_cut_off_and_its_process_freed(address: str) -> None:
    with line(address) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.sendall(f"GET /sparql?query={ENDLESS} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
        assert one.recv(16).startswith(b"HTTP/1.1 200")
        text = f"{address}/metrics"
        assert any(b'parley_query_processes{state="busy"} 0.0' in fetched(text) for _ in range(600))


def fetched(url: str) -> bytes:
    with urlopen(url, timeout=60) as answer:
        body: bytes = answer.read()
    with suppress(TimeoutError), socket.socket() as pause:
        pause.settimeout(0.1)
        pause.bind(("127.0.0.1", 0))
        pause.listen()
        pause.accept()
    return body


@pytest.mark.parametrize("length", ["", "Content-Length: 0\r\n"])
def test_a_body_that_is_announced_but_not_there_is_not_waited_for(address: str, length: str) -> None:
    with line(address) as one:
        one.sendall(f"GET /robots.txt HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n{length}\r\n".encode())
        assert one.recv(100).startswith(b"HTTP/1.1 200")


def test_a_body_that_is_announced_is_asked_for(address: str) -> None:
    head = (
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 5\r\n"
    )
    with line(address) as one:
        one.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
        assert one.recv(100).startswith(b"HTTP/1.1 100")
        one.sendall(b"ASK{}")
        assert one.recv(100).startswith(b"HTTP/1.1 200")


def test_many_silent_lines_keep_nobody_out(address: str) -> None:
    lines = [line(address) for _ in range(300)]
    try:
        assert b"true" in fetched(f"{address}/sparql?query=ASK%7B%7D")
    finally:
        for one in lines:
            one.close()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: b\r\n" * 60_000 + b"\r\n", b"431"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", b"400"),
        (b"NONSENSE\r\n\r\n", b"400"),
    ],
    ids=["long address", "many headers", "large body", "negative length", "no HTTP"],
)
def test_a_request_beyond_its_size_is_refused(address: str, sent: bytes, status: bytes) -> None:
    with line(address) as one:
        with suppress(BrokenPipeError, ConnectionResetError):
            one.sendall(sent)
        assert status in one.recv(200).split(b"\r\n")[0]
