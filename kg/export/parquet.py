"""Tables as Parquet, with types: dates are dates, lists are lists, missing values are nulls."""

import io
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from typing import Any

from kg.errors import MissingExtraError
from kg.export.columns import Column, Type
from kg.export.fold import Cell
from kg.export.tables import Filled

_VALUE: dict[Type, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "boolean": lambda text: text == "true",
    "date": date.fromisoformat,
}


def is_possible() -> bool:
    """Whether the extra `parquet` is installed."""
    return find_spec("pyarrow") is not None


def as_parquet(content: Filled) -> bytes:
    """The table as Parquet; what a column means stands in its metadata.

    Raises:
        MissingExtraError: the extra `parquet` is not installed.
    """
    if not is_possible():
        raise MissingExtraError("Parquet", "parquet")
    import pyarrow as pa  # noqa: PLC0415  optional, and slow to start
    from pyarrow import parquet  # noqa: PLC0415  as above

    columns = content.table.columns
    fields = [pa.field(c.name, _type(pa, c), metadata={"meaning": c.meaning}) for c in columns]
    cells = zip(*content.lines, strict=True) if content.lines else ([] for _ in columns)
    arrays = [
        pa.array([_value(column, cell) for cell in values], field.type)
        for column, field, values in zip(columns, fields, cells, strict=True)
    ]
    schema = pa.schema(fields, metadata={"row": content.table.row})
    file = io.BytesIO()
    parquet.write_table(pa.table(arrays, schema=schema), file)
    return file.getvalue()


def _type(pa: Any, column: Column) -> Any:
    known = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}
    single = known.get(column.type, pa.string())
    return pa.list_(single) if column.many else single


def _value(column: Column, cell: Cell) -> Any:
    convert = _VALUE.get(column.type, str)
    if not isinstance(cell, str):
        return [convert(value) for value in cell]
    return convert(cell) if cell else None
