"""When a found name, date, place or sentence counts as the annotated one (annotation guidelines)."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

Item = dict[str, Any]
HALF = 0.5


def fold(text: str | None) -> list[str]:
    """The words of a text without case, accents, hyphens, apostrophes and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w\s]", " ", bare.replace("-", "").replace("'", "")).split()


def sentence_words(text: str | None) -> str:
    """A sentence folded to one line, without the number or bullet of its paragraph."""
    return re.sub(r"^(?:\d+|o) ", "", " ".join(fold(text)))


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names have the same words in any order, or the shorter's two or more lie in the longer."""
    first, second = sorted((fold(one), fold(other)), key=len)
    if not first:
        return False
    if sorted(first) == sorted(second) or "".join(sorted(first)) == "".join(sorted(second)):
        return True
    return len(first) > 1 and set(first) <= set(second)


def overlap(one: str | None, other: str | None) -> float:
    """Jaccard similarity of two texts' words; 1.0 when both are empty."""
    first, second = set(fold(one)), set(fold(other))
    return len(first & second) / len(first | second) if first | second else 1.0


def same_date(gold: str | None, found: str | None) -> bool:
    """Whether a date is the annotated one; a silent gold accepts all, a range of one day is that day."""
    first, _, last = (found or "").partition("/")
    return gold is None or found == gold or (first == last and first == gold)


def assign(
    gold: Sequence[Item], found: Sequence[Item], score: Callable[[Item, Item], float]
) -> list[tuple[Item, Item]]:
    """Pairs one to one, the best first and ties in order; a pair that scores 0 never matches."""
    scored = [(-score(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for negative, i, j in sorted(scored):
        if negative < 0 and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def talk_likeness(gold: Item, found: Item) -> float:
    """How well a found talk fits an annotated one; 0 where less than half of the parties agree."""
    parties = _party_likeness(gold, found)
    if parties < HALF:
        return 0
    total: float = 4 * parties + _date_likeness(gold, found)
    if gold.get("ordinal"):
        total += 2 * (gold["ordinal"] == found.get("ordinal"))
    if gold.get("series") and found.get("series"):
        total += overlap(gold["series"], found["series"])
    present = found.get("participants") or []
    total += sum(any(same_name(p, q) for q in present) for p in gold["participants"]) / 2
    total += HALF * (gold["status"] == found.get("status")) + HALF * (gold["form"] == found.get("form"))
    return max(total, 0)


def _party_likeness(gold: Item, found: Item) -> float:
    wanted = set(gold["parties"])
    core = set(found.get("parties") or []) - (set(gold.get("parties_optional", [])) - wanted)
    return len(wanted & core) / len(wanted | core) if wanted | core else 1.0


def _date_likeness(gold: Item, found: Item) -> float:
    if not gold.get("date"):
        return 0
    if same_date(gold["date"], found.get("date")):
        return 2
    return -1 if found.get("date") else 0


def same_place(gold: Item, found: Item) -> bool:
    """Whether half of the place's words agree, or the gold's place lies within the found one."""
    place = found.get("place") or ""
    if overlap(gold["place"], place) >= HALF:
        return True
    same_state = gold.get("place_state") and gold["place_state"] == found.get("place_state")
    return bool(same_state) and " ".join(fold(gold["place"])) in " ".join(fold(place))
