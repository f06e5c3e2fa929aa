"""Whether a talk was held, is planned or cancelled, by the words about its trigger."""

import re
from collections.abc import Sequence

from kg.extraction.talks.hit import Hit
from kg.extraction.talks.rules import MoodRule, talk_rules, words
from kg.model import Span, Status

_PRESENT = words("present")
_LED_TO = words("led-to")
_PAST = words("past")
_UNREAL = words("unreal")
_HELD_AFTER = words("held-after")
_DONE = words("done")


def status_of(text: str, sentence: Span, hits: Sequence[Hit], i: int) -> Status | None:
    """Whether the talk was held; None where the words speak of no particular talk."""
    hit = hits[i]
    floor = hits[i - 1].span.end if i else sentence.start
    before = text[floor : hit.span.start]
    if _habitual(text, sentence, hit, before):
        return None
    if _PAST.match(text[hit.span.start : hit.span.end]) and not _UNREAL.search(before):
        return "held"
    if i and _follows(hit, before):
        return status_of(text, sentence, hits, i - 1)
    return _by_mood(hit, before, _after(text, sentence, hits, i), text)


_AND = re.compile(r",? and (?:the |an? )?")
_FOR = re.compile(r"\bfor (?:an? |the |their )?(?:\w+ )?$")


def _follows(hit: Hit, before: str) -> bool:
    """Whether a talk stands or falls with the one before: "visit X for talks", "A and B"."""
    return bool(_FOR.search(before)) or (hit.name is not None and bool(_AND.fullmatch(before)))


def _after(text: str, sentence: Span, hits: Sequence[Hit], i: int) -> str:
    """The words behind a trigger; of "A and B will be held", those behind B."""
    if i + 1 == len(hits):
        return text[hits[i].span.end : sentence.end]
    after = text[hits[i].span.end : hits[i + 1].span.start]
    if (
        hits[i].rule.kind in ("noun", "name")
        and hits[i + 1].rule.kind in ("noun", "name")
        and _AND.fullmatch(after)
    ):
        return text[hits[i + 1].span.end : sentence.end]
    return after


def _by_mood(hit: Hit, before: str, after: str, text: str) -> Status | None:
    where = {"before": before, "after": after, "clause": f"{before[-60:]} {after[:60]}"}
    over = _done(before, hit) or bool(_HELD_AFTER.match(after))
    for mood in talk_rules().moods:
        ruled_out = (mood.id in ("mood.planned-before", "mood.planned-after") and over) or not _concerns(
            mood, hit, text
        )
        if not ruled_out and mood.pattern.search(where[mood.where]):
            return mood.status
    return "held"


def _concerns(mood: MoodRule, hit: Hit, text: str) -> bool:
    """Whether a mood that knows certain nouns only concerns this one."""
    if not mood.nouns:
        return True
    noun = hit.name.series if hit.name else hit.span.of(text)
    last = noun.lower().split()[-1].strip("’'").rstrip("s")
    return last in mood.nouns and not (hit.name and hit.name.ordinal)


def _habitual(text: str, sentence: Span, hit: Hit, before: str) -> bool:
    """A verb in the plain present speaks of a habit ("the armies meet regularly"), save in headlines."""
    words = text[hit.span.start : hit.span.end]
    if (
        hit.rule.kind not in ("verb", "visit")
        or hit.rule.id == "talk.visit-noun"
        or not _PRESENT.match(words)
    ):
        return False
    return "." in text[sentence.start : sentence.end] and not _LED_TO.search(before)


def _done(before: str, hit: Hit) -> bool:
    """Whether a verb of the past stands nearer to the trigger than a word that looks ahead."""
    return hit.rule.kind != "verb" and bool(_DONE.search(before))
