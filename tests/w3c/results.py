"""Reads answers in the W3C's formats, with parsers of our own: the engine's are under test."""

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from tests.w3c.triples import FORMATS, Triples

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
_SRX = "{http://www.w3.org/2005/sparql-results#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ITS_DIR = "{http://www.w3.org/2005/11/its}dir"
_QUOTED = re.compile(r"""^(["'])(?P<text>.*)\1(?:@(?P<lang>[\w-]+)|\^\^<(?P<type>[^>]*)>)?$""", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions; `ordered` where their order is part of the result."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    ordered: bool = False


Answer: TypeAlias = bool | Table | tuple[ox.Triple, ...]


def read(body: bytes, form: str, iri: str) -> Answer:
    """An answer in one of the forms "srj", "srx", "tsv", "csv", or a suffix of RDF."""
    readers = {"srj": _of_json, "srx": _of_xml, "tsv": _of_tsv, "csv": _of_csv}
    if form in readers:
        return readers[form](body)
    triples = tuple(
        ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(body, FORMATS[form], base_iri=iri)
    )
    solutions = _of_graph(Triples(triples))
    return triples if solutions is None else solutions


def _of_json(body: bytes) -> Answer:
    found = json.loads(body)
    if "boolean" in found:
        return bool(found["boolean"])
    rows = tuple({k: _json_term(v) for k, v in row.items()} for row in found["results"]["bindings"])
    return Table(tuple(found["head"].get("vars", ())), rows)


def _json_term(term: dict[str, Any]) -> Any:
    value = term["value"]
    if term["type"] == "triple":
        return ox.Triple(*(_json_term(value[part]) for part in ("subject", "predicate", "object")))
    return _term(term["type"], value, term.get("xml:lang"), term.get("datatype"), term.get("its:dir"))


def _of_xml(body: bytes) -> Answer:
    root = ET.fromstring(body)  # noqa: S314  our own server's
    boolean = root.find(f"{_SRX}boolean")
    if boolean is not None:
        return (boolean.text or "").strip() == "true"
    names = tuple(variable.get("name", "") for variable in root.iter(f"{_SRX}variable"))
    rows = ({b.get("name", ""): _xml_term(b[0]) for b in row} for row in root.iter(f"{_SRX}result"))
    return Table(names, tuple(rows))


def _xml_term(node: ET.Element) -> Any:
    kind = node.tag.removeprefix(_SRX)
    if kind == "triple":
        return ox.Triple(*(_xml_term(part[0]) for part in node))
    return _term(kind, node.text or "", node.get(_XML_LANG), node.get("datatype"), node.get(_ITS_DIR))


def _term(kind: str, value: str, lang: str | None, datatype: str | None, direction: str | None) -> Any:
    if kind == "uri":
        return ox.NamedNode(value)
    if kind == "bnode":
        return ox.BlankNode(value)
    if direction:
        towards = ox.BaseDirection.LTR if direction == "ltr" else ox.BaseDirection.RTL
        return ox.Literal(value, language=lang, direction=towards)
    if lang:
        return ox.Literal(value, language=lang)
    return ox.Literal(value, datatype=ox.NamedNode(datatype or f"{XSD}string"))


def _of_tsv(body: bytes) -> Table:
    head, *lines = body.decode().replace("\r\n", "\n").split("\n")
    names = tuple(name.removeprefix("?") for name in head.split("\t"))
    cells = (zip(names, line.split("\t"), strict=True) for line in lines if line)
    return Table(names, tuple({name: _tsv_term(cell) for name, cell in row if cell} for row in cells))


def _tsv_term(cell: str) -> Any:
    if cell.startswith("<") and not cell.startswith("<<"):
        return ox.NamedNode(cell[1:-1])
    if cell.startswith("_:"):
        return ox.BlankNode(cell[2:])
    quoted = _QUOTED.match(cell)
    if quoted:
        text = re.sub(r"\\(.)", lambda m: _ESCAPED.get(m[1], m[1]), quoted["text"])
        return _term("literal", text, quoted["lang"], quoted["type"], None)
    return ox.Literal(cell, datatype=ox.NamedNode(XSD + _bare_type(cell)))


def _bare_type(cell: str) -> str:
    if cell in ("true", "false"):
        return "boolean"
    return "double" if "e" in cell.lower() else "decimal" if "." in cell else "integer"


def _of_csv(body: bytes) -> Table:
    """CSV keeps the text of terms only."""
    head, *lines = csv.reader(io.StringIO(body.decode(), newline=""))
    rows = ({name: _csv_term(cell) for name, cell in zip(head, line, strict=True)} for line in lines)
    return Table(tuple(head), tuple(rows))


def _csv_term(cell: str) -> Any:
    return ox.BlankNode(cell[2:]) if cell.startswith("_:") else ox.Literal(cell)


def _of_graph(triples: Triples) -> Answer | None:
    """The solutions that the suites write as RDF; None where the graph is not of that sort."""
    found = triples.instances(f"{RS}ResultSet")
    if not found:
        return None
    boolean = triples.one(found[0], f"{RS}boolean")
    if boolean is not None:
        return bool(boolean.value == "true")
    solutions = triples.all(found[0], f"{RS}solution")
    places = [triples.one(solution, f"{RS}index") for solution in solutions]
    ordered = bool(places) and None not in places
    if ordered:
        solutions = sorted(solutions, key=lambda node: int(triples.one(node, f"{RS}index").value))
    rows = tuple(_graph_row(triples, solution) for solution in solutions)
    names = tuple(name.value for name in triples.all(found[0], f"{RS}resultVariable"))
    return Table(names, rows, ordered)


def _graph_row(triples: Triples, solution: Any) -> Row:
    bindings = triples.all(solution, f"{RS}binding")
    return {triples.one(b, f"{RS}variable").value: triples.one(b, f"{RS}value") for b in bindings}
