"""Folds the rows of a query into the lines of a table: one line for each key."""

from collections.abc import Iterable, Mapping, Sequence

from kg.export.columns import Column, Table

Row = Mapping[str, str]
Cell = str | tuple[str, ...]
"""A value as text, "" where it is missing; a list for a column of many."""
Line = tuple[Cell, ...]

_LAST = "~"
"""Sorts behind every date and address."""


def fold(table: Table, rows: Iterable[Row]) -> list[Line]:
    """The table's lines in order, whatever the order of the rows.

    Args:
        table: what to make.
        rows: values by the query's names; what is unbound is left out or empty.
    """
    keyed: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        keyed.setdefault(tuple(row.get(name, "") for name in table.key), []).append(row)
    lines = [(_order(table, rows), _line(table, rows)) for rows in keyed.values()]
    return [line for _, line in sorted(lines)]


def _order(table: Table, rows: Sequence[Row]) -> tuple[str, ...]:
    by_name = {column.name: column for column in table.columns}
    return tuple(_text(_cell(by_name[name], table, rows)) for name in table.sort)


def _text(cell: Cell) -> str:
    """A cell to sort by; what is missing comes last."""
    return (cell if isinstance(cell, str) else "|".join(cell)) or _LAST


def _line(table: Table, rows: Sequence[Row]) -> Line:
    return tuple(_cell(column, table, rows) for column in table.columns)


def _cell(column: Column, table: Table, rows: Sequence[Row]) -> Cell:
    if column.fold == "first":
        return _earliest(rows).get(column.variable, "")
    if column.fold == "all":
        return _listed(column, table, rows)
    values = {row[column.variable] for row in rows if row.get(column.variable)}
    if column.fold == "count":
        return str(len(values))
    return max(values, default="") if column.fold == "max" else min(values, default="")


def _earliest(rows: Sequence[Row]) -> Row:
    """The row of the sentence that was published first and stands first in its article."""
    return min((row for row in rows if row.get("evidence")), key=_place, default={})


def _place(row: Row) -> tuple[str, str, int, str]:
    published, start = row.get("published") or _LAST, row.get("start", "")
    return published, row.get("article", ""), int(start) if start.isdigit() else 0, row["evidence"]


def _listed(column: Column, table: Table, rows: Sequence[Row]) -> tuple[str, ...]:
    """Every value once; columns of one group in one order, that of the first of them."""
    names = [c.variable for c in table.columns if c.group == column.group and c.fold == "all"]
    names = list(dict.fromkeys(names))
    found = {tuple(row.get(name, "") for name in names) for row in rows if row.get(names[0])}
    at = names.index(column.variable)
    return tuple(values[at] for values in sorted(found))
