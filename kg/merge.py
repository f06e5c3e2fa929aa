"""The merged graph: every triple of all graphs once, and one value for what can have only one.

For an event's status, date and label the articles may differ; each article's graph keeps its claim,
the merged graph holds the resolved value.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

import pyoxigraph as ox
from rdflib.namespace import RDF, RDFS, SKOS

from kg.labels import is_made
from kg.vocabulary import PAR

_LABEL, _ALT_LABEL = ox.NamedNode(RDFS.label), ox.NamedNode(SKOS.altLabel)
_DATE = (str(PAR.date), str(PAR.earliest), str(PAR.latest), str(PAR.dateText))
_SINGLE = frozenset({*_DATE, str(PAR.status), str(PAR.reportedAs), _LABEL.value})
_STATUSES = (str(PAR.Planned), str(PAR.Cancelled), str(PAR.Held))
_NEVER = 10**6
_TYPE, _OFFICIAL = str(RDF.type), ox.NamedNode(PAR.Official)

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Claims = dict[str, list[Value]]


@dataclass(slots=True)
class _Subject:
    """What the graphs claim of one subject for properties that have one value; claims by graph."""

    claims: dict[str, Claims] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def graphs(self, term: str) -> list[str]:
        return [graph for graph, claims in self.claims.items() if term in claims]


def merge(quads: Iterable[ox.Quad], published: Mapping[str, str]) -> tuple[ox.Triple, ...]:
    """The merged graph of quads.

    Args:
        quads: all named graphs.
        published: date of each article's graph, by its IRI; graphs that are missing here are no
            articles: what they say stands as it is.
    """
    triples: set[ox.Triple] = set()
    subjects: dict[Subject, _Subject] = defaultdict(_Subject)
    people: set[Subject] = set()
    for quad in quads:
        graph, term = quad.graph_name, quad.predicate.value
        is_claim = isinstance(graph, ox.NamedNode) and graph.value in published
        if is_claim and term in _SINGLE and isinstance(graph, ox.NamedNode):
            subjects[quad.subject].claims[graph.value][term].append(quad.object)
            continue
        triples.add(quad.triple)
        if term == _TYPE and quad.object == _OFFICIAL:
            people.add(quad.subject)
    for subject, claimed in subjects.items():
        triples.update(_resolved(subject, claimed, published, is_person=subject in people))
    return tuple(triples)


def _resolved(
    subject: Subject, claimed: _Subject, published: Mapping[str, str], *, is_person: bool
) -> Iterable[ox.Triple]:
    def newest(graph: str) -> tuple[str, str]:
        return published[graph], graph

    def graphs(*terms: str) -> list[str]:
        found = {graph for term in terms for graph in claimed.graphs(term)}
        return sorted(found, key=newest, reverse=True)

    claims = claimed.claims
    if dated := graphs(*_DATE):
        best = claims[min(dated, key=lambda graph: _width(claims[graph]))]
        yield from (ox.Triple(subject, ox.NamedNode(term), v) for term in _DATE for v in best.get(term, ()))
    for term, rank in _RANKS:
        told = [(rank(g, v, published), newest(g), str(v), v) for g in graphs(term) for v in claims[g][term]]
        yield from (ox.Triple(subject, ox.NamedNode(term), last[-1]) for last in sorted(told)[-1:])
    labels = (claims[graph][_LABEL.value] for graph in reversed(graphs(_LABEL.value)))
    yield from _labels(subject, list(chain.from_iterable(labels)), is_person=is_person)


def _width(claims: Claims) -> int:
    """Days that a graph's date leaves open."""
    bounds = [claims.get(str(term)) for term in (PAR.earliest, PAR.latest)]
    if not (bounds[0] and bounds[1]):
        return _NEVER
    first, last = (min(str(getattr(value, "value", "")) for value in bound) for bound in bounds if bound)
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _status_rank(graph: str, value: Value, published: Mapping[str, str]) -> tuple[str, int]:
    """The latest report rules; of one day's, held before cancelled before planned."""
    return published[graph], _STATUSES.index(_iri(value))


def _report_rank(_graph: str, value: Value, _published: Mapping[str, str]) -> tuple[str, int]:
    """What is news anywhere is news."""
    return "", int(_iri(value) == str(PAR.MainNews))


_RANKS = ((str(PAR.status), _status_rank), (str(PAR.reportedAs), _report_rank))


def _iri(value: Value) -> str:
    return value.value if isinstance(value, ox.NamedNode) else ""


def _labels(subject: Subject, labels: list[Value], *, is_person: bool) -> Iterable[ox.Triple]:
    """One preferred label; the others stay findable, but for labels made of facts."""
    texts = Counter(label.value for label in labels if isinstance(label, ox.Literal))
    newest = {text: position for position, text in enumerate(texts)}

    def fullness(text: str) -> tuple[object, ...]:
        if is_person:
            return len(text.split()), len(text), text
        return not is_made(text), texts[text], len(text), newest[text], text

    ranked = sorted(texts, key=fullness, reverse=True)
    yield from (ox.Triple(subject, _LABEL, ox.Literal(text)) for text in ranked[:1])
    others = (text for text in ranked[1:] if not is_made(text))
    yield from (ox.Triple(subject, _ALT_LABEL, ox.Literal(text)) for text in others)
