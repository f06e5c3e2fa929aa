"""Topics of a text: concepts of the scheme `ontology/topics.ttl` whose words stand in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.reference.load import load_reference
from kg.reference.tables import Concept

_WORD = re.compile(r"[^\W_]+(?:'s)?")
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class TopicIndex:
    """Signals of topics by their folded words.

    Attributes:
        signals: folded words of a label or signal to the notations that it points to.
    """

    signals: Mapping[tuple[str, ...], tuple[str, ...]]

    def of(self, text: str) -> tuple[str, ...]:
        """The notations of a text, the most often met first, otherwise in order of mention."""
        words = folded(text)
        counts: dict[str, int] = {}
        at = 0
        while at < len(words):
            length, notations = self._longest(words, at)
            for notation in notations:
                counts[notation] = counts.get(notation, 0) + 1
            at += max(length, 1)
        return tuple(sorted(counts, key=lambda n: -counts[n]))

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            found = self.signals.get(tuple(words[at : at + length]))
            if found:
                return length, found
        return 0, ()


def folded(text: str) -> list[str]:
    """Words in lower case, hyphens apart, plural and possessive endings off."""
    plain = text.replace("’", "'").casefold()
    return [_singular(w.removesuffix("'s")) for w in _WORD.findall(plain)]


@lru_cache(maxsize=1 << 14)
def _singular(word: str) -> str:
    if re.search(r"\w\wies$", word):
        return word[:-3] + "y"
    return word[:-1] if re.search(r"\w\w[^sui]s$", word) else word


def topic_index(concepts: Sequence[Concept]) -> TopicIndex:
    """An index of the labels and signals of concepts."""
    found: dict[tuple[str, ...], list[str]] = {}
    for concept in concepts:
        for words in (concept.label, *concept.signals):
            key = tuple(folded(words))
            if key and concept.notation not in found.setdefault(key, []):
                found[key].append(concept.notation)
    return TopicIndex({k: tuple(v) for k, v in found.items()})


@cache
def _scheme() -> TopicIndex:
    return topic_index(load_reference().topics)


def topics_of(text: str) -> tuple[str, ...]:
    """The notations of the scheme's topics that a text speaks of, the most often met first."""
    return _scheme().of(text)
