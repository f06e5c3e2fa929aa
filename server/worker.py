"""The query processes: a small master without a store that forks them on request, and what each does.

Run as `python -m server.worker FD`, FD being one end of a SOCK_SEQPACKET pair. Each message is JSON:
`{"fork": id, "store": path, "memory": bytes}` with the worker's end of a socket pair attached, or
`{"end": id}`, which kills the worker if it still runs and answers `{"status": wait status}`.
The master is exec'd, single-threaded and has never opened a store, so forking it is safe.
"""

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

import pyoxigraph as ox

from server import frames, sandbox
from server.frames import Fault, Question, Sink

_TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "n3": ox.RdfFormat.N3,
}


def main() -> None:
    """Serves the web process at the other end of the pair until it goes away."""
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    running: dict[int, int] = {}
    while True:
        body, descriptors, _, _ = socket.recv_fds(control, 1 << 16, 1)
        if not body:
            return
        order = json.loads(body)
        if "fork" in order:
            running[order["fork"]] = _fork(order, descriptors[0])
        else:
            control.send(json.dumps({"status": _end(running.pop(order["end"], 0))}).encode())


def _fork(order: dict[str, Any], descriptor: int) -> int:
    master = os.getpid()
    process = os.fork()
    if process:
        os.close(descriptor)
        return process
    try:
        _serve(order, descriptor, master)
    finally:
        os._exit(1)


def _end(process: int) -> int:
    if not process:
        return 0
    os.kill(process, signal.SIGKILL)
    return os.waitpid(process, 0)[1]


def _serve(order: dict[str, Any], descriptor: int, master: int) -> None:
    """Life of a worker: fences up, store open, one question after the other."""
    os.dup2(descriptor, 3)
    os.closerange(4, os.sysconf("SC_OPEN_MAX"))
    channel = socket.socket(fileno=3)
    standing = sandbox.fence(order["memory"], master)
    store = ox.Store.read_only(order["store"])
    frames.send(channel, frames.READY, json.dumps(standing).encode())
    while True:
        kind, body = frames.receive(channel)
        if kind != frames.QUESTION:
            return
        question = Question(**json.loads(body))
        sandbox.allow(question.seconds, order["life"])
        _reply(channel, store, question)


def _reply(channel: socket.socket, store: ox.Store, question: Question) -> None:
    try:
        fault = _answer(channel, store, question)
    except SyntaxError as error:
        fault = Fault("syntax", str(error))
    except OSError as error:
        fault = Fault("outside", str(error))
    except (RuntimeError, ValueError) as error:
        fault = Fault("engine", str(error))
    if fault:
        frames.send(channel, frames.FAULT, json.dumps(asdict(fault)).encode())
    else:
        frames.send(channel, frames.END)


def _answer(channel: socket.socket, store: ox.Store, question: Question) -> Fault | None:
    results = store.query(question.query, base_iri=question.base, **_dataset(question))
    graph = isinstance(results, ox.QueryTriples)
    name = question.graph if graph else question.table
    if name is None:
        return Fault("not-acceptable", "", "graph" if graph else "table")
    frames.send(channel, frames.HEAD, json.dumps(name).encode())
    sink = Sink(channel)
    if name == "rows":
        sink.write(json.dumps(_rows(results, question.rows)).encode())
    elif isinstance(results, ox.QueryTriples):
        results.serialize(sink, format=_GRAPHS[name])
    else:
        results.serialize(sink, format=_TABLES[name])
    sink.flush()
    return None


def _dataset(question: Question) -> dict[str, Any]:
    """The engine needs both lists as soon as one is given; it leaves the other at "all graphs" else."""
    if question.default_graphs is None and question.named_graphs is None:
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in question.default_graphs or ()],
        "named_graphs": [ox.NamedNode(iri) for iri in question.named_graphs or ()],
    }


def _rows(results: Any, limit: int) -> dict[str, Any]:
    """The first rows for a page: names, rows of terms, whether there are more."""
    if isinstance(results, ox.QueryBoolean):
        return {"names": [], "rows": [], "more": False, "boolean": bool(results)}
    if isinstance(results, ox.QueryTriples):
        names = ["subject", "predicate", "object"]
        rows: Iterator[Any] = ([t.subject, t.predicate, t.object] for t in results)
    else:
        names = [variable.value for variable in results.variables]
        rows = ([solution[name] for name in names] for solution in results)
    taken = list(islice(rows, limit + 1))
    return {
        "names": names,
        "rows": [[_term(term) for term in row] for row in taken[:limit]],
        "more": len(taken) > limit,
        "boolean": None,
    }


def _term(term: Any) -> list[str] | None:
    """A term as [kind, value, datatype, language]; None where unbound."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value, "", ""]
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.datatype.value, term.language or ""]
    return ["other", str(term), "", ""]


if __name__ == "__main__":
    main()
