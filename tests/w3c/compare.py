"""Whether two answers are the same, blank nodes being free to bear other labels."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pyoxigraph as ox

from tests.w3c.results import XSD, Answer, Row, Table

_NUMBERS = frozenset(
    XSD + name
    for name in (
        "integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger",
        "positiveInteger", "unsignedInt", "unsignedLong", "nonPositiveInteger", "negativeInteger",
    )
)  # fmt: skip
_TIMES = frozenset(XSD + name for name in ("dateTime", "date", "time"))
_BOOLEANS = {"1": "true", "0": "false"}


def difference(wanted: Answer, found: Answer, *, lax: bool = False, plain: bool = False) -> str:
    """What differs, in words; "" where nothing does.

    Args:
        wanted: the expected answer.
        found: the answer that came.
        lax: only the sets of rows count, not how often a row comes.
        plain: the format knows text only, so numbers are compared by value wherever they stand.
    """
    if isinstance(wanted, Table) and isinstance(found, Table):
        return _of_tables(wanted, found, lax=lax, plain=plain)
    if isinstance(wanted, tuple) and isinstance(found, tuple):
        return "" if canonical(wanted) == canonical(found) else f"another graph: {found}"
    return "" if wanted == found else f"{found} instead of {wanted}"


def canonical(triples: Iterable[ox.Triple | ox.Quad]) -> frozenset[str]:
    """The triples of a graph, or the quads of a data set, with canonical labels."""
    dataset = ox.Dataset(
        t if isinstance(t, ox.Quad) else ox.Quad(t.subject, t.predicate, t.object) for t in triples
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(map(str, dataset))


def _of_tables(wanted: Table, found: Table, *, lax: bool, plain: bool) -> str:
    if wanted.names and set(wanted.names) != set(found.names):
        return f"variables {found.names} instead of {wanted.names}"
    if lax:
        return "" if _set(wanted.rows) == _set(found.rows) else f"other rows: {found.rows}"
    for valued in (False, True):
        pair = [_by_value(table, plain=plain) if valued else table for table in (wanted, found)]
        if same_rows(pair[0].rows, pair[1].rows, ordered=wanted.ordered):
            return ""
    return f"{len(found.rows)} rows instead of {len(wanted.rows)}: {found.rows[:5]}"[:600]


def _set(rows: Iterable[Row]) -> set[frozenset[tuple[str, Any]]]:
    return {frozenset(row.items()) for row in rows}


def _by_value(table: Table, *, plain: bool) -> Table:
    rows = ({name: valued(term, plain=plain) for name, term in row.items()} for row in table.rows)
    return replace(table, rows=tuple(rows))


def valued(term: Any, *, plain: bool = False) -> Any:
    """The term with its value written in one way: the store keeps values, not spellings."""
    if isinstance(term, ox.Triple):
        return ox.Triple(*(valued(part) for part in (term.subject, term.predicate, term.object)))
    if not isinstance(term, ox.Literal):
        return term
    kind, text = term.datatype.value, term.value
    if kind in _NUMBERS or plain:
        text = _number(text)
    elif kind in _TIMES:
        text = text.replace("+00:00", "Z")
    elif kind == f"{XSD}boolean":
        text = _BOOLEANS.get(text, text)
    return term if text == term.value else ox.Literal(text, datatype=term.datatype)


def _number(text: str) -> str:
    try:
        return repr(round(float(text), 9))
    except ValueError:
        return text


def same_rows(wanted: Sequence[Row], found: Sequence[Row], *, ordered: bool) -> bool:
    """Whether some relabelling of blank nodes makes the rows the same, in order where that counts."""
    if len(wanted) != len(found):
        return False
    if ordered:
        labels: dict[str, str] | None = {}
        for ours, theirs in zip(wanted, found, strict=True):
            labels = None if labels is None else _relabelled(ours, theirs, labels)
        return labels is not None
    ground = [Counter(frozenset(row.items()) for row in rows if not _blank(row)) for rows in (wanted, found)]
    left = [[row for row in rows if _blank(row)] for rows in (wanted, found)]
    return ground[0] == ground[1] and _assigned(left[0], left[1], {})


def _assigned(wanted: list[Row], found: list[Row], labels: dict[str, str]) -> bool:
    if not wanted:
        return not found
    for place, row in enumerate(found):
        more = _relabelled(wanted[0], row, labels)
        if more is not None and _assigned(wanted[1:], found[:place] + found[place + 1 :], more):
            return True
    return False


def _relabelled(wanted: Row, found: Row, labels: dict[str, str]) -> dict[str, str] | None:
    """The labels with those that make one row the other; None where nothing does."""
    more = dict(labels)
    same = wanted.keys() == found.keys() and all(_fits(wanted[n], found[n], more) for n in wanted)
    return more if same else None


def _fits(wanted: Any, found: Any, labels: dict[str, str]) -> bool:
    if isinstance(wanted, ox.BlankNode) and isinstance(found, ox.BlankNode):
        if wanted.value not in labels and found.value in labels.values():
            return False
        return labels.setdefault(wanted.value, found.value) == found.value
    if isinstance(wanted, ox.Triple) and isinstance(found, ox.Triple):
        parts = ("subject", "predicate", "object")
        return all(_fits(getattr(wanted, part), getattr(found, part), labels) for part in parts)
    return bool(wanted == found)


def _blank(row: Row) -> bool:
    return any("_:" in str(term) for term in row.values() if not isinstance(term, ox.Literal))
