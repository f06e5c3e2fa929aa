"""Names of talks compared: which are of the same talk or series."""

import re
from collections.abc import Sequence

from kg.extraction.mentions import SeriesMention
from kg.extraction.series.known import series_key


def same_name(a: SeriesMention, b: SeriesMention) -> bool:
    """Whether two names are of one talk: the same series, and no two numbers."""
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return False
    if a.series_id and b.series_id:
        return a.series_id == b.series_id
    if two_plus_two(a) and two_plus_two(b):
        return _same_parties(a, b)
    return _alike(a, b)


def _same_parties(a: SeriesMention, b: SeriesMention) -> bool:
    """Whether two names may be of the same parties; unnamed ones may."""
    return not a.parties or not b.parties or set(a.parties) == set(b.parties)


def _alike(a: SeriesMention, b: SeriesMention) -> bool:
    """Whether the words of one name are those of the other or shorten it."""
    one, two = core(a), core(b)
    if bool(set(one) & _APART) != bool(set(two) & _APART):
        return False
    if one == two or (a.ordinal and a.ordinal == b.ordinal and a.form == b.form and set(one) & set(two)):
        return True
    if a.parties and set(a.parties) == set(b.parties) and a.form == b.form and _same_ending(one, two):
        return True
    short, long_ = sorted((set(one), set(two)), key=len)
    return short <= long_ and a.form == b.form and _same_parties(a, b)


def _same_ending(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two names differ only in how they write the party in front: "SCO …" and in full."""
    same = 0
    while same < min(len(one), len(two)) and one[-1 - same] == two[-1 - same]:
        same += 1
    return same > 1 and min(len(one), len(two)) - same < same


_APART = frozenset({"retreat", "informal", "special", "plus"})
_EMPTY = frozenset({"bilateral", "trilateral", "the"})


_BOTH = re.compile(
    r"(?i)\b2\+2\b|two-plus-two|\bforeign and defen[cs]e minist|\bdefen[cs]e and foreign minist"
)


def two_plus_two(name: SeriesMention) -> bool:
    """Whether a name says that foreign and defence ministers meet together."""
    return bool(_BOTH.search(name.series))


def core(name: SeriesMention) -> list[str]:
    """The words of a name that tell it from others."""
    return [w for w in series_key(name.series).split() if w not in _EMPTY]
