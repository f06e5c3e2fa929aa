"""Takes a release away: as RDF, as CSV tables, or as a network of parties for network tools."""

import csv
import gzip
import io
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from kg.release import Release
from kg.store import open_store
from kg.tables import LISTS, PAIRS, PARTIES, PREFIXES, TABLES

Format = Literal["turtle", "trig", "nquads", "csv", "graphml"]
FORMATS: tuple[Format, ...] = ("turtle", "trig", "nquads", "csv", "graphml")
_DUMPS = {"turtle": "parley.ttl", "trig": "parley.trig", "nquads": "parley.nq"}
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_KEYS = (
    ("label", "node", "string"),
    ("kind", "node", "string"),
    ("iri", "node", "string"),
    ("weight", "edge", "int"),
    ("first", "edge", "string"),
    ("last", "edge", "string"),
)

Row = dict[str, str]


def export(release: Release, form: Format, out: Path) -> tuple[Path, ...]:
    """Writes a release; each file whole or not at all.

    Args:
        release: what to take away.
        form: "csv" writes a folder of tables, the others one file; a file name that ends in ".gz" is
            packed.
        out: file, or folder for tables; folders are made.

    Returns:
        The files written.
    """
    if form == "csv":
        store = open_store(release)
        return tuple(_written(out / f"{name}.csv", csv_table(store, name)) for name in TABLES)
    if form == "graphml":
        return (_written(out, network(open_store(release))),)
    return (_written(out, (release.dumps / _DUMPS[form]).open("rb")),)


def csv_table(store: ox.Store, name: str) -> io.BytesIO:
    """One table with a header line, rows sorted by date where they have one."""
    columns, found = _rows(store, TABLES[name])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(sorted(found, key=lambda row: (row.get("date", ""), *(row.get(c, "") for c in columns))))
    return io.BytesIO(text.getvalue().encode())


def network(store: ox.Store) -> io.BytesIO:
    """GraphML: parties are nodes; an edge counts the talks held that both took part in."""
    root = ET.Element("graphml", {"xmlns": _GRAPHML})
    for name, owner, kind in _KEYS:
        ET.SubElement(root, "key", {"id": name, "for": owner, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", {"id": "parley", "edgedefault": "undirected"})
    for row in _sorted_rows(store, PARTIES):
        node = ET.SubElement(graph, "node", {"id": row["code"]})
        kind = "state" if "/id/state/" in row["party"] else "organization"
        _data(node, label=row.get("label", row["code"]), kind=kind, iri=row["party"])
    for row in _sorted_rows(store, PAIRS):
        edge = ET.SubElement(graph, "edge", {"source": row["one"], "target": row["other"]})
        _data(edge, weight=row["talks"], first=row.get("first", ""), last=row.get("last", ""))
    ET.indent(root)
    return io.BytesIO(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _data(element: ET.Element, **values: str) -> None:
    for key, value in values.items():
        if value:
            ET.SubElement(element, "data", {"key": key}).text = value


def _sorted_rows(store: ox.Store, query: str) -> list[Row]:
    """Rows of a query, each once, in order."""
    return [dict(pairs) for pairs in sorted({tuple(row.items()) for row in _rows(store, query)[1]})]


def _rows(store: ox.Store, query: str) -> tuple[list[str], Iterator[Row]]:
    solutions = store.query(PREFIXES + query)
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - a SELECT query
    columns = [variable.value for variable in solutions.variables]
    return columns, (_row(columns, solution) for solution in solutions)


def _row(columns: Iterable[str], solution: ox.QuerySolution) -> Row:
    values = ((name, solution[name]) for name in columns)
    return {name: _text(name, getattr(value, "value", "")) for name, value in values if value is not None}


def _text(column: str, value: str) -> str:
    """A cell; lists in order, since the engine promises none."""
    return "; ".join(sorted(value.split("; "))) if column in LISTS else value


def _written(path: Path, content: io.BufferedIOBase) -> Path:
    """Writes beside the target and moves into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with content, part.open("wb") as file:
        if path.suffix == ".gz":
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                shutil.copyfileobj(content, packed, 1 << 20)
        else:
            shutil.copyfileobj(content, file, 1 << 20)
    part.replace(path)
    return path
