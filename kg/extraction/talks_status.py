"""Whether a talk was held, is planned or cancelled, by the words about its trigger."""

import re
from collections.abc import Sequence

from kg.extraction.talks_rules import talk_rules, words
from kg.extraction.talks_slots import Hit
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
    limit = hits[i + 1].span.start if i + 1 < len(hits) else sentence.end
    before, after = text[floor : hit.span.start], text[hit.span.end : limit]
    noun = hit.name.series if hit.name else text[hit.span.start : hit.span.end]
    last = noun.lower().split()[-1].strip("’'").rstrip("s")
    if _habitual(text, sentence, hits[i], before):
        return None
    if _PAST.match(text[hit.span.start : hit.span.end]) and not _UNREAL.search(before):
        return "held"
    if i and re.search(r"\bfor (?:an? |the |their )?(?:\w+ )?$", before):
        return status_of(text, sentence, hits, i - 1)
    if i and hit.name and re.fullmatch(r",? and (?:the )?", before):
        return status_of(text, sentence, hits, i - 1)
    if hit.name and i + 1 < len(hits) and hits[i + 1].name and re.fullmatch(r",? and (?:the )?", after):
        after = text[hits[i + 1].span.end : sentence.end]
    for mood in talk_rules().moods:
        if mood.nouns and ((hit.name and hit.name.ordinal) or last not in mood.nouns):
            continue
        where = {"before": before, "after": after, "clause": f"{before[-60:]} {after[:60]}"}[mood.where]
        if mood.id == "mood.planned-before" and (_done(before, hit) or _HELD_AFTER.match(after)):
            continue
        if mood.pattern.search(where):
            return mood.status
    return "held"


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
