"""Takes a release away: as RDF, as tables, as networks, with what describes them.

A build writes all files into the release (`kg.export.write`); `export` copies them from there, and makes
anew what an older release lacks.
"""

import gzip
import shutil
import tempfile
from pathlib import Path

from kg.errors import MissingExtraError
from kg.export.about import about
from kg.export.listing import PACKED, forms, kinds, names_of
from kg.export.parquet import is_possible
from kg.export.write import write_files
from kg.release import Release
from kg.store import DUMPS, dump_jsonld, open_store

ALL = "all"
PARQUET = "parquet"


def export(release: Release, form: str, out: Path) -> tuple[Path, ...]:
    """Writes a release; each file whole or not at all.

    Args:
        release: what to take away.
        form: one of `forms()`, or "all".
        out: a folder for a form of several files, else a file; one that ends in ".gz" is packed.

    Returns:
        The files written.

    Raises:
        MissingExtraError: Parquet is asked for, neither the release nor this machine has it.
    """
    names = _names(release, form)
    with tempfile.TemporaryDirectory() as scratch:
        folder = release.dumps
        if any(f"dumps/{name}" not in release.files for name in names):
            folder = _made(release, Path(scratch), form)
        if is_folder(form):
            return tuple(_copied(folder / name, out / name) for name in names if (folder / name).is_file())
        return (_copied(folder / names[0], out),)


def is_folder(form: str) -> bool:
    """Whether a form has several files."""
    return form == ALL or len(names_of(form)) > 1


def _names(release: Release, form: str) -> tuple[str, ...]:
    """Names of the files; of all forms, those that the release has, and those that every one has."""
    if form != ALL:
        return names_of(form)
    had = {path.removeprefix("dumps/") for path in release.files}
    return tuple(name for name, kind in kinds().items() if name in had or kind.form != PARQUET)


def _made(release: Release, folder: Path, form: str) -> Path:
    """All files of a release, made anew by this version of the software."""
    if form == PARQUET and not is_possible():
        raise MissingExtraError("Parquet", PARQUET)
    for name in (variant for dump in DUMPS for variant in (dump, f"{dump}{PACKED}")):
        if (release.dumps / name).is_file():
            shutil.copyfile(release.dumps / name, folder / name)
    if not (folder / "parley.jsonld").is_file():
        dump_jsonld(folder / "parley.nq", folder / "parley.jsonld", release.base)
    store = open_store(release)
    write_files(store, folder, about(store, release.base, release.digest, release.counts))
    return folder


def _copied(source: Path, target: Path) -> Path:
    """Writes beside the target and moves into place; packs where only the target's name says so."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    with source.open("rb") as content, part.open("wb") as file:
        if target.suffix == PACKED and source.suffix != PACKED:
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                shutil.copyfileobj(content, packed, 1 << 20)
        else:
            shutil.copyfileobj(content, file, 1 << 20)
    part.replace(target)
    return target


__all__ = ["ALL", "export", "forms", "is_folder"]
