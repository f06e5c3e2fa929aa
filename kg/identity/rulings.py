"""What curators decided of officials or events, in the terms in which identity is found.

An address stands for the claims that have it, since the key behind an address changes when other
entities become one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Handle = tuple[str, str]
"""A claim: slug of the article, and the official's name or the talk's key in it."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """Decisions over claims.

    Attributes:
        same: claims that go with claims that stay.
        different: claims that are never of one entity.
        split: claims that get another key than others have the same, with what is added to it.
    """

    same: tuple[tuple[Handle, Handle], ...] = ()
    different: tuple[tuple[Handle, Handle], ...] = ()
    split: Mapping[Handle, str] = field(default_factory=dict)

    def apart(self, keys: Mapping[Handle, str]) -> dict[str, set[str]]:
        """For each key the keys that it must never join, those of all that curators made one with it."""
        groups = _groups((keys[one], keys[other]) for one, other in self.same)
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in ((keys[one], keys[other]) for one, other in self.different):
            for left in groups.get(one, {one}):
                for right in groups.get(other, {other}):
                    found[left].add(right)
                    found[right].add(left)
        return dict(found)

    def united(self, joins: Mapping[str, str], keys: Mapping[Handle, str]) -> dict[str, str]:
        """The joins with those that curators decided; the second of each pair stays."""
        found = dict(joins)
        for one, other in self.same:
            going, staying = root(keys[one], found), root(keys[other], found)
            if going != staying:
                found[going] = staying
        return found


NO_RULINGS = Rulings()


def root(key: str, joins: Mapping[str, str]) -> str:
    """The key at the end of the joins."""
    while key in joins:
        key = joins[key]
    return key


def barred(key: str, target: str, joins: Mapping[str, str], apart: Mapping[str, set[str]]) -> bool:
    """Whether curators keep a key from joining what the target stands for."""
    return any(root(other, joins) == target for other in apart.get(key, ()))


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = groups.get(one, {one}) | groups.get(other, {other})
        groups |= dict.fromkeys(joined, joined)
    return groups
