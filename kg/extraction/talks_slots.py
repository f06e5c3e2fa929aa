"""What stands about a trigger: who met whom, read from one sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.mentions import (
    Mention,
    PartyMention,
    SeriesMention,
)
from kg.extraction.resolve import Actor
from kg.extraction.series_words import series_table
from kg.extraction.talks_rules import TriggerRule, words
from kg.model import Span

_TOPIC = words("topic")
_OBJECT = words("object")
_JOINER = words("joiner")
_VERBLIKE = words("verb")
_SUPPORT = words("support")
_QUOTED_SOURCE = re.compile(r"\b(?:said|according to|told|reported)\b")
_LETTER = re.compile(r"[a-z]")
_AT = re.compile(r"\b(?:at|in)(?: the)? $")
_FAR = 220  # characters between "discussed" and "with whom"
_FRONT = 60  # characters before a phrase that still opens the sentence


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a sentence; `name` where it is the name of a talk."""

    span: Span
    rule: TriggerRule
    name: SeriesMention | None = None
    margin: bool = False


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
    for i, hit in enumerate(hits):
        limit = hits[i + 1].span.start if i + 1 < len(hits) else sentence.end
        objects = _objects(text, hit, [a for a in actors if hit.span.end <= a.span.start < limit])
        floor = hits[i - 1].span.end if i else sentence.start
        free = [a for a in actors if a.span not in taken]
        subjects = _own_subjects(text, floor, hit, free) if not (guest := _who(text, hit, actors)) else guest
        subjects = subjects or _borrowed(text, sentence, hit, found, [a for a in free if a not in objects])
        if not subjects and len(objects) == 1 and (guests := _inverted(text, objects[0], actors)):
            subjects, objects = objects, guests
        taken.update(a.span for a in objects)
        found.append(Sides(subjects, objects, _front(text, hit, mentions)))
    return tuple(found)


def _own_subjects(text: str, floor: int, hit: Hit, free: Sequence[Actor]) -> tuple[Actor, ...]:
    """The subject between the trigger before, or a semicolon, and this one."""
    floor = max(floor, text.rfind(";", floor, hit.span.start) + 1)
    return _subjects(text, floor, hit, [a for a in free if floor <= a.span.start < hit.span.start])


def _borrowed(
    text: str, sentence: Span, hit: Hit, before: Sequence[Sides], free: Sequence[Actor]
) -> tuple[Actor, ...]:
    """The subject of the trigger before; for the first trigger, that of the main clause behind it."""
    if before:
        return before[-1].subjects or _opening(hit, free)
    if hit.span.start - sentence.start < _FRONT:
        return _behind(text, hit, [a for a in free if a.span.start > hit.span.end])
    return ()


def _who(text: str, hit: Hit, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The person of "…, who arrives for a visit"."""
    prior = [a for a in actors if a.kind in ("name", "role") and a.span.end <= hit.span.start]
    if hit.rule.kind != "visit" or not prior:
        return ()
    return (prior[-1],) if re.match(r",? who\b", text[prior[-1].span.end : prior[-1].span.end + 8]) else ()


_WERE = re.compile(r"[^.;,]{0,40}\b(?:was|were) (?:the |his |her )?")


def _inverted(text: str, agent: Actor, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The guests of "Also met by A today were B and C"."""
    rest = [a for a in actors if a.span.start >= agent.span.end]
    if not rest or not _WERE.fullmatch(text[agent.span.end : rest[0].span.start]):
        return ()
    return (rest[0], *_coordinated(text, rest[0], rest[1:]))


def _opening(hit: Hit, free: Sequence[Actor]) -> tuple[Actor, ...]:
    """Who opens the sentence, for a later verb: "X inspected a guard before calling on Y"."""
    if hit.rule.kind != "verb":
        return ()
    return tuple(a for a in free if a.kind in ("name", "role") and a.span.end <= hit.span.start)[:1]


_SEMICOLON = re.compile(r"; (?:and )?(?:with )?(?:the |his |her )?")
_WITH_WHOM = re.compile(r"\bwith (?:the |his |her |its |their )?(?:[\w-]+ )?$")


def _objects(text: str, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    if hit.rule.needs == "with":
        near = [a for a in after if a.kind in ("name", "role") and a.span.start - hit.span.end < _FAR]
        first = next(
            (n for n, a in enumerate(near) if _WITH_WHOM.search(text[hit.span.end : a.span.start])), None
        )
        return () if first is None else (near[first], *_coordinated(text, near[first], near[first + 1 :]))
    return _plain_objects(text, hit, after)


def _coordinated(text: str, first: Actor, rest: Sequence[Actor]) -> list[Actor]:
    found: list[Actor] = []
    at = first.span.end
    for actor in rest:
        if not _joins(text[at : actor.span.start]):
            break
        found.append(actor)
        at = actor.span.end
    return found


_LIST = re.compile(r"[^.;:]{0,60}\bfollowing\b[^.;:]{0,60}:")


def _plain_objects(text: str, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    if listed := _LIST.match(text, hit.span.end):
        return tuple(a for a in after if a.kind == "name" and a.span.start >= listed.end())
    for n, actor in enumerate(after):
        gap = text[hit.span.end : actor.span.start]
        if _TOPIC.search(gap) or len(gap) > _LINE:
            return ()
        if _leads_to(gap, hit):
            return (actor, *_listed(text, actor, after[n + 1 :]))
        if _VERBLIKE.search(gap) or (hit.rule.kind == "verb" and not _AT.search(gap)):
            return ()
    return ()


_LINE = 110  # characters that may stand between two partners


def _leads_to(gap: str, hit: Hit) -> bool:
    """Whether the words between a trigger and an actor make the actor a partner."""
    return bool(_OBJECT.match(gap)) and (hit.rule.kind not in ("noun", "name") or bool(_LETTER.search(gap)))


def _listed(text: str, first: Actor, rest: Sequence[Actor]) -> list[Actor]:
    """The partners that follow the first in one list."""
    found: list[Actor] = []
    at = first.span.end
    for actor in rest:
        gap = text[at : actor.span.start]
        if not _SEMICOLON.fullmatch(gap) and (len(gap) > _LINE or not _joins(gap)):
            break
        found.append(actor)
        at = actor.span.end
    return found


def _joins(gap: str) -> bool:
    return bool(_JOINER.match(gap)) and not _VERBLIKE.search(gap) and not _TOPIC.search(gap)


def _subjects(text: str, floor: int, hit: Hit, before: Sequence[Actor]) -> tuple[Actor, ...]:
    people = [a for a in before if a.kind in ("name", "role", "group", "pronoun") and not _source(text, a)]
    people = _last_group(text, people)
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
    if _TOPIC.search(gap) or not (hit.rule.kind in ("verb", "visit") or _SUPPORT.search(gap)):
        return ()
    return tuple(a for a in before if not _TOPIC.search(text[floor : a.span.start]))


_RELATIVE = re.compile(r", (?:who|which|whose|where)\b[^;]*?,(?= )")
_WITH = words("together")
_CLAUSE = words("clause")
_VISITS = words("goes")


def _visiting(text: str, actor: Actor, hit: Hit) -> bool:
    """Whether the words between a person and "visit" say that the person goes."""
    return bool(_VISITS.search(text[actor.span.end : hit.span.start]))


def _last_group(text: str, people: Sequence[Actor]) -> list[Actor]:
    """The persons nearest before a trigger that stand together; relative clauses left out."""
    if not people:
        return []
    asides = [m.span() for m in _RELATIVE.finditer(text, people[0].span.start, people[-1].span.end + 200)]
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
    return not _VERBLIKE.search(gap) and not _CLAUSE.search(gap)


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
