"""The codebook: what each table, line and column means, with what a cell may hold and an example."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

import pyoxigraph as ox

from kg.export.columns import Column, lookups
from kg.export.tables import Filled, cell_text
from kg.queries import saved_query
from kg.sparql import ask_store

_PREFIXES = """PREFIX par: <https://w3id.org/parley/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_LONGEST = 100


def codebook(tables: Iterable[Filled], store: ox.Store, version: str) -> bytes:
    """The codebook of a release in Markdown.

    Args:
        tables: with their lines, for the examples.
        store: the release's store, for the values of codes.
        version: of the release.
    """
    intro = files("kg.export").joinpath("data/codebook.md").read_text("utf-8")
    allowed = code_values(store)
    lines = [intro.replace("VERSION", version)]
    for content in tables:
        lines += _section(content, allowed)
    return ("\n".join(lines) + "\n").encode()


def code_values(store: ox.Store) -> dict[str, tuple[str, ...]]:
    """What the codes of each lookup may be, by the release's own ontology."""
    ask = ask_store(store)
    return {
        name: tuple(sorted({row["v"] for row in ask(_PREFIXES + query)})) for name, query in lookups().items()
    }


def _section(content: Filled, allowed: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    table = content.table
    yield f"## {table.name}.csv\n\n{table.row}\n"
    many = "line" if len(content.lines) == 1 else "lines"
    asked = f"`{table.query}` ({saved_query(table.query).summary})"
    yield f"{len(content.lines)} {many}, {len(table.columns)} columns, from the saved query {asked}\n"
    yield "| column | type | meaning | values | example |\n|---|---|---|---|---|"
    for at, column in enumerate(table.columns):
        values = ", ".join(f"`{value}`" for value in column.values or allowed.get(column.lookup, ()))
        example = _example(column, (cell_text(column, line[at]) for line in content.lines))
        kind = f"list of {column.type}" if column.many else column.type
        yield f"| `{column.name}` | {kind} | {column.meaning} | {values} | {example} |"
    yield ""


def _example(column: Column, cells: Iterable[str]) -> str:
    """The first value that is not missing, cut short."""
    text = next((cell for cell in cells if cell not in ("", "0")), "")
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    plain = " ".join(short.split()).replace("|", "\\|")
    return f"`{plain}`" if plain and column.type != "text" else plain
