"""Letters that an article gives a meaning of its own: "Antalya Diplomacy Forum (ADF)" is no armed force."""

import re

from kg.language.lexicon import Hit, Lexicon
from kg.language.tokens import tokens
from kg.model import Span

_DEFINED = re.compile(
    r"(?P<words>(?:[A-Z][\w’'&]{0,30}[ -](?:(?:of|for|and|the|on|in|to) )*){2,8})\((?P<letters>[A-Z]{2,8})\)"
)
_CAPITAL = re.compile(r"(?<![\w’'])[A-Z]")


def redefined(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The abbreviations that a text introduces for something else than the lexicon has under them.

    Args:
        text: the article.
        lexicon: what abbreviations mean by themselves.

    Returns:
        Abbreviations whose letters are the initials of the words before their brackets, where the lexicon
        has another name for those letters.
    """
    found = (match for match in _DEFINED.finditer(text) if _spells(match["words"], match["letters"]))
    return frozenset(m["letters"] for m in found if _another(m["words"], m["letters"], lexicon))


def _spells(words: str, letters: str) -> bool:
    return "".join(_CAPITAL.findall(words)).endswith(letters)


def _another(words: str, letters: str, lexicon: Lexicon) -> bool:
    known = _hits(letters, lexicon)
    if not known:
        return False
    named = {hit.entry.label for hit in _hits(words, lexicon)} | {words.strip()}
    codes = {hit.entry.codes for hit in _hits(words, lexicon)}
    return known[0].entry.label not in named and known[0].entry.codes not in codes


def _hits(words: str, lexicon: Lexicon) -> tuple[Hit, ...]:
    return lexicon.find(tokens(words, Span(0, len(words))))
