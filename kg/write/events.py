"""Writes the talks of a record: parties, participations, dates, places, series."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

import pyoxigraph as ox
from rdflib.namespace import XSD

from kg.identity.events import GENERIC
from kg.identity.identify import Identities
from kg.labels import event_label
from kg.model import Place, Talk, When
from kg.vocabulary import PAR
from kg.write.draft import Draft, dated, number
from kg.write.parties import write_concept, write_party
from kg.write.seats import Nodes, Seats, Tenures
from kg.write.tellings import Telling
from kg.write.visits import write_visits

_CLASSES = {
    "meeting": PAR.Meeting,
    "summit": PAR.Summit,
    "consultation": PAR.Consultation,
    "dialogue": PAR.Dialogue,
    "conference": PAR.Conference,
    "call": PAR.Call,
    "courtesy-call": PAR.CourtesyCall,
    "visit": PAR.Visit,
    "signing": PAR.Signing,
    "exercise": PAR.Exercise,
    "other": PAR.Talk,
}
_STATUSES = {"held": PAR.Held, "planned": PAR.Planned, "cancelled": PAR.Cancelled}

Value = TypeVar("Value")


def write_events(
    draft: Draft, article: str, identities: Identities, people: Nodes, tenures: Tenures
) -> dict[str, ox.NamedNode]:
    """All talks of the record; their nodes by key, without those left out."""
    talks = draft.record.talks
    nodes = {talk.key: draft.node(identities.events[article, talk.key]) for talk in talks}
    events = {key: node for key, node in nodes.items() if draft.kept(node)}
    telling = Telling.of(draft.record)
    seats = Seats.of(draft, telling, people, tenures)
    for event in dict.fromkeys(events.values()):
        together = [talk for talk in talks if events.get(talk.key) == event]
        one = _combined(together)
        _write_talk(draft, one, event)
        for talk in together:
            telling.write(draft, talk, event)
        series = identities.series.get((article, one.key))
        if series and draft.kept(draft.node(series)):
            _write_series(draft, one, event, draft.node(series))
        seats.write(together, event)
    for talk in talks:
        if talk.key in events:
            _write_margins(draft, events, talk)
    write_visits(draft, talks, events)
    return events


def _combined(talks: Sequence[Talk]) -> Talk:
    """Talks of one article that are one edition as one talk: the first value, the most exact date."""
    first = talks[0]
    if len(talks) == 1:
        return first
    return replace(
        first,
        form=_first((talk.form for talk in talks if talk.form not in GENERIC), first.form),
        label=_first((talk.label for talk in talks), None),
        parties=tuple(sorted(set(chain.from_iterable(talk.parties for talk in talks)))),
        when=min(filter(None, (talk.when for talk in talks)), key=_width, default=None),
        place=_first((talk.place for talk in talks), None),
        host=_first((talk.host for talk in talks), None),
        topics=tuple(dict.fromkeys(chain.from_iterable(talk.topics for talk in talks))),
        main=any(talk.main for talk in talks),
    )


def _first(values: Iterable[Value | None], default: Value) -> Value:
    """The first value that is there."""
    return next((value for value in values if value), default)


def _width(when: When) -> int:
    """How many days the date leaves open; an open year leaves most."""
    return (when.latest - when.earliest).days if when.earliest and when.latest else 10**6


def _write_margins(draft: Draft, events: Nodes, talk: Talk) -> None:
    margins = events.get(talk.on_margins_of or "")
    if margins and margins != events[talk.key]:
        draft.add(events[talk.key], PAR.onMarginsOf, margins)


def _write_talk(draft: Draft, talk: Talk, event: ox.NamedNode) -> None:
    draft.typed(event, _CLASSES[talk.form], event_label(talk, draft.addresses.party_label))
    draft.add(draft.article, PAR.reports, event)
    draft.add(event, PAR.hasParty, *(write_party(draft, code) for code in talk.parties))
    if talk.host:
        draft.add(event, PAR.hostParty, write_party(draft, talk.host))
    draft.add(event, PAR.status, _STATUSES[talk.status])
    draft.add(event, PAR.reportedAs, PAR.MainNews if talk.main else PAR.Mentioned)
    if talk.when:
        _write_when(draft, talk.when, event)
    if talk.place and talk.form != "call":  # nobody travels for a call: where one side sat is no place of it
        draft.add(event, PAR.place, _write_place(draft, talk.place))
    if talk.ordinal:
        draft.add(event, PAR.ordinal, number(talk.ordinal, XSD.positiveInteger))
    draft.add(event, PAR.topic, *(write_concept(draft, "topic", PAR.Topic, topic) for topic in talk.topics))


def _write_when(draft: Draft, when: When, event: ox.NamedNode) -> None:
    if when.value:
        draft.add(event, PAR.date, dated(when.value))
    if when.earliest and when.latest:
        draft.add(event, PAR.earliest, dated(when.earliest.isoformat()))
        draft.add(event, PAR.latest, dated(when.latest.isoformat()))
    draft.add(event, PAR.dateText, when.text or None)


def _write_place(draft: Draft, place: Place) -> ox.NamedNode:
    node = draft.node(draft.addresses.place(place))
    country = draft.node(draft.addresses.country(place.state)) if place.state else None
    draft.typed(node, PAR.Country if node == country else PAR.Place)
    draft.names(node, place.label)
    if country and country != node:
        draft.typed(country, PAR.Country)
        draft.add(node, PAR.within, country)
    return node


def _write_series(draft: Draft, talk: Talk, event: ox.NamedNode, series: ox.NamedNode) -> None:
    draft.typed(series, PAR.ExerciseSeries if talk.form == "exercise" else PAR.TalkSeries)
    if talk.series:
        draft.names(series, talk.series)
    draft.add(event, PAR.inSeries, series)
