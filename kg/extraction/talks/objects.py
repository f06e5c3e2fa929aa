"""The partners behind a trigger: "met with A of B, C and D"."""

import re
from collections.abc import Sequence

from kg.extraction.resolve.actors import Actor
from kg.extraction.talks.hit import TOPIC, VERBLIKE, Hit, fronted
from kg.extraction.talks.rules import words
from kg.model import Span

_OBJECT = words("object")


_JOINER = words("joiner")
_AGENTS = words("agents")


_LETTER = re.compile(r"[a-z]")


_AT = re.compile(r"\b(?:at|in)(?: the)? $")


_FAR = 220  # characters between "discussed" and "with whom"


_SEMICOLON = re.compile(r"; (?:and )?(?:with )?(?:the |his |her )?")


_WITH_WHOM = re.compile(r"\bwith (?:the |his |her |its |their )?(?:[\w-]+ )?$")


_WERE = re.compile(r"[^.;,]{0,40}\b(?:was|were) (?:the |his |her )?")


_LIST = re.compile(r"[^.;:]{0,60}\bfollowing\b[^.;:]{0,60}:")


_LINE = 110  # characters that may stand between two partners


def objects_of(text: str, sentence: Span, hit: Hit, limit: int, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The partners behind a trigger and before the next one, in order."""
    after = [a for a in actors if hit.span.end <= a.span.start < limit and text[a.span.end : limit] != " "]
    if hit.rule.needs == "pair":
        return ()
    if hit.rule.needs == "with":
        near = [a for a in after if a.kind in ("name", "role") and a.span.start - hit.span.end < _FAR]
        first = next(
            (n for n, a in enumerate(near) if _WITH_WHOM.search(text[hit.span.end : a.span.start])), None
        )
        return () if first is None else (near[first], *_coordinated(text, near[first], near[first + 1 :]))
    return _plain_objects(text, sentence.start, hit, after)


def _plain_objects(text: str, start: int, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    if listed := _LIST.match(text, hit.span.end):
        return tuple(a for a in after if a.kind == "name" and a.span.start >= listed.end())
    if hit.rule.kind in ("noun", "name") and (there := _by(text, hit, after)):
        return there
    if hit.rule.kind in ("noun", "name", "visit") and fronted(text, start, hit):
        return ()
    return _first_partner(text, hit, after)


def _by(text: str, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    """Those by whom a talk "was attended"."""
    cue = _AGENTS.match(text, hit.span.end, hit.span.end + _FAR)
    there = [a for a in after if cue and a.span.start >= cue.end()]
    if cue is None or not there or text[cue.end() : there[0].span.start].strip():
        return ()
    return (there[0], *_listed(text, there[0], there[1:]))


def _first_partner(text: str, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    """The first actor to whom the words lead, with those in its list."""
    for n, actor in enumerate(after):
        gap = _RELATIVE.sub("", text[hit.span.end : actor.span.start])
        if _about(gap, hit) or len(gap) > _LINE:
            return ()
        if _leads_to(gap, hit):
            return (actor, *_listed(text, actor, after[n + 1 :]))
        if VERBLIKE.search(gap) or (hit.rule.kind == "verb" and not _AT.search(gap)):
            return ()
    return ()


_RELATIVE = re.compile(r"^, which [^,;]{1,60},")


def _about(gap: str, hit: Hit) -> bool:
    """Whether the words say what a talk was about; "a courtesy call on" leads to the partner."""
    if hit.rule.kind == "noun" and _TOPIC_THEN_WITH.fullmatch(gap):
        return False
    return bool(TOPIC.search(gap)) and not (
        hit.rule.form == "courtesy-call" and gap.strip() in ("on", "upon")
    )


_TOPIC_THEN_WITH = re.compile(
    r" (?:on|about|over|regarding) (?:[\w’'-]+,? ){1,9}with (?:the |his |her |its |their )?(?:[\w-]+ ){0,2}"
)


def _leads_to(gap: str, hit: Hit) -> bool:
    """Whether the words between a trigger and an actor make the actor a partner."""
    noun = hit.rule.kind in ("noun", "name") or hit.rule.id == "talk.visit-noun"
    return bool(_OBJECT.match(gap)) and (not noun or bool(_LETTER.search(gap)))


def _listed(text: str, first: Actor, rest: Sequence[Actor]) -> list[Actor]:
    """The partners that follow the first in one list."""
    found: list[Actor] = []
    at = first.span.end
    for actor in rest:
        gap = text[at : actor.span.start]
        if gap == ", " and _opens_clause(text, actor):
            break
        if not _SEMICOLON.fullmatch(gap) and (len(gap) > _LINE or not joins(gap)):
            break
        found.append(actor)
        at = actor.span.end
    return found


_LIST_GOES_ON = re.compile(r",|\)| (?:and|of|\(|&)(?:\W|$)")


def _opens_clause(text: str, actor: Actor) -> bool:
    """Whether an actor right behind a comma is the subject of the main clause and no further partner."""
    return actor.kind in ("pronoun", "group") or not _LIST_GOES_ON.match(text, actor.span.end)


_WHILE = re.compile(r"\b(?:while|whereas|when|where|after|before|but)\b")


def joins(gap: str) -> bool:
    """Whether the words between two actors make one list of them."""
    return (
        bool(_JOINER.match(gap))
        and not _WHILE.search(gap)
        and not VERBLIKE.search(gap)
        and not TOPIC.search(gap)
    )


def _coordinated(text: str, first: Actor, rest: Sequence[Actor]) -> list[Actor]:
    found: list[Actor] = []
    at = first.span.end
    for actor in rest:
        if not joins(text[at : actor.span.start]):
            break
        found.append(actor)
        at = actor.span.end
    return found


def inverted(text: str, agent: tuple[Actor, ...], actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The guests of "Also met by A today were B and C"."""
    if len(agent) != 1:
        return ()
    rest = [a for a in actors if a.span.start >= agent[0].span.end]
    if not rest or not _WERE.fullmatch(text[agent[0].span.end : rest[0].span.start]):
        return ()
    return (rest[0], *_coordinated(text, rest[0], rest[1:]))
