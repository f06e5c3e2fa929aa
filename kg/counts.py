"""How much a release holds."""

import pyoxigraph as ox

from kg.vocabulary import PAR

_CLASSES = {
    "articles": PAR.Article,
    "talks": PAR.DiplomaticEvent,
    "officials": PAR.Official,
    "agreements": PAR.Agreement,
    "statements": PAR.Statement,
}
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { %s }"


def counts_of(store: ox.Store) -> dict[str, int]:
    """Counts of the merged graph by kind, its triples, and the quads of all graphs."""
    found = {name: _count(store, f"?x a <{kind}>") for name, kind in _CLASSES.items()}
    return found | {"triples": _count(store, "?s ?p ?o"), "quads": len(store)}


def _count(store: ox.Store, pattern: str) -> int:
    rows = store.query(_COUNT % pattern)
    assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - a SELECT query
    value = next(rows)["n"]
    return int(value.value) if isinstance(value, ox.Literal) else 0
