"""How well a thing fits a query, from 0 to 100, in parts that are told as features.

The name counts for 100 points; where values of properties are given, for 70, and they for 30, shared
evenly. The name's part is 1 for a name that is the same but for case, accents and hyphens, 0.9 where one
holds all words of the other ("Minister Kang Kyung-wha"), 0.5 where that is a single word, at most 0.8 for a
person's known surname alone, else how much of the letters agree, times 0.85.
A value counts 1 where it is the same or the beginning of a date, 0.5 where the thing has none, else 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

import pyoxigraph as ox

from server.reconcile.schema import Property
from server.reconcile.things import Thing
from server.search import folded

_SAME: Final = 1.0
_HELD: Final = 0.9
_LIKE: Final = 0.85
_UNKNOWN: Final = 0.5
_BY_NAME: Final = 70.0
_SURE: Final = 95.0
"""Score from which the best candidate is a match."""
_APART: Final = 10.0
"""Points by which it must lead."""
_SURNAME: Final = 0.8
_ONE_WORD: Final = 0.5
_WORDS: Final = 2
"""Words that a name must have to count as held: "Kim" is held by too many."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A thing with its score; `parts` holds the features by name, each from 0 to 1."""

    thing: Thing
    score: float
    parts: Mapping[str, float]


def scored(thing: Thing, name: str, given: Sequence[tuple[Property, tuple[str, ...]]]) -> Scored:
    """Scores a thing.

    Args:
        thing: the candidate.
        name: what was asked for; "" where only properties were.
        given: properties with the values that were asked for.
    """
    parts = {"name": _bare(thing, name, name_part(name, thing.names))} if name else {}
    values = {f"property:{prop.id}": value_part(thing, prop, wanted) for prop, wanted in given}
    if not values:
        return Scored(thing, round(100 * parts.get("name", 0.0), 1), parts)
    by_value = sum(values.values()) / len(values)
    weight = _BY_NAME if name else 0.0
    score = weight * parts.get("name", 0.0) + (100.0 - weight) * by_value
    return Scored(thing, round(score, 1), parts | values)


def name_part(wanted: str, names: Iterable[str]) -> float:
    """How well the best of the names fits."""
    return max((_alike(folded(wanted), folded(name)) for name in names), default=0.0)


def _bare(thing: Thing, name: str, part: float) -> float:
    """A name of one word is no person's whole name: others may have it too."""
    is_person = thing.id.startswith("official/") and len(thing.name.split()) >= _WORDS
    return min(part, _SURNAME) if is_person and len(name.split()) < _WORDS else part


def value_part(thing: Thing, prop: Property, wanted: Iterable[str]) -> float:
    """How well the values of a property fit the best of those wanted."""
    found = thing.values(prop.paths)
    if not found:
        return _UNKNOWN
    spelt = frozenset(name for value in found for name in thing.spellings(value))
    dates = [value.value for value in found if isinstance(value, ox.Literal)]
    fits = (folded(w) in spelt or (prop.id == "date" and any(d.startswith(w) for d in dates)) for w in wanted)
    return 1.0 if any(fits) else 0.0


def matched(best: Sequence[Scored]) -> bool:
    """Whether the first of the candidates, the best first, is certain enough to be taken unseen."""
    if not best or best[0].score < _SURE:
        return False
    return len(best) == 1 or best[0].score - best[1].score >= _APART


def _alike(one: str, other: str) -> float:
    if one.replace(" ", "") == other.replace(" ", ""):
        return _SAME
    ours, theirs = one.split(), other.split()
    fewer, more = sorted((ours, theirs), key=len)
    if fewer and set(fewer) <= set(more):
        return _HELD if len(fewer) >= _WORDS else _ONE_WORD
    return _LIKE * SequenceMatcher(None, " ".join(sorted(ours)), " ".join(sorted(theirs))).ratio()
