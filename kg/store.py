"""The embedded store of a release, and the dumps that it is loaded from: sorted, the same every time."""

import gzip
import shutil
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD

from kg.vocabulary import GEO, OA, ORG, PAR, SEM

if TYPE_CHECKING:
    from kg.release import Release

DUMPS = ("parley.ttl", "parley.trig", "parley.nq")
_KINDS = (
    "state", "country", "organization", "body", "official", "post", "tenure", "series", "event", "place",
    "exercise", "instrument", "topic", "act",
)  # fmt: skip
_SCHEMA = "https://schema.org/"
_PACKING = 6
_TYPE = str(RDF.type)


def open_store(release: "Release") -> ox.Store:
    """The finished store of a release, read-only."""
    return ox.Store.read_only(str(release.path / "store"))


def prefixes(base: str) -> dict[str, str]:
    """The prefixes of Turtle and TriG: vocabularies, and each kind of individual under the base IRI."""
    own = {kind: f"{base}id/{kind}/" for kind in _KINDS}
    spaces = {
        "par": PAR, "dcat": DCAT, "dcterms": DCTERMS, "foaf": FOAF, "geo": GEO, "oa": OA, "org": ORG,
        "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "schema": _SCHEMA, "sem": SEM, "skos": SKOS,
        "void": VOID, "xsd": XSD,
    }  # fmt: skip
    return own | {name: str(space) for name, space in spaces.items()}


def write_dumps(store: ox.Store, folder: Path, base: str) -> None:
    """Writes the merged graph as Turtle, and all graphs as TriG and N-Quads, plain and packed.

    Args:
        store: named graphs and, in the default graph, the merged graph.
        folder: an existing folder.
        base: base IRI of individuals, for the prefixes.
    """
    turtle, trig, nquads = (folder / name for name in DUMPS)
    names = prefixes(base)
    ox.serialize(_ordered(store), str(nquads), ox.RdfFormat.N_QUADS)
    ox.serialize(ox.parse(path=str(nquads)), str(trig), ox.RdfFormat.TRIG, prefixes=names)
    quads = ox.parse(path=str(nquads))
    merged = takewhile(lambda quad: isinstance(quad.graph_name, ox.DefaultGraph), quads)
    ox.serialize((quad.triple for quad in merged), str(turtle), ox.RdfFormat.TURTLE, prefixes=names)
    for path in (turtle, trig, nquads):
        _pack(path)


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
