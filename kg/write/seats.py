"""Writes who took part in an event: participations with capacity, level and part played; delegations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import URIRef

from kg.model import ArticleRecord, Participant, Talk
from kg.vocabulary import PAR
from kg.write.delegations import Seat, roles, write_delegations
from kg.write.draft import Draft
from kg.write.parties import write_party
from kg.write.ranks import LEVELS, rank_of
from kg.write.tellings import Telling

Nodes = Mapping[str, ox.NamedNode]
Tenures = Mapping[str, tuple[ox.NamedNode, ...]]


@dataclass(frozen=True, slots=True)
class Seats:
    """What all participations of an article need.

    Attributes:
        people: nodes of the officials by name.
        tenures: nodes of each official's tenures, that of the fullest title first.
        roles: the part played, by talk and official.
        levels: the highest level of each official's posts, where a title tells.
        positions: numbers of each talk's participations, counted over the article.
    """

    draft: Draft
    telling: Telling
    people: Nodes
    tenures: Tenures
    roles: Mapping[tuple[str, str], str]
    levels: Mapping[str, URIRef]
    positions: Mapping[str, range]

    @classmethod
    def of(cls, draft: Draft, telling: Telling, people: Nodes, tenures: Tenures) -> "Seats":
        """The seats of an article."""
        record = draft.record
        return cls(
            draft, telling, people, tenures, roles(record), dict(_levels(record)), _positions(record.talks)
        )

    def write(self, talks: Sequence[Talk], event: ox.NamedNode) -> None:
        """All participations in one event, which the article may tell of as several talks."""
        taken = [seat for talk in talks for seat in self._seats(talk, event)]
        write_delegations(self.draft, talks[0], event, taken, self._numbers(talks))

    def _numbers(self, talks: Sequence[Talk]) -> dict[str, int]:
        """The number of the first participation for each party."""
        found: dict[str, int] = {}
        for talk in talks:
            for participant, position in zip(talk.participants, self.positions[talk.key], strict=True):
                found.setdefault(participant.party or "", position)
        return found

    def _seats(self, talk: Talk, event: ox.NamedNode) -> Iterator[Seat]:
        for participant, position in zip(talk.participants, self.positions[talk.key], strict=True):
            node = self.draft.item("participation", position)
            person = self.people[participant.official]
            if self.draft.kept(node) and self.draft.kept(person):
                modality = self.telling.modality(talk, participant.evidence)
                role = self.roles.get((talk.key, participant.official))
                seat = Seat(node, person, participant, role, modality)
                self._write(seat, event)
                yield seat

    def _write(self, seat: Seat, event: ox.NamedNode) -> None:
        draft, participant = self.draft, seat.participant
        draft.typed(seat.node, PAR.Participation)
        draft.add(event, PAR.participation, seat.node)
        draft.add(event, PAR.hasParticipant, seat.person)
        draft.add(seat.node, PAR.participant, seat.person)
        if participant.party:
            draft.add(seat.node, PAR.onBehalfOf, write_party(draft, participant.party))
        draft.add(seat.node, PAR.inCapacity, *self._tenure(participant))
        draft.add(seat.node, PAR.seniority, self.levels.get(participant.official))
        draft.add(seat.node, PAR.role, seat.role)
        draft.evident(seat.node, participant.evidence, modality=seat.modality)

    def _tenure(self, participant: Participant) -> tuple[ox.NamedNode, ...]:
        return self.tenures.get(participant.official, ())[:1]


def _levels(record: ArticleRecord) -> Iterator[tuple[str, URIRef]]:
    for official in record.officials:
        ranks = (rank_of(held.role, official.party) for held in official.posts if held.is_current)
        level = min((rank.level for rank in ranks if rank.level), default=None)
        if level:
            yield official.name, LEVELS[level]


def _positions(talks: Sequence[Talk]) -> dict[str, range]:
    positions, last = {}, 1
    for talk in talks:
        positions[talk.key] = range(last, last + len(talk.participants))
        last += len(talk.participants)
    return positions
