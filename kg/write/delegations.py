"""The sides of an event: who sat there for one party, and who led them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import URIRef

from kg.model import ArticleRecord, Evidence, Participant, Span, Talk
from kg.vocabulary import PAR
from kg.write.draft import Draft
from kg.write.leading import leaders
from kg.write.parties import write_party

_WITHOUT = frozenset({"exercise", "signing"})
_HEADS = frozenset({"head", "co-chair"})


@dataclass(frozen=True, slots=True)
class Seat:
    """A participation that was written: its node, the official's, and what the record says of it."""

    node: ox.NamedNode
    person: ox.NamedNode
    participant: Participant
    role: str | None
    modality: URIRef


def roles(record: ArticleRecord) -> dict[tuple[str, str], str]:
    """The part that officials play, by talk and official: as the record has it, or as a sentence says.

    A sentence that names a leader is about the talk that rests on it; otherwise about the one talk of the
    article's news in which this official takes part.
    """
    found = {(t.key, p.official): p.role for t in record.talks for p in t.participants if p.role}
    forms = {official.name: official.forms for official in record.officials}
    for sentence in record.sentences:
        for name, role in leaders(sentence.span.of(record.article.text), forms).items():
            for talk in _told_of(record, sentence.span, name):
                found.setdefault((talk.key, name), role)
    return found


def _told_of(record: ArticleRecord, sentence: Span, name: str) -> list[Talk]:
    """The talks that a sentence about one of those taking part is about."""
    attended = [talk for talk in record.talks if name in {p.official for p in talk.participants}]
    news = [talk for talk in attended if talk.main]
    here = [talk for talk in attended if sentence in _sentences(talk)]
    return here or (news if len(news) == 1 else [])


def _sentences(talk: Talk) -> set[Span]:
    evidence: Iterable[Evidence] = (*talk.evidence, *(p.evidence for p in talk.participants))
    return {one.sentence for one in evidence}


def write_delegations(
    draft: Draft, talk: Talk, event: ox.NamedNode, seats: Sequence[Seat], numbers: Mapping[str, int]
) -> None:
    """One delegation for each party of an event that sent somebody whom the article names.

    Each has the number of the first participation for its party, which does not depend on what is left out.
    """
    if talk.form in _WITHOUT:
        return
    for code, members in _by_party(seats).items():
        node = draft.item("delegation", numbers[code])
        if draft.kept(node):
            _write_delegation(draft, event, node, code, members)


def _by_party(seats: Iterable[Seat]) -> Mapping[str, list[Seat]]:
    found: dict[str, list[Seat]] = {}
    for seat in seats:
        if seat.participant.party:
            found.setdefault(seat.participant.party, []).append(seat)
    return found


def _write_delegation(
    draft: Draft, event: ox.NamedNode, node: ox.NamedNode, code: str, members: Sequence[Seat]
) -> None:
    draft.typed(node, PAR.Delegation, f"Delegation of {draft.addresses.party_label(code)}")
    draft.add(event, PAR.delegation, node)
    draft.add(node, PAR.represents, write_party(draft, code))
    for seat in members:
        draft.add(node, PAR.delegate, seat.person)
        draft.add(seat.node, PAR.memberOf, node)
        if seat.role in _HEADS:
            draft.add(node, PAR.headOfDelegation, seat.person)
        draft.evident(node, seat.participant.evidence, modality=seat.modality)
