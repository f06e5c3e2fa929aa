"""What stands about a trigger: who met whom, read from one sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.mentions import (
    Mention,
    PartyMention,
)
from kg.extraction.resolve.actors import Actor
from kg.extraction.series.words import series_table
from kg.extraction.talks.hit import TOPIC, VERBLIKE, Hit
from kg.extraction.talks.objects import inverted, objects_of
from kg.extraction.talks.rules import words
from kg.model import Span

_SUPPORT = words("support")


_FRONT = 60  # characters before a phrase that still opens the sentence


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands about a trigger: subjects before it, objects after, parties in front of the noun."""

    subjects: tuple[Actor, ...] = ()
    objects: tuple[Actor, ...] = ()
    front: tuple[str, ...] = ()


def sides_of(
    text: str, sentence: Span, hits: Sequence[Hit], actors: Sequence[Actor], mentions: Sequence[Mention]
) -> tuple[Sides, ...]:
    """The sides of each trigger of a sentence, in order; a later one shares the subject of the first."""
    found: list[Sides] = []
    taken: set[Span] = set()
    limits = [*(h.span.start for h in hits[1:]), sentence.end]
    floors = [sentence.start, *(h.span.end for h in hits)]
    for number, (hit, floor, limit) in enumerate(zip(hits, floors, limits, strict=False)):
        free = [a for a in actors if a.span not in taken]
        kept = _without_next_subject(text, actors, hits[number + 1 :])
        objects = objects_of(text, sentence, hit, limit, kept)
        subjects = _who(text, hit, actors) or _subjects_of(text, sentence, hit, floor, found, free, objects)
        if not subjects and (guests := inverted(text, objects, actors)):
            subjects, objects = objects, guests
        taken.update(a.span for a in objects)
        found.append(Sides(subjects, objects, _front(text, hit, mentions)))
    return tuple(found)


_DOES = re.compile(r",? ?(?:(?:also|then|later|separately|first|had|has|have|will|would|is to|is due to) ?)*")


def _without_next_subject(text: str, actors: Sequence[Actor], later: Sequence[Hit]) -> Sequence[Actor]:
    """The actors but for the one that opens the next clause: "During her visit to Oslo, X met Y"."""
    if not later or later[0].rule.kind != "verb":
        return actors
    before = [a for a in actors if a.span.end <= later[0].span.start and a.kind in ("name", "role", "group")]
    if not before or not _DOES.fullmatch(text[before[-1].span.end : later[0].span.start]):
        return actors
    opens = text[: before[-1].span.start].rstrip().endswith(",")
    return [a for a in actors if not opens or a.span != before[-1].span]


def _subjects_of(
    text: str,
    sentence: Span,
    hit: Hit,
    floor: int,
    before: Sequence[Sides],
    free: Sequence[Actor],
    objects: tuple[Actor, ...],
) -> tuple[Actor, ...]:
    """The subject: who stands before the trigger, or the one it borrows."""
    own = _own_subjects(text, floor, hit, free)
    return own or _borrowed(text, sentence, hit, before, [a for a in free if a not in objects])


def _own_subjects(text: str, floor: int, hit: Hit, free: Sequence[Actor]) -> tuple[Actor, ...]:
    """The subject between the trigger before, or a semicolon, and this one."""
    floor = max(floor, text.rfind(";", floor, hit.span.start) + 1)
    return _subjects(text, floor, hit, [a for a in free if floor <= a.span.start < hit.span.start])


_POSSESSED = re.compile(r"\b(?:his|her|their)(?: [\w-]+){0,2} $")


def _borrowed(
    text: str, sentence: Span, hit: Hit, before: Sequence[Sides], free: Sequence[Actor]
) -> tuple[Actor, ...]:
    """The subject of the trigger before; for the first trigger, that of the main clause behind it."""
    if before:
        return before[-1].subjects or _opening(hit, free)
    earlier = [a for a in free if a.span.end <= hit.span.start]
    if owner := _owner(text, sentence, hit, earlier):
        return owner
    told = any(a.kind in ("name", "role", "pronoun") for a in earlier)
    if hit.span.start - sentence.start < _FRONT and not told:
        return _behind(text, hit, [a for a in free if a.span.start > hit.span.end])
    return ()


def _owner(text: str, sentence: Span, hit: Hit, earlier: Sequence[Actor]) -> tuple[Actor, ...]:
    """Whose talk "her meeting with B" is: the person right before."""
    owned = _POSSESSED.search(text[sentence.start : hit.span.start]) and text.startswith(
        " with ", hit.span.end
    )
    return tuple([a for a in earlier if a.kind in ("name", "role", "group")][-1:]) if owned else ()


def _who(text: str, hit: Hit, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The person of "…, who arrives for a visit"."""
    there = [a for a in actors if a.kind in ("name", "role", "group") and a.span.end <= hit.span.start]
    if there and _WHO_IS.search(text[there[-1].span.end : hit.span.start]):
        return (there[-1],)
    prior = [a for a in there if a.kind != "group"]
    if hit.rule.kind == "verb":
        return tuple(a for a in prior[-3:] if _WHO_CLAUSE.search(text[a.span.end : hit.span.start]))[:1]
    if hit.rule.kind != "visit" or not prior:
        return ()
    return (prior[-1],) if re.match(r",? who\b", text[prior[-1].span.end : prior[-1].span.end + 8]) else ()


_WHO_IS = words("who-is")
_WHO_CLAUSE = words("who-clause")


def _opening(hit: Hit, free: Sequence[Actor]) -> tuple[Actor, ...]:
    """Who opens the sentence, for a later verb: "X inspected a guard before calling on Y"."""
    if hit.rule.kind != "verb":
        return ()
    return tuple(a for a in free if a.kind in ("name", "role") and a.span.end <= hit.span.start)[:1]


def _subjects(text: str, floor: int, hit: Hit, before: Sequence[Actor]) -> tuple[Actor, ...]:
    people = [a for a in before if a.kind in ("name", "role", "group", "pronoun") and not _source(text, a)]
    people = _last_group(text, people, hit.span.start)
    if hit.rule.kind == "visit":
        goes = hit.rule.id == "talk.visit-verb" or (people and _visiting(text, people[-1], hit))
        return tuple(people) if goes else ()
    if people and _acts_in(text, people, hit):
        return tuple(people)
    if people and hit.name:
        return ()
    return _acting_parties(text, floor, hit, before)


def _acts_in(text: str, people: Sequence[Actor], hit: Hit) -> bool:
    gap = text[people[-1].span.end : hit.span.start]
    return hit.rule.kind in ("verb", "passive") or _takes_part(gap, people)


def _acting_parties(text: str, floor: int, hit: Hit, before: Sequence[Actor]) -> tuple[Actor, ...]:
    """Parties as subjects: right before a verb, or with a verb that supports the noun."""
    gap = text[before[-1].span.end if before else floor : hit.span.start]
    if TOPIC.search(gap) or not (hit.rule.kind in ("verb", "visit") or _SUPPORT.search(gap)):
        return ()
    return tuple(a for a in before if not TOPIC.search(text[floor : a.span.start]))


_RELATIVE = re.compile(r", (?:who|which|whose|where)\b[^;]*?,(?= )")


_WITH = words("together")


_CLAUSE = words("clause")


_VISITS = words("goes")


def _visiting(text: str, actor: Actor, hit: Hit) -> bool:
    """Whether the words between a person and "visit" say that the person goes."""
    return bool(_VISITS.search(text[actor.span.end : hit.span.start]))


def _last_group(text: str, people: Sequence[Actor], end: int) -> list[Actor]:
    """The persons nearest before a trigger that stand together; relative clauses left out."""
    if not people:
        return []
    asides = [m.span() for m in _RELATIVE.finditer(text, people[0].span.start, end + 1)]
    known = [a for a in people if not any(s <= a.span.start < e for s, e in asides)] or list(people)
    group = [known[-1]]
    for actor in reversed(known[:-1]):
        if not _together(_gap(text, actor.span.end, group[0].span.start, asides)):
            break
        group.insert(0, actor)
    return group


def _gap(text: str, start: int, end: int, asides: Sequence[tuple[int, int]]) -> str:
    """The words between two persons, without the last relative clause among them."""
    inside = [(s, e) for s, e in asides if start <= s and e <= end]
    return f"{text[start : inside[-1][0]]},{text[inside[-1][1] : end]}" if inside else text[start:end]


def _together(gap: str) -> bool:
    words_between = gap.strip()
    if words_between and not _WITH.fullmatch(words_between):
        return False
    return not VERBLIKE.search(gap) and not _CLAUSE.search(gap)


_AT_TALK = words("at-talk")


def _takes_part(gap: str, people: Sequence[Actor]) -> bool:
    """Whether the words between persons and the noun make them those who were there."""
    if re.match(r"[’']s?(?: [\w-]+){0,4} $", gap):
        return True
    if len(people[-1].agents) > 1 and not _SUPPORT.search(gap):
        return False
    main = re.split(r"\b(?:that|which|who|how)\b", gap)[0]
    return bool(_SUPPORT.search(main) or _AT_TALK.search(gap)) or not gap.strip(" ’'s-")


def _source(text: str, actor: Actor) -> bool:
    """Whether the actor only reports: "…, the ministry said"."""
    return bool(re.match(r",? (?:said|told|reported)\b", text[actor.span.end : actor.span.end + 12])) or text[
        max(0, actor.span.start - 14) : actor.span.start
    ].lower().strip().endswith(("according to", " said"))


def _behind(text: str, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    """The subject of the main clause behind a phrase that opens the sentence: "In talks with X, Y said"."""
    if after and text[hit.span.end : after[0].span.start] == " ":
        joined = len(after) > 1 and text[after[0].span.end : after[1].span.start] == " and "
        return tuple(after[: 1 + joined])
    for actor in after[:3]:
        if (
            text[actor.span.start - 2 : actor.span.start] == ", "
            or text[hit.span.end : actor.span.start] == ", "
        ):
            return (actor,)
        if re.search(r", (?:the )?(?:\w+ )?$", text[hit.span.end : actor.span.start]):
            return (actor,)
    return ()


def _front(text: str, hit: Hit, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Parties that stand as attributes right before a noun: "Korea-China defense ministers' talks"."""
    if hit.rule.kind not in ("noun", "visit") or hit.name:
        return ()
    codes: list[str] = []
    at = hit.span.start
    for m in reversed([m for m in mentions if isinstance(m, PartyMention) and m.span.end <= hit.span.start]):
        gap = text[m.span.end : at]
        if not _attributive(gap):
            break
        codes[:0] = m.codes
        at = m.span.start
    return tuple(dict.fromkeys(codes))


def _attributive(gap: str) -> bool:
    words = re.findall(r"[\w’'+-]+", gap.lower().replace("’", "'"))
    allowed = series_table().modifiers
    fine = all(
        w.strip("-'") in allowed or w in allowed or w in ("and", "-", "'s", "ministers'", "chiefs")
        for w in words
    )
    return fine and not re.search(r"[.;:()]", gap) and len(words) < 7  # noqa: PLR2004
