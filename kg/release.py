"""Releases: immutable, numbered, made beside the served one and swapped in at once.

A release is written to a hidden folder, synced, renamed to its number, and served by moving the link
`current`. Whatever stops a build leaves the served release as it was; what a stopped build left
behind, the next one removes.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from kg.errors import ReleaseError
from kg.library import Kept, folder
from kg.settings import Settings

_PART = ".tmp-"


@dataclass(frozen=True, slots=True)
class Release:
    """A finished release.

    Attributes:
        path: its folder, named by its number.
        digest: SHA-256 of all input.
        base: base IRI of individuals.
        counts: "articles", "talks", "officials", "agreements", "statements", "triples", "quads".
        articles: what it was made of.
        files: size in bytes and SHA-256 by path within the folder.
        is_current: whether it is the one served.
        made: when the build ended, in UTC.
    """

    path: Path
    number: int
    digest: str
    base: str
    counts: Mapping[str, int]
    articles: tuple[Kept, ...]
    files: Mapping[str, tuple[int, str]]
    is_current: bool
    made: datetime

    @property
    def dumps(self) -> Path:
        """Folder of the dumps."""
        return self.path / "dumps"

    def aliases(self) -> dict[str, str]:
        """Paths that were absorbed, to canonical paths."""
        found: dict[str, str] = json.loads((self.path / "aliases.json").read_text("utf-8"))
        return found

    def dropped(self) -> dict[str, str]:
        """Paths of what curators do not publish, to their reasons."""
        path = self.path / "dropped.json"
        found: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        return found

    def report(self) -> dict[str, Any]:
        """Problems of the build."""
        found: dict[str, Any] = json.loads((self.path / "report.json").read_text("utf-8"))
        return found


def open_release(settings: Settings, number: int | None = None) -> Release:
    """The release with a number, or the current one.

    Raises:
        ReleaseError: there is none.
    """
    current = _current(settings)
    wanted = current if number is None else number
    if wanted is None:
        raise ReleaseError(
            f"no release in {settings.data}: run `parley build SOURCES…`, or `parley demo` for the sample"
        )
    path = _folder(settings) / str(wanted)
    if not (path / "manifest.json").is_file():
        raise ReleaseError(f"no release {wanted} in {settings.data}: `parley releases` lists them")
    return _read(path, is_current=wanted == current)


def releases(settings: Settings) -> tuple[Release, ...]:
    """All releases, oldest first."""
    current = _current(settings)
    return tuple(_read(_folder(settings) / str(n), is_current=n == current) for n in _numbers(settings))


def roll_back(settings: Settings, number: int) -> Release:
    """Serves an earlier release, or a later one, again.

    Raises:
        ReleaseError: there is no such release.
    """
    with build_lock(settings):
        open_release(settings, number)
        _serve(settings, number)
    return open_release(settings, number)


def prune(settings: Settings, keep: int) -> tuple[int, ...]:
    """Removes all but the newest releases, never the current one, and articles that none left names.

    Args:
        settings: where the data are.
        keep: how many of the newest to keep, at least 1.

    Returns:
        The numbers removed.

    Raises:
        ReleaseError: `keep` is less than 1.
    """
    if keep < 1:
        raise ReleaseError(f"keep {keep} releases: keep at least 1")
    with build_lock(settings):
        gone = tuple(r.number for r in releases(settings)[:-keep] if not r.is_current)
        for number in gone:
            hidden = _folder(settings) / f"{_PART}pruned-{number}"
            (_folder(settings) / str(number)).rename(hidden)
            shutil.rmtree(hidden)
        named = {entry.file for release in releases(settings) for entry in release.articles}
        for path in folder(settings).glob("*.json"):
            if path.name not in named:
                path.unlink()
    return gone


@contextmanager
def build_lock(settings: Settings) -> Iterator[None]:
    """Holds the data folder for one build; what stopped builds left is removed.

    Raises:
        ReleaseError: another process holds it.
    """
    _folder(settings).mkdir(parents=True, exist_ok=True)
    with (settings.data / ".lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError(f"another build is at work in {settings.data}: wait until it ends") from error
        for path in _folder(settings).glob(f"{_PART}*"):
            shutil.rmtree(path, ignore_errors=True)
        for path in folder(settings).glob(".*.part"):
            path.unlink()
        yield


@contextmanager
def new_release(settings: Settings) -> Iterator[Path]:
    """A hidden folder to write a release in; it is removed where the block raises."""
    path = _folder(settings) / f"{_PART}{os.getpid()}"
    path.mkdir()
    try:
        yield path
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def publish_folder(
    settings: Settings, part: Path, digest: str, counts: Mapping[str, int], articles: Sequence[Kept]
) -> Release:
    """Gives a finished folder its manifest and number, and serves it."""
    number = _last(settings) + 1
    manifest = {
        "number": number,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "digest": digest,
        "base": settings.base,
        "counts": dict(counts),
        "articles": [asdict(entry) for entry in articles],
        "files": {name: _facts(part / name) for name in _names(part)},
    }
    (part / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False), "utf-8")
    _sync(part)
    part.rename(_folder(settings) / str(number))
    _sync_folder(_folder(settings))
    _serve(settings, number)
    return open_release(settings, number)


def _read(path: Path, *, is_current: bool) -> Release:
    manifest = json.loads((path / "manifest.json").read_text("utf-8"))
    return Release(
        path=path,
        number=manifest["number"],
        digest=manifest["digest"],
        base=manifest["base"],
        counts=manifest["counts"],
        articles=tuple(Kept(**entry) for entry in manifest["articles"]),
        files={name: (facts["size"], facts["sha256"]) for name, facts in manifest["files"].items()},
        is_current=is_current,
        made=_made(path, manifest),
    )


def _made(path: Path, manifest: Mapping[str, Any]) -> datetime:
    """When a release was made; by its file where an earlier version of the software did not say."""
    if "made" in manifest:
        return datetime.fromisoformat(manifest["made"])
    return datetime.fromtimestamp(int((path / "manifest.json").stat().st_mtime), UTC)


def _folder(settings: Settings) -> Path:
    return settings.data / "releases"


def _numbers(settings: Settings) -> list[int]:
    found = _folder(settings).glob("*/manifest.json")
    return sorted(int(path.parent.name) for path in found if path.parent.name.isdigit())


def _last(settings: Settings) -> int:
    """The highest number given; it is never given again, since the newest release is never removed."""
    names = (path.name for path in _folder(settings).iterdir())
    return max((int(name) for name in names if name.isdigit()), default=0)


def _current(settings: Settings) -> int | None:
    link = settings.data / "current"
    return int(link.readlink().name) if link.is_symlink() else None


def _serve(settings: Settings, number: int) -> None:
    link = settings.data / ".current.part"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / str(number))
    link.replace(settings.data / "current")
    _sync_folder(settings.data)


def _names(path: Path) -> list[str]:
    return sorted(str(file.relative_to(path)) for file in path.rglob("*") if file.is_file())


def _facts(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"size": path.stat().st_size, "sha256": file_digest(file, "sha256").hexdigest()}


def _sync(path: Path) -> None:
    """Forces a folder with all it holds to disk."""
    for file in (p for p in path.rglob("*") if p.is_file()):
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
    for inner in (p for p in path.rglob("*") if p.is_dir()):
        _sync_folder(inner)
    _sync_folder(path)


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
