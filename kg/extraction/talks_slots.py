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
        front = _front(text, hit, mentions)
        floor = hits[i - 1].span.end if i else sentence.start
        floor = max(floor, text.rfind(";", floor, hit.span.start) + 1)
        before = [a for a in actors if floor <= a.span.start < hit.span.start and a.span not in taken]
        subjects = _subjects(text, floor, hit, before)
        if guest := _who(text, hit, actors):
            subjects = guest
        if not subjects and i:
            subjects = found[i - 1].subjects or _opening(hit, [a for a in actors if a.span not in taken])
        if not subjects and not i and hit.span.start - sentence.start < _FRONT:
            subjects = _behind(
                text, hit, [a for a in actors if a.span.start > hit.span.end and a not in objects]
            )
        if not subjects and len(objects) == 1 and (guests := _inverted(text, objects[0], actors)):
            subjects, objects = objects, guests
        taken.update(a.span for a in objects)
        found.append(Sides(subjects, objects, front))
    return tuple(found)


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
        gap = text[at : actor.span.start]
        if not _JOINER.match(gap) or _VERBLIKE.search(gap) or _TOPIC.search(gap):
            break
        found.append(actor)
        at = actor.span.end
    return found


_LIST = re.compile(r"[^.;:]{0,60}\bfollowing\b[^.;:]{0,60}:")


def _plain_objects(text: str, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    if listed := _LIST.match(text, hit.span.end):
        return tuple(a for a in after if a.kind == "name" and a.span.start >= listed.end())
    found: list[Actor] = []
    at = hit.span.end
    for actor in after:
        gap = text[at : actor.span.start]
        if found and _SEMICOLON.fullmatch(gap):
            found.append(actor)
            at = actor.span.end
            continue
        if _TOPIC.search(gap) or len(gap) > 110:  # noqa: PLR2004 - a line of text
            break
        if not found and not (
            _OBJECT.match(gap) and (hit.rule.kind not in ("noun", "name") or _LETTER.search(gap))
        ):
            if _VERBLIKE.search(gap) or (hit.rule.kind == "verb" and not _AT.search(gap)):
                break
            continue
        if found and (not _JOINER.match(gap) or _VERBLIKE.search(gap)):
            break
        found.append(actor)
        at = actor.span.end
    return tuple(found)


def _subjects(text: str, floor: int, hit: Hit, before: Sequence[Actor]) -> tuple[Actor, ...]:
    people = [a for a in before if a.kind in ("name", "role", "group", "pronoun") and not _source(text, a)]
    people = _last_group(text, people)
    if hit.rule.kind == "visit":
        own = hit.rule.id == "talk.visit-verb"
        return tuple(people) if own or (people and _visiting(text, people[-1], hit)) else ()
    if people and (
        hit.rule.kind in ("verb", "passive")
        or _takes_part(text[people[-1].span.end : hit.span.start], people)
    ):
        return tuple(people)
    if people and hit.name:
        return ()
    gap_from = before[-1].span.end if before else floor
    gap = text[gap_from : hit.span.start]
    near = hit.rule.kind in ("verb", "visit") or _SUPPORT.search(gap)
    if not near or _TOPIC.search(gap):
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
        gap = text[actor.span.end : group[0].span.start]
        for s, e in asides:
            if actor.span.end <= s and e <= group[0].span.start:
                gap = text[actor.span.end : s] + "," + text[e : group[0].span.start]
        if (gap.strip() and not _WITH.fullmatch(gap.strip())) or _VERBLIKE.search(gap) or _CLAUSE.search(gap):
            break
        group.insert(0, actor)
    return group


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
