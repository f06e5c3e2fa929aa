"""Names and sentences of one release, found by words; opened when first asked."""

import threading
from dataclasses import dataclass
from typing import Final

from kg import textindex
from kg.release import Release
from kg.textindex import Found, TextIndex, folded
from server.graph import Graph, par
from server.kinds import KINDS

_KNOWN: Final = frozenset(kind.name for kind in KINDS)
_PARTS: Final = frozenset(["tenure", "agreement", "statement"])
"""Kinds that are found through what they are part of while somebody types."""
_WEIGHTS: Final = {"state": 5, "organization": 5, "official": 4, "series": 4, "body": 3, "event": 2}
_WHY: Final = {"label": "name", "alias": "spelling", "code": "code", "sentence": "sentence"}
_ENOUGH: Final = 400
_SUGGESTED: Final = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes:
        matched: the spelling or the sentence that matched, "" where it is the label.
        score: the higher the better.
        why: "name", "spelling", "code" or "sentence".
    """

    iri: str
    kind: str
    label: str
    matched: str
    score: float
    why: str = "name"


class Index:
    """What can be found in one release; any thread may ask."""

    def __init__(self, graph: Graph, release: Release | None = None) -> None:
        self._graph = graph
        self._release = release
        self._lock = threading.Lock()
        self._opened: TextIndex | None = None

    def find(self, words: str, kind: str = "", limit: int = _ENOUGH) -> list[Hit]:
        """Things with a name or a sentence that holds every word, or its beginning; the best first."""
        wanted = folded(words)
        found = self._index().search(wanted, kinds=(kind,) if kind else (), limit=limit) if wanted else []
        best: dict[str, Hit] = {}
        for one in found:
            hit = self._hit(one, wanted)
            if one.kind in _KNOWN and (one.iri not in best or hit.score > best[one.iri].score):
                best[one.iri] = hit
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.label, hit.iri))

    def suggest(self, words: str, limit: int) -> list[Hit]:
        """Things by name only, for who is still typing."""
        found = self.find(words, limit=_SUGGESTED)
        return [hit for hit in found if hit.why != "sentence" and hit.kind not in _PARTS][:limit]

    def near(self, words: str, prefix: str = "") -> list[Hit]:
        """Things with a name spelt nearly so, its words in any order; `prefix` keeps to some IRIs."""
        found = self._index().near(words, prefix)
        return [Hit(one.iri, one.kind, self._label(one), one.text, 0.0, "spelling") for one in found]

    def texts(self) -> TextIndex:
        """The index itself, opened when first asked for."""
        return self._index()

    def _index(self) -> TextIndex:
        with self._lock:
            if self._opened is None:
                self._opened = _opened(self._graph, self._release)
            return self._opened

    def _hit(self, one: Found, wanted: str) -> Hit:
        label = self._label(one)
        own = one.field != "sentence" and one.text == label
        score = _score(wanted, one) - (0 if own else 0.5)
        return Hit(one.iri, one.kind, label, "" if own else one.text, score, _WHY[one.field])

    def _label(self, one: Found) -> str:
        own = one.label or self._graph.own_label(one.iri) or self._graph.text(one.iri, par("gist"))
        return own or self._graph.label(one.iri)


def _opened(graph: Graph, release: Release | None) -> TextIndex:
    """The file beside the store; an index in memory where an older build wrote none."""
    path = release.path / textindex.FILE if release else None
    if path and path.is_file():
        return TextIndex.open(path)
    return TextIndex.made(textindex.asker(graph.store), graph.base)


def _score(wanted: str, one: Found) -> float:
    """Whole names first, then beginnings, the rest, sentences; kinds people look for before others."""
    if one.field == "sentence":
        return min(one.rank, 10.0) / 10 - 10
    name = folded(one.text)
    whole = 20.0 if name == wanted else 8.0 if name.startswith(f"{wanted} ") else 0.0
    return whole + _WEIGHTS.get(one.kind, 0) + min(one.rank, 10.0) / 10
