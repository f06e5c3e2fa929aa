"""A sentence as tokens, with actors and other names masked so that their inner words mislead nobody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.language.tables import table
from kg.model import Span

Kind = Literal["actor", "name", "word", "mark"]

_ACTOR = ("\ue000", "\ue001")
_NAME = ("\ue002", "\ue003")
_TOKEN = re.compile(r"\ue000\ue001*|\ue002\ue003*|[^\W\d_]+(?:[-.][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\s]")
_PLAIN = str.maketrans("’‘`´“”–—", "''''\"\"--")


@cache
def word_class(name: str) -> frozenset[str]:
    """A row of `data/clause_words.toml`."""
    return frozenset(table("clause_words")[name].split())


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `start` and `end` are absolute, `word` is lower-case, `actor` counts the actors given."""

    word: str
    start: int
    end: int
    kind: Kind
    actor: int = -1
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence ready for clause rules.

    Attributes:
        text: the sentence, masked, as long as the original.
        offset: where the sentence starts in the article.
        tokens: in order, offsets absolute.
    """

    text: str
    offset: int
    tokens: tuple[Token, ...]

    def after(self, index: int) -> str:
        """The masked text that follows a token, without leading blanks."""
        return self.text[self.tokens[index].end - self.offset :].lstrip()


def mask(text: str, span: Span, actors: Sequence[Span], names: Sequence[Span]) -> Masked:
    """Mask a sentence.

    Args:
        text: the article.
        span: the sentence in it.
        actors: acting phrases in order, none within another.
        names: other names whose inner words must not be read (series, dates, places, items).
    """
    letters = list(span.of(text).translate(_PLAIN))
    for marks, spans in ((_NAME, names), (_ACTOR, actors)):
        for s in spans:
            if span.covers(s):
                start, end = s.start - span.start, s.end - span.start
                letters[start:end] = [marks[0], *marks[1] * (end - start - 1)]
    masked = "".join(letters)
    return Masked(masked, span.start, tuple(_tokens(masked, span.start, actors)))


def _tokens(masked: str, offset: int, actors: Sequence[Span]) -> Iterator[Token]:
    numbers = {s.start: i for i, s in enumerate(actors)}
    quotes = _quotations(masked)
    for match in _TOKEN.finditer(masked):
        word, start = match[0], match.start() + offset
        kind = _kind(word)
        actor = numbers.get(start, -1) if kind == "actor" else -1
        quoted = any(a < match.start() < b for a, b in quotes)
        yield Token(word.lower(), start, match.end() + offset, kind, actor, quoted)


_OPENING = re.compile(r'(?<![^\s(\[,])"(?=\S)')


def _quotations(masked: str) -> list[tuple[int, int]]:
    """Start and end of each quotation; one that began or ends in another sentence runs to this one's edge."""
    opened = {m.start() for m in _OPENING.finditer(masked)}
    found, start = [], None
    for at in (i for i, c in enumerate(masked) if c == '"'):
        if at in opened and start is None:
            start = at
        else:
            found.append((-1 if start is None else start, at))
            start = None
    return found if start is None else [*found, (start, len(masked))]


def _kind(word: str) -> Kind:
    if word[0] == _ACTOR[0]:
        return "actor"
    if word[0] == _NAME[0]:
        return "name"
    return "word" if word[0].isalnum() else "mark"


ADVERBS = word_class("adverbs")
_NOT_ADVERBS = frozenset(
    {"only", "family", "ally", "reply", "supply", "italy", "july", "early", "rally", "apply"}
)


def is_adverb(token: Token) -> bool:
    """Whether a token may stand between a subject and its verb, or a verb and its object."""
    if token.kind != "word":
        return False
    return token.word in ADVERBS or (token.word.endswith("ly") and token.word not in _NOT_ADVERBS)
