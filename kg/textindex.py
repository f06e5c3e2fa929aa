"""Search by words: names of things and the sentences that carry facts, in an SQLite file beside the store.

The file is written once, when a release is made, and only read afterwards (full-text tables of FTS5, and one
of trigrams for names that are nearly so).
"""

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from kg.vocabulary import OA, PAR

FILE: Final = "search.sqlite"
"""Name of the file in a release's folder."""
Field = Literal["label", "alias", "code", "sentence"]
Row = tuple[str, ...]
Ask = Callable[[str], Iterable[Row]]
"""Runs a SELECT query; rows of plain values in the order of the variables."""
_CODES: Final = frozenset({"acronym", "abbreviation", "isoCode", "symbol"})
_LABELS: Final = frozenset({"label", "prefLabel", "title"})
_NAMES: Final = f"""PREFIX par: <{PAR}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?property (STR(?text) AS ?name) {{
  VALUES ?property {{ <http://www.w3.org/2000/01/rdf-schema#label> skos:prefLabel skos:altLabel
    <http://purl.org/dc/terms/title> par:acronym par:abbreviation par:isoCode par:symbol }}
  ?thing ?property ?text FILTER (isLiteral(?text))
}}"""
_SENTENCES: Final = f"""PREFIX par: <{PAR}> PREFIX oa: <{OA}>
SELECT DISTINCT ?thing ?text {{
  ?found par:evidence ?evidence . ?evidence oa:exact ?text
  OPTIONAL {{ ?found par:participant|par:heldBy ?person }}
  BIND (COALESCE(?person, ?found) AS ?thing)
}}"""
_TABLES: Final = """
CREATE VIRTUAL TABLE names USING fts5(folded, joined, iri UNINDEXED, kind UNINDEXED, label UNINDEXED,
  name UNINDEXED, field UNINDEXED, prefix='2 3', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE sentences USING fts5(text, iri UNINDEXED, kind UNINDEXED, label UNINDEXED,
  prefix='3', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE spelt USING fts5(folded, iri UNINDEXED, kind UNINDEXED, label UNINDEXED,
  name UNINDEXED, tokenize='trigram');
"""
_PACKED: Final = """
INSERT INTO names (names) VALUES ('optimize');
INSERT INTO sentences (sentences) VALUES ('optimize');
INSERT INTO spelt (spelt) VALUES ('optimize');
"""
_SKIPPED: Final = frozenset({"participation", "evidence", "words"})
_PART: Final = 4
_MOST_NEAR: Final = 200
_TRIGRAM: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found.

    Attributes:
        kind: what it is, by its address ("official", "event", "agreement" …).
        text: the name or the sentence that matched.
        field: what that is; for a sentence, the thing is what it supports.
        rank: the higher the better.
    """

    iri: str
    kind: str
    label: str
    text: str
    field: Field
    rank: float


class TextIndex:
    """The index of one release; any thread may ask."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lock = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> "TextIndex":
        """Opens a file that `write_index` wrote; it never changes, so nothing is locked."""
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(address, uri=True, check_same_thread=False))

    @classmethod
    def made(cls, ask: Ask, base: str) -> "TextIndex":
        """An index in memory, for what has no file: another engine, or an old release."""
        database = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(database, ask, base)
        return cls(database)

    def search(self, words: str, *, kinds: tuple[str, ...] = (), limit: int = 100) -> list[Found]:
        """Things with a name, or a sentence, that holds every word or its beginning; best first.

        Names come before sentences.
        """
        wanted = folded(words)
        if not wanted:
            return []
        names = self._names(wanted, kinds, limit)
        return names + (self._sentences(wanted, kinds, limit - len(names)) if len(names) < limit else [])

    def names(self, prefix: str = "") -> list[tuple[str, str, str, str]]:
        """Every spelling of the things whose IRI starts so: folded name, IRI, kind, label."""
        sql = "SELECT folded, iri, kind, label FROM names WHERE iri >= ? AND iri < ?"
        return [(row[0], row[1], row[2], row[3]) for row in self._ask(sql, *_between(prefix))]

    def near(self, words: str, prefix: str = "", limit: int = 5) -> list[Found]:
        """Things with a name spelt nearly so, its words in any order; `prefix` keeps to some IRIs."""
        wanted = _sorted(words)
        grams = sorted({wanted[at : at + _TRIGRAM] for at in range(len(wanted) - _TRIGRAM + 1)})
        if not grams:
            return []
        sql = "SELECT folded, iri, kind, label, name FROM spelt WHERE spelt MATCH ? AND iri >= ? AND iri < ?"
        match = " OR ".join(f'"{gram}"' for gram in grams)
        rows = self._ask(f"{sql} ORDER BY rank LIMIT {_MOST_NEAR}", match, *_between(prefix))
        spelt = {row[0]: row for row in reversed(rows)}
        close = get_close_matches(wanted, spelt, n=limit * 2, cutoff=0.6)
        hits = {spelt[name][1]: spelt[name] for name in reversed(close)}
        best = list(reversed(hits.values()))[:limit]
        return [Found(row[1], row[2], row[3], row[4], "alias", 0.0) for row in best]

    def close(self) -> None:
        """Closes the file."""
        self._database.close()

    def _names(self, wanted: str, kinds: tuple[str, ...], limit: int) -> list[Found]:
        each = " AND ".join(f'"{word}"*' for word in wanted.split())
        match = f'({each}) OR joined : "{wanted.replace(" ", "")}"*'
        sql = "SELECT iri, kind, label, name, field, -bm25(names) FROM names WHERE names MATCH ?"
        rows = self._ask(f"{sql}{_among(kinds)} ORDER BY rank LIMIT {limit * 4}", match, *kinds)
        best: dict[str, Found] = {}
        for row in rows:
            best.setdefault(row[0], Found(*row))
        return list(best.values())[:limit]

    def _sentences(self, wanted: str, kinds: tuple[str, ...], limit: int) -> list[Found]:
        match = " AND ".join(f'"{word}"*' for word in wanted.split())
        sql = "SELECT iri, kind, label, text, 'sentence', -rank FROM sentences WHERE sentences MATCH ?"
        return [
            Found(*row)
            for row in self._ask(f"{sql}{_among(kinds)} ORDER BY rank LIMIT {limit}", match, *kinds)
        ]

    def _ask(self, sql: str, *values: str) -> list[tuple]:  # type: ignore[type-arg]  # SQLite's own
        with self._lock:
            return self._database.execute(sql, values).fetchall()


def write_index(store: ox.Store, folder: Path, base: str) -> None:
    """Writes the index of a release into its folder."""
    path = folder / FILE
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    _fill(database, asker(store), base)
    database.execute("VACUUM")
    database.close()


def asker(store: ox.Store) -> Ask:
    """Asks a store at hand."""

    def ask(query: str) -> Iterator[Row]:
        solutions = store.query(query)
        assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - a SELECT query
        return (tuple(getattr(term, "value", "") for term in solution) for solution in solutions)

    return ask


def folded(text: str) -> str:
    """Lower case without accents and marks, single spaces."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"\w+", letters))


def kind_by_address(iri: str, base: str) -> str:
    """What a thing is, by its address: `id/official/…`, or `id/article/…/agreement/2`; "" elsewhere."""
    start = f"{base}id/"
    if not iri.startswith(start):
        return ""
    parts = iri[len(start) :].split("/")
    first = parts[2] if parts[0] == "article" and len(parts) >= _PART else parts[0]
    return "place" if first == "country" else first


def _fill(database: sqlite3.Connection, ask: Ask, base: str) -> None:
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
    labels: dict[str, str] = {}
    rows = sorted(row for row in ask(_NAMES) if kind_by_address(row[0], base) not in _SKIPPED | {""})
    for iri, group in groupby(rows, key=lambda row: row[0]):
        named = sorted(
            {(_field(row[1]), row[2]) for row in group}, key=lambda name: (name[0] != "label", name)
        )
        labels[iri] = named[0][1]
        _add(database, iri, kind_by_address(iri, base), named)
    found = ((iri, text) for iri, text in ask(_SENTENCES) if kind_by_address(iri, base))
    database.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?)",
        ((text, iri, kind_by_address(iri, base), labels.get(iri, "")) for iri, text in sorted(found)),
    )
    database.commit()
    database.executescript(_PACKED)


def _add(database: sqlite3.Connection, iri: str, kind: str, named: list[tuple[Field, str]]) -> None:
    label = named[0][1]
    names = {name: field for field, name in reversed(named)}
    for name, field in sorted(names.items(), key=lambda item: (item[0] != label, item)):
        values = (folded(name), _joined(name), iri, kind, label, name, field)
        database.execute("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        database.execute("INSERT INTO spelt VALUES (?, ?, ?, ?, ?)", (_sorted(name), iri, kind, label, name))


def _field(prop: str) -> Field:
    name = re.split(r"[#/]", prop)[-1]
    return "code" if name in _CODES else "label" if name in _LABELS else "alias"


def _joined(name: str) -> str:
    """The name as one word, and each part between blanks as one ("kyeongdoo" of "Kyeong-doo")."""
    words = [folded(word).replace(" ", "") for word in name.split()]
    return " ".join(dict.fromkeys(["".join(words), *words]))


def _sorted(text: str) -> str:
    return " ".join(sorted(folded(text).split()))


def _among(kinds: tuple[str, ...]) -> str:
    return f" AND kind IN ({', '.join('?' * len(kinds))})" if kinds else ""


def _between(prefix: str) -> tuple[str, str]:
    return prefix or "\x01", f"{prefix}\U0010ffff"
