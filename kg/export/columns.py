"""The tables by their description in `data/tables.toml`: what a line is, which columns it has."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Fold = Literal["one", "all", "first", "count", "min", "max"]
Type = Literal["iri", "text", "code", "integer", "number", "boolean", "date", "partial date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        variable: what the query calls it.
        fold: how the values of one line's rows become its cell.
        group: columns of one group are folded side by side.
        values: what a cell may hold; empty where that is open.
        lookup: name of the query that lists these values; "" for none.
    """

    name: str
    type: Type
    meaning: str
    variable: str
    fold: Fold
    group: str
    values: tuple[str, ...]
    lookup: str

    @property
    def many(self) -> bool:
        """Whether a cell is a list."""
        return self.fold == "all"


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        query: name of the saved query that it is folded from.
        row: what one line is.
        key: variables whose values tell lines apart.
        sort: columns or variables that order the lines.
    """

    name: str
    query: str
    row: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def tables() -> tuple[Table, ...]:
    """All tables in the order of the description; read once, since they are part of the software."""
    described = _described()
    return tuple(_table(name, given, described["shared"]) for name, given in described["tables"].items())


def table(name: str) -> Table:
    """The table of that name.

    Raises:
        KeyError: there is none.
    """
    return {table.name: table for table in tables()}[name]


@cache
def lookups() -> Mapping[str, str]:
    """Queries, without prefixes, that list the values of a code as `?v`."""
    found: Mapping[str, str] = _described()["lookups"]
    return found


def _described() -> dict[str, Any]:
    return tomllib.loads(files("kg.export").joinpath("data/tables.toml").read_text("utf-8"))


def _table(name: str, given: Mapping[str, Any], shared: Mapping[str, list[dict[str, Any]]]) -> Table:
    columns = tuple(_column(column) for column in _used(given["columns"], shared))
    return Table(name, given["query"], given["row"], tuple(given["key"]), tuple(given["sort"]), columns)


def _used(
    columns: list[dict[str, Any]], shared: Mapping[str, list[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    for column in columns:
        yield from shared[column["use"]] if "use" in column else [column]


def _column(given: Mapping[str, Any]) -> Column:
    variable = given.get("from", given["name"])
    return Column(
        name=given["name"],
        type=given["type"],
        meaning=given["meaning"],
        variable=variable,
        fold=given.get("fold", "one"),
        group=given.get("group", variable),
        values=tuple(given.get("values", ())),
        lookup=given.get("lookup", ""),
    )
