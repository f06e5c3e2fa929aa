"""Names as identity keys: accents, case, hyphens, name order and Korean romanisation folded, nothing guessed.

The keys of two spellings are equal or they are not; there is no score. Which spellings of Korean names
are one is a table, `language/data/romanisation.csv` (Yong and Young stay two names), and so is how names
in Cyrillic are spelt, `language/data/cyrillic.csv`, and which short given names stand for which,
`language/data/nicknames.csv`.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.identity.known import plain
from kg.language.nicknames import nicknames

KOREAN = frozenset({"KR", "KP"})
FAMILY_FIRST = frozenset({"CN", "JP", "TW", "VN", "HU", "KH", "SG", "HK", "MO"})
GIVEN_FIRST_SHORT = frozenset({"ID", "MY", "TH", "MM", "LA", "ET", "VN", "BN", "BT", "MN"})
CYRILLIC = frozenset({"RU", "UA", "BY", "BG", "KZ", "KG", "TJ", "MK", "RS"})
_AFTER = frozenset({"jr"})
_ELDER = "sr"
_CAPITALS = 3
_FAMILY_AND_GIVEN = 2


@dataclass(frozen=True, slots=True)
class Romanisation:
    """Canonical spellings of Korean family names and of the syllables of given names, by spelling."""

    family: dict[str, str]
    given: dict[str, str]
    syllable: re.Pattern[str]


@cache
def romanisation() -> Romanisation:
    """The table of Korean spellings, read once."""
    spelt: dict[str, dict[str, str]] = {"family": {}, "given": {}}
    for row in table_rows("romanisation"):
        for form in (row["canonical"], *row["variants"].split()):
            spelt[row["part"]][form] = row["canonical"]
    longest_first = sorted(spelt["given"], key=lambda form: (-len(form), form))
    return Romanisation(spelt["family"], spelt["given"], re.compile("|".join(longest_first)))


@cache
def cyrillic() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Endings and beginnings that are spelt in several ways, with the one kept, read once."""
    return tuple((re.compile(row["pattern"]), row["replacement"]) for row in table_rows("cyrillic"))


def table_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of spellings: variants, two names that it joins, two that it must not."""
    text = files("kg.language").joinpath(f"data/{name}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def name_tokens(name: str, party: str | None) -> tuple[str, ...]:
    """The folded words of a name, in an order that does not depend on how the text ordered them.

    Korean names give (family, given); names of states that write the family name first are sorted;
    others keep their order, a family name in capitals moved to the end.
    """
    words = [w for w in _in_given_order(name.split()) if plain(w) and plain(w) not in _AFTER]
    tokens = [plain(w).replace(" ", "") for w in words]
    if party in KOREAN:
        return _korean(words, tokens)
    if party in FAMILY_FIRST:
        return tuple(sorted(tokens))
    return tuple(map(_from_cyrillic, tokens)) if party in CYRILLIC else tuple(tokens)


def _from_cyrillic(word: str) -> str:
    for pattern, replacement in cyrillic():
        word = pattern.sub(replacement, word)
    return word


def _in_given_order(words: Sequence[str]) -> list[str]:
    """The words with a family name that stands in capitals ("LAVROV Sergey") put last."""
    loud = [w for w in words if w.isupper() and sum(c.isalpha() for c in w) >= _CAPITALS]
    quiet = [w for w in words if w not in loud]
    return [*quiet, *loud] if loud and quiet else list(words)


def _korean(words: list[str], tokens: list[str]) -> tuple[str, ...]:
    table = romanisation()
    if len(tokens) < _FAMILY_AND_GIVEN:
        return tuple(table.family.get(t, t) for t in tokens)
    turned = tokens[-1] in table.family and (tokens[0] not in table.family or "-" in words[0])
    if turned:
        tokens = [tokens[-1], *tokens[:-1]]
    if tokens[0] not in table.family:
        return tuple(tokens)
    given = table.syllable.sub(lambda m: table.given[m[0]], "".join(tokens[1:]))
    return table.family[tokens[0]], given


def is_bare(tokens: Sequence[str]) -> bool:
    """Whether a key is a single word: a surname alone."""
    return len(tokens) == 1


def same_but_for_nickname(one: Sequence[str], other: Sequence[str], party: str | None) -> bool:
    """Whether two keys differ in a short given name: Mike Pompeo, Michael Pompeo, Michael R. Pompeo."""
    if party in KOREAN | FAMILY_FIRST or is_bare(one) or is_bare(other) or one[0] == other[0]:
        return False
    first, second = ((nicknames().get(tokens[0], tokens[0]), *tokens[1:]) for tokens in (one, other))
    return first == second or shortens(first, second, party)


def respelt(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two keys are the same letters: Jean-Yves Le Drian, Jean Yves Le Drian."""
    return one != other and "".join(one) == "".join(other) and not (is_bare(one) or is_bare(other))


def shortens(short: Sequence[str], full: Sequence[str], party: str | None) -> bool:
    """Whether one key is a shorter way to write the other: a surname alone, or middle names left out.

    A single word must be the family name; two words and more must stand in the full name in order,
    where an initial stands for a name that begins with it; a name with an initial leaves no name out
    (George W. Bush is not George H. W. Bush), and "Sr." tells a father from his son. Korean keys of
    two words shorten nothing.
    """
    if short == full or len(short) > len(full) or (_ELDER in short) != (_ELDER in full):
        return False
    if is_bare(short):
        return not is_bare(full) and short[0] in _family_names(full, party)
    leaves_out = len(short) < len(full)
    if party in KOREAN or (leaves_out and any(len(word) == 1 for word in short)):
        return False
    return _in_order(short, full)


def _family_names(full: Sequence[str], party: str | None) -> set[str]:
    if party in KOREAN:
        return {full[0]}
    either = party in FAMILY_FIRST or party in GIVEN_FIRST_SHORT
    return {full[0], full[-1]} if either else {full[-1]}


def _in_order(short: Sequence[str], full: Sequence[str]) -> bool:
    rest = iter(full)
    return all(any(_stands_for(word, other) for other in rest) for word in short)


def _stands_for(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))
