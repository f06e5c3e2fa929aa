"""Another SPARQL 1.1 engine, asked and filled through SPARQLWrapper."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import DIGEST, JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg.errors import EndpointError, QueryError

_TOLD: Final = 300


@dataclass(frozen=True, slots=True)
class Account:
    """Name and password; `digest` for servers that want them so (Virtuoso)."""

    name: str
    password: str
    digest: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An engine's addresses.

    Attributes:
        query: takes queries.
        update: takes updates; "" where the same does.
        merged: graph that stands for the default graph; "" where the engine has one of its own.
        timeout: seconds that a request may take.
    """

    query: str
    update: str = ""
    merged: str = ""
    timeout: float = 30.0
    account: Account | None = None

    def wrapper(self, text: str, *, update: bool = False) -> SPARQLWrapper:
        """A request by POST, ready to be sent."""
        wrapper = SPARQLWrapper(self.query, updateEndpoint=self.update or self.query)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)  # Fuseki reads its other parameters in its own way
        wrapper.setTimeout(max(1, int(self.timeout)))
        wrapper.setQuery(text)
        if self.account:
            if self.account.digest:
                wrapper.setHTTPAuth(DIGEST)
            wrapper.setCredentials(self.account.name, self.account.password)
        if self.merged and not update and "GRAPH" not in text.upper():
            wrapper.addDefaultGraph(self.merged)
        return wrapper

    def solutions(self, query: str) -> ox.QuerySolutions:
        """The answer to a SELECT query.

        Raises:
            QueryError: the engine refused the query.
            EndpointError: it cannot be reached.
        """
        wrapper = self.wrapper(query)
        wrapper.setReturnFormat(JSON)
        found = ox.parse_query_results(_sent(wrapper), format=ox.QueryResultsFormat.JSON)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("only SELECT queries have rows")
        return found

    def rows(self, query: str) -> Iterator[tuple[str, ...]]:
        """The values of a SELECT query, in the order of its variables, "" where there is none."""
        for solution in self.solutions(query):
            yield tuple(str(getattr(term, "value", "")) for term in solution)

    def count(self, graph: str = "") -> int:
        """Triples of a graph; of the default graph without one."""
        name = graph or self.merged
        pattern = f"GRAPH <{name}> {{ ?s ?p ?o }}" if name else "?s ?p ?o"
        return int(next(self.rows(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"))[0])

    def run(self, update: str) -> None:
        """Runs an update.

        Raises:
            QueryError: the engine refused it.
            EndpointError: it cannot be reached.
        """
        _sent(self.wrapper(update, update=True))


def _sent(wrapper: SPARQLWrapper) -> bytes:
    try:
        content: bytes = wrapper.query().response.read()
    except (SPARQLWrapperException, HTTPError) as error:
        raise QueryError(f"{wrapper.endpoint} refused: {said(error)}") from error
    except (URLError, TimeoutError, ConnectionError) as error:
        raise EndpointError(
            f"{wrapper.endpoint} does not answer ({error}): is the engine running?"
        ) from error
    return content


def said(error: Exception) -> str:
    """What an engine said against a request, cut short."""
    words = error.read().decode("utf-8", "replace") if isinstance(error, HTTPError) else str(error)
    if isinstance(error, HTTPError):
        words = f"{error.code} {words}"
        error.close()
    return words.strip()[:_TOLD]
