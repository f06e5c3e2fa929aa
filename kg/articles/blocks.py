"""Blocks of a page: hard-wrapped lines joined, markers cut off, each told prose or furniture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.articles.lines import Line, continues, ends_openly, lines_of, wrap_width
from kg.articles.rules import Effect, covering
from kg.articles.stamps import Stamp, stamp_of
from kg.model import Span

_LONGEST_FURNITURE = 320
_SYMBOLS = "°º○◦●•∙·▪▫■□◆◇▶▷►▸‣⁃❍❑➢➤✓✔ㅇㆍ※＊*"
_MARKER = re.compile(
    rf"(?:[{_SYMBOLS}]+\s*|[-–—]\s+|o\s+(?=[A-Z“\"'])"
    r"|[①-⑳㉠-㉻❶-❿]\s*"
    r"|\(?(?:\d{1,2}|[ivx]{1,5})\)\s*|\d{1,2}(?:[.-]\d{1,2}){0,2}\.\s+(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"|\(?[a-hA-H]\)\s+|[ivx]{2,5}\.\s+|[IVX]{2,5}\.\s+|[가-하][.)]\s+)(?=\S)"
)
_MOST_MARKERS = 3
# In words: what tells sentences, list items and headlines apart on the press pages that were looked at.
_OPENING_SENTENCE, _LONGEST_TITLE = 6, 30
_SHORTEST_SENTENCE, _SHORTEST_ITEM, _LONG_ITEM = 2, 4, 16
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-zÀ-ɏ]")
_CREDIT = r"(?:\s?[—–-]{1,2}\s?[A-Z][\w/-]{1,12}|\s\([A-Z][\w/. -]{1,20}\))?"
_SENTENCE_END = re.compile(rf"[.!?…。][\"'”’»)\]*\d]{{0,4}}{_CREDIT}$")
_DOTTED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Ltd|Co|Jr|Sr)\.$")
_SPEECH_FOLLOWS = re.compile(r"\b[a-z]{3,}(?: \w+){0,2}:$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|met|held|said|took|spoke|agreed|visited|arrived)\b"
)
_LIST_END = re.compile(r"(?:[:;,]|\band|\bor)$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or piece of furniture.

    Attributes:
        span: its place in the text, markers cut off.
        words: its visible text on one line.
        marker: the bullet or number that was cut off, "" where there is none.
        effect: what the furniture rule that covers it does, None where no rule covers it.
        stamp: the date, where the block only dates the page.
        after_gap: True where an empty line precedes it.
    """

    span: Span
    words: str
    marker: str
    effect: Effect | None
    stamp: Stamp | None
    after_gap: bool

    @property
    def plain(self) -> bool:
        """Whether neither a rule nor a date explains it."""
        return self.effect is None and self.stamp is None

    @property
    def length(self) -> int:
        """Number of words."""
        return len(_WORD.findall(self.words))

    @property
    def sentence_like(self) -> bool:
        """Whether it ends as a sentence does, an abbreviation at its end aside."""
        return bool(_SENTENCE_END.search(self.words)) and not _DOTTED.search(self.words)

    @property
    def capitals(self) -> bool:
        """Whether all of its longer words start with a capital or a digit, as no sentence's do."""
        longer = [word for word in _WORD.findall(self.words) if len(word) > len("with")]
        return self.title_case and not any(word[0].islower() for word in longer)

    @property
    def title_case(self) -> bool:
        """Whether nearly all of its longer words start with a capital or a digit, and no verb tells more."""
        if _FINITE.search(self.words):
            return False
        longer = [word for word in _WORD.findall(self.words) if len(word) > len("with")]
        return bool(longer) and sum(not word[0].islower() for word in longer) >= 0.8 * len(longer)


def blocks_of(text: str, *, markup: bool = False) -> tuple[Block, ...]:
    """The blocks of a text in reading order; text out of `markup` has a line for each paragraph."""
    lines = lines_of(text)
    width = None if markup else wrap_width(lines)
    return tuple(_block(group, text) for group in _groups(lines, width))


def _groups(lines: tuple[Line, ...], width: int | None) -> Iterator[list[Line]]:
    group: list[Line] = list(lines[:1])
    for line, following in pairwise(lines):
        if _joins(line, following) and continues(line, following, width):
            group.append(following)
            continue
        yield group
        group = [following]
    if group:
        yield group


def _joins(line: Line, following: Line) -> bool:
    if _stands_alone(line) or _MARKER.match(following.text):
        return False
    return ends_openly(line) or not _stands_alone(following)


def _stands_alone(line: Line) -> bool:
    return _effect(line.text) is not None or stamp_of(line.text) is not None


def _block(group: Sequence[Line], text: str) -> Block:
    start, end = group[0].span.start, group[-1].span.end
    words = " ".join(line.text for line in group)
    cut = _marker_length(words)
    marker, words = words[:cut].strip(), words[cut:]
    start += _marker_length(text[start:end])
    effect = _effect(words)
    stamp = stamp_of(words) if effect is None else None
    return Block(Span(start, end), words, marker, effect, stamp, group[0].after_gap)


def _marker_length(words: str) -> int:
    position = 0
    for _ in range(_MOST_MARKERS):
        match = _MARKER.match(words, position)
        if match is None:
            break
        position = match.end()
    return position


@lru_cache(maxsize=1024)  # asked of a line when lines are joined and of the block that they make
def _effect(words: str) -> Effect | None:
    if _foreign(words):
        return "drop" if stamp_of(words) is None else None
    if len(words) > _LONGEST_FURNITURE:
        return None
    rule = covering("furniture", words)
    return rule.effect if rule else None


def _foreign(words: str) -> bool:
    return len(_OTHER_LETTER.findall(words)) > len(_LATIN.findall(words))


def opens_prose(block: Block) -> bool:
    """Whether a block is the first paragraph: it cannot be a headline, by its end or by its length."""
    if not block.plain:
        return False
    if block.sentence_like:
        return block.length >= _OPENING_SENTENCE and (not block.capitals or block.length >= _LONG_ITEM)
    if block.marker and not block.marker[0].isdecimal() and block.length >= _LONG_ITEM:
        return True
    leads_in = block.words.endswith(":") and not block.title_case
    return block.length > _LONGEST_TITLE or (leads_in and block.length >= _OPENING_SENTENCE)


def continues_prose(block: Block) -> bool:
    """Whether a block after the first paragraph is running text: a sentence, a list item, a long line."""
    if not block.plain:
        return False
    if block.sentence_like:
        return block.length >= _SHORTEST_SENTENCE
    if _SPEECH_FOLLOWS.search(block.words):
        return True
    if block.title_case and block.length < _LONG_ITEM:
        return False
    bulleted = block.marker and not block.marker[0].isdecimal()
    return block.length >= (_SHORTEST_ITEM if bulleted or _LIST_END.search(block.words) else _LONG_ITEM)
