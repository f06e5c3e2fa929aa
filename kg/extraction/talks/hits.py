"""The words of a sentence that report a talk, or name one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.mentions import (
    BodyMention,
    ItemMention,
    OfficialMention,
    RoleMention,
    SeriesMention,
)
from kg.extraction.resolve.actors import Actor
from kg.extraction.talks.found import Reading, party_in, people_in
from kg.extraction.talks.hit import Hit
from kg.extraction.talks.rules import TriggerRule, talk_rules, words
from kg.extraction.talks.slots import Sides
from kg.model import Span

_NAMED = "talk.named"
PLURAL = words("plural")
_NUMBERED = words("numbered")
_MARGINS = words("margins")
_BEGAN = words("began")
_STAGED = words("staged")
_EXERCISE = TriggerRule("talk.exercise", "name", "exercise", re.compile("(?!)"), None, "", "")
_NAME_RULE = TriggerRule(_NAMED, "name", "meeting", re.compile("(?!)"), None, "", "")


def hits_of(reading: Reading) -> list[Hit]:
    """The triggers of the sentence, named talks first where two overlap."""
    named = _names(reading)
    named += _drills(reading, named)
    blocked = [h.span for h in named]
    blocked += [m.span for m in reading.mentions if isinstance(m, OfficialMention)]
    hits = list(named)
    low = reading.sentence.of(reading.text).lower()
    for rule in (r for r in talk_rules().triggers if r.may_match(low)):
        for match in rule.pattern.finditer(reading.text, reading.sentence.start, reading.sentence.end):
            span = Span(*match.span())
            if not any(b.start < span.end and span.start < b.end for b in blocked):
                hits.append(Hit(span, rule))
                blocked.append(span)
    return sorted(hits, key=lambda h: h.span)


def _names(reading: Reading) -> list[Hit]:
    """The names of talks; of an exercise where the sentence says that it takes place."""
    return [
        Hit(m.span, _NAME_RULE, _whole(reading, m), _on_margins(reading.text, reading.sentence, m.span))
        for m in reading.mentions
        if isinstance(m, SeriesMention) and (m.form != "exercise" or _staged(reading, m.span))
    ]


def _drills(reading: Reading, named: Sequence[Hit]) -> list[Hit]:
    """Known exercises that take place and are no part of a longer name."""
    spans = [h.span for h in named]
    return [
        Hit(m.span, _EXERCISE, _drill(m))
        for m in reading.mentions
        if isinstance(m, ItemMention) and m.item.kind == "exercise" and _staged(reading, m.span)
        if not any(s.start < m.span.end and m.span.start < s.end for s in spans)
    ]


def _whole(reading: Reading, name: SeriesMention) -> SeriesMention:
    """The name with the parties of titles and bodies that overlap it ("China Foreign Ministers")."""
    more = [
        m.party
        for m in reading.mentions
        if isinstance(m, RoleMention | BodyMention) and m.party
        if m.span.start < name.span.end and name.span.start < m.span.end and m.span.end > name.span.start
    ]
    inside = [p for p in more if p not in name.parties]
    return replace(name, parties=(*name.parties, *inside)) if inside else name


def _staged(reading: Reading, exercise: Span) -> bool:
    """Whether the sentence reports that a named exercise takes place."""
    before = reading.text[max(reading.sentence.start, exercise.start - 80) : exercise.start]
    return bool(_BEGAN.match(reading.text, exercise.end, reading.sentence.end) or _STAGED.search(before))


def _drill(mention: ItemMention) -> SeriesMention:
    item = mention.item
    return SeriesMention(mention.span, item.label, item.label, item.identifier, None, "exercise")


def _on_margins(text: str, sentence: Span, name: Span) -> bool:
    return bool(_MARGINS.search(text[max(sentence.start, name.start - 60) : name.start]))


def worthy(hit: Hit, sides: Sides, reading: Reading) -> bool:
    """Generic plurals and verbs without persons are no talks."""
    if _plural(hit, reading.text):
        return _definite(hit, reading) or _counted(hit, sides, reading)
    if hit.rule.needs == "person":
        return any(a.kind in ("name", "role", "group") for a in sides.objects)
    if hit.rule.needs in ("with", "fronted"):
        people = people_in(reading, sides.objects)
        own = {party_in(reading, n) for n in people_in(reading, sides.subjects)}
        return bool(own) and any(party_in(reading, n) not in own for n in people)
    return hit.rule.needs != "pair" or _pair(reading.text, sides.subjects)


def _plural(hit: Hit, text: str) -> bool:
    """Whether the trigger is a plural noun; "visits" can also be a verb."""
    noun = hit.rule.kind in ("noun", "visit") and hit.rule.id != "talk.visit-verb"
    return noun and bool(PLURAL.search(hit.span.of(text).lower()))


_THE = re.compile(r"(?:^|\W)[Tt]he(?:se)? $")
_WERE = re.compile(r",? (?:were|was|held|took place)\b")


def _definite(hit: Hit, reading: Reading) -> bool:
    """Whether a plural stands for one talk: "the consultations, held in Oslo"."""
    text, words = reading.text, hit.span.of(reading.text).lower()
    before = text[max(reading.sentence.start, hit.span.start - 8) : hit.span.start]
    one = words.endswith(("consultations", "dialogues"))
    return one and bool(_THE.search(before)) and bool(_WERE.match(text, hit.span.end))


def _counted(hit: Hit, sides: Sides, reading: Reading) -> bool:
    """Whether a plural tells of particular talks: with named partners, or counted, or by telephone."""
    before = reading.text[max(reading.sentence.start, hit.span.start - 40) : hit.span.start]
    if not sides.objects:
        return False
    named = any(a.kind == "name" for a in sides.objects) or _several_partners(sides, reading)
    calls = hit.rule.form == "call" or "consult" in hit.span.of(reading.text).lower()
    return named or calls or bool(_NUMBERED.search(before))


def _several_partners(sides: Sides, reading: Reading) -> bool:
    """Whether a plural tells of a talk with each: "meetings with the ministers of A and B"."""
    told = any(a.kind in ("name", "role") for a in sides.subjects)
    agents = [g for a in sides.objects for g in a.agents]
    codes = {g.key if g.kind == "party" else party_in(reading, g.key) for g in agents}
    return told and len(codes) > 1


def _pair(text: str, subjects: Sequence[Actor]) -> bool:
    """Exactly two named persons, joined by "and"."""
    if len(subjects) != 2 or any(a.kind not in ("name", "role") for a in subjects):  # noqa: PLR2004
        return False
    gap = text[subjects[0].span.end : subjects[1].span.start]
    return bool(re.fullmatch(r"(?:,[^.;]{0,60},)? and (?:the |his |her )?(?:\w+ )?", gap))
