"""From a record with its identities to the quads of the article's named graph.

Everything stands under its canonical address; the graph says who claims it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, XSD

from kg.addresses import Addresses, article_slug
from kg.identity.identify import Identities
from kg.model import ArticleRecord, Official, PostHeld
from kg.vocabulary import PAR
from kg.write.acts import write_acts
from kg.write.draft import Draft, Item, dated, without
from kg.write.events import write_events
from kg.write.parties import write_party
from kg.write.ranks import rank_of
from kg.write.spellings import spellings, write_spellings

_RULE = str(PAR.rule)
_DATE_LENGTHS = (4, 7, 10)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes records with the identities that were found over all of them.

    Attributes:
        confidence: how often facts read by a rule or its family are right, where that was measured.
        dropped: paths of what curators do not publish.
    """

    addresses: Addresses
    identities: Identities
    confidence: Mapping[str, str]
    dropped: frozenset[str] = frozenset()

    def quads(self, record: ArticleRecord, leave_out: frozenset[Item] = frozenset()) -> tuple[ox.Quad, ...]:
        """The article's graph, without the items to be left out."""
        draft = Draft(record, self.addresses, leave_out, self.dropped)
        article = article_slug(record.article.document.identifier)
        people = {
            official.name: draft.node(self.identities.officials[article, official.name])
            for official in record.officials
        }
        if not draft.kept(draft.article):
            return ()
        _write_article(draft)
        firsts = accumulate((len(spellings(official)) for official in record.officials), initial=1)
        tenures = {
            official.name: _write_official(draft, official, people[official.name], first)
            for official, first in zip(record.officials, firsts, strict=False)
            if draft.kept(people[official.name])
        }
        events = write_events(draft, article, self.identities, people, tenures)
        write_acts(draft, people, events)
        _write_confidence(draft, self.confidence)
        return without(draft.quads, draft.dropped)


def _write_article(draft: Draft) -> None:
    document, metadata = draft.record.article.document, draft.record.article.metadata
    draft.typed(draft.article, PAR.Article, metadata.title or document.identifier)
    draft.add(draft.article, DCTERMS.identifier, document.identifier)
    draft.add(draft.article, DCTERMS.title, metadata.title)
    draft.add(draft.article, DCTERMS.publisher, metadata.publisher)
    draft.add(draft.article, DCTERMS.issued, _issued(metadata.published))
    draft.add(draft.article, PAR.textDigest, document.digest)
    draft.add(draft.article, DCTERMS.source, _link(metadata.url))


def _issued(published: str | None) -> ox.Literal | None:
    return dated(published) if published and len(published) in _DATE_LENGTHS else None


def _link(url: str | None) -> ox.NamedNode | ox.Literal | None:
    """The address as a node; one that is not a valid IRI stays text."""
    if not url:
        return None
    try:
        return ox.NamedNode(url)
    except ValueError:
        return ox.Literal(url)


def _write_official(
    draft: Draft, official: Official, person: ox.NamedNode, first_spelling: int
) -> tuple[ox.NamedNode, ...]:
    """The official with posts; the tenures, that of the fullest title first."""
    draft.typed(person, PAR.Official)
    draft.names(person, official.name, official.forms)
    write_spellings(draft, official, person, first_spelling)
    draft.evident(person, *official.evidence)
    if official.party:
        draft.add(person, PAR.serves, write_party(draft, official.party))
    tenures = (_write_tenure(draft, official, person, post) for post in official.posts)
    return tuple(tenure for tenure in tenures if tenure)


def _write_tenure(
    draft: Draft, official: Official, person: ox.NamedNode, held: PostHeld
) -> ox.NamedNode | None:
    """That the official holds the post: attested on the article's day, unless it says "former"."""
    addresses = draft.addresses
    path = addresses.post(held, official.party)
    tenure, post = (
        draft.node(addresses.tenure(person.value.removeprefix(addresses.base), path)),
        draft.node(path),
    )
    if not (draft.kept(tenure) and draft.kept(post)):
        return None
    draft.typed(post, PAR.Post, held.role)
    rank = rank_of(held.role, official.party)
    draft.add(post, PAR.seniority, rank.seniority)
    draft.add(post, PAR.side, rank.branch)
    draft.add(post, PAR.postIn, _write_owner(draft, held, official.party))
    draft.typed(tenure, PAR.Tenure, f"{official.name}, {held.role}")
    draft.add(person, PAR.holds, tenure)
    draft.add(tenure, PAR.post, post)
    published = draft.record.article.metadata.published
    if held.is_current:
        draft.add(tenure, PAR.attestedOn, _issued(published))
    draft.evident(tenure, held.evidence)
    return tenure


def _write_owner(draft: Draft, held: PostHeld, party: str | None) -> ox.NamedNode | None:
    """What the post belongs to."""
    path = draft.addresses.owner(held, party)
    if path is None or not path.startswith("id/body/"):
        return write_party(draft, path.rsplit("/", 1)[-1]) if path else None
    body = draft.node(path)
    draft.typed(body, PAR.GovernmentBody)
    draft.names(body, held.organization or "")
    if party:
        draft.add(body, PAR.ofParty, write_party(draft, party))
    return body


def _write_confidence(draft: Draft, confidence: Mapping[str, str]) -> None:
    if not confidence:
        return
    rules = [quad for quad in draft.quads if quad.predicate.value == _RULE]
    for quad in rules:
        value = _confidence(quad.object.value, confidence) if isinstance(quad.object, ox.Literal) else None
        if value and isinstance(quad.subject, ox.NamedNode):
            draft.add(quad.subject, PAR.confidence, ox.Literal(value, datatype=ox.NamedNode(XSD.decimal)))


def write_records(
    writer: Writer, records: Iterable[ArticleRecord], leave_out: frozenset[Item] = frozenset()
) -> Iterator[ox.Quad]:
    """The quads of all records, each in its article's graph."""
    return (quad for record in records for quad in writer.quads(record, leave_out))


def _confidence(rule: str, confidence: Mapping[str, str]) -> str | None:
    """A rule's own figure, otherwise that of its family, which stands before the dot."""
    return confidence.get(rule) or confidence.get(rule.partition(".")[0])
