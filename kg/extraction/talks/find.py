"""The talks that one sentence speaks of, each with what the sentence says of it."""

import re
from collections.abc import Sequence

from kg.extraction.mentions import (
    DateMention,
)
from kg.extraction.resolve.actors import Actor
from kg.extraction.talks.fold import folded
from kg.extraction.talks.found import STATE, Found, Reading, leads, party_in, people_in
from kg.extraction.talks.hit import EDITION, Hit
from kg.extraction.talks.hits import hits_of, worthy
from kg.extraction.talks.parties import codes_of, host_of
from kg.extraction.talks.rules import talk_rules, words
from kg.extraction.talks.slots import Sides
from kg.extraction.talks.split import split
from kg.extraction.talks.status import status_of
from kg.extraction.talks.subjects import sides_in
from kg.extraction.talks.when import dates_of, extent_of
from kg.extraction.talks.where import places_of
from kg.language.dates.read import whole_year
from kg.model import Place, Span, Status, TalkForm

_INDEFINITE = re.compile(r"(?i)\b(?:an?|another|separate)(?: [\w-]+){0,3} $")
_HOSTED = words("hosted")


def find_talks(reading: Reading) -> tuple[Found, ...]:
    """Every mention of a talk in a sentence, in order."""
    if reading.sentence.end - reading.sentence.start > _LONGEST:
        return ()
    hits = hits_of(reading)
    hits = [h for h, s in zip(hits, sides_in(reading, hits), strict=True) if worthy(h, s, reading)]
    hits = [h for i, h in enumerate(hits) if not (i and _is_predicate(reading.text, hits[i - 1], h))]
    if not hits:
        return ()
    text, sentence, mentions = reading.text, reading.sentence, reading.mentions
    dates = dates_of(text, sentence, hits, mentions)
    places = places_of(text, sentence, hits, mentions, dates)
    found: list[Found] = []
    for i, sides in enumerate(sides_in(reading, hits)):
        status = _status(reading, hits, i)
        undated = hits[i].rule.needs == "dated" and dates[i] is None
        if status is not None and not undated:
            base = _base(reading, hits[i], status, sides, dates[i], places[i])
            found += split(base, hits[i], sides, reading)
    return folded(reading, found)


def _status(reading: Reading, hits: Sequence[Hit], i: int) -> Status | None:
    """Whether the talk was held; a headline's "to hold" looks ahead."""
    status = status_of(reading.text, reading.sentence, hits, i)
    to_come = reading.heading and _TO_COME.search(reading.text[reading.sentence.start : hits[i].span.start])
    return "planned" if status == "held" and to_come else status


_TO_COME = words("to-come")
_LONGEST = 4000  # characters; longer runs are tables or noise, never a sentence
_AGAIN = re.compile(r"(?: \([^)]*\))?,?(?: was| were| then| first)? ")


def _is_predicate(text: str, before: Hit, hit: Hit) -> bool:
    """Whether a verb only says of the named talk before it that it took place ("the Forum convened")."""
    gap = text[before.span.end : hit.span.start]
    return bool(before.name) and hit.rule.id == "talk.met-verb" and bool(_AGAIN.fullmatch(gap))


def _base(
    reading: Reading, hit: Hit, status: Status, sides: Sides, date: DateMention | None, place: Place | None
) -> Found:
    text, noun = reading.text, hit.noun
    before = text[max(reading.sentence.start, hit.span.start - 70) : hit.span.start]
    acting = _acting(reading, hit, sides)
    people = _fitting(reading, hit, people_in(reading, acting))
    codes = codes_of(reading, hit, sides, people, place)
    other = hit.rule.id == EDITION or _another(text, hit, before, noun)
    people = _seated(hit, status, before, people, _loose(acting) if other and noun else frozenset())
    if _only_when(hit, sides, before):
        people, date = (), None
    date = _own_date(text, hit, status, date)
    host, chair = host_of(reading, hit)
    people = tuple(dict.fromkeys([*people, *chair]))
    return Found(
        reading.sentence, hit.span, hit.rule.id, _form(reading, hit, people), status,
        tuple(dict.fromkeys([*codes, *([host] if host else [])])), people, date, place, hit.name,
        noun and not other and bool(talk_rules().anaphor.search(before)),
        other, hit.margin, host, reading.heading,
        bool(sides.objects or sides.front), noun and bool(_INDEFINITE.search(before)),
        *extent_of(text, reading.sentence, hit, date, reading.mentions),
        alone=not sides.subjects or any(party_in(reading, n) is None for n in people),
    )  # fmt: skip


def _own_date(text: str, hit: Hit, status: Status, date: DateMention | None) -> DateMention | None:
    """The date, unless a plan only says since when there was none; else the year in the name."""
    if date and status == "planned":
        since = _NOT_SINCE.search(text[max(0, date.span.start - 60) : date.span.start])
        date = None if since else date
    return date or _year_behind(text, hit)


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
    return hit.noun and not hit.name and not sides.objects and bool(_ABOUT_THEN.search(before))


def _visitors(reading: Reading, hit: Hit, sides: Sides) -> tuple[Actor, ...]:
    """Who goes: the subject, or those behind "visit of" and "visit by"."""
    by = [a for a in sides.objects if _GUEST.fullmatch(reading.text[hit.span.end : a.span.start])]
    return tuple(by[:1]) or sides.subjects


_GUEST = words("guest")


def _fitting(reading: Reading, hit: Hit, people: Sequence[str]) -> tuple[str, ...]:
    """Of a summit only leaders, of a talk that names its states only their officials take part."""
    states = set(hit.name.parties if hit.name else ())
    if len([c for c in states if len(c) == STATE]) > 1:
        people = [n for n in people if party_in(reading, n) in states]
    form = hit.name.form if hit.name else hit.rule.form
    if form == "summit" and not hit.margin:
        people = [n for n in people if leads(reading.officials[n]) or len(party_in(reading, n) or "") > STATE]
    return tuple(people)


_LEADERS = words("leaders")
_IN_PERSON = re.compile(r"\b(?:sidelines?|margins) of|whose (?:sidelines?|margins)|in person|face to face")
_BY_WIRE = words("by-wire")


def _form(reading: Reading, hit: Hit, people: Sequence[str]) -> TalkForm:
    """The form of its name, else of its words, by telephone or among leaders."""
    if hit.name:
        form: TalkForm = hit.name.form
        text = reading.text[max(reading.sentence.start, hit.span.start - 90) : hit.span.start]
        verb = form == "meeting" and hit.rule.kind == "verb" and not people
        return "summit" if verb and _LEADERS.search(text) else form
    return _unnamed_form(reading, hit, people)


def _unnamed_form(reading: Reading, hit: Hit, people: Sequence[str]) -> TalkForm:
    form = hit.rule.form
    if hit.rule.id == "talk.spoke-verb" and _IN_PERSON.search(reading.sentence.of(reading.text)):
        form = "meeting"
    if form == "meeting" and _BY_WIRE.match(reading.text[hit.span.end : reading.sentence.end]):
        return "call"
    before = reading.text[max(reading.sentence.start, hit.span.start - 90) : hit.span.start]
    if form == "meeting" and hit.rule.kind == "verb" and not people and _LEADERS.search(before):
        return "summit"
    leaders = [n for n in people if leads(reading.officials[n])]
    among = len(leaders) > 1 and len(leaders) == len(people)
    return "summit" if among and form in ("meeting", "dialogue") else form
