"""The table in which decisions are written, read line by line: columns, quotes, encoding."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from kg.errors import DecisionError

COLUMNS = ("action", "subject", "object", "reason", "by", "date")
_OPTIONAL = frozenset({"by", "date"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its 1-based line; every column has a cell, trimmed."""

    line: int
    cells: Mapping[str, str]


def rows_of(content: bytes, file: str) -> tuple[Row, ...]:
    """The rows below the header; comments and empty lines are passed over.

    Raises:
        DecisionError: the file is not UTF-8, the header lacks a column, or a row has too many cells.
    """
    rows = _rows(_text(content, file), file)
    line, header = next(rows, (0, []))
    names = [name.casefold() for name in header]
    if fault := _header_fault(names):
        raise DecisionError(file, line, fault)
    return tuple(_row(line, names, cells, file) for line, cells in rows)


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DecisionError(file, line, "not UTF-8: save the table as “CSV UTF-8”") from error


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds something, with the line that it begins on."""
    lines = ("\n" if line.startswith("#") else line for line in StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    before = 0
    try:
        for cells in reader:
            trimmed = [" ".join(cell.split()) for cell in cells]
            if any(trimmed):
                yield before + 1, trimmed
            before = reader.line_num
    except csv.Error as error:
        reason = f"{error}: put a cell that holds commas or quotes in double quotes, and double those inside"
        raise DecisionError(file, before + 1, reason) from error


def _header_fault(names: list[str]) -> str | None:
    wanted = ",".join(COLUMNS)
    if not names:
        return f"empty: begin it with the line {wanted}, or remove it"
    if len(names) == 1 and {";", "\t"} & set(names[0]):
        return f"cells must be separated by commas: save the table with commas; the first line is {wanted}"
    missing = [name for name in COLUMNS if name not in names and name not in _OPTIONAL]
    if missing:
        return f"no column {', '.join(missing)}: the first line is {wanted}"
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or len(set(names)) < len(names):
        return f"columns {', '.join(names)}: the first line is {wanted}, each once"
    return None


def _row(line: int, names: list[str], cells: list[str], file: str) -> Row:
    if any(cells[len(names) :]):
        reason = f"{len(cells)} cells for {len(names)} columns: put a cell that holds commas in double quotes"
        raise DecisionError(file, line, reason)
    if any(ord(character) < ord(" ") for cell in cells for character in cell):
        raise DecisionError(file, line, "a control character in a cell: write the row anew")
    filled = [*cells, *[""] * len(COLUMNS)]
    return Row(line, dict.fromkeys(COLUMNS, "") | dict(zip(names, filled, strict=False)))
