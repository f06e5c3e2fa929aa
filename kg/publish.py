"""Loads a release into another engine: graph by graph, to be taken up where it stopped, verified by counts.

Nothing is fetched by the engine (no LOAD): triples go as `INSERT DATA` in batches, or a graph at a time by
the Graph Store Protocol. What is done is noted in the data folder.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox

from kg.errors import EndpointError, QueryError
from kg.release import Release
from kg.remote import Endpoint, said

_BATCH: Final = 1000
_NAMED: Final = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
Progress = Callable[[str, int], None]
"""Called with a graph's name ("" for the default graph) and the triples of it that are there."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: the engine, and where it has one, its address for the Graph Store Protocol."""

    endpoint: Endpoint
    graph_store: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it.

    Attributes:
        graphs: triples sent by graph, "" for the default graph.
        skipped: graphs that were there from an earlier run.
        dropped: graphs of an earlier release that were removed.
        wrong: graphs of which the engine counts something else: sent, counted.
    """

    graphs: dict[str, int]
    skipped: int
    dropped: tuple[str, ...]
    wrong: dict[str, tuple[int, int]]


@dataclass(slots=True)
class Journal:
    """What is done, on disk: triples by graph, and how many batches of the graph at hand.

    Attributes:
        done: triples by graph.
        at: the graph at hand.
        batches: how many of its batches are there.
        size: triples of a batch, smaller where the engine took no more.
    """

    path: Path
    digest: str
    done: dict[str, int] = field(default_factory=dict)
    at: str | None = None
    batches: int = 0
    size: int = _BATCH

    @classmethod
    def of(cls, folder: Path, address: str, digest: str) -> "Journal":
        """The journal of an address; empty where it is of another release."""
        path = folder / f"{sha256(address.encode()).hexdigest()[:16]}.json"
        found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        if found.get("digest") != digest:
            return cls(path, digest)
        return cls(path, digest, found["done"], found["at"], found["batches"], found["size"])

    def keep(self) -> None:
        """Writes it whole."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        names = ("digest", "done", "at", "batches", "size")
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps({name: getattr(self, name) for name in names}), "utf-8")
        part.replace(self.path)


def publish(release: Release, target: Target, folder: Path, progress: Progress | None = None) -> Published:
    """Loads a release.

    Args:
        release: what to load.
        target: where to.
        folder: where the journals are.
        progress: called after each request.

    Raises:
        QueryError: the engine refused something, even in the smallest part.
        EndpointError: it cannot be reached; run it again to go on from there.
    """
    journal = Journal.of(folder, target.endpoint.update or target.endpoint.query, release.digest)
    before = set(journal.done)
    sent: dict[str, int] = {}
    for graph, triples in graphs(release):
        sent[graph] = journal.done.get(graph, -1)
        if sent[graph] < 0:
            sent[graph] = _sent(target, journal, (release.base, graph), triples, progress)
    dropped = tuple(_drop_others(target, f"{release.base}graph/", sent))
    wrong = verify(target.endpoint, sent)
    for graph in wrong:
        del journal.done[graph]  # the next run sends it again
    journal.keep()
    return Published(sent, len(before & set(sent)), dropped, wrong)


def graphs(release: Release) -> Iterator[tuple[str, Iterator[ox.Triple]]]:
    """The graphs of a release's dump in its order, the merged graph first, under the name ""."""
    quads = ox.parse(path=str(release.dumps / "parley.nq"), format=ox.RdfFormat.N_QUADS)
    for name, group in groupby(quads, key=lambda quad: getattr(quad.graph_name, "value", "")):
        yield name, (quad.triple for quad in group)


def verify(endpoint: Endpoint, sent: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Graphs of which the engine counts another number of triples than were sent."""
    there = {graph: int(number) for graph, number in endpoint.rows(_NAMED)}
    there[""] = endpoint.count()
    return {
        name: (number, there.get(name, 0)) for name, number in sent.items() if there.get(name, 0) != number
    }


def _sent(
    target: Target,
    journal: Journal,
    place: tuple[str, str],
    triples: Iterable[ox.Triple],
    progress: Progress | None,
) -> int:
    base, graph = place
    if target.graph_store:
        number = _put(target, graph, list(triples))
    else:
        number = _inserted(target.endpoint, journal, graph, batches(triples, base), progress)
    journal.done[graph] = number
    journal.at, journal.batches = None, 0
    journal.keep()
    if progress:
        progress(graph, number)
    return number


def _inserted(
    endpoint: Endpoint, journal: Journal, graph: str, parts: Iterable[list[str]], progress: Progress | None
) -> int:
    """Sends a graph in batches, without those that an earlier run has sent."""
    name = graph or endpoint.merged
    resumed = journal.batches if journal.at == graph else 0
    if not resumed:
        endpoint.run(f"CLEAR SILENT GRAPH <{name}>" if name else "CLEAR DEFAULT")
        journal.at, journal.batches = graph, 0
    number = 0
    for at, batch in enumerate(parts):
        number += len(batch)
        if at < resumed:
            continue
        _insert(endpoint, journal, name, batch)
        journal.batches = at + 1
        journal.keep()
        if progress:
            progress(graph, number)
    return number


def batches(triples: Iterable[ox.Triple], base: str) -> Iterator[list[str]]:
    """Parts of a graph, as lines of N-Triples; blank nodes get addresses (RDF 1.1 §3.5).

    A request would name blank nodes anew, so that a thing spoken of in two would become two things, and a
    request that was sent twice would say everything twice; Virtuoso takes none at all.
    """
    lines = (f"{_named(triple, base)} ." for triple in triples)
    while batch := list(islice(lines, _BATCH)):
        yield batch


def _named(triple: ox.Triple, base: str) -> ox.Triple:
    start, end = triple.subject, triple.object
    if not isinstance(start, ox.BlankNode) and not isinstance(end, ox.BlankNode):
        return triple
    return ox.Triple(_skolem(start, base), triple.predicate, _skolem(end, base))


def _skolem(term: Any, base: str) -> Any:
    return ox.NamedNode(f"{base}.well-known/genid/{term.value}") if isinstance(term, ox.BlankNode) else term


def _insert(endpoint: Endpoint, journal: Journal, name: str, batch: list[str]) -> None:
    """Sends a batch, in smaller parts where the engine takes no more at once."""
    at = 0
    while at < len(batch):
        part = batch[at : at + journal.size]
        text = "\n".join(part)
        try:
            endpoint.run(
                f"INSERT DATA {{ GRAPH <{name}> {{ {text} }} }}" if name else f"INSERT DATA {{ {text} }}"
            )
        except QueryError:
            if len(part) == 1:
                raise
            journal.size = max(1, len(part) // 2)
        else:
            at += len(part)


def _put(target: Target, graph: str, triples: list[ox.Triple]) -> int:
    """Sends a graph by the Graph Store Protocol."""
    name = graph or target.endpoint.merged
    address = f"{target.graph_store}?{urlencode({'graph': name}) if name else 'default'}"
    body = "".join(f"{triple} .\n" for triple in triples).encode()
    headers = {"Content-Type": "application/n-triples"}
    try:
        with urlopen(  # noqa: S310 - the address is the user's own
            Request(address, body, headers, method="PUT"),  # noqa: S310
            timeout=target.endpoint.timeout,
        ) as answer:
            answer.read()
    except HTTPError as error:
        raise QueryError(f"{target.graph_store} refused <{name}>: {said(error)}") from error
    except (URLError, TimeoutError, ConnectionError) as error:
        raise EndpointError(
            f"{target.graph_store} does not answer ({error}): is the engine running?"
        ) from error
    return len(triples)


def _drop_others(target: Target, start: str, sent: dict[str, int]) -> Iterator[str]:
    """Removes graphs of ours that this release does not have."""
    endpoint = target.endpoint
    for name, _ in list(endpoint.rows(_NAMED)):
        if name.startswith(start) and name not in sent and name != endpoint.merged:
            endpoint.run(f"DROP SILENT GRAPH <{name}>")
            yield name
