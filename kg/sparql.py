"""Queries from the command line: over the current release, or over any endpoint by SPARQLWrapper."""

import json
from collections.abc import Callable
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import CSV, JSON, POST, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException
from SPARQLWrapper.Wrapper import QueryResult

from kg.errors import QueryError, ReleaseError
from kg.release import open_release
from kg.settings import Settings
from kg.store import open_store

Row = dict[str, str]
FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
    "turtle": ox.RdfFormat.TURTLE,
}
SAME_AS = {"csv": CSV, "json": JSON, "tsv": TSV, "xml": XML, "turtle": TURTLE}


def asker(settings: Settings, endpoint: str | None = None) -> Callable[[str], list[Row]]:
    """A function that runs a SELECT query and returns its rows, values as strings.

    Raises:
        ReleaseError: there is no release, or the endpoint does not answer.
        QueryError: the query was refused.
    """
    return _remote(endpoint, settings.timeout) if endpoint else ask_store(open_store(open_release(settings)))


def ask_store(store: ox.Store) -> Callable[[str], list[Row]]:
    """A function that runs a SELECT query over a store at hand; it raises as that of `asker` does."""

    def ask(query: str) -> list[Row]:
        try:
            solutions = store.query(query)
        except (SyntaxError, RuntimeError, OSError) as error:
            raise QueryError(str(error)) from error
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryError("only SELECT queries have rows")
        names = [variable.value for variable in solutions.variables]
        return [_row(names, solution) for solution in solutions]

    return ask


def _row(names: list[str], solution: ox.QuerySolution) -> Row:
    values = ((name, solution[name]) for name in names)
    return {name: getattr(value, "value", str(value)) for name, value in values if value is not None}


def _remote(endpoint: str, timeout: float) -> Callable[[str], list[Row]]:
    def ask(query: str) -> list[Row]:
        wrapper = remote_query(endpoint, query, timeout)
        wrapper.setReturnFormat(JSON)
        bindings = json.loads(answer(wrapper).response.read())["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]

    return ask


def remote_query(endpoint: str, query: str, timeout: float) -> SPARQLWrapper:
    """A query by POST, ready to be sent; `timeout` in seconds."""
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setMethod(POST)
    wrapper.setTimeout(max(1, int(timeout)))
    wrapper.setQuery(query)
    return wrapper


def answer(wrapper: SPARQLWrapper) -> QueryResult:
    """The endpoint's answer.

    Raises:
        QueryError: the endpoint refused the query.
        ReleaseError: the endpoint cannot be reached.
    """
    try:
        return wrapper.query()
    except (SPARQLWrapperException, HTTPError) as error:
        raise QueryError(f"{wrapper.endpoint} refused the query: {error}") from error
    except (URLError, TimeoutError, ConnectionError) as error:
        raise ReleaseError(f"{wrapper.endpoint} does not answer ({error}): is the server running?") from error


def run_query(settings: Settings, text: str, form: str | None, endpoint: str | None = None) -> bytes:
    """The answer to a query of any form, serialised; `form` is a key of FORMATS.

    Without a form it is CSV for rows, JSON for yes or no, and Turtle for a graph.

    Raises:
        QueryError: the query is refused, or its answer has no such form.
        ReleaseError: there is no release, or the endpoint does not answer.
    """
    if endpoint:
        wrapper = remote_query(endpoint, text, settings.timeout)
        wrapper.setReturnFormat(SAME_AS[form or _usual_form(wrapper.queryType)])
        content: bytes = answer(wrapper).response.read()
        return content
    return _serialised(open_store(open_release(settings)), text, form)


def _usual_form(query_type: str | None) -> str:
    return {"SELECT": "csv", "ASK": "json"}.get(query_type or "", "turtle")


def _serialised(store: ox.Store, text: str, form: str | None) -> bytes:
    try:
        results = store.query(text)
        kind = {ox.QuerySolutions: "SELECT", ox.QueryBoolean: "ASK"}.get(type(results), "CONSTRUCT")
        content = results.serialize(format=FORMATS[form or _usual_form(kind)])  # type: ignore[arg-type]
    except (SyntaxError, RuntimeError, OSError, ValueError) as error:
        raise QueryError(str(error)) from error
    return content or b""
