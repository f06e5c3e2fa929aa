"""What the views share: the release served now, with what is derived from it, and the query pool."""

import os
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from kg.release import Release, open_release
from kg.settings import Settings
from kg.store import open_store
from server.graph import Graph
from server.pool import Limits, Pool
from server.remote.pool import RemotePool
from server.remote.standin import endpoint_of
from server.remote.store import RemoteStore
from server.search.index import Index

_OPEN: Final = 3
"""Releases held open beside the one served."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One release, opened.

    Attributes:
        stamp: short digest that names the release's content; part of every ETag.
        aliases: old path to present path, both from `id/` on.
        dropped: path of what curators took down, to their reason.
        index: names to find things by.
        changed: when what is served last changed: the release that is served, or the software.
        store_path: folder of the store, for the query processes.
        pages: rendered pages of things, by their tags; a release never changes, so they stay right.
    """

    release: Release
    graph: Graph
    stamp: str
    aliases: dict[str, str]
    dropped: dict[str, str]
    index: Index
    changed: datetime
    store_path: Path
    pages: dict[str, str] = field(default_factory=dict)


class Site:
    """The settings, the pool, and the snapshot that follows the data folder's `current`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._link = str(settings.data / "current")
        self.pool = _pool(settings)
        self._lock = threading.Lock()
        self._mark = self._current()
        self._snapshot = self._opened()
        self._others: OrderedDict[Path, Snapshot] = OrderedDict()
        self._others_lock = threading.Lock()
        self.pool.warm(self._snapshot.store_path)

    def snapshot(self) -> Snapshot:
        """The release to answer from; a new one is opened once, while others still use the old."""
        mark = self._current()
        if mark != self._mark and self._lock.acquire(blocking=False):
            try:
                self._snapshot = self._opened()
                self._mark = mark
            finally:
                self._lock.release()
            self.pool.retire(self._snapshot.store_path)
        return self._snapshot

    def snapshot_of(self, number: int) -> Snapshot:
        """The release with a number; those asked for last stay open.

        Raises:
            ReleaseError: there is none.
        """
        served = self.snapshot()
        if number == served.release.number:
            return served
        release = open_release(self.settings, number)
        with self._others_lock:
            found = self._others.pop(release.path, None) or _snapshot(self.settings, release)
            self._others[release.path] = found
            if len(self._others) > _OPEN:
                self._others.popitem(last=False)
        return found

    def _current(self) -> str:
        """What the link `current` says; asked at every request, so it takes one system call."""
        try:
            return os.readlink(self._link)  # noqa: PTH115 - four times as fast
        except OSError:
            return ""

    def _opened(self) -> Snapshot:
        return _snapshot(self.settings, open_release(self.settings))


def _snapshot(settings: Settings, release: Release) -> Snapshot:
    store = RemoteStore(endpoint_of(settings)) if settings.endpoint else open_store(release)
    graph = Graph(store, release.base)  # type: ignore[arg-type]  # has the methods that pages use
    return Snapshot(
        release=release,
        graph=graph,
        stamp=stamp(release),
        aliases=release.aliases(),
        dropped=release.dropped(),
        index=Index(graph, release),
        changed=_changed(settings),
        store_path=release.path / "store",
    )


def _pool(settings: Settings) -> Pool | RemotePool:
    limits = _limits(settings)
    return RemotePool(endpoint_of(settings), limits) if settings.endpoint else Pool(limits)


def _limits(settings: Settings) -> Limits:
    return Limits(
        workers=settings.workers,
        memory=settings.memory,
        queue=settings.queue,
        each=settings.queue_each,
        budget=settings.memory_budget,
        most=settings.max_answer,
    )


def _changed(settings: Settings) -> datetime:
    served, software = (settings.data / "current").lstat().st_mtime, Path(__file__).stat().st_mtime
    return datetime.fromtimestamp(max(served, software), UTC)


def stamp(release: Release) -> str:
    """A short digest of the release's manifest."""
    return sha256((release.path / "manifest.json").read_bytes()).hexdigest()[:16]
