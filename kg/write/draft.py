"""The growing graph of one article: its quads, its numbered evidence, what was left out of it."""

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import RDF, RDFS, SKOS, XSD

from kg.addresses import Addresses
from kg.identity.known import plain
from kg.model import ArticleRecord, Evidence, Span
from kg.vocabulary import OA, PAR

Term = ox.NamedNode | ox.Literal
Item = tuple[str, str]
_DATATYPES = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}


@cache
def named(iri: str) -> ox.NamedNode:
    """A term's node, made once."""
    return ox.NamedNode(iri)


def number(value: int, datatype: URIRef = XSD.integer) -> ox.Literal:
    """A whole number."""
    return ox.Literal(str(value), datatype=named(datatype))


def dated(value: str) -> ox.Literal:
    """`YYYY-MM-DD`, `YYYY-MM`, `YYYY` or `--MM-DD` with the datatype that says how exact it is."""
    datatype = XSD.gMonthDay if value.startswith("--") else _DATATYPES[len(value)]
    return ox.Literal(value, datatype=named(datatype))


class Draft:
    """Collects the quads of one article; the order of calls gives evidence its numbers.

    Attributes:
        leave_out: items that must not be written, as IRI of the article and IRI of the item.
        dropped: paths that no article may write.
    """

    def __init__(
        self,
        record: ArticleRecord,
        addresses: Addresses,
        leave_out: frozenset[Item],
        dropped: frozenset[str] = frozenset(),
    ) -> None:
        self.record = record
        self.addresses = addresses
        self.leave_out = leave_out
        self.dropped = frozenset(map(addresses.iri, dropped))
        self.path = addresses.article(record.article.document)
        self.article = self.node(self.path)
        self.graph = self.node(addresses.article_graph(record))
        self.quads: dict[ox.Quad, None] = {}
        self._evidence: dict[tuple[Evidence, URIRef | None], ox.NamedNode] = {}

    def node(self, path: str) -> ox.NamedNode:
        """The node at a path under the base IRI."""
        return ox.NamedNode(self.addresses.iri(path))

    def item(self, kind: str, position: int) -> ox.NamedNode:
        """The node of something that only this article has: "participation", 1."""
        return self.node(f"{self.path}/{kind}/{position}")

    def kept(self, node: ox.NamedNode) -> bool:
        """Whether the item is to be written."""
        return node.value not in self.dropped and (self.article.value, node.value) not in self.leave_out

    def add(self, subject: ox.NamedNode, term: URIRef, *values: Term | URIRef | str | None) -> None:
        """Triples with one subject and property; a plain string is a literal, None is nothing."""
        for value in values:
            if value is not None:
                self.quads[ox.Quad(subject, named(term), _object(value), self.graph)] = None

    def typed(self, subject: ox.NamedNode, kind: URIRef, label: str | None = None) -> None:
        """A thing's class and label."""
        self.add(subject, RDF.type, kind)
        self.add(subject, RDFS.label, label)

    def names(self, subject: ox.NamedNode, preferred: str, forms: Iterable[str] = ()) -> None:
        """The preferred label and other forms; for what the reference data name, only names they lack."""
        listed = self.addresses.known.names.get(subject.value.removeprefix(self.addresses.base))
        if listed is None:
            self.add(subject, RDFS.label, preferred)
            self.add(subject, SKOS.altLabel, *(form for form in forms if form != preferred))
        else:
            self.add(subject, SKOS.altLabel, *(f for f in (preferred, *forms) if plain(f) not in listed))

    def evident(self, subject: ox.NamedNode, *evidence: Evidence, modality: URIRef | None = None) -> None:
        """The sentences that a fact was read from, with how they put it where that is known."""
        self.add(subject, PAR.evidence, *(self.evidence(one, modality) for one in evidence))

    def evidence(self, evidence: Evidence, modality: URIRef | None = None) -> ox.NamedNode:
        """The node of a sentence with the words in it that carry a fact; one for equal evidence."""
        known = self._evidence.get((evidence, modality))
        if known:
            return known
        node = self._evidence[evidence, modality] = self.item("evidence", len(self._evidence) + 1)
        self.typed(node, PAR.Evidence)
        self.add(node, OA.hasSource, self.article)
        self._quote(node, evidence.sentence)
        self.add(node, PAR.rule, evidence.rule)
        self.add(node, PAR.modality, modality)
        if evidence.words != evidence.sentence:
            words = self.item("words", len(self._evidence))
            self.typed(words, PAR.WordsSelector)
            self._quote(words, evidence.words)
            self.add(node, OA.refinedBy, words)
        return node

    def _quote(self, node: ox.NamedNode, span: Span) -> None:
        self.add(node, OA.exact, span.of(self.record.article.text))
        self.add(node, OA.start, number(span.start))
        self.add(node, OA.end, number(span.end))


def _object(value: Term | URIRef | str) -> Term:
    if isinstance(value, URIRef):
        return named(value)
    return ox.Literal(value) if isinstance(value, str) else value


def without(quads: Iterable[ox.Quad], dropped: frozenset[str]) -> tuple[ox.Quad, ...]:
    """The quads that neither begin nor end at an IRI that is dropped."""
    if not dropped:
        return tuple(quads)
    return tuple(q for q in quads if not {_iri(q.subject), _iri(q.object)} & dropped)


def _iri(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""
