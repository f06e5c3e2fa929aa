"""From records to all graphs of a release: written, inferred, described and merged; checked on the way."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain

import pyoxigraph as ox

from kg.addresses import Addresses
from kg.curation.apply import Curation, curate
from kg.curation.curated import decided_quads, renamed
from kg.curation.decisions import NO_DECISIONS, Decisions
from kg.dataset import dataset_quads
from kg.identity.known import known_of
from kg.infer import infer
from kg.merge import merge
from kg.model import ArticleRecord
from kg.reference.load import load_reference, ontology_quads, reference_quads
from kg.turtle import prefixes
from kg.write.draft import Item, without
from kg.write.record import Writer, write_records


@dataclass(frozen=True, slots=True)
class Graphs:
    """All graphs of a release.

    Attributes:
        store: named graphs and the merged default graph, in memory.
        aliases: absorbed path to canonical path.
        dropped: path of what curators do not publish, to their reason.
    """

    store: ox.Store
    aliases: Mapping[str, str]
    dropped: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Assembler:
    """Writes records into graphs; identities are found once over all of them.

    Attributes:
        digest: SHA-256 of all input, the version that the data set states.
        curation: what curators decided of them.
    """

    records: Sequence[ArticleRecord]
    writer: Writer
    digest: str
    curation: Curation

    @classmethod
    def over(
        cls, records: Iterable[ArticleRecord], base: str, digest: str, decisions: Decisions = NO_DECISIONS
    ) -> "Assembler":
        """An assembler over records, with the reference data for a base IRI.

        Raises:
            DecisionError: decisions contradict each other.
        """
        ordered = sorted(records, key=lambda record: record.article.document.identifier)
        published = [r for r in ordered if not decisions.drops(r.article.document.identifier)]
        curation = curate(published, Addresses(base, known_of(load_reference(base))), decisions)
        writer = Writer(
            curation.addresses, curation.identities, rule_precision(), frozenset(curation.dropped)
        )
        return cls(published, writer, digest, curation)

    def claims(
        self, leave_out: frozenset[Item] = frozenset(), articles: frozenset[str] | None = None
    ) -> ox.Store:
        """What the articles say, beside ontology and reference data.

        Args:
            leave_out: items that are not to be written.
            articles: IRIs of the articles wanted, all where None.
        """
        addresses = self.writer.addresses
        base = addresses.base
        store = ox.Store()
        store.bulk_extend(ontology_quads(base))
        gone = {path for path, stays in addresses.moved.items() if path != stays} | self.writer.dropped
        store.bulk_extend(without(reference_quads(base), frozenset(map(addresses.iri, gone))))
        wanted = (r for r in self.records if articles is None or self._iri(r) in articles)
        store.bulk_extend(write_records(self.writer, wanted, leave_out))
        return store

    def graphs(self, store: ox.Store) -> Graphs:
        """All graphs: the claims, in the store given, with what follows, the description and the merge."""
        addresses = self.writer.addresses
        base = addresses.base
        asserted = tuple(store)  # literals as the engine spells them, so that equal ones compare equal
        published = {
            addresses.iri(addresses.article_graph(record)): record.article.metadata.published or ""
            for record in self.records
        }
        inferred = infer(asserted)
        store.bulk_extend(_in_graph(inferred, ox.NamedNode(f"{base}graph/inferred")))
        labels = {addresses.iri(path): label for path, label in self.curation.labels.items()}
        merged = set(renamed(chain(merge(asserted, published), inferred), labels))
        del asserted  # as large as the store that grows below
        described = (*dataset_quads(merged, base, self.digest), *decided_quads(self.curation))
        store.bulk_extend(described)
        store.bulk_extend(_in_graph(merged, ox.DefaultGraph()))
        store.bulk_extend(_in_graph((quad.triple for quad in described), ox.DefaultGraph()))
        return Graphs(store, self.curation.identities.aliases, self.curation.dropped)

    def texts(self) -> dict[str, str]:
        """Stored text of each article by its IRI."""
        return {self._iri(record): record.article.text for record in self.records}

    def _iri(self, record: ArticleRecord) -> str:
        addresses = self.writer.addresses
        return addresses.iri(addresses.article(record.article.document))


def _in_graph(triples: Iterable[ox.Triple], graph: ox.NamedNode | ox.DefaultGraph) -> Iterable[ox.Quad]:
    return (ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)


def rule_precision() -> dict[str, str]:
    """How often facts read by a rule are right, where it was measured; decimals as text."""
    source = files("kg.language").joinpath("data/rule_precision.json")
    if not source.is_file():
        return {}
    return {rule: str(value) for rule, value in json.loads(source.read_text("utf-8")).items()}


def article_turtle(record: ArticleRecord, base: str) -> bytes:
    """What one article says, as Turtle, with addresses found from this article alone."""
    quads = Assembler.over([record], base, "").writer.quads(record)
    triples = sorted((quad.triple for quad in quads), key=str)
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes(base)) or b""
