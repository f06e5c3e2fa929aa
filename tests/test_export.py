"""What `parley export` writes."""

import gzip
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from kg.export import export, forms, is_folder
from kg.export.listing import kinds, names_of
from kg.pipeline import publish
from kg.release import Release, open_release
from kg.settings import Settings
from tests.records import consultation, trilateral


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return publish(Settings(data=tmp_path_factory.mktemp("data")), [consultation(), trilateral()])


def older(release: Release, folder: Path) -> Release:
    """The release as software that knew only Turtle, TriG and N-Quads would have left it."""
    shutil.copytree(release.path, folder)
    for path in (folder / "dumps").iterdir():
        if not path.name.startswith(("parley.ttl", "parley.trig", "parley.nq")):
            path.unlink()
    left = {f"dumps/{path.name}" for path in (folder / "dumps").iterdir()}
    return replace(release, path=folder, files={name: release.files[name] for name in left})


def test_every_file_of_a_release_is_of_a_known_kind(release: Release) -> None:
    assert set(kinds()) == {path.name for path in release.dumps.iterdir()}


@pytest.mark.parametrize("form", forms())
def test_what_is_exported_is_what_the_release_holds(release: Release, tmp_path: Path, form: str) -> None:
    paths = export(release, form, tmp_path / "out")
    names = names_of(form) if is_folder(form) else (paths[0].name,)
    assert len(names_of(form)) == len(paths)
    for path, name in zip(paths, names_of(form), strict=True):
        assert (release.dumps / name).read_bytes() == path.read_bytes()
    assert list(names) == [path.name for path in paths]


@pytest.mark.parametrize("form", ["csv", "gexf", "jsonld", "rocrate", "checksums", "parquet"])
def test_what_an_older_release_lacks_is_made_anew(release: Release, tmp_path: Path, form: str) -> None:
    old = export(older(release, tmp_path / "release"), form, tmp_path / "old")
    new = export(release, form, tmp_path / "new")
    assert [path.read_bytes() for path in new] == [path.read_bytes() for path in old]


def test_all_is_the_whole_folder(release: Release, tmp_path: Path) -> None:
    export(release, "all", tmp_path)
    lines = (tmp_path / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {p.name: sha256(p.read_bytes()).hexdigest() for p in tmp_path.iterdir() if p.name != "SHA256SUMS"}
    assert found == sums


@pytest.mark.parametrize("form", ["turtle", "jsonld", "codebook"])
def test_a_file_that_ends_in_gz_is_packed(release: Release, tmp_path: Path, form: str) -> None:
    (plain,) = export(release, form, tmp_path / "plain")
    (packed,) = export(release, form, tmp_path / "packed.gz")
    assert plain.read_bytes() == gzip.decompress(packed.read_bytes())


def test_nothing_half_written_is_left(release: Release, tmp_path: Path) -> None:
    export(release, "csv", tmp_path)
    assert not list(tmp_path.glob(".*"))


def test_a_release_says_when_it_was_made(release: Release) -> None:
    again = open_release(Settings(data=release.path.parents[1]))
    assert release.made == again.made
    assert 0 == release.made.utcoffset().total_seconds()  # type: ignore[union-attr]  # it is aware
