"""Who stands about each trigger of a sentence, with the subjects that the words leave to the context."""

from collections.abc import Sequence

from kg.extraction.resolve.actors import Actor
from kg.extraction.talks.found import Reading, party_in, people_in
from kg.extraction.talks.hit import Hit
from kg.extraction.talks.rules import words
from kg.extraction.talks.slots import Sides, sides_of
from kg.model import Agent


def sides_in(reading: Reading, hits: Sequence[Hit]) -> list[Sides]:
    """The sides of each trigger, in order."""
    found = sides_of(reading.text, reading.sentence, hits, reading.actors, reading.mentions)
    return [_across(_led(s, h, reading), h, reading) for s, h in zip(found, hits, strict=True)]


def _across(sides: Sides, hit: Hit, reading: Reading) -> Sides:
    """A title that could be of either side is of the other one: nobody calls on his own minister."""
    if len(sides.subjects) != 1 or sides.subjects[0].kind not in ("role", "pronoun") or hit.name:
        return sides
    own, partners = people_in(reading, sides.subjects), people_in(reading, sides.objects)
    parties = {party_in(reading, n) for n in (*own, *partners)}
    if len(parties) != 1 or not own or not partners:
        return sides
    if set(own) <= set(partners):
        return Sides((), sides.objects, sides.front)
    other = next((n for n in reading.present if party_in(reading, n) not in parties), None)
    if other is None:
        return sides
    subject = Actor(sides.subjects[0].span, (Agent("official", other),), "role")
    return Sides((subject,), sides.objects, sides.front)


_HELD_WITH = words("held-with")
_HOLDS = words("holds")


def _led(sides: Sides, hit: Hit, reading: Reading) -> Sides:
    """The person whom the text is about holds what "meetings were held with A" tells."""
    principal = reading.principal
    if sides.subjects or not sides.objects or hit.name or hit.rule.kind not in ("noun", "verb"):
        return sides
    first = sides.objects[0]
    if principal is None or principal in first.agents:
        return sides
    own = _of_verb if hit.rule.kind == "verb" else _of_noun
    if not own(first, hit, reading, principal):
        return sides
    return Sides((Actor(first.span, (principal,), "name"),), sides.objects, sides.front)


def _of_verb(first: Actor, hit: Hit, reading: Reading, principal: Agent) -> bool:
    """Whether a verb without subject has a named partner from another party than the person in mind."""
    partners = {party_in(reading, g.key) for g in first.agents}
    named = first.kind in ("name", "role") and hit.rule.needs == "person"
    return named and party_in(reading, principal.key) not in partners


def _of_noun(first: Actor, hit: Hit, reading: Reading, _principal: Agent) -> bool:
    """Whether the words say that somebody held the talk: "were held with A", "also held a meeting with A"."""
    text = reading.text
    if _HELD_WITH.match(text[hit.span.end : first.span.start]):
        return True
    held = _HOLDS.search(text[reading.sentence.start : hit.span.start])
    return first.kind in ("name", "role") and held is not None
