"""A data folder for an engine that has none: a release without a store, that says what the engine has."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from kg.release import build_lock, new_release, publish_folder
from kg.remote import Endpoint
from kg.settings import Settings

_VERSION: Final = (
    """SELECT ?version {{ <{base}dataset> <http://www.w3.org/2002/07/owl#versionInfo> ?version }}"""
)
_CLASSES: Final = {
    "articles": "Article",
    "talks": "Talk",
    "officials": "Official",
    "agreements": "Agreement",
    "statements": "Statement",
}


def endpoint_of(settings: Settings) -> Endpoint:
    """The engine that the settings name."""
    return Endpoint(settings.endpoint, merged=settings.default_graph, timeout=settings.timeout)


def stand_in(settings: Settings, folder: Path) -> Settings:
    """The same settings over a folder made for the engine that they name.

    Raises:
        EndpointError: the engine does not answer.
        QueryError: it refuses the first queries.
    """
    engine = endpoint_of(settings)
    counts = {name: _count(engine, kind) for name, kind in _CLASSES.items()}
    triples = engine.count()
    version = next(engine.rows(_VERSION.format(base=settings.base)), ("",))[0]
    digest = sha256(f"{settings.endpoint} {version} {triples}".encode()).hexdigest()
    ours = replace(settings, data=folder)
    with build_lock(ours), new_release(ours) as part:
        (part / "dumps").mkdir()
        for name in ("aliases", "dropped"):
            (part / f"{name}.json").write_text("{}")
        (part / "report.json").write_text(json.dumps({"problems": []}))
        publish_folder(ours, part, digest, counts | {"triples": triples, "quads": triples}, [])
    return ours


def _count(engine: Endpoint, kind: str) -> int:
    query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <https://w3id.org/parley/def#{kind}> }}"
    return int(next(engine.rows(query))[0])
