"""Search by name: every label and spelling of every thing, in an index made when a release is opened."""

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from rdflib import DCTERMS, RDFS, SKOS

from server.graph import Graph, par
from server.kinds import KINDS, kind_of

_NAMES: Final = tuple(map(str, (RDFS.label, SKOS.prefLabel, SKOS.altLabel, DCTERMS.title))) + tuple(
    par(name) for name in ("acronym", "abbreviation", "isoCode", "symbol")
)
_SKIPPED: Final = frozenset(["participation", "evidence", "thing"])
_WEIGHTS: Final = {"state": 5, "organization": 5, "official": 4, "series": 4, "body": 3, "event": 2}
_NEAR: Final = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found.

    Attributes:
        matched: the spelling that matched, where it is not the label.
        score: the higher the better.
    """

    iri: str
    kind: str
    label: str
    matched: str
    score: float


class Index:
    """Names of one release; it is filled when first asked, in memory, and may be asked by any thread."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None

    def find(self, words: str, kind: str = "", limit: int = 200) -> list[Hit]:
        """Things with a name that holds every word, or a beginning of it; the best first."""
        wanted = folded(words)
        if not wanted:
            return []
        sql = "SELECT iri, kind, label, name, bm25(names) FROM names WHERE names MATCH ?"
        found = self._ask(
            f"{sql} AND kind = ? LIMIT 5000" if kind else f"{sql} LIMIT 5000", _match(wanted), kind
        )
        best: dict[str, Hit] = {}
        for iri, its_kind, label, name, rank in found:
            score = _score(wanted, folded(name), its_kind, -rank) - (0 if name == label else 0.5)
            if iri not in best or score > best[iri].score:
                best[iri] = Hit(iri, its_kind, label, "" if name == label else name, score)
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.label, hit.iri))[:limit]

    def near(self, words: str, prefix: str = "") -> list[Hit]:
        """Things with a name spelt nearly so, its words in any order; `prefix` keeps to some IRIs."""
        rows = self._ask(
            "SELECT iri, kind, label, name, 0 FROM names WHERE iri >= ? AND iri < ?", *_between(prefix)
        )
        names = {
            _sorted(name): (iri, kind, label, name) for iri, kind, label, name, _ in reversed(list(rows))
        }
        close = get_close_matches(_sorted(words), names, n=_NEAR, cutoff=0.6)
        hits = {names[name][0]: Hit(*names[name], 0.0) for name in close}
        return list(hits.values())

    def _ask(self, sql: str, *values: str) -> list[tuple[str, str, str, str, float]]:
        with self._lock:
            if self._database is None:
                self._database = _filled(self._graph)
            return self._database.execute(sql, [value for value in values if value]).fetchall()


def folded(text: str) -> str:
    """Lower case without accents and marks, single spaces."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"\w+", letters))


def _filled(graph: Graph) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.execute(
        "CREATE VIRTUAL TABLE names USING fts5(folded, joined, iri UNINDEXED, kind UNINDEXED,"
        " label UNINDEXED, name UNINDEXED, prefix='2 3', tokenize='unicode61 remove_diacritics 2')"
    )
    database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)", _rows(graph))
    database.commit()
    return database


def _rows(graph: Graph) -> Iterator[tuple[str, str, str, str, str, str]]:
    for kind in KINDS:
        if kind.name in _SKIPPED:
            continue
        for iri in graph.instances(par(kind.term)):
            if iri.startswith(f"{graph.base}id/") and kind_of(graph, iri) == kind:
                label = graph.label(iri)
                for name in dict.fromkeys([label, *(n for prop in _NAMES for n in graph.texts(iri, prop))]):
                    plain = folded(name)
                    yield plain, _joined(name), iri, kind.name, label, name


def _joined(name: str) -> str:
    """The name as one word, and each part between blanks as one ("kyeongdoo" of "Kyeong-doo")."""
    words = [folded(word).replace(" ", "") for word in name.split()]
    return " ".join(dict.fromkeys(["".join(words), *words]))


def _sorted(text: str) -> str:
    return " ".join(sorted(folded(text).split()))


def _match(wanted: str) -> str:
    """Every word as a beginning, or all of them written as one ("youngmoo" for "Young-moo")."""
    words = wanted.split()
    each = " AND ".join(f'"{word}"*' for word in words)
    return f'({each}) OR joined : "{"".join(words)}"*'


def _score(wanted: str, name: str, kind: str, rank: float) -> float:
    """Whole names first, then beginnings, then the rest; kinds that people look for before others."""
    whole = 20.0 if name == wanted else 8.0 if name.startswith(f"{wanted} ") else 0.0
    return whole + _WEIGHTS.get(kind, 0) + min(rank, 10.0) / 10


def _between(prefix: str) -> tuple[str, str]:
    return prefix or "\x01", f"{prefix}\U0010ffff"
