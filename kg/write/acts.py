"""Writes the agreements and statements of a record, and the exercises and instruments they concern."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
from rdflib import URIRef

from kg.model import Agent, Agreement, Mentioned, Statement
from kg.vocabulary import PAR
from kg.write.changes import write_changes
from kg.write.draft import Draft
from kg.write.modality import modality_of_act
from kg.write.parties import write_concept, write_party

Nodes = Mapping[str, ox.NamedNode]


def write_acts(draft: Draft, people: Nodes, events: Nodes) -> None:
    """All agreements and statements of the record, numbered as they stand in it."""
    talks = {talk.key: talk for talk in draft.record.talks}
    for position, agreement in enumerate(draft.record.agreements, 1):
        node = draft.item("agreement", position)
        if draft.kept(node):
            _write_agreement(draft, agreement, node, events)
            write_changes(
                draft, agreement, node, talks.get(agreement.talk or ""), events.get(agreement.talk or "")
            )
    for position, statement in enumerate(draft.record.statements, 1):
        node = draft.item("statement", position)
        speaker = _agent(draft, statement.speaker, people)
        if draft.kept(node) and speaker:
            _write_statement(draft, statement, node, speaker, people, events)
            write_changes(draft, statement, node, None, None)


def _write_agreement(draft: Draft, agreement: Agreement, node: ox.NamedNode, events: Nodes) -> None:
    _write_act(draft, agreement, node, PAR.Agreement)
    draft.add(node, PAR.reachedIn, events.get(agreement.talk or ""))
    draft.add(node, PAR.committedParty, *(write_party(draft, code) for code in agreement.parties))


def _write_statement(
    draft: Draft,
    statement: Statement,
    node: ox.NamedNode,
    speaker: ox.NamedNode,
    people: Nodes,
    events: Nodes,
) -> None:
    _write_act(draft, statement, node, PAR.Statement)
    draft.add(node, PAR.madeIn, events.get(statement.talk or ""))
    draft.add(node, PAR.speaker, speaker)
    if statement.speaks_for:
        draft.add(node, PAR.speaksFor, write_party(draft, statement.speaks_for))
    if statement.addressee:
        draft.add(node, PAR.addressee, _agent(draft, statement.addressee, people))


def _write_act(draft: Draft, act: Agreement | Statement, node: ox.NamedNode, kind: URIRef) -> None:
    draft.typed(node, kind, act.gist)
    draft.add(node, PAR.actKind, write_concept(draft, "act", PAR.ActKind, act.act))
    draft.add(node, PAR.gist, act.gist)
    draft.add(node, PAR.concerns, *_concerned(draft, act.concerns))
    draft.add(node, PAR.topic, *(write_concept(draft, "topic", PAR.Topic, topic) for topic in act.topics))
    draft.evident(node, act.evidence, modality=modality_of_act(act.evidence, draft.record.article.text))


def _agent(draft: Draft, agent: Agent, people: Nodes) -> ox.NamedNode | None:
    """Who acts; None for an official who was left out."""
    if agent.kind == "party":
        return write_party(draft, agent.key)
    person = people.get(agent.key)
    return person if person and draft.kept(person) else None


def _concerned(draft: Draft, items: Iterable[Mentioned]) -> Iterable[ox.NamedNode]:
    kinds = {"exercise": PAR.ExerciseSeries, "instrument": PAR.Instrument, "resolution": PAR.Resolution}
    for item in items:
        node = draft.node(draft.addresses.item(item))
        draft.typed(node, kinds[item.kind])
        draft.names(node, item.label)
        yield node
