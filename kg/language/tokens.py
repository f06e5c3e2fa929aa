"""Words and marks of a text, with offsets."""

import re
from dataclasses import dataclass

from kg.model import Span

_TOKEN = re.compile(
    r"(?P<dotted>\bH\.E(?=\s)|\bU\.\s[SNK]\.|\b(?:[^\W\d_]\.)*[A-Z]\.(?![^\W\d_])|\b(?:[A-Z]\.){1,3}(?=[A-Z][a-z]{2}))"
    r"|(?P<suffix>[’'][sS](?![\w])|[’'](?=\s|$|[.,;:)]))"
    r"|(?P<word>[^\W\d_]+(?:[’'](?![sS]\b|[tT]\b)[^\W\d_]+|(?<=\b[A-Z])[’'][A-Z]\w*)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<mark>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; hyphens are marks, a possessive ending is a token of its own.

    Attributes:
        key: the word in lower case without dots, for look-ups ("U.S." is "us").
        glued: True where no white space stands before it.
        capital: whether it starts with a capital letter.
    """

    text: str
    start: int
    end: int
    key: str
    glued: bool
    capital: bool

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


def tokens(text: str, span: Span) -> tuple[Token, ...]:
    """The tokens of a stretch of text, in order; linear in its length."""
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text, span.start, span.end):
        word, (start, last) = match[0], match.span()
        found.append(Token(word, start, last, fold(word), start == end, word[0].isupper()))
        end = last
    return tuple(found)


def fold(word: str) -> str:
    """The form by which words are looked up: lower case, one kind of apostrophe, dots inside dropped."""
    folded = word.lower()
    if folded.isalpha():
        return folded
    folded = folded.replace("’", "'")
    return folded.replace(".", "").replace(" ", "") if folded[0].isalpha() else folded
