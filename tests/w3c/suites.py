"""Reads the manifests of the suites into cases: what is asked, over which data, with which result."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin

import pyoxigraph as ox

from tests.tools import w3c
from tests.w3c.triples import MF, QT, RDFS, UT, Triples

BASE = "https://w3c.github.io/rdf-tests/sparql/"
TOPS = ("sparql10/manifest.ttl", "sparql11/manifest-all.ttl", "sparql12/manifest.ttl")
KINDS = {
    "QueryEvaluationTest": "query",
    "CSVResultFormatTest": "query",
    "PositiveSyntaxTest": "positive",
    "PositiveSyntaxTest11": "positive",
    "NegativeSyntaxTest": "negative",
    "NegativeSyntaxTest11": "negative",
    "UpdateEvaluationTest": "update",
    "PositiveUpdateSyntaxTest": "update-positive",
    "PositiveUpdateSyntaxTest11": "update-positive",
    "NegativeUpdateSyntaxTest": "update-negative",
    "NegativeUpdateSyntaxTest11": "update-negative",
}
_FROM = r"(?im)^\s*FROM\s+(?:NAMED\s+)?<([^>]+)>"


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """A file of test data by its IRI, and the graph that it fills ("" for the default graph)."""

    iri: str
    graph: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One test.

    Attributes:
        id: suite and name, "sparql10/graph#graph-optional".
        kind: "query", "positive" and "negative" (syntax), "update", "update-positive", "update-negative".
        asked: IRI of the query or update, which is its base as well.
        data: what the store holds.
        result: IRI of the expected result; "" for syntax and updates.
        after: what the store holds after an update.
        lax: REDUCED: rows may come once or as often as they would without it.
    """

    id: str
    kind: str
    asked: str
    data: tuple[Source, ...] = ()
    result: str = ""
    after: tuple[Source, ...] = ()
    lax: bool = False

    @property
    def suite(self) -> str:
        """The suite's folder."""
        return self.id.partition("#")[0]


def folder() -> Path:
    """Where the suites are; tests that need them are skipped where they are not."""
    return (w3c() or Path()) / "sparql"


def file(iri: str) -> bytes:
    """A file of the suites by its IRI."""
    return (folder() / unquote(iri.removeprefix(BASE))).read_bytes()


@cache
def cases() -> tuple[Case, ...]:
    """Every query, syntax and update test, those over the same data one after the other."""
    if not w3c():
        return ()
    found = [case for top in TOPS for case in _manifest(BASE + top)]
    return tuple(sorted(found, key=lambda case: (case.kind, case.data)))


def _manifest(iri: str) -> Iterator[Case]:
    triples = Triples.read(file(iri), iri)
    for head in triples.instances(f"{MF}Manifest"):
        for included in triples.members(head, f"{MF}include"):
            yield from _manifest(included.value)
        for entry in triples.members(head, f"{MF}entries"):
            kind = next((KINDS[name] for name in triples.kinds(entry) if name in KINDS), None)
            if kind:
                suite = iri.removeprefix(BASE).rpartition("/")[0]
                yield _case(triples, entry, f"{suite}#{entry.value.rpartition('#')[2]}", kind)


def _case(triples: Triples, entry: ox.NamedNode, name: str, kind: str) -> Case:
    action = triples.one(entry, f"{MF}action")
    asked = action
    for prop in (f"{QT}query", f"{UT}request"):
        asked = triples.one(action, prop) or asked
    if kind in {"positive", "negative"} and asked.value.endswith(".ru"):
        kind = f"update-{kind}"
    if kind == "update":
        after = _sources(triples, triples.one(entry, f"{MF}result"))
        return Case(name, kind, asked.value, tuple(_sources(triples, action)), after=tuple(after))
    if kind != "query":
        return Case(name, kind, asked.value)
    lax = triples.one(entry, f"{MF}resultCardinality") == ox.NamedNode(f"{MF}LaxCardinality")
    data = tuple(_sources(triples, action)) or tuple(_named_in(asked.value))
    return Case(name, kind, asked.value, data, triples.one(entry, f"{MF}result").value, lax=lax)


def _sources(triples: Triples, action: ox.NamedNode) -> Iterator[Source]:
    for prop in (f"{QT}data", f"{UT}data"):
        yield from (Source(node.value) for node in triples.all(action, prop))
    for prop in (f"{QT}graphData", f"{UT}graphData"):
        for node in triples.all(action, prop):
            source = triples.one(node, f"{UT}graph") or triples.one(node, f"{QT}graph") or node
            label = triples.one(node, f"{RDFS}label") or source
            yield Source(source.value, label.value)


def _named_in(asked: str) -> Iterator[Source]:
    """The oldest tests name their data in FROM only."""
    for name in _matches(asked):
        iri = urljoin(asked, name)
        if iri.startswith(BASE) and (folder() / iri.removeprefix(BASE)).is_file():
            yield Source(iri, iri)


def _matches(asked: str) -> list[str]:
    return list(dict.fromkeys(re.findall(_FROM, file(asked).decode())))
