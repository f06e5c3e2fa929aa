"""Which parties a mention of a talk names: in its name, as its sides, as host, as destination."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.mentions import PartyMention, PlaceMention
from kg.extraction.resolve.actors import Actor
from kg.extraction.talks.found import STATE, Reading, party_in
from kg.extraction.talks.hit import Hit
from kg.extraction.talks.rules import words
from kg.extraction.talks.slots import Sides
from kg.model import Place

_HOSTED = words("hosted")


def codes_of(
    reading: Reading, hit: Hit, sides: Sides, people: Sequence[str], place: Place | None
) -> tuple[str, ...]:
    """The parties: those of the name or in front of the noun, of the persons, and the parties that act."""
    own = hit.name.parties if hit.name else sides.front
    codes = [*own, *_goal(reading, hit, place)]
    if hit.name and len([c for c in own if len(c) == STATE]) > 1:
        return tuple(dict.fromkeys(codes))
    codes += _named_here(reading, hit)
    codes += [p for n in people if (p := party_in(reading, n))]
    codes += _acting(sides)
    if not sides.objects and hit.rule.kind in ("noun", "verb"):
        codes += _title_state(reading, hit)
    if len(set(codes)) == STATE:
        codes += _third(reading, hit)
    return tuple(dict.fromkeys(codes))


def _goal(reading: Reading, hit: Hit, place: Place | None) -> list[str]:
    """Where a visit goes, by its own words or by the city where it is."""
    if hit.rule.kind != "visit":
        return []
    return _destination(reading, hit) or ([place.state] if place and place.state else [])


def _named_here(reading: Reading, hit: Hit) -> Iterator[str]:
    """All parties of the sentence, for an exercise: who else would it name."""
    if hit.name and hit.name.form == "exercise":
        for m in reading.mentions:
            yield from m.codes if isinstance(m, PartyMention) else ()


def _acting(sides: Sides) -> Iterator[str]:
    for actor in (*sides.subjects, *sides.objects):
        yield from (g.key for g in actor.agents if g.kind == "party")


_TITLE = re.compile(r"(?: \w+){0,2} with (?:the |his |her )?(?:(?:[A-Z][\w.’-]*|of|for|and|the),? )+")


def _title_state(reading: Reading, hit: Hit) -> list[str]:
    """The state in the title of a partner whose name was not read: "with Minister of Defence, Tanzania …"."""
    for m in reading.mentions:
        if isinstance(m, PartyMention) and 0 < m.span.start - hit.span.end < _REACH:
            return list(m.codes) if _TITLE.fullmatch(reading.text, hit.span.end, m.span.start) else []
    return []


_REACH = 60  # characters between "visit" and where it goes
_TO = re.compile(r"^(?: ?\w*){0,3}? ?(?:to|in|of)? ?(?:the )?(?:\w+ )?$")
_THREE = re.compile(r"(?i)\b(?:trilateral|three-way|tripartite)\b[\w ’'-]*$")
_THIRD = words("third")
_CHAIRS = words("chairs")


def _sole_party(reading: Reading, actor: Actor) -> str | None:
    agent = actor.agents[0]
    return agent.key if agent.kind == "party" else party_in(reading, agent.key)


def _third(reading: Reading, hit: Hit) -> list[str]:
    """The third party of "a trilateral meeting that includes C"."""
    before = reading.text[max(reading.sentence.start, hit.span.start - 40) : hit.span.start]
    if hit.name or not _THREE.search(before):
        return []
    return [
        g.key
        for a in reading.actors
        if a.span.start >= hit.span.end and _THIRD.search(reading.text[hit.span.end : a.span.start])
        for g in a.agents
        if g.kind == "party"
    ][:1]


def _destination(reading: Reading, hit: Hit) -> list[str]:
    """Where a visit goes, right behind the word."""
    for m in reading.mentions:
        if not 0 <= m.span.start - hit.span.end < _REACH or not isinstance(m, PlaceMention | PartyMention):
            continue
        if _TO.match(reading.text[hit.span.end : m.span.start]):
            if isinstance(m, PartyMention):
                return list(m.codes)
            return [m.place.state] if m.place.state else []
    return []


def host_of(reading: Reading, hit: Hit) -> tuple[str | None, tuple[str, ...]]:
    """Host of a named talk and the official in the chair ("hosted by", "chaired by")."""
    before = reading.text[max(reading.sentence.start, hit.span.start - 60) : hit.span.start]
    if hit.name and _CHAIRS.search(before):
        near = [a for a in reading.actors if a.span.end <= hit.span.start]
        party = _sole_party(reading, near[-1]) if near else None
        return party, ()
    for actor in reading.actors:
        lead = reading.text[max(reading.sentence.start, actor.span.start - 25) : actor.span.start]
        if hit.name and not hit.margin and _HOSTED.search(lead) and len(actor.agents) == 1:
            agent = actor.agents[0]
            if agent.kind == "party":
                return agent.key, ()
            return party_in(reading, agent.key), (agent.key,)
    return None, ()
