"""Answers reconciliation queries: finds candidates in the index of names, scores and orders them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

from server.graph import Term, par
from server.kinds import KINDS
from server.problems import RequestError
from server.reconcile.schema import Property, kinds_of, properties, type_json, type_of, types
from server.reconcile.score import Scored, matched, scored
from server.reconcile.things import Thing
from server.search import Index
from server.state import Snapshot

USUAL: Final = 5
MOST: Final = 50
_FOUND: Final = 60
"""Names that the index gives for one kind."""
_SCANNED: Final = 3000
"""Things of a type that are looked at where a query has no name."""
_LEAST: Final = 45.0
"""Score below which a candidate is no help."""
_KINDS: Final = frozenset(
    ["official", "state", "organization", "body", "series", "event"],
)


@dataclass(frozen=True, slots=True)
class Query:
    """One query of a batch.

    Attributes:
        kinds: kinds of page that a candidate may have.
        given: properties with the values wanted; properties that are not known are left out.
    """

    name: str
    kinds: frozenset[str]
    limit: int
    given: tuple[tuple[Property, tuple[str, ...]], ...]


def query_of(given: Any) -> Query:
    """A query as the protocol has it.

    Raises:
        RequestError: it is not of the protocol's form.
    """
    if not isinstance(given, dict) or not (given.get("query") or given.get("properties")):
        raise RequestError("A query is an object with `query`, a name, or `properties`, or both.")
    known = tuple(filter(None, (_wanted(one) for one in given.get("properties") or ())))
    name = str(given.get("query") or "").strip()
    return Query(name, _kinds(given.get("type") or []), _limit(given.get("limit", USUAL)), known)


def _kinds(wanted: Any) -> frozenset[str]:
    if not wanted:
        return _KINDS
    return kinds_of([wanted] if isinstance(wanted, str) else map(str, wanted))


def _limit(wanted: Any) -> int:
    if not isinstance(wanted, int | float) or wanted < 1:
        raise RequestError("`limit` is a number from 1.")
    return min(int(wanted), MOST)


def answer(shot: Snapshot, query: Query) -> dict[str, Any]:
    """The candidates, the best first."""
    things = _things(shot, query)
    found = (scored(thing, query.name, query.given) for thing in things)
    good = (one for one in found if one.score >= _LEAST)
    best = sorted(good, key=lambda one: (-one.score, one.thing.name, one.thing.id))
    sure = matched(best)
    return {"result": [_json(one, match=sure and not at) for at, one in enumerate(best[: query.limit])]}


def _wanted(given: Any) -> tuple[Property, tuple[str, ...]] | None:
    """A property and its values as texts; None for a property that is not known.

    Raises:
        RequestError: it is not of the protocol's form.
    """
    if not isinstance(given, dict) or "pid" not in given or "v" not in given:
        raise RequestError("A property of a query is an object with `pid` and `v`.")
    values = given["v"] if isinstance(given["v"], list) else [given["v"]]
    texts = tuple(str(v.get("id", "")) if isinstance(v, dict) else str(v) for v in values)
    prop = properties().get(str(given["pid"]))
    return (prop, tuple(text for text in texts if text)) if prop else None


def _things(shot: Snapshot, query: Query) -> Iterator[Thing]:
    if not query.name:
        yield from _all(shot, query.kinds)
        return
    found = dict.fromkeys(iri for kind in sorted(query.kinds) for iri in _named(shot.index, query.name, kind))
    if not found:
        near = shot.index.near(query.name)
        found = dict.fromkeys(hit.iri for hit in near if hit.kind in query.kinds)
    yield from (Thing(shot.graph, iri) for iri in found)


def _named(index: Index, name: str, kind: str) -> list[str]:
    """Things of a kind by a name, or by its end: titles stand before names."""
    words = name.split()
    for start in range(len(words)):
        hits = index.find(" ".join(words[start:]), kind, _FOUND)
        if hits:
            return [hit.iri for hit in hits]
    return []


def _all(shot: Snapshot, kinds: frozenset[str]) -> Iterable[Thing]:
    terms = [kind.term for kind in KINDS if kind.name in kinds]
    found = [iri for term in terms for iri in shot.graph.instances(par(term))]
    return (Thing(shot.graph, iri) for iri in found[:_SCANNED])


def _json(one: Scored, *, match: bool) -> dict[str, Any]:
    found = type_of(one.thing)
    return {
        "id": one.thing.id,
        "name": one.thing.name,
        "description": described(one.thing),
        "type": [type_json(found)] if found else [],
        "score": one.score,
        "features": [{"id": name, "value": round(part, 3)} for name, part in one.parts.items()],
        "match": match,
    }


def described(thing: Thing) -> str:
    """A few words that tell namesakes apart: type, whose it is, post, date."""
    found = type_of(thing)
    words = [types()[found.id].name] if found else []
    for name in ("party", "post", "date", "place"):
        words += [_word(thing, value) for value in thing.values(properties()[name].paths)[:2]]
    return ", ".join(dict.fromkeys(words))


def _word(thing: Thing, value: Term) -> str:
    text = str(getattr(value, "value", ""))
    return thing.graph.label(text) if isinstance(value, ox.NamedNode) else text
