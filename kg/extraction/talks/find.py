"""The talks that one sentence speaks of, each with what the sentence says of it."""

import re
from collections.abc import Sequence

from kg.extraction.mentions import (
    DateMention,
    PartyMention,
    PlaceMention,
)
from kg.extraction.resolve.actors import Actor
from kg.extraction.talks.fold import folded
from kg.extraction.talks.found import STATE, Found, Reading, leads, party_in, people_in
from kg.extraction.talks.hit import EDITION, Hit
from kg.extraction.talks.hits import hits_of, worthy
from kg.extraction.talks.rules import talk_rules, words
from kg.extraction.talks.slots import Sides, sides_of
from kg.extraction.talks.split import split
from kg.extraction.talks.status import status_of
from kg.extraction.talks.when import dates_of, extent_of, places_of
from kg.language.dates.read import whole_year
from kg.model import Agent, Place, Span, Status, TalkForm

_INDEFINITE = re.compile(r"(?i)\b(?:an?|another|separate)(?: [\w-]+){0,3} $")
_HOSTED = words("hosted")


def find_talks(reading: Reading) -> tuple[Found, ...]:
    """Every mention of a talk in a sentence, in order."""
    if reading.sentence.end - reading.sentence.start > _LONGEST:
        return ()
    hits = hits_of(reading)
    hits = [h for h, s in zip(hits, _sides(reading, hits), strict=True) if worthy(h, s, reading)]
    hits = [h for i, h in enumerate(hits) if not (i and _is_predicate(reading.text, hits[i - 1], h))]
    if not hits:
        return ()
    text, sentence, mentions = reading.text, reading.sentence, reading.mentions
    dates = dates_of(text, sentence, hits, mentions)
    places = places_of(text, sentence, hits, mentions, dates)
    found: list[Found] = []
    for i, sides in enumerate(_sides(reading, hits)):
        status = status_of(text, sentence, hits, i)
        if (
            reading.heading
            and status == "held"
            and _TO_COME.search(text[sentence.start : hits[i].span.start])
        ):
            status = "planned"
        undated = hits[i].rule.needs == "dated" and dates[i] is None
        if status is not None and not undated:
            base = _base(reading, hits[i], status, sides, dates[i], places[i])
            found += split(base, hits[i], sides, reading)
    return folded(reading, found)


_TO_COME = words("to-come")
_LONGEST = 4000  # characters; longer runs are tables or noise, never a sentence
_AGAIN = re.compile(r"(?: \([^)]*\))?,?(?: was| were| then| first)? ")


def _is_predicate(text: str, before: Hit, hit: Hit) -> bool:
    """Whether a verb only says of the named talk before it that it took place ("the Forum convened")."""
    gap = text[before.span.end : hit.span.start]
    return bool(before.name) and hit.rule.id == "talk.met-verb" and bool(_AGAIN.fullmatch(gap))


def _sides(reading: Reading, hits: Sequence[Hit]) -> list[Sides]:
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
    if (
        sides.subjects
        or not sides.objects
        or reading.principal is None
        or hit.name
        or hit.rule.kind not in ("noun", "verb")
    ):
        return sides
    first = sides.objects[0]
    if reading.principal in first.agents:
        return sides
    if hit.rule.kind == "verb":
        named = first.kind in ("name", "role") and hit.rule.needs == "person"
        other = party_in(reading, reading.principal.key) not in {
            party_in(reading, g.key) for g in first.agents
        }
        return Sides((_principal(first, reading),), sides.objects, sides.front) if named and other else sides
    told = _HELD_WITH.match(reading.text[hit.span.end : first.span.start])
    acts = first.kind in ("name", "role") and _HOLDS.search(
        reading.text[reading.sentence.start : hit.span.start]
    )
    if not told and not acts:
        return sides
    return Sides((_principal(first, reading),), sides.objects, sides.front)


def _principal(beside: Actor, reading: Reading) -> Actor:
    """The person whom the text is about, as the subject before an actor."""
    return Actor(beside.span, (reading.principal,) if reading.principal else (), "name")


def _base(
    reading: Reading, hit: Hit, status: Status, sides: Sides, date: DateMention | None, place: Place | None
) -> Found:
    text, rules = reading.text, talk_rules()
    before = text[max(reading.sentence.start, hit.span.start - 70) : hit.span.start]
    acting = _acting(reading, hit, sides)
    people = _fitting(reading, hit, people_in(reading, acting))
    codes = _codes(reading, hit, sides, people, place)
    noun = hit.rule.kind in ("noun", "visit") and hit.rule.id != "talk.visit-verb"
    other = hit.rule.id == EDITION or _another(text, hit, before, noun)
    people = _seated(hit, status, before, people, _loose(acting) if other and noun else frozenset())
    if _only_when(hit, sides, before):
        people, date = (), None
    anaphoric = noun and not other and bool(rules.anaphor.search(before))
    if (
        date
        and status == "planned"
        and _NOT_SINCE.search(text[max(0, date.span.start - 60) : date.span.start])
    ):
        date = None
    date = date or _year_behind(text, hit)
    host, chair = _host(reading, hit)
    alone = not sides.subjects or any(party_in(reading, n) is None for n in people)
    extent = extent_of(text, reading.sentence, hit, date, reading.mentions)
    people = tuple(dict.fromkeys([*people, *chair]))
    return Found(
        reading.sentence, hit.span, hit.rule.id, _form(reading, hit, people), status,
        tuple(dict.fromkeys([*codes, *([host] if host else [])])), people, date, place, hit.name,
        anaphoric, other, hit.margin, host, reading.heading,
        bool(sides.objects or sides.front), noun and bool(_INDEFINITE.search(before)), *extent,
        alone=alone,
    )  # fmt: skip


_YEAR = re.compile(r"(?: \([^)]*\))? (?P<year>(?:19|20)\d\d)\b")


def _year_behind(text: str, hit: Hit) -> DateMention | None:
    """The year that is part of a name: "AUSMIN 2024"."""
    behind = _YEAR.match(text, hit.span.end) if hit.name and hit.name.form != "exercise" else None
    if behind is None:
        return None
    return DateMention(Span(*behind.span("year")), whole_year(behind["year"], int(behind["year"])), None)


_ABOUT_THEN = words("about-then")


def _loose(acting: Sequence[Actor]) -> frozenset[str]:
    """Who is only meant by a title or a pronoun: of another round they need not have been the same."""
    named = {g.key for a in acting if a.kind in ("name", "role") for g in a.agents}
    return frozenset(g.key for a in acting for g in a.agents) - named


def _seated(
    hit: Hit, status: Status, before: str, people: tuple[str, ...], loose: frozenset[str]
) -> tuple[str, ...]:
    """Who took part: none in what the words only set, and no one whom another round only implies."""
    edition = hit.rule.id == EDITION
    if hit.rule.needs == "dated" or (edition and status == "held"):
        return ()
    if status == "planned" and (edition or loose or hit.rule.kind == "name") and _AGREED_ON.search(before):
        return ()
    return tuple(n for n in people if n not in loose)


_NOT_SINCE = words("not-since")
_LAST_HELD = words("last-held")
_AGREED_ON = words("agreed-on")


def _another(text: str, hit: Hit, before: str, noun: bool) -> bool:
    """Whether the words set a talk apart from the one under discussion: "the last", "was last held"."""
    if hit.name and hit.name.ordinal is None and _LAST_HELD.search(text[hit.span.end : hit.span.end + 60]):
        return True
    free = noun or (hit.name is not None and hit.name.ordinal is None)
    return free and bool(talk_rules().other.search(before))


def _acting(reading: Reading, hit: Hit, sides: Sides) -> tuple[Actor, ...]:
    return _visitors(reading, hit, sides) if hit.rule.kind == "visit" else (*sides.subjects, *sides.objects)


def _only_when(hit: Hit, sides: Sides, before: str) -> bool:
    """Whether a noun only says when something else took place: "before the meeting, A …"."""
    noun = hit.rule.kind in ("noun", "visit") and hit.rule.id != "talk.visit-verb"
    return noun and not hit.name and not sides.objects and bool(_ABOUT_THEN.search(before))


def _visitors(reading: Reading, hit: Hit, sides: Sides) -> tuple[Actor, ...]:
    """Who goes: the subject, or those behind "visit of" and "visit by"."""
    by = [a for a in sides.objects if _GUEST.fullmatch(reading.text[hit.span.end : a.span.start])]
    return tuple(by[:1]) or sides.subjects


_GUEST = words("guest")


def _host(reading: Reading, hit: Hit) -> tuple[str | None, tuple[str, ...]]:
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


def _fitting(reading: Reading, hit: Hit, people: Sequence[str]) -> tuple[str, ...]:
    """Of a summit only leaders, of a talk that names its states only their officials take part."""
    states = set(hit.name.parties if hit.name else ())
    if len([c for c in states if len(c) == STATE]) > 1:
        people = [n for n in people if party_in(reading, n) in states]
    form = hit.name.form if hit.name else hit.rule.form
    if form == "summit" and not hit.margin:
        people = [n for n in people if leads(reading.officials[n]) or len(party_in(reading, n) or "") > STATE]
    return tuple(people)


def _codes(
    reading: Reading, hit: Hit, sides: Sides, people: Sequence[str], place: Place | None
) -> tuple[str, ...]:
    """The parties: those of the name or in front of the noun, of the persons, and the parties that act."""
    own = hit.name.parties if hit.name else sides.front
    codes = list(own)
    if hit.rule.kind == "visit":
        codes += _destination(reading, hit) or ([place.state] if place and place.state else [])
    if hit.name and len([c for c in own if len(c) == STATE]) > 1:
        return tuple(dict.fromkeys(codes))
    if hit.name and hit.name.form == "exercise":
        codes += [c for m in reading.mentions if isinstance(m, PartyMention) for c in m.codes]
    codes += [p for n in people if (p := party_in(reading, n))]
    codes += [g.key for a in (*sides.subjects, *sides.objects) for g in a.agents if g.kind == "party"]
    if not sides.objects and hit.rule.kind in ("noun", "verb"):
        codes += _title_state(reading, hit)
    if len(set(codes)) == STATE:
        codes += _third(reading, hit)
    return tuple(dict.fromkeys(codes))


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
    for m in reading.mentions:
        if not 0 <= m.span.start - hit.span.end < _REACH or not isinstance(m, PlaceMention | PartyMention):
            continue
        if _TO.match(reading.text[hit.span.end : m.span.start]):
            if isinstance(m, PartyMention):
                return list(m.codes)
            return [m.place.state] if m.place.state else []
    return []


_LEADERS = words("leaders")
_IN_PERSON = re.compile(r"\b(?:sidelines?|margins) of|whose (?:sidelines?|margins)|in person|face to face")
_BY_WIRE = words("by-wire")


def _form(reading: Reading, hit: Hit, people: Sequence[str]) -> TalkForm:
    form = hit.name.form if hit.name else hit.rule.form
    if hit.rule.id == "talk.spoke-verb" and _IN_PERSON.search(reading.sentence.of(reading.text)):
        form = "meeting"
    leaders = [n for n in people if leads(reading.officials[n])]
    before = reading.text[max(reading.sentence.start, hit.span.start - 90) : hit.span.start]
    if (
        form == "meeting"
        and not hit.name
        and _BY_WIRE.match(reading.text[hit.span.end : reading.sentence.end])
    ):
        return "call"
    if form == "meeting" and hit.rule.kind == "verb" and not people and _LEADERS.search(before):
        return "summit"
    if form in ("meeting", "dialogue") and len(leaders) > 1 and len(leaders) == len(people) and not hit.name:
        return "summit"
    return form
