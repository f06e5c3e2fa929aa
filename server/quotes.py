"""Evidence for readers: the sentence with the words that carry the fact, and where it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rdflib import DCTERMS

from kg.vocabulary import OA
from server.dates import written
from server.graph import Graph, par


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a sentence stands in.

    Attributes:
        published: its date in words, "" where unknown.
        address: where it was published, None where unknown.
    """

    iri: str
    title: str
    published: str
    sort: str
    publisher: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence: what stands before the telling words, these, and what stands behind them.

    Attributes:
        start: where the sentence begins in the article, in code points.
        rule: name of the rule that read it.
        confidence: how often that rule was right where it was measured, from "0" to "1", or "".
    """

    iri: str
    before: str
    words: str
    after: str
    source: Source
    rule: str
    confidence: str
    start: int = 0

    @property
    def sureness(self) -> str:
        """The confidence in words, "" where it was not measured."""
        try:
            return f"right in {round(100 * float(self.confidence))} % of the cases measured"
        except ValueError:
            return ""

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.before + self.words + self.after


def source_of(graph: Graph, article: str) -> Source:
    """An article's title, publisher, date and address."""
    return graph.kept("source", article, _source)


def _source(graph: Graph, article: str) -> Source:
    issued = graph.text(article, DCTERMS.issued) or ""
    publisher = graph.objects(article, DCTERMS.publisher)
    name = publisher[0] if publisher else None
    return Source(
        iri=article,
        title=graph.label(article),
        published=written(issued) if issued else "",
        sort=issued,
        publisher="" if name is None else _name(graph, name),
        address=_address(graph, article),
    )


def quotes_of(graph: Graph, iri: str) -> list[Quote]:
    """The evidence of a fact, a sentence once, in order of date and place in the article."""
    return quotes(graph, graph.links(iri, par("evidence")))


def quotes(graph: Graph, evidence: Iterable[str]) -> list[Quote]:
    """Evidence nodes as quotes; the same sentence of the same article is given once."""
    found: dict[tuple[str, str], tuple[tuple[str, int], Quote]] = {}
    for node in evidence:
        quote = quote_of(graph, node)
        if quote:
            order = (quote.source.sort, graph.number(node, OA.start) or 0)
            key = (quote.source.iri, quote.sentence)
            if key not in found or len(quote.words) < len(found[key][1].words):
                found[key] = (order, quote)
    return [quote for _, quote in sorted(found.values(), key=lambda pair: pair[0])]


def quote_of(graph: Graph, node: str) -> Quote | None:
    """One evidence node; None where it lacks its sentence or its article."""
    return graph.kept("quote", node, _quote)


def _quote(graph: Graph, node: str) -> Quote | None:
    sentence = graph.text(node, OA.exact)
    article = graph.link(node, OA.hasSource)
    if sentence is None or article is None:
        return None
    before, words, after = _parted(graph, node, sentence)
    return Quote(
        iri=node,
        before=before,
        words=words,
        after=after,
        source=source_of(graph, article),
        rule=graph.text(node, par("rule")) or "",
        confidence=graph.text(node, par("confidence")) or "",
        start=graph.number(node, OA.start) or 0,
    )


def support(graph: Graph, iri: str) -> list[Quote]:
    """The sentences behind a thing; behind an official, those that name a post as well."""
    nodes = graph.links(iri, par("evidence"))
    for tenure in graph.links(iri, par("holds")):
        nodes += graph.links(tenure, par("evidence"))
    return quotes(graph, dict.fromkeys(nodes))


def marking(quote: Quote, words: Iterable[str]) -> Quote | None:
    """The quote with the longest of some words marked instead; None where it has none of them."""
    for form in sorted(set(words), key=lambda form: (-len(form), form)):
        found = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", quote.sentence) if form else None
        if found:
            text = quote.sentence
            return replace(quote, before=text[: found.start()], words=found[0], after=text[found.end() :])
    return None


def _parted(graph: Graph, node: str, sentence: str) -> tuple[str, str, str]:
    """The sentence cut at the words that `oa:refinedBy` selects; all of it before, where none are."""
    selector = graph.link(node, OA.refinedBy)
    words = graph.text(selector, OA.exact) if selector else None
    if not selector or not words or words == sentence:
        return sentence, "", ""
    offset = (graph.number(selector, OA.start) or 0) - (graph.number(node, OA.start) or 0)
    if sentence[max(offset, 0) :][: len(words)] != words:
        offset = sentence.find(words)
    if offset < 0:
        return sentence, "", ""
    return sentence[:offset], words, sentence[offset + len(words) :]


def _name(graph: Graph, term: object) -> str:
    value = str(getattr(term, "value", term))
    return graph.label(value) if value.startswith("http") else value


def _address(graph: Graph, article: str) -> str | None:
    found = [str(getattr(term, "value", "")) for term in graph.objects(article, DCTERMS.source)]
    return next((value for value in found if value.startswith(("http://", "https://"))), None)
