"""The embedded store of a release, and the dumps that it is loaded from: sorted, the same every time."""

import gzip
import shutil
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib.namespace import RDF

from kg.jsonld import write_jsonld
from kg.turtle import prefixes, spaced

if TYPE_CHECKING:
    from kg.release import Release

DUMPS = ("parley.ttl", "parley.trig", "parley.nq", "parley.jsonld")
_PACKING = 6
_TYPE = str(RDF.type)


def open_store(release: "Release") -> ox.Store:
    """The finished store of a release, read-only."""
    return ox.Store.read_only(str(release.path / "store"))


def write_dumps(store: ox.Store, folder: Path, base: str) -> None:
    """Writes the merged graph as Turtle and JSON-LD, and all graphs as TriG and N-Quads, plain and packed.

    Args:
        store: named graphs and, in the default graph, the merged graph.
        folder: an existing folder.
        base: base IRI of individuals, for the prefixes.
    """
    turtle, trig, nquads, jsonld = (folder / name for name in DUMPS)
    names = prefixes(base)
    ox.serialize(_ordered(store), str(nquads), ox.RdfFormat.N_QUADS)
    ox.serialize(ox.parse(path=str(nquads)), str(trig), ox.RdfFormat.TRIG, prefixes=names)
    ox.serialize(merged_triples(nquads), str(turtle), ox.RdfFormat.TURTLE, prefixes=names)
    for path in (turtle, trig):
        _space(path)
    for path in (turtle, trig, nquads):
        _pack(path)
    dump_jsonld(nquads, jsonld, base)


def dump_jsonld(nquads: Path, target: Path, base: str) -> None:
    """Writes the merged graph of a dump as JSON-LD, plain and packed."""
    write_jsonld(merged_triples(nquads), target, base)
    _pack(target)


def merged_triples(nquads: Path) -> Iterator[ox.Triple]:
    """The merged graph, which stands first in a dump, sorted by subject as the engine spells it."""
    quads = ox.parse(path=str(nquads))
    return (quad.triple for quad in takewhile(lambda q: isinstance(q.graph_name, ox.DefaultGraph), quads))


def _space(path: Path) -> None:
    """Makes the engine's Turtle or TriG good to read."""
    part = path.with_name(f"{path.name}.part")
    with (
        path.open(encoding="utf-8", newline="\n") as plain,
        part.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(spaced(plain))
    part.replace(path)


def _ordered(store: ox.Store) -> Iterator[ox.Quad]:
    """All quads, the merged graph first, one graph at a time so that no more than one is held sorted."""
    graphs = sorted(store.named_graphs(), key=str)
    for graph in (ox.DefaultGraph(), *graphs):
        yield from sorted(store.quads_for_pattern(None, None, None, graph), key=_place)


def _place(quad: ox.Quad) -> tuple[str, str, str]:
    """Sorts by subject; a subject's types come first."""
    term = quad.predicate.value
    return str(quad.subject), "" if term == _TYPE else term, str(quad.object)


def _pack(path: Path) -> None:
    """Packs a file without name and time, so that equal files stay equal."""
    target = path.with_name(f"{path.name}.gz")
    with (
        path.open("rb") as plain,
        target.open("wb") as file,
        gzip.GzipFile("", "wb", compresslevel=_PACKING, fileobj=file, mtime=0) as packed,
    ):
        shutil.copyfileobj(plain, packed, 1 << 20)


def build_store(dump: Path, folder: Path) -> None:
    """Loads an N-Quads dump into a new store, compacts and closes it."""
    store = ox.Store(str(folder))
    store.bulk_load(path=str(dump), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    del store
    for log in folder.glob("LOG*"):
        log.unlink()  # tells of the machine and the hour, and nothing reads it
