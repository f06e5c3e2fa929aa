"""Which talks took place in the course of a visit that the same article tells of."""

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.model import Talk
from kg.vocabulary import PAR
from kg.write.draft import Draft

_APART = frozenset({"visit", "call", "exercise"})


def visit_of(talk: Talk, talks: Sequence[Talk]) -> Talk | None:
    """The visit in whose course a talk took place; None where none fits, or more than one."""
    if talk.form in _APART:
        return None
    fitting = [visit for visit in talks if visit.form == "visit" and _fits(talk, visit)]
    return fitting[0] if len(fitting) == 1 else None


def write_visits(draft: Draft, talks: Sequence[Talk], events: Mapping[str, ox.NamedNode]) -> None:
    """The link from each talk to its visit."""
    for talk in talks:
        visit = visit_of(talk, talks)
        if visit and talk.key in events and visit.key in events and events[talk.key] != events[visit.key]:
            draft.add(events[talk.key], PAR.duringVisit, events[visit.key])


def _fits(talk: Talk, visit: Talk) -> bool:
    """Whether the visitor took part, and neither day nor land speaks against it.

    A visit without a day is that of a talk only where one sentence tells of both.
    """
    visitors = {participant.official for participant in visit.participants}
    if talk.status != visit.status or not visitors & {p.official for p in talk.participants}:
        return False
    elsewhere = talk.place and visit.place and talk.place.state != visit.place.state
    return not elsewhere and _in_time(talk, visit)


def _in_time(talk: Talk, visit: Talk) -> bool:
    one, whole = talk.when, visit.when
    if one and whole and one.earliest and one.latest and whole.earliest and whole.latest:
        return whole.earliest <= one.earliest and one.latest <= whole.latest
    told = {evidence.sentence for evidence in talk.evidence}
    return any(evidence.sentence in told for evidence in visit.evidence)
