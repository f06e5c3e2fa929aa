"""Writes the files of a release that are made from its store: tables, networks, descriptions, checksums."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.export.about import About
from kg.export.codebook import codebook
from kg.export.columns import tables
from kg.export.listing import File, kinds, listed
from kg.export.metadata.citation import citation
from kg.export.metadata.crate import crate
from kg.export.metadata.dcat import dcat, void
from kg.export.metadata.schema_org import as_json, dataset
from kg.export.network_files import as_gexf, as_graphml
from kg.export.networks import NETWORKS, network
from kg.export.parquet import as_parquet, is_possible
from kg.export.tables import Filled, as_csv, filled

SUMS: Final = "SHA256SUMS"
CRATE: Final = "ro-crate-metadata.json"


def write_files(store: ox.Store, folder: Path, about: About) -> None:
    """Writes every file beside the RDF dumps; Parquet only where its extra is installed.

    Args:
        store: the release's store.
        folder: holds the RDF dumps, takes the files.
        about: what the descriptions say.
    """
    written = [filled(store, table) for table in tables()]
    _write(folder, _tables(written))
    _write(folder, [("CODEBOOK.md", codebook(written, store, about.version))])
    _write(folder, _networks(store))
    described = listed(facts(folder))
    _write(folder, _descriptions(store, about, described))
    later = [kinds()[name] for name in (SUMS,)]
    _write(folder, [(CRATE, crate(about, listed(facts(folder)), later))])
    _write(folder, [(SUMS, _sums(facts(folder)))])


def facts(folder: Path) -> dict[str, tuple[int, str]]:
    """Size in bytes and SHA-256 of each file in a folder, by name."""
    return {path.name: _fact(path) for path in sorted(folder.iterdir()) if path.is_file()}


def _tables(written: Iterable[Filled]) -> Iterator[tuple[str, bytes]]:
    for content in written:
        yield f"{content.table.name}.csv", as_csv(content)
        if is_possible():
            yield f"{content.table.name}.parquet", as_parquet(content)


def _networks(store: ox.Store) -> Iterator[tuple[str, bytes]]:
    for name in NETWORKS:
        content = network(store, name)
        yield f"network-{name}.graphml", as_graphml(content)
        yield f"network-{name}.gexf", as_gexf(content)


def _descriptions(store: ox.Store, about: About, files: tuple[File, ...]) -> Iterator[tuple[str, bytes]]:
    yield "dataset.jsonld", as_json(dataset(about, files, about.dataset, about.download))
    yield "dcat.ttl", dcat(about, files)
    yield "void.ttl", void(about, store)
    yield "CITATION.cff", citation(about)


def _sums(found: Mapping[str, tuple[int, str]]) -> bytes:
    """As `sha256sum` writes it, so that `sha256sum --check SHA256SUMS` reads it."""
    return "".join(f"{digest}  {name}\n" for name, (_, digest) in found.items()).encode()


def _write(folder: Path, contents: Iterable[tuple[str, bytes]]) -> None:
    for name, content in contents:
        (folder / name).write_bytes(content)


def _fact(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        return path.stat().st_size, file_digest(file, "sha256").hexdigest()
