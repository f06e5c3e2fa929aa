"""Which words about a head noun make the name of a talk."""

import re
from collections.abc import Sequence

from kg.extraction.series.words import Head, Word, series_table

_SINCE = re.compile(
    r"(?: (?:[Mm]eeting|[Tt]alks))?\W*(?:\([^)]*\) )?(?:in (?:\w+ ){0,4}years|since|of its kind|ever|"
    r"between the two (?:\w+ )?(?:leaders|ministers))\b"
)
_WIRES = frozenset({"phone", "telephone", "telephonic", "video"})
_PLURAL_TITLES = frozenset({"summits", "meetings", "conferences"})


def is_name(words: list[Word], first: int, head: int, number: int | None, noun: Head, text: str) -> bool:
    """Whether the words make a name and not a passing phrase."""
    last = words[head]
    if last.text == "talk" or any(w.key in _WIRES for w in words[first:head]):
        return False  # a verb ("Kang and Pompeo talk by phone") or a call ("Phone Talks")
    if number is not None:
        return _numbered(words, first, head, number, text)
    inner = words[first:head]
    if noun.standing and not _sits(text, words[first].start, last.end):
        return False
    return bool(inner) and not _generic(words, first, last) and _tells(inner, last, noun, text)


def _tells(inner: Sequence[Word], last: Word, noun: Head, text: str) -> bool:
    """Whether the words before a head noun tell one talk from others."""
    told = last.text[0].isupper() and inner[0].large and text.startswith(" between", last.end)
    proper = told or bool(_COUNTED.match(inner[0].key)) or _proper(inner, last)
    return proper or (noun.typed and _typed(inner, last, text))


def _numbered(words: list[Word], first: int, head: int, number: int, text: str) -> bool:
    """Whether a number makes a name: not in "the first meeting since"."""
    last = words[head]
    if number <= _FEW and _SINCE.match(text, last.end):
        return False
    return bool(words[first + 1 : head]) or words[first].text[0].isdigit() or last.key == "2+2"


_COUNTED = re.compile(r"(?:three|four|five|six|seven)-(?:party|nation|power)$")
_SITTING_OF = re.compile(
    r"(?i)\b(?:meetings?|sessions?|rounds?|sittings?|conven(?:ed?|es|ing)|h[eo]lds?|"
    r"co-?chair(?:ed|s)?|attend(?:ed|s)?) "
    r"(?:of |in )?(?:the |a |an |this year[’']s )?(?:bilateral |joint )?(?:[\w.]+[-–][\w.]+ )?$"
)
_SITS = re.compile(
    r"(?: \([^)]*\))? (?:(?:was|were) (?:held|convened)|took place|"
    r"(?:met|meets|convened|convenes) |will (?:meet|be held|convene))"
)


def _sits(text: str, start: int, end: int) -> bool:
    """Whether the words about a committee's name speak of its sitting and not of the body."""
    return bool(_SITTING_OF.search(text[max(0, start - 60) : start]) or _SITS.match(text, end))


_FEW = 3  # "the first meeting in ten years" is no first edition


def _generic(words: list[Word], first: int, last: Word) -> bool:
    """Whether a plural speaks of talks in general; "A and B summits" are two."""
    return last.key in _PLURAL_TITLES and (first == 0 or words[first - 1].key != "and")


def _proper(inner: Sequence[Word], last: Word) -> bool:
    """Whether capitals or joined parties make a name of the words before the head noun."""
    parties = [w for w in inner if w.party]
    if any(_joined(w) for w in parties) or any(_capital(w) for w in inner):
        return True
    titled = last.text[0].isupper() and any(w.large for w in inner)
    return titled and (len(inner) > 1 or bool(parties))


def _joined(party: Word) -> bool:
    return "-" in party.text.strip("-") or party.org


def _capital(word: Word) -> bool:
    return word.large and not word.party and word.key not in series_table().modifiers


def _typed(inner: Sequence[Word], last: Word, text: str) -> bool:
    """Whether "the strategic dialogue" names a known kind of talk in small letters."""
    lead = text[max(0, inner[0].start - 4) : inner[0].start].lower()
    definite = lead == "the " or text.startswith(" between", last.end)
    return definite and any(w.key in _TYPES for w in inner)


_TYPES = frozenset(
    [
        "strategic", "policy", "consultative", "political", "vice-ministerial", "economic", "security",
        "high-level", "military", "cyber", "arms", "steering", "joint",
    ]
)  # fmt: skip
