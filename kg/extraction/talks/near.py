"""How far a date or a place stands from a talk in its sentence."""

import re

from kg.extraction.talks.hit import Hit, fronted
from kg.extraction.talks.rules import words
from kg.model import Span

_OTHER_VERB = words("other-verb")
_OTHER_DAY = words("other-day")
_OTHER_EVENT = words("other-event")
_NOT_SINCE = words("not-since")
_SET_FOR = words("set-for")
_REPORTED = re.compile(
    r"\b(?:said|added|noted|recalled|stressed|told|explained|pointed out)\b[^;]{0,40}\bthat\b"
)
_AGREED = re.compile(r"\b(?:agreed|decided|pledged|promised|invited)\b[^;]{0,50}$")
_TO_HOLD = re.compile(
    r"[^;]{0,40}\bto (?:hold|convene|launch|resume|start|conduct|host|organi[sz]e|meet|visit|continue)\b"
)
_ASIDE = re.compile(r"\b(?:which|where|when|who|that|since)\b")
_FARTHEST = 500  # characters between a talk and its date in any sentence met
_OPENING = 14  # characters of "On Friday, "
_BEYOND = 10_000  # farther than any limit


def distance(text: str, hit: Hit, span: Span, sentence: Span) -> int:
    """How far a phrase is from a trigger; punctuation between makes it further, a sentence's start nearer."""
    low, high = (hit.span.end, span.start) if hit.span.end <= span.start else (span.end, hit.span.start)
    if high <= low:
        return 0
    if high - low > _FARTHEST or _parted(text, hit, span, sentence, text[low:high]):
        return _BEYOND
    gap, before = text[low:high], span.end <= hit.span.start
    cost = len(gap) + 300 * gap.count(";") + 25 * len(_ASIDE.findall(gap)) + 40 * before
    if not before and _SET_FOR.search(gap):
        return cost // 8
    return cost // 3 if before and span.start - sentence.start < _OPENING else cost


def _parted(text: str, hit: Hit, span: Span, sentence: Span, gap: str) -> bool:
    """Whether the words between tell of another event, to which the phrase belongs."""
    if _OTHER_VERB.search(gap) or _REPORTED.search(gap):
        return True
    if span.end <= hit.span.start and _AGREED.search(text[max(sentence.start, span.start - 60) : span.start]):
        return bool(_TO_HOLD.match(gap))
    if span.end <= hit.span.start:
        return bool(_OTHER_DAY.search(text[max(sentence.start, span.start - 50) : span.start]))
    if gap.startswith(",") and fronted(text, sentence.start, hit):
        return True
    return bool(_OTHER_EVENT.search(gap)) and not _NOT_SINCE.search(gap)
