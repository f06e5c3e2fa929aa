"""Words of one sentence that speak of one talk: "met in Bangkok for the 6th Meeting"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.talks.found import Found, Reading
from kg.extraction.talks.hit import EDITION
from kg.extraction.talks.rules import words
from kg.model import Span

_PLAIN = frozenset({"talk.met-verb", "talk.received-verb", "talk.meeting-noun"})
_FOR = words("for")


_OBJECT = re.compile(r" (?:the |a |an |their |its )?")
_PART = re.compile(r" of (?:the |its |their )?")
_OWN_CLAUSE = re.compile(r";|\b(?:where|who|which|and)\b")


def folded(reading: Reading, found: Sequence[Found]) -> tuple[Found, ...]:
    """One talk of "met in Bangkok for the 6th Meeting": the named one."""
    out: list[Found] = []
    for this in found:
        named = this
        while not named.margin and out and _names(reading, out[-1], named):
            named = _one(out.pop(), named)
        out.append(named)
    return tuple(out)


def _names(reading: Reading, last: Found, named: Found) -> bool:
    """Whether a name says which talk the plain word before it means."""
    between = reading.text[last.words.end : named.words.start]
    if last.rule == "talk.met-verb" and not last.name and _OBJECT.fullmatch(between):
        return named.name is not None or named.rule == EDITION
    plain = last.name is None and last.rule in _PLAIN
    return plain and (named.name is not None or _sat_at(reading, last, named)) and _for(reading, last, named)


def _for(reading: Reading, last: Found, named: Found) -> bool:
    """Whether the words between tie the meeting to the name: "met in Oslo for the"."""
    people = [
        a.span.end
        for a in reading.actors
        if a.kind in ("name", "role", "group") and last.words.end <= a.span.end <= named.words.start
    ]
    gap = reading.text[max(people, default=last.words.end) : named.words.start]
    if last.rule == "talk.meeting-noun" and _PART.fullmatch(gap):
        return True
    return bool(_FOR.search(gap) or not named.name) and not _OWN_CLAUSE.search(gap)


_AT_A = re.compile(r"\b(?:at|for|in) an? (?:[\w-]+ )?$")


def _sat_at(reading: Reading, last: Found, noun: Found) -> bool:
    """Whether "met in Oslo at a summit" says with the noun what kind of meeting it was."""
    same = noun.form in ("summit", "meeting", "consultation", "dialogue") and noun.status == last.status
    lead = reading.text[last.words.end : noun.words.start]
    return same and last.rule == "talk.met-verb" and bool(_AT_A.search(lead))


def _one(plain: Found, named: Found) -> Found:
    """The named mention with what the plain one says more."""
    both = tuple(dict.fromkeys([*named.parties, *plain.parties]))
    return replace(
        named,
        other=named.other and named.rule != EDITION,
        indefinite=named.indefinite and named.name is not None,
        words=Span(plain.words.start, named.words.end),
        parties=named.parties if named.name and named.name.parties[1:] else both,
        people=tuple(dict.fromkeys([*plain.people, *named.people])),
        date=named.date or plain.date,
        place=named.place or plain.place,
    )
