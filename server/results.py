"""Answers of queries as tables for people: the first rows, labels in place of IRIs."""

import json
from dataclasses import dataclass
from typing import Final

from server import web
from server.frames import Question

ROWS: Final = 500
"""Rows that a page shows; the files hold all."""


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
    rows: tuple[tuple[list[str] | None, ...], ...]
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
    question = Question(query, "rows", "rows", default_graphs, named_graphs, ROWS, limit)
    found = json.loads(b"".join(web.site().pool.ask(web.snapshot().store_path, question)))
    names = tuple(found["names"])
    rows = tuple(tuple(row) for row in found["rows"])
    return Table(names, rows, found["more"], found["boolean"], names == ("subject", "predicate", "object"))
