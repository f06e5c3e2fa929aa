"""Sentences of an article, with exact offsets; no sentence crosses a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from sentencex import segment

from kg.language.tables import table
from kg.model import Article, Sentence, Span

LONGEST: Final = 3000
"""Characters of a sentence. A run of words without an end is cut between two of them, so that the time it
takes grows with its length and no faster; the longest sentence of a communiqué has some 1,500."""


@dataclass(frozen=True, slots=True)
class Join:
    """A row `join` of `data/sentences.toml`: what ends like this and goes on like that is one sentence."""

    id: str
    ends: re.Pattern[str]
    goes_on: re.Pattern[str]


@cache
def joins() -> tuple[Join, ...]:
    """Rules that mend what the splitter tears apart."""
    rows = table("sentences")["join"]
    return tuple(Join(r["id"], re.compile(r["pattern"]), re.compile(r.get("next", ""))) for r in rows)


@cache
def starts() -> tuple[re.Pattern[str], ...]:
    """What stands before the first word of a sentence without belonging to it."""
    return tuple(re.compile(r["pattern"]) for r in table("sentences")["start"])


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article's paragraphs, in order; linear in the text's length."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(article.paragraphs):
        for span in split(article.text, paragraph):
            found.append(Sentence(len(found), number, span))
    return tuple(found)


def split(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph, without white space, markers and dateline around them."""
    first = _after_markers(text, paragraph)
    start, end = first, first
    for piece in segment("en", text[first : paragraph.end]):
        if end > start and not _joined(text[max(start, end - 40) : end], piece):
            yield from _trimmed(text, start, end)
            start = end
        end += len(piece)
    yield from _trimmed(text, start, max(end, start))


def _joined(before: str, after: str) -> bool:
    return not after.strip() or any(j.ends.search(before) and j.goes_on.match(after) for j in joins())


def _after_markers(text: str, span: Span) -> int:
    at = span.start
    for pattern in (*starts(), *starts()):
        if match := pattern.match(text, at, span.end):
            at = match.end()
    return at


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    start = _after_markers(text, Span(start, end))
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    if right > left:
        yield from _parted(text, left, right)


def _parted(text: str, left: int, right: int) -> Iterator[Span]:
    """The span, in parts where it is longer than any sentence."""
    while right - left > LONGEST:
        blank = text.rfind(" ", left + 1, left + LONGEST)
        cut = blank if blank > left else left + LONGEST
        yield Span(left, cut)
        left = cut + (text[cut] == " ")
    yield Span(left, right)
