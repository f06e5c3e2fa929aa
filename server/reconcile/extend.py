"""Fetches values of properties for things that were reconciled."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyoxigraph as ox
from rdflib.namespace import XSD

from server.graph import Graph, Term
from server.problems import RequestError
from server.reconcile.schema import Property, properties, type_json, type_of, types
from server.reconcile.things import Thing, thing_of

MOST: Final = 1000
"""Things of one request."""
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
SETTINGS: Final = [
    {
        "name": "limit",
        "label": "At most",
        "type": "number",
        "default": 0,
        "help_text": "How many values of the property to fetch; 0 for all.",
    }
]


def extended(graph: Graph, given: Any) -> dict[str, Any]:
    """The values as the protocol has them.

    Raises:
        RequestError: the request is not of the protocol's form, or too large.
    """
    ids, wanted = _asked(given)
    rows = {id_: _row(graph, id_, wanted) for id_ in ids}
    return {"meta": [_meta(prop) for prop, _ in wanted], "rows": rows}


def _asked(given: Any) -> tuple[list[str], list[tuple[Property, int]]]:
    try:
        ids = [str(id_) for id_ in given["ids"]]
        wanted = [(properties()[one["id"]], _limit(one.get("settings") or {})) for one in given["properties"]]
    except (TypeError, KeyError, AttributeError) as error:
        known = ", ".join(properties())
        raise RequestError(f"`extend` is an object with `ids` and `properties`, each of {known}.") from error
    if len(ids) > MOST:
        raise RequestError(f"Ask for at most {MOST} things at once.")
    return ids, wanted


def _limit(settings: Mapping[str, Any]) -> int:
    limit = settings.get("limit", 0)
    return int(limit) if str(limit).isdigit() else 0


def _meta(prop: Property) -> dict[str, Any]:
    meta: dict[str, Any] = {"id": prop.id, "name": prop.name}
    return meta | ({"type": type_json(types()[prop.value])} if prop.value else {})


def _row(graph: Graph, id_: str, wanted: Sequence[tuple[Property, int]]) -> dict[str, list[dict[str, Any]]]:
    thing = thing_of(graph, id_)
    if thing is None:
        return {prop.id: [] for prop, _ in wanted}
    values = {prop.id: thing.values(prop.paths) for prop, _ in wanted}
    return {prop.id: [_value(graph, v) for v in values[prop.id][: limit or None]] for prop, limit in wanted}


def _value(graph: Graph, value: Term) -> dict[str, Any]:
    if isinstance(value, ox.NamedNode):
        other = Thing(graph, value.value)
        if type_of(other):
            return {"id": other.id, "name": other.name}
        return {"str": other.name if other.iri.startswith(graph.base) else other.iri}
    text = str(getattr(value, "value", ""))
    if _DAY.fullmatch(text):
        return {"date": f"{text}T00:00:00Z"}
    whole = isinstance(value, ox.Literal) and value.datatype.value == str(XSD.integer)
    return {"int": int(text)} if whole else {"str": text}
