"""A release of a generated graph, made without the check of its articles: only its size matters."""

import shutil
from pathlib import Path

import pyoxigraph as ox

from kg.release import Release, build_lock, new_release, open_release, publish_folder
from kg.settings import Settings
from kg.store import build_store
from kg.textindex import write_index
from tests.bench.graphs import BASE, write_graph


def release_of(data: Path, quads: int) -> Release:
    """The release in this folder, made first where there is none."""
    settings = Settings(data=data, base=BASE)
    if (data / "current").exists():
        return open_release(settings)
    data.mkdir(parents=True, exist_ok=True)
    with build_lock(settings), new_release(settings) as part:
        dumps = part / "dumps"
        dumps.mkdir()
        triples, written = write_graph(dumps, quads)
        build_store(dumps / "parley.nq", part / "store")
        write_index(ox.Store.read_only(str(part / "store")), part, BASE)
        for name in ("aliases", "dropped", "report"):
            (part / f"{name}.json").write_text("{}" if name != "report" else '{"problems": []}')
        counts = dict.fromkeys(("articles", "talks", "officials", "agreements", "statements"), 0)
        return publish_folder(
            settings, part, f"{quads:064d}", counts | {"triples": triples, "quads": written}, []
        )


def remove(data: Path) -> None:
    """Removes a release made here."""
    shutil.rmtree(data, ignore_errors=True)
