"""Types and properties of the reconciliation service, from `data/schema.toml`."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rdflib.namespace import SKOS

from server.graph import par
from server.kinds import kind_of
from server.reconcile.things import Thing


@dataclass(frozen=True, slots=True)
class Type:
    """A type: `kind` is the kind of page that its things have, "" where only narrower types have things."""

    id: str
    kind: str
    name: str
    broader: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property.

    Attributes:
        paths: IRIs of properties to follow, from the thing to its values; the first path with any counts.
        types: ids of the types whose things can have it.
        value: id of the type of its values, "" where they are texts.
    """

    id: str
    name: str
    description: str
    paths: tuple[tuple[str, ...], ...]
    types: tuple[str, ...]
    value: str


@cache
def types() -> dict[str, Type]:
    """All types by id."""
    return {g["id"]: Type(g["id"], g["kind"], g["name"], tuple(g["broader"])) for g in _read()["type"]}


@cache
def properties() -> dict[str, Property]:
    """All properties by id."""
    return {given["id"]: _property(given) for given in _read()["property"]}


def kinds_of(wanted: Iterable[str]) -> frozenset[str]:
    """Kinds of page of the types wanted and of those below them; unknown types have none."""
    asked = set(wanted)
    return frozenset(t.kind for t in types().values() if t.kind and ({t.id, *t.broader} & asked))


def type_of(thing: Thing) -> Type | None:
    """The type of a thing; None for what cannot be reconciled."""
    kind = kind_of(thing.graph, thing.iri).name
    return next((found for found in types().values() if found.kind == kind), None)


def type_json(found: Type) -> dict[str, Any]:
    """A type as the protocol has it."""
    described: dict[str, Any] = {"id": found.id, "name": found.name}
    if found.broader:
        described["broader"] = [{"id": id_, "name": types()[id_].name} for id_ in found.broader]
    return described


def property_json(found: Property) -> dict[str, str]:
    """A property as the protocol has it."""
    return {"id": found.id, "name": found.name, "description": found.description}


def _property(given: dict[str, Any]) -> Property:
    paths = tuple(tuple(_iri(step) for step in path) for path in given["paths"])
    return Property(
        given["id"], given["name"], given["description"], paths, tuple(given["types"]), given.get("value", "")
    )


def _iri(step: str) -> str:
    return str(SKOS[step.removeprefix("skos:")]) if step.startswith("skos:") else par(step)


def _read() -> dict[str, Any]:
    return tomllib.loads(files("server.reconcile").joinpath("data/schema.toml").read_text("utf-8"))
