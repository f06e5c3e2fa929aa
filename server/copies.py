"""Copies of releases in memory: which fit the budget, loaded while questions are answered from disk.

Only the merged graph is copied: most queries ask for nothing else, the engine's memory store finds things
in shorter lists then, and it is half of the whole.
"""

import json
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from server.processes import Forker, Master

_TRIPLE: Final = 400
"""Bytes in memory for each triple, measured (`tests.bench`)."""

log = logging.getLogger(__name__)


class Copies:
    """Processes that hold releases in memory, by the folder of the store; any thread may call."""

    def __init__(self, master: Master, budget: int, swapped: Callable[[str], None]) -> None:
        self._master = master
        self._budget = budget
        self._swapped = swapped
        self._lock = threading.Lock()
        self._loaded: dict[str, Forker] = {}
        self._known: set[str] = set()
        self._loaders: list[threading.Thread] = []

    def want(self, store: str) -> None:
        """Begins to load a release, once, if it fits; `swapped` is called with the store when it is there."""
        if store in self._known:
            return
        with self._lock:
            if store in self._known:
                return
            self._known.add(store)
        dump = Path(store).parent / "dumps" / "parley.ttl"
        if self._budget and dump.is_file():
            needed = _triples(dump.parent.parent) * _TRIPLE
            if needed <= self._budget:
                loader = threading.Thread(target=self._load, args=(store, dump), daemon=True)
                self._loaders.append(loader)
                loader.start()
            else:
                log.warning(
                    "the release would take %d MB of memory for each copy and the budget allows %d: "
                    "it is served from disk",
                    needed >> 20,
                    self._budget >> 20,
                )

    def forker(self, store: str) -> Forker:
        """The process that forks workers for this store: in memory if it is there, else from disk."""
        return self._loaded.get(store, self._master)

    def keep(self, store: str) -> None:
        """Lets the copies of all other stores go, once nobody is at work on them."""
        with self._lock:
            old = [other for other in self._known if other != store]
        for other in old:
            self._let_go(other)
            self._known.discard(other)

    def drop(self, store: str) -> None:
        """Serves this store from disk from now on."""
        self._let_go(store)

    def close(self) -> None:
        """Ends every copy."""
        with self._lock:
            loaded, self._loaded = list(self._loaded.values()), {}
            self._budget = 0
        for forker in loaded:
            forker.close()

    def join(self) -> None:
        """Waits for those that were loading when their master ended."""
        for loader in self._loaders:
            loader.join(10)

    def _load(self, store: str, dump: Path) -> None:
        found = self._master.zygote(store, dump)
        if found is None:
            return
        with self._lock:
            wanted = store in self._known and self._budget > 0
            if wanted:
                self._loaded[store] = found
        if wanted:
            self._swapped(store)
        else:
            found.close()

    def _let_go(self, store: str) -> None:
        with self._lock:
            forker = self._loaded.pop(store, None)
        if forker:
            forker.retire()


def _triples(release: Path) -> int:
    """How many triples the merged graph of a release has."""
    return int(json.loads((release / "manifest.json").read_bytes())["counts"]["triples"])
