"""Tables of a release: asked by saved queries, folded, written as CSV.

CSV as RFC 4180 has it: UTF-8 without a byte order mark, CRLF, a header line, quotes where they are
needed. A missing value is an empty cell; a list joins its values by `|`. A cell that a spreadsheet
would run as a formula gets an apostrophe in front.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.export.columns import Column, Table
from kg.export.fold import Cell, Line, Row, fold
from kg.queries import saved_query
from kg.sparql import ask_store

BAR = "|"
"""Stands between the values of a list."""
_NUMBERS = frozenset({"integer", "number"})
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What spreadsheets take for a formula, also behind apostrophes, so that each is read back as it was."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its lines; a line has a cell for each column."""

    table: Table
    lines: tuple[Line, ...]


def filled(store: ox.Store, table: Table) -> Filled:
    """The table of a release.

    Args:
        store: the release's store, its merged graph in the default graph.
        table: which one.
    """
    return Filled(table, tuple(fold(table, rows_of(store, table.query))))


def rows_of(store: ox.Store, name: str) -> Sequence[Row]:
    """The answer of a saved query, unsorted: to sort takes the engine twice as long as to find the rows."""
    return ask_store(store)(saved_query(name).text.rpartition("ORDER BY")[0])


def as_csv(content: Filled) -> bytes:
    """The table as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in content.table.columns])
    writer.writerows(_texts(content.table.columns, line) for line in content.lines)
    return text.getvalue().encode()


def _texts(columns: Iterable[Column], line: Line) -> list[str]:
    return [cell_text(column, cell) for column, cell in zip(columns, line, strict=True)]


def cell_text(column: Column, cell: Cell) -> str:
    """A cell as CSV has it, before quotes."""
    text = cell if isinstance(cell, str) else BAR.join(value.replace(BAR, "/") for value in cell)
    return text if column.type in _NUMBERS else harmless(text)


def harmless(text: str) -> str:
    """The text with an apostrophe in front, where a spreadsheet would run it.

    Reversible: whoever reads takes one apostrophe from what begins with apostrophes and `=`, `+`, `-`,
    `@`, tab or carriage return.
    """
    return f"'{text}" if _FORMULA.match(text) else text
