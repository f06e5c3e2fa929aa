"""Queries that another engine answers, under the same turns, deadlines and bounds as our own."""

import json
import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import CSV, JSON, JSONLD, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from kg.remote import Endpoint, said
from server.answers import rows
from server.frames import Question
from server.pool import COMMIT, Answer, Limits
from server.problems import AnswerTooLargeError, FormError, MalformedError, RequestError, StoppedError
from server.turns import Bounds, Turns
from server.verdicts import overdue

_ASKED: Final = {
    "json": (JSON, "application/sparql-results+json"),
    "xml": (XML, "application/sparql-results+xml"),
    "csv": (CSV, "text/csv"),
    "tsv": (TSV, "text/tab-separated-values"),
    "ttl": (TURTLE, "text/turtle"),
    "jsonld": (JSONLD, "application/ld+json"),
    "rdf": (RDFXML, "application/rdf+xml"),
}
_TABLES: Final = {"SELECT", "ASK"}
_PART: Final = 1 << 16


class RemotePool:
    """Asks the engine; has what the views use of `server.pool.Pool`."""

    running = 0
    idle = 0

    def __init__(self, endpoint: Endpoint, limits: Limits) -> None:
        self._endpoint = endpoint
        self._limits = limits
        self._turns = Turns(Bounds(limits.workers, limits.queue, limits.each, limits.patience))

    @property
    def waiting(self) -> int:
        """How many questions wait for their turn."""
        return self._turns.waiting

    def ask(self, store: Path, question: Question, client: str = "") -> Answer:
        """Puts a question to the engine; raises as `server.pool.Pool.ask` does."""
        del store
        talk = self._converse(question, client)
        name = next(talk).decode()
        parts: list[bytes] = []
        held = 0
        for part in talk:
            parts.append(part)
            held += len(part)
            if held >= COMMIT:
                return Answer(name, b"".join(parts), talk)
        return Answer(name, b"".join(parts), None)

    def warm(self, store: Path) -> None:
        """There is nothing to load."""

    def retire(self, store: Path) -> None:
        """There is nothing to let go."""

    def close(self) -> None:
        """There is nothing to end."""

    def in_memory(self, store: Path) -> bool:
        """Where the engine keeps its data is its own affair."""
        del store
        return False

    def _converse(self, question: Question, client: str) -> Generator[bytes]:
        """Yields the format's name, then data."""
        with self._turns.held(client):
            wrapper = self._wrapper(question)
            name = question.table if wrapper.queryType in _TABLES else question.graph
            if name is None:
                raise FormError("table" if wrapper.queryType in _TABLES else "graph")
            form, media = _ASKED.get(name, _ASKED["json" if name == "rows" else "ttl"])
            wrapper.setReturnFormat(form)
            yield name.encode()
            parts = self._received(wrapper, question)
            served = next(parts).decode()
            if name in _ASKED and served == media:
                yield from parts
            else:
                yield _converted(b"".join(parts), served, name, question.rows)

    def _wrapper(self, question: Question) -> SPARQLWrapper:
        text = f"BASE <{question.base}>\n{question.query}" if question.base else question.query
        wrapper = replace(self._endpoint, timeout=question.seconds).wrapper(text)
        if question.default_graphs is not None or question.named_graphs is not None:
            wrapper.clearParameter("default-graph-uri")
            for iri in question.default_graphs or ():
                wrapper.addDefaultGraph(iri)
            for iri in question.named_graphs or ():
                wrapper.addNamedGraph(iri)
        return wrapper

    def _received(self, wrapper: SPARQLWrapper, question: Question) -> Iterator[bytes]:
        """Yields the media type, then the body as it comes, within its time and its size."""
        end = time.monotonic() + question.seconds
        total, most = 0, question.most or self._limits.most
        try:
            response = wrapper.query().response
            with response:
                yield response.headers.get_content_type().encode()
                while part := response.read(_PART):
                    total += len(part)
                    if time.monotonic() > end:
                        raise overdue(question.seconds)
                    if 0 < most < total:
                        raise AnswerTooLargeError("The answer is larger than this server sends. Narrow it.")
                    yield part
        except (TimeoutError, SPARQLWrapperException, URLError, ConnectionError) as error:
            raise _refusal(error, question.seconds) from error


def _refusal(error: Exception, seconds: float) -> RequestError:
    """What the engine's error means to who asked."""
    if isinstance(error, QueryBadFormed) or (isinstance(error, HTTPError) and error.code == 400):  # noqa: PLR2004
        return MalformedError(f"the engine behind this endpoint refused the query: {said(error)}")
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return overdue(seconds)
    return StoppedError(
        "The engine behind this endpoint did not answer. Try again shortly.", Retry_After="10"
    )


def _converted(body: bytes, served: str, name: str, limit: int) -> bytes:
    """A whole answer in another form than the engine sent."""
    if name == "rows" or name in {"json", "xml", "csv", "tsv"}:
        source = ox.QueryResultsFormat.from_media_type(served) or ox.QueryResultsFormat.JSON
        results = ox.parse_query_results(body, format=source)
        if name == "rows":
            return json.dumps(rows(results, limit)).encode()
        return results.serialize(format=ox.QueryResultsFormat.from_extension(_extension(name))) or b""
    graph = ox.RdfFormat.from_media_type(served) or ox.RdfFormat.TURTLE
    triples: Any = (quad.triple for quad in ox.parse(body, format=graph))
    return ox.serialize(triples, format=ox.RdfFormat.from_extension(name)) or b""


def _extension(name: str) -> str:
    return {"json": "srj", "xml": "srx"}.get(name, name)
