"""The query processes: a small master without a store that forks them on request, and what each does.

Run as `python -m server.worker FD`, FD being one end of a SOCK_SEQPACKET pair. Each message is JSON:
`{"fork": id, "store": path, "memory": bytes, "life": seconds}` with the worker's end of a socket pair
attached; `{"load": id, "dump": path}` with one end of another SOCK_SEQPACKET pair attached, which makes a
zygote that loads the merged graph in memory, says `{"loaded": bytes}` and then takes the same messages; or
`{"end": id}`, which kills the process if it still runs and answers `{"status": wait status}`.

Master and zygote are single-threaded, and the store in memory keeps no thread, so forking them is safe; the
pages of the store are shared until somebody writes to them.
"""

import json
import os
import resource
import signal
import socket
import sys
from typing import Any, Final

import pyoxigraph as ox

from server import frames, sandbox
from server.answers import Stores, answer
from server.frames import Fault, Reader

_HOARD: Final = 512 * 1024
"""Kilobytes by which a process may have grown before it asks to be replaced."""


def main() -> None:
    """Serves the web process at the other end of the pair until it goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _rule(socket.socket(fileno=int(sys.argv[1])), None)


def _rule(control: socket.socket, store: ox.Store | None) -> None:
    """Forks and ends processes as told."""
    running: dict[int, int] = {}
    while True:
        body, descriptors, _, _ = socket.recv_fds(control, 1 << 16, 1)
        if not body:
            return
        order = json.loads(body)
        if "fork" in order:
            running[order["fork"]] = _fork(order, descriptors[0], store)
        elif "load" in order:
            running[order["load"]] = _fork(order, descriptors[0], None)
        else:
            control.send(json.dumps({"status": _end(running.pop(order["end"], 0))}).encode())


def _fork(order: dict[str, Any], descriptor: int, store: ox.Store | None) -> int:
    parent = os.getpid()
    process = os.fork()
    if process:
        os.close(descriptor)
        return process
    try:
        os.dup2(descriptor, 3)
        os.closerange(4, os.sysconf("SC_OPEN_MAX"))
        if "load" in order:
            _load(order["dump"], parent)
        else:
            _serve(order, parent, store)
    finally:
        os._exit(1)


def _end(process: int) -> int:
    if not process:
        return 0
    os.kill(process, signal.SIGKILL)
    return os.waitpid(process, 0)[1]


def _load(dump: str, parent: int) -> None:
    """Life of a zygote: the release in memory, then fork after fork."""
    control = socket.socket(fileno=3)
    sandbox.tie(parent)
    store = ox.Store()
    store.bulk_load(path=dump, format=ox.RdfFormat.TURTLE)
    control.send(json.dumps({"loaded": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}).encode())
    _rule(control, store)


def _serve(order: dict[str, Any], parent: int, merged: ox.Store | None) -> None:
    """Life of a worker: fences up, store open, one question after the other."""
    channel = socket.socket(fileno=3)
    standing = sandbox.fence(parent)
    stores = Stores(ox.Store.read_only(order["store"]), merged)
    standing += sandbox.bound(order["memory"])
    frames.send(channel, frames.READY, json.dumps(standing).encode())
    reader = Reader(channel)
    small = _size() + _HOARD
    while True:
        kind, body = reader.receive()
        if kind != frames.QUESTION:
            return
        question = frames.question(body)
        sandbox.allow(question.seconds, order["life"])
        _reply(channel, stores.fit(question), question, small)


def _reply(channel: socket.socket, store: ox.Store, question: frames.Question, small: int) -> None:
    sink = frames.Sink(channel, question.most)
    try:
        fault = answer(sink, store, question)
    except SyntaxError as error:
        fault = Fault("syntax", str(error))
    except (RuntimeError, ValueError, OSError, frames.TooLargeError) as error:
        kind = "too-large" if sink.over else "outside" if isinstance(error, OSError) else "engine"
        fault = Fault(kind, str(error))  # type: ignore[arg-type]  # one of its words
    if fault:
        frames.send(channel, frames.FAULT, frames.packed(fault))
    else:
        sink.end(grown=_size() > small)


def _size() -> int:
    """The most memory that this process has had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
