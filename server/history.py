"""What each release said of a thing: first seen, changed, merged, taken down."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import Blueprint, Response

from kg.errors import ReleaseError
from kg.release import Release, releases
from server import urls, web
from server.dates import written
from server.facts import property_name
from server.problems import NotFoundError
from server.state import Snapshot

blueprint = Blueprint("history", __name__)

_FILE: Final = "changes.csv"
_WORDS: Final = {
    "new": "New in this release",
    "changed": "Changed",
    "merged": "Merged into another entry",
    "withdrawn": "Taken down by curators",
    "gone": "No longer in the release",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One property that changed, with the values that went and came, joined by "|"."""

    name: str
    definition: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one release did to a thing.

    Attributes:
        words: what happened, "" where nothing did.
        steps: what changed in detail.
        more: an address or a reason that goes with it.
    """

    release: Release
    made: datetime
    words: str
    steps: tuple[Step, ...] = ()
    more: str = ""


@blueprint.get(urls.HISTORY)
def history(name: str) -> Response:
    """Releases, the newest first, with what each changed in one thing."""
    iri = web.urls().iri(name)
    if unchanged := web.unchanged("html"):
        return unchanged
    entries = [entry for entry in _entries(iri) if entry.words]
    if not entries:
        raise NotFoundError("No release that is kept here says anything of this.")
    found = web.snapshot()
    return web.page(
        "history.html",
        iri=iri,
        label=found.graph.label(iri),
        known=found.graph.known(iri),
        entries=list(reversed(entries)),
    )


def _entries(iri: str) -> Iterator[Entry]:
    """Releases from the oldest on; the oldest has nothing before it to compare with."""
    for at, release in enumerate(releases(web.site().settings)):
        rows = list(_changes(release, iri))
        if at == 0 or not (release.path / _FILE).is_file():
            yield Entry(release, release.made, _found(release, iri) if not rows else "")
        elif rows:
            kind = rows[0]["change"]
            steps = tuple(_step(row) for row in rows if row["property"])
            yield Entry(release, release.made, _WORDS.get(kind, kind), steps, _more(rows[0]))
        else:
            yield Entry(release, release.made, "")


def _found(release: Release, iri: str) -> str:
    """Whether the first release that is kept had it."""
    try:
        shot: Snapshot = web.site().snapshot_of(release.number)
    except ReleaseError:
        return ""
    return "In the oldest release that is kept" if shot.graph.known(iri) else ""


def _changes(release: Release, iri: str) -> Iterator[dict[str, str]]:
    """Lines of the release's table of changes about one thing."""
    path = release.path / _FILE
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            yield from (row for row in csv.DictReader(file) if row["entity"] == iri)


def _step(row: dict[str, str]) -> Step:
    name, definition = property_name(web.snapshot().graph, row["property"])
    return Step(name, definition, _values(row["before"]), _values(row["after"]))


def _values(text: str) -> tuple[str, ...]:
    graph = web.snapshot().graph
    values = (value for value in text.split("|") if value)
    return tuple(graph.label(v) if v.startswith("http") else written(v) for v in values)


def _more(row: dict[str, str]) -> str:
    return row["after"] if row["change"] in {"merged", "withdrawn"} else ""
