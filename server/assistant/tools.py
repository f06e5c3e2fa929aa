"""What an assistant may do with a release: search, describe, find saved queries, run a bounded query."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS

from kg.queries import saved_queries, saved_query
from kg.settings import Settings
from kg.vocabulary import PAR
from server import guard
from server.frames import Question
from server.graph import Graph, par
from server.kinds import form_of, kind_of
from server.problems import NotFoundError
from server.quotes import Quote, quotes_of
from server.reconcile.things import Thing, thing_of
from server.search import Hit, folded
from server.state import Site, Snapshot

ROWS: Final = 200
"""Rows that one query gives at most; an assistant reads them all."""
_VALUES: Final = 20
"""Values shown of one property, and things shown of one relation."""
_LONGEST: Final = 1000
"""Characters of a cell."""
_HIDDEN: Final = frozenset(
    [str(RDF.type), str(RDFS.label), str(SKOS.altLabel), str(FOAF.name), str(DCTERMS.identifier)]
    + [par(name) for name in ("evidence", "textDigest", "rule", "confidence", "reportedIn", "participation")]
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A release to be asked, with the pool that runs its queries."""

    site: Site

    @classmethod
    def over(cls, settings: Settings) -> "Desk":
        """A desk for the data folder that the settings name.

        Raises:
            ReleaseError: there is no release.
        """
        return cls(Site(settings))

    def close(self) -> None:
        """Ends the query processes."""
        self.site.pool.close()

    def search(self, words: str, kind: str = "", limit: int = 10) -> list[dict[str, str]]:
        """Things by name in any spelling, the best first."""
        shot = self.site.snapshot()
        hits = shot.index.find(words, kind, max(1, min(limit, 50))) or shot.index.near(words)
        return [_hit(shot, hit) for hit in hits]

    def describe(self, id: str, sentences: int = 10) -> dict[str, Any]:  # noqa: A002  callers name it
        """What the graph says of a thing, with the sentences that say so.

        Raises:
            NotFoundError: there is no such thing.
        """
        shot = self.site.snapshot()
        thing = thing_of(shot.graph, shot.aliases.get(f"id/{id}", f"id/{id}").removeprefix("id/"))
        if thing is None:
            near = [_hit(shot, hit)["id"] for hit in shot.index.near(id.rpartition("/")[2])]
            known = f"near it are {', '.join(near)}" if near else "search by name first"
            raise NotFoundError(f"Nothing has the id {id!r}: {known}.")
        graph, most = shot.graph, max(0, min(sentences, 50))
        return {
            "id": thing.id,
            "iri": thing.iri,
            "name": thing.name,
            "kind": kind_of(graph, thing.iri).one,
            "form": form_of(graph, thing.iri),
            "other_names": list(thing.names[1:]),
            "facts": dict(_facts(graph, thing.iri)),
            "led_to_by": dict(_incoming(graph, thing.iri)),
            "sentences": [_sentence(quote) for quote in quotes_of(graph, thing.iri)[:most]],
        }

    def queries(self, about: str = "") -> list[dict[str, str]]:
        """Saved questions, those about some words where given."""
        wanted = folded(about).split()
        found = [q for q in saved_queries() if _tells(f"{q.name} {q.summary} {q.description}", wanted)]
        return [{"name": q.name, "question": q.summary, "about": q.description} for q in found]

    def query_text(self, name: str) -> str:
        """The SPARQL of a saved question.

        Raises:
            QueryError: there is none of that name.
        """
        return saved_query(name).text

    def terms(self, about: str = "") -> list[dict[str, str]]:
        """Classes and properties with their definitions, those about some words where given."""
        graph, wanted = self.site.snapshot().graph, folded(about).split()
        iris = {iri for kind in _TERMS for iri in graph.instances(kind) if iri.startswith(str(PAR.Talk)[:-4])}
        found = [(iri, graph.text(iri, SKOS.definition) or "") for iri in sorted(iris)]
        return [
            {"term": f"par:{iri.rpartition('#')[2]}", "label": graph.label(iri), "definition": definition}
            for iri, definition in found
            if _tells(f"{iri.rpartition('#')[2]} {graph.label(iri)} {definition}", wanted)
        ]

    def run(self, query: str, limit: int = 50) -> dict[str, Any]:
        """The first rows of a query's answer, under the endpoint's own guards.

        Raises:
            RequestError: it is refused, does not parse, or was stopped.
        """
        guard.inspect(query)
        settings, shot = self.site.settings, self.site.snapshot()
        most = max(1, min(limit, ROWS))
        base, seconds = shot.release.base, settings.timeout
        question = Question(query, "rows", "rows", rows=most, seconds=seconds, base=base)
        found = json.loads(b"".join(self.site.pool.ask(shot.store_path, question)))
        if found["boolean"] is not None:
            return {"answer": found["boolean"]}
        names = found["names"]
        rows = [{n: _cell(c) for n, c in zip(names, row, strict=True) if c} for row in found["rows"]]
        return {"columns": names, "rows": rows, "more": found["more"], "release": shot.release.number}


_TERMS: Final = tuple(map(str, (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)))


def _hit(shot: Snapshot, hit: Hit) -> dict[str, str]:
    thing = Thing(shot.graph, hit.iri)
    found = {"id": thing.id, "iri": hit.iri, "name": hit.label, "kind": hit.kind}
    return found | ({"matched": hit.matched} if hit.matched else {})


def _facts(graph: Graph, iri: str) -> Iterator[tuple[str, list[str]]]:
    for prop, terms in graph.outgoing(iri).items():
        if prop not in _HIDDEN and graph.own_label(prop):
            yield graph.label(prop), [_value(graph, term) for term in terms[:_VALUES]]


def _incoming(graph: Graph, iri: str) -> Iterator[tuple[str, list[str]]]:
    """What leads to a thing, by property: acts by their gist, the rest by name, each with its id."""
    for prop, subjects in graph.incoming(iri).items():
        if prop not in _HIDDEN and graph.own_label(prop):
            yield graph.label(prop), [_value(graph, ox.NamedNode(s)) for s in subjects[:_VALUES]]


def _value(graph: Graph, term: Any) -> str:
    if not isinstance(term, ox.NamedNode):
        return str(getattr(term, "value", term))
    thing = Thing(graph, term.value)
    return f"{thing.name} [{thing.id}]" if thing.id != thing.iri else f"{thing.name} <{thing.iri}>"


def _sentence(quote: Quote) -> dict[str, str]:
    found = {
        "sentence": quote.sentence,
        "words": quote.words,
        "article": quote.source.title,
        "publisher": quote.source.publisher,
        "published": quote.source.sort,
        "address": quote.source.address or "",
        "evidence": quote.iri,
        "rule": quote.rule,
        "confidence": quote.confidence,
    }
    return {key: value for key, value in found.items() if value}


def _tells(text: str, wanted: list[str]) -> bool:
    """Whether a text has a word that begins so, for every word wanted."""
    words = folded(text).split()
    return all(any(word.startswith(begin) for word in words) for begin in wanted)


def _cell(term: list[str]) -> str:
    text = term[1]
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
