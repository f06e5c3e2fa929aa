"""Visible lines of a text, and the paragraphs that hard-wrapped lines belong to."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span

_CONTENT = re.compile("[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_INVISIBLE = frozenset(
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) in {"Cc", "Cf"} and character not in "\t\n\r\f\v"
)
_EDGE = " \t\xa0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000" + "".join(
    sorted(_INVISIBLE)
)
_UNSEEN = dict.fromkeys(map(ord, _INVISIBLE))
_NARROWEST, _WIDEST = 50, 100
_LEAST_WRAPPED = 3
_OPEN_END = re.compile(
    r"(?:,|\b(?:of|the|and|to|for|from|with|by|on|in|at|between|a|an|its|their|his|her))$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something to see.

    Attributes:
        span: the line without white space and invisible characters at its ends.
        text: its words, invisible characters taken out, white space made single.
        after_gap: True where an empty line, or the start of the text, precedes it.
        indent: characters of white space before it.
    """

    span: Span
    text: str
    after_gap: bool
    indent: int


def lines_of(text: str) -> tuple[Line, ...]:
    """The visible lines of a text in order; every kind of line end counts, form feeds too."""
    return tuple(_visible_lines(text))


def _visible_lines(text: str) -> Iterator[Line]:
    last = None
    for match in _CONTENT.finditer(text):
        content = match[0].strip(_EDGE)
        if not content:
            continue
        indent = len(match[0]) - len(match[0].lstrip(_EDGE))
        start = match.start() + indent
        gap = last is None or text.count("\n", last, match.start()) > 1
        yield Line(Span(start, start + len(content)), visible(content), gap, indent)
        last = start + len(content)


def visible(text: str) -> str:
    """The words of a text: no invisible characters, single spaces."""
    return " ".join(text.translate(_UNSEEN).split())


def wrap_width(lines: tuple[Line, ...]) -> int | None:
    """Columns at which the text was wrapped by hand, None where its paragraphs are single lines.

    A text counts as wrapped where several lines of like length are followed directly by another.
    """
    lengths = [
        len(line.text)
        for line, following in pairwise(lines)
        if not following.after_gap and _NARROWEST <= len(line.text) <= _WIDEST
    ]
    if len(lengths) < _LEAST_WRAPPED:
        return None
    width = max(lengths)
    full = sum(length > width * 0.8 for length in lengths)
    return width if full >= _LEAST_WRAPPED and full * 2 > len(lengths) else None


def continues(line: Line, following: Line, width: int | None) -> bool:
    """Whether the second line goes on with the first one's paragraph.

    It does where it starts with a small letter, where the first line ends with a word that calls for
    another, or where its first word had no room in the first line.
    """
    if following.after_gap or following.indent > line.indent + 1 or len(line.text) > _WIDEST:
        return False
    if len(line.text) >= _NARROWEST // 2 and (following.text[0].islower() or ends_openly(line)):
        return line.text[-1] not in ".!?;:"
    first_word = following.text.split(" ", 1)[0]
    return width is not None and len(line.text) + 1 + len(first_word) > width


def ends_openly(line: Line) -> bool:
    """Whether a line ends with a word, or a comma, that calls for more."""
    return _OPEN_END.search(line.text) is not None
