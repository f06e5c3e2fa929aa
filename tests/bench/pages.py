"""How many pages of things a second: rendered for the first time, and asked for again."""

import http.client
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.graphs import BASE
from tests.bench.measure import load
from tests.bench.queries import Known
from tests.engines import Engine

_SOME = 150


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages a second: the first time by one client, again by eight."""

    first: float
    again: float


def pages(engine: Engine, known: Known, folder: Path, seconds: int) -> Pages:
    """Asks for pages of events, officials and articles, one after the other, then again and again."""
    things = [*known.events[:_SOME], *known.officials[:_SOME], *known.articles[:_SOME]]
    paths = [f"/page/{iri.removeprefix(f'{BASE}id/')}" for iri in things]
    line = http.client.HTTPConnection(urlsplit(engine.query).netloc, timeout=60)
    began = time.perf_counter()
    for path in paths:
        line.request("GET", path, headers={"Accept": "text/html"})
        answer = line.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{answer.status} for {path}")
    first = len(paths) / (time.perf_counter() - began)
    line.close()
    return Pages(first, load(engine, paths, folder, seconds, accept="text/html").rate)
