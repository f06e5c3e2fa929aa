"""Answers of queries as tables for people: the first rows, labels in place of IRIs."""

import json
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from server import urls, web
from server.frames import Question
from server.graph import Graph

ROWS: Final = 500
"""Rows that a page shows; the files hold all."""
SIZE: Final = 60_000
"""Bytes of rows that a page shows, so that with its frame it stays below 100 kB."""
_MARKUP: Final = 60
"""Bytes around a value."""
_EMPTY: Final = 9
"""Bytes of a cell without one."""


Column: TypeAlias = tuple[list[str] | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The beginning of an answer.

    Attributes:
        rows: cells as `server.worker` hands terms over.
        more: whether the answer goes on.
        boolean: the answer of ASK, None for other forms.
        graph: whether the rows are triples.
    """

    names: tuple[str, ...]
    rows: tuple[Column, ...]
    more: bool
    boolean: bool | None
    graph: bool


def ask_rows(
    query: str,
    default_graphs: tuple[str, ...] | None = None,
    named_graphs: tuple[str, ...] | None = None,
    seconds: float | None = None,
) -> Table:
    """Runs a query for a page.

    Raises:
        RequestError: it does not parse, was stopped, found no free process.
    """
    limit = web.site().settings.timeout if seconds is None else seconds
    base = web.urls().absolute(web.urls().to(urls.SPARQL))
    question = Question(query, "rows", "rows", default_graphs, named_graphs, ROWS, limit, base)
    found = json.loads(
        b"".join(web.site().pool.ask(web.snapshot().store_path, question, client=web.client()))
    )
    names = tuple(found["names"])
    rows = tuple(tuple(row) for row in found["rows"])
    graph = names == ("subject", "predicate", "object")
    table = Table(names, rows, found["more"], found["boolean"], graph)
    return fitting(without_repeats(table, web.snapshot().graph))


def fitting(table: Table, most: int = SIZE) -> Table:
    """As many rows as a page can carry; wide rows of long sentences are many bytes each."""
    size = 0
    for at, row in enumerate(table.rows):
        size += sum(_MARKUP + len(term[1]) if term else _EMPTY for term in row)
        if size > most and at:
            return replace(table, rows=table.rows[:at], more=True)
    return table


def without_repeats(table: Table, graph: Graph) -> Table:
    """Leaves out columns that say again the label by which a column of things is shown anyway."""
    columns = list(zip(*table.rows, strict=True))
    said = {_labels(graph, column) for column in columns if _has_things(column)}
    kept = [at for at, column in enumerate(columns) if _has_things(column) or _texts(column) not in said]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return replace(table, names=tuple(table.names[at] for at in kept), rows=rows) if rows else table


def _has_things(column: Column) -> bool:
    return any(term is not None and term[0] == "iri" for term in column)


def _labels(graph: Graph, column: Column) -> tuple[str | None, ...]:
    return tuple(graph.label(term[1]) if term and term[0] == "iri" else None for term in column)


def _texts(column: Column) -> tuple[str | None, ...]:
    return tuple(term[1] if term else None for term in column)
