"""Checks what articles say against the rules of `ontology/checks` and `ontology/shapes`.

Rules that compare nodes are queries that must return nothing, run in the engine; what one node must
have is SHACL, run by pySHACL. Both see one article at a time, so that the cost grows with the number
of articles and no article answers for another; queries of scope "all" see every article's graph.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, RDF, RDFS

from kg.shapes import Severity, Shapes, load_shapes
from kg.vocabulary import OA, PAR

_ARTICLE_GRAPH = "/graph/article/"
_BACKGROUND_GRAPHS = ("/graph/ontology", "/graph/reference")
_HEADER = re.compile(r"^#\+ (severity|message|scope): (.*)$", re.MULTILINE)
_FIELD = re.compile(r"\{(\w+)\}")
_THIS = ox.NamedNode("urn:x-parley:article")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One broken rule.

    Attributes:
        rule: stem of the query's file, or name of the property shape.
        message: what is wrong, in words for a curator.
        article: IRI of the article that says it; None where several articles together break the rule.
        identifier: the article's `dcterms:identifier`.
        sentence: the sentence that was read, where the item has one.
        focus: IRI of the item.
    """

    article: str | None
    rule: str
    focus: str | None
    message: str
    severity: Severity = "violation"
    identifier: str | None = None
    sentence: str | None = None

    def __str__(self) -> str:
        where = f"{self.identifier or 'all articles'}: {self.severity} of {self.rule}: {self.message}"
        return f"{where} Sentence: {self.sentence!r}" if self.sentence else where


@dataclass(frozen=True, slots=True)
class Rule:
    """A query that must return nothing; its message names the query's variables in braces."""

    name: str
    severity: Severity
    message: str
    scope: Literal["article", "all"]
    query: str


def load_rules() -> tuple[Rule, ...]:
    """The queries of `ontology/checks`, by name."""
    sources = files("ontology").joinpath("checks").iterdir()
    texts = {
        s.name.removesuffix("-violation.rq"): s.read_text("utf-8") for s in sources if s.name.endswith(".rq")
    }
    return tuple(_rule(name, text) for name, text in sorted(texts.items()))


def check(store: ox.Store, texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Every broken rule in the articles' graphs of a store, sorted by article.

    Args:
        store: named graphs of articles, reference data and ontology; it is only read.
        texts: stored text of each article by its IRI; offsets are checked where it is given.
    """
    bench = _Bench(ox.Store(), load_rules(), load_shapes())
    bench.scratch.extend(_background(store))
    articles = _articles(store)
    found = {
        problem for graph, iri in articles for problem in bench.problems(store, graph, iri, texts.get(iri))
    }
    for rule in bench.rules:
        if rule.scope == "all" and articles:
            found.update(_shared_problems(store, rule, [ox.NamedNode(graph) for graph, _ in articles]))
    return tuple(sorted(found, key=_order))


@dataclass(frozen=True, slots=True)
class _Bench:
    """Rules beside a scratch store, whose default graph holds ontology and reference data."""

    scratch: ox.Store
    rules: tuple[Rule, ...]
    shapes: Shapes

    def problems(self, store: ox.Store, graph: str, article: str, text: str | None) -> Iterator[Problem]:
        """The rules that one article's graph breaks."""
        quads = store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        claims = [ox.Quad(quad.subject, quad.predicate, quad.object, _THIS) for quad in quads]
        self.scratch.extend(claims)
        if text is not None:
            self.scratch.add(ox.Quad(ox.NamedNode(article), ox.NamedNode(PAR.text), ox.Literal(text), _THIS))
        identifier = min(_values(self.scratch, article, DCTERMS.identifier), default=None)
        for rule, severity, focus, message in self._broken(claims):
            sentence = _sentence(self.scratch, focus)
            yield Problem(article, rule, focus, message, severity, identifier, sentence)
        self.scratch.remove_graph(_THIS)

    def _broken(self, claims: Iterable[ox.Quad]) -> Iterator[tuple[str, Severity, str, str]]:
        for rule in self.rules:
            if rule.scope == "article":
                for row in _rows(self.scratch.query(rule.query, default_graph=[ox.DefaultGraph(), _THIS])):
                    yield rule.name, rule.severity, _text(row["focus"]), _message(self.scratch, rule, row)
        for fault in self.shapes.faults(claims):
            yield fault.rule, fault.severity, fault.focus, fault.message


def _rule(name: str, text: str) -> Rule:
    header = dict(_HEADER.findall(text))
    severity: Severity = "warning" if header["severity"] == "warning" else "violation"
    return Rule(name, severity, header["message"], "all" if header.get("scope") == "all" else "article", text)


def _order(problem: Problem) -> tuple[str, ...]:
    return (problem.article or "", problem.severity, problem.rule, problem.focus or "", problem.message)


def _articles(store: ox.Store) -> list[tuple[str, str]]:
    """IRIs of each article's graph and of the article, sorted."""
    quads = store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(PAR.Article), None)
    pairs = {
        (_text(quad.graph_name), _text(quad.subject))
        for quad in quads
        if isinstance(quad.graph_name, ox.NamedNode)
    }
    return sorted(pair for pair in pairs if _ARTICLE_GRAPH in pair[0])


def _background(store: ox.Store) -> Iterator[ox.Quad]:
    """Reference data and ontology as one default graph."""
    for graph in store.named_graphs():
        if _text(graph).endswith(_BACKGROUND_GRAPHS):
            for quad in store.quads_for_pattern(None, None, None, graph):
                yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _shared_problems(
    store: ox.Store, rule: Rule, graphs: list[ox.NamedNode | ox.BlankNode]
) -> Iterator[Problem]:
    for row in _rows(store.query(rule.query, named_graphs=graphs)):
        yield Problem(None, rule.name, _text(row["focus"]), _message(store, rule, row), rule.severity)


def _rows(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Iterator[ox.QuerySolution]:
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a rule is a SELECT query")
    yield from answer


def _message(store: ox.Store, rule: Rule, row: ox.QuerySolution) -> str:
    return _FIELD.sub(lambda field: _words(store, row[field[1]]), rule.message)


def _words(store: ox.Store, term: object) -> str:
    """A term for a reader: a literal's text, a name, or the end of the address."""
    text = _text(term)
    if not isinstance(term, ox.NamedNode):
        return text
    return min(_values(store, text, RDFS.label), default=text.rpartition("/")[2].rpartition("#")[2])


def _sentence(store: ox.Store, focus: str) -> str | None:
    """The first sentence that an item, or the evidence itself, rests on."""
    nodes = [focus, *_values(store, focus, PAR.evidence)]
    return min((text for node in nodes for text in _values(store, node, OA.exact)), default=None)


def _values(store: ox.Store, subject: str, predicate: str) -> Iterator[str]:
    for quad in store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None):
        yield _text(quad.object)


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
