"""Sightings of officials joined into officials: one record for a person, with every form and post."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extraction.officials.sighting import SURE, Sighting
from kg.language.nicknames import nicknames
from kg.language.words import Words
from kg.model import Span

_MOST = 40
_FAMILY_FIRST = frozenset({"KR", "KP", "CN", "VN", "TW", "HU", "KH", "MN"})
_GENERIC = frozenset(
    {"chief", "leader", "head", "representative", "envoy", "delegate", "official", "secretary", None}
)
_UNIQUE = frozenset(
    {"president", "premier", "minister", "king", "queen", "chancellor", "secretary", "emperor", "sultan"}
)
_PAIR = 2
_SONS = frozenset({"bin", "ibn", "bint", "binti"})  # what follows is the father's name
_SMALL = frozenset({"of", "the", "for", "and", "to", "at", "in"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with its sentence, and whether that is a heading."""

    sighting: Sighting
    sentence: Span
    heading: bool = False


Mentions = list[tuple[Span, int, Seen]]


@dataclass(frozen=True, slots=True)
class Context:
    """What the article says as a whole.

    Attributes:
        publisher: the publisher's state.
        parties: codes by how often the article names them, most often first.
        organizations: codes that are no state's.
        names: for each code the forms that the article names it by.
    """

    publisher: str | None
    parties: tuple[str, ...]
    words: Words
    organizations: frozenset[str] = frozenset()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Person:
    """An official being put together; changed only while an article is read.

    Attributes:
        names: the parts of every form met.
        heads: heads of the titles met, ranks left out.
        held: the titles met, in lower case.
        served: sets of parties that sure mentions name.
    """

    seen: list[Seen] = field(default_factory=list)
    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    held: dict[str, None] = field(default_factory=dict)
    served: dict[frozenset[str], None] = field(default_factory=dict)

    def add(self, one: Seen) -> None:
        """Take in one more mention."""
        sighting = one.sighting
        self.seen.append(one)
        self.names.setdefault(parts(sighting.name), sighting.name)
        if sighting.role:
            self.held[sighting.role.lower()] = None
        if sighting.head and not sighting.rank:
            self.heads.add(sighting.head)
        if sighting.strength > 1:
            self.served[frozenset(sighting.codes)] = None

    def codes(self) -> tuple[str, ...]:
        """Parties that the surest mentions name; several are candidates."""
        best = max((s.sighting.strength for s in self.seen), default=0)
        if not best:
            return ()
        return next(s.sighting.codes for s in self.seen if s.sighting.strength == best)


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """A name's parts, folded: case, accents and dots out of the way, hyphens kept."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    return tuple(re.findall(r"[\w'-]+", plain))


def family(name: str, code: str | None) -> str:
    """The part that is likely the family name."""
    words = [w for w in re.findall(r"[\w'’-]+", name) if w.lower() not in {"jr", "sr", "ii", "iii", "iv"}]
    shouted = [w for w in words if w.isupper() and len(w) > 1]
    if shouted and len(shouted) < len(words):
        return parts(shouted[0])[0]
    if len(words) > 1 and (
        code in _FAMILY_FIRST or ("-" in words[-1] and words[-1].split("-")[-1].islower())
    ):
        return parts(words[0])[0]
    return parts(words[-1])[-1] if words else ""


def people(seen: Iterable[Seen], context: Context) -> list[Person]:
    """The sightings grouped by person, in order of first mention; fuller names are joined first."""
    rows = sorted(seen, key=lambda s: s.sighting.name_span)
    found: list[Person] = []
    index: dict[str, list[int]] = {}
    for one in sorted(rows, key=lambda s: len(parts(s.sighting.name)) == 1):
        person = best(one.sighting, found, index, context)
        if person is None:
            person = Person()
            for part in parts(one.sighting.name):
                index.setdefault(part, []).append(len(found))
            found.append(person)
        person.add(one)
    for person in found:
        person.seen.sort(key=lambda s: s.sighting.name_span)
    return sorted(found, key=lambda p: p.seen[0].sighting.name_span)


def mentions_of(found: Sequence[Person]) -> Mentions:
    """All mentions of the people in order, each with the person's place."""
    rows = ((s.sighting.span, n, s) for n, person in enumerate(found) for s in person.seen)
    return sorted(rows, key=lambda row: row[:2])


def in_sentence(one: Seen, mentions: Mentions) -> list[int]:
    """Who is named in a mention's sentence before it or before its list, in order."""
    return list(dict.fromkeys(n for _, n, s in _before(one, mentions) if s.sentence == one.sentence))


def owners(at: int, one: Seen, mentions: Mentions) -> list[int]:
    """Whose counterpart somebody may be: who acts in the sentence, who is met in it, who came before."""
    before = [row for row in _before(one, mentions) if row[1] != at]
    if one.sighting.mine:
        return list(dict.fromkeys(n for _, n, _ in before))
    before.sort(key=lambda row: (row[2].sentence == one.sentence, not row[2].sighting.link, row[0]))
    return list(dict.fromkeys(n for _, n, _ in reversed(before)))


def _before(one: Seen, mentions: Mentions) -> Mentions:
    """The mentions before one or before the list that it is in, the nearest few."""
    start = one.sighting.list_start
    start = one.sighting.name_span.start if start is None else start
    last = bisect_left(mentions, start, key=lambda row: row[2].sighting.name_span.start)
    return mentions[max(0, last - _MOST) : last]


def by_part(found: Sequence[Person]) -> dict[str, list[int]]:
    """For each part of a name the places of those who have it."""
    index: dict[str, list[int]] = {}
    for n, person in enumerate(found):
        for part in dict.fromkeys(part for name in person.names for part in name):
            index.setdefault(part, []).append(n)
    return index


def best(
    sighting: Sighting, found: Sequence[Person], index: Mapping[str, list[int]], context: Context
) -> Person | None:
    """The person that a mention fits best, the earlier of two; None where it fits nobody."""
    near = dict.fromkeys(n for part in parts(sighting.name) for n in index.get(part, ())[:_MOST])
    scored = [(score, -n) for n in near if (score := fit(sighting, found[n], context)) > 0]
    return found[-max(scored)[1]] if scored else None


def fit(sighting: Sighting, person: Person, context: Context) -> float:
    """How well a mention fits a person, 0 where it cannot be the same."""
    mine = parts(sighting.name)
    base = max((_name_fit(mine, theirs) for theirs in person.names), default=0.0)
    if not base or _apart(sighting, person):
        return 0.0
    if len(mine) == 1:
        code = next((c for served in person.served for c in sorted(served)), context.publisher)
        base = (
            2.0 if mine[0] in {family(name, code) for name in person.names.values()} else min(base / 2, 1.5)
        )
    same_head = sighting.head in person.heads
    if len(mine) == 1 and not same_head and _rivals(sighting, person):
        return 0.0
    return base + same_head


def _name_fit(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if a == b:
        return 4.0
    if sorted(a) == sorted(b) or _joined(a) == _joined(b):
        return 3.5
    unlike = [(v, w) for v, w in zip(a, b, strict=False) if v != w]
    if len(a) == len(b) > _PAIR and len(unlike) == 1:
        return 2.8 if _misspelt(*unlike[0]) else 0.0
    return _part_fit(*sorted((a, b), key=len))


def _part_fit(short: tuple[str, ...], long_: tuple[str, ...]) -> float:
    """How well a name fits a longer one of which it may be a part."""
    several = len(short) > 1
    if not _SONS.isdisjoint(long_) and short[0] != long_[0] and (several or short[0] != long_[-1]):
        return 0.0
    if set(short) <= set(long_):
        return 3.0 if several else 1.0
    return 2.5 if several and short[-1] == long_[-1] and _initials(short, long_) else 0.0


def _misspelt(one: str, other: str) -> bool:
    """Whether two parts of a name differ in one letter only ("Javad", "Jawad")."""
    return len(one) == len(other) and sum(v != w for v, w in zip(one, other, strict=True)) == 1


def _initials(short: tuple[str, ...], long_: tuple[str, ...]) -> bool:
    """Whether each part of a name is one of the other's or the initial of one."""
    return all(any(_abbreviates(w, v) for v in long_) for w in short)


def _joined(name: tuple[str, ...]) -> str:
    return "".join(name).replace("-", "")


def _abbreviates(one: str, other: str) -> bool:
    """Whether two parts are the same, or one is the initial or short form of the other."""
    short, long_ = sorted((one, other), key=len)
    same = one == other or nicknames().get(one, one) == nicknames().get(other, other)
    return same or (len(short) == 1 and long_.startswith(short))


def _apart(sighting: Sighting, person: Person) -> bool:
    """Whether titles say that these serve different states."""
    mine = set(sighting.codes)
    return sighting.strength >= SURE and bool(mine) and any(not mine & served for served in person.served)


def _rivals(sighting: Sighting, person: Person) -> bool:
    """Whether a bare surname's title is another office than the person's."""
    if sighting.head in _GENERIC or sighting.rank or not person.heads:
        return False
    held = " ".join(person.held)
    return (sighting.head or "") not in held and not person.heads & _GENERIC
