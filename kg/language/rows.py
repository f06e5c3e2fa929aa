"""A sentence as a row of tokens, with what the lexicon found in it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.language.lexicon import Hit, Lexicon
from kg.language.tokens import Token, tokens
from kg.language.words import Words
from kg.model import Span

_LONG = 4
_FEWEST = 3
_CAPITALS = 0.7


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens with the lexicon's hits.

    Attributes:
        hits: for each token the hit that covers it, or None.
        words: classes of words.
        keys: for each token its look-up key.
        headline: whether nearly every word has a capital.
    """

    text: str
    tokens: tuple[Token, ...]
    hits: tuple[Hit | None, ...]
    words: Words
    keys: tuple[str, ...]
    headline: bool = False

    def key(self, at: int) -> str:
        """The look-up key of a token, "" beyond either end."""
        return self.keys[at] if 0 <= at < len(self.keys) else ""

    def capital(self, at: int) -> bool:
        """Whether a token exists and starts with a capital letter."""
        return 0 <= at < len(self.tokens) and self.tokens[at].capital

    def glued(self, at: int) -> bool:
        """Whether a token exists and follows the one before without a space."""
        return 0 <= at < len(self.tokens) and self.tokens[at].glued

    def hit(self, at: int) -> Hit | None:
        """The hit that covers a token."""
        return self.hits[at] if 0 <= at < len(self.tokens) else None

    def span(self, first: int, last: int) -> Span:
        """The text from one token to before another."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def part(self, first: int, last: int) -> str:
        """The words from one token to before another, white space made single."""
        return " ".join(self.span(first, last).of(self.text).split())

    def opens(self, at: int) -> bool:
        """Whether a token opens a sentence, a quotation or a bracket, where anything is capitalised."""
        return at == 0 or self.tokens[at - 1].text in "“\"‘'(:;!?•"


def row_of(text: str, span: Span, lexicon: Lexicon, unlisted: AbstractSet[str] = frozenset()) -> Row:
    """The row of a stretch of text.

    Args:
        text: the article.
        span: the stretch.
        lexicon: where names are looked up.
        unlisted: abbreviations that mean something else in this text.
    """
    found = tokens(text, span)
    keys = tuple(token.key for token in found)
    hits = lexicon.find(found)
    if unlisted:
        hits = tuple(h for h in hits if h.last - h.first > 1 or found[h.first].text not in unlisted)
    return Row(text, found, _covers(hits, len(found)), lexicon.words, keys, _headline(found))


def _headline(row: Sequence[Token]) -> bool:
    long_words = [t for t in row if len(t.key) >= _LONG and t.key.isalpha()]
    enough = len(long_words) >= _FEWEST
    return enough and sum(t.capital for t in long_words) > _CAPITALS * len(long_words)


def _covers(hits: Sequence[Hit], length: int) -> tuple[Hit | None, ...]:
    cover: list[Hit | None] = [None] * length
    for hit in hits:
        for at in range(hit.first, hit.last):
            cover[at] = hit
    return tuple(cover)
