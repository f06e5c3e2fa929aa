"""Headlines: which line of a page's head is its title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.articles.blocks import Block
from kg.articles.lines import visible
from kg.articles.published import written_dates
from kg.articles.publishers import is_masthead
from kg.model import Span

_TITLE_LABEL = re.compile(r"(?:title|subject|headline)\s?:?", re.IGNORECASE)
_NOT_WORD = re.compile(r"\W+")
_SPACE = re.compile(r"\s")  # one for one, so that offsets hold
_NUMBER = re.compile(r"(?:(?:No|Nr|PR|Ref)\.?\s?:?\s?)[\w/-]{1,12}\s?[,:–-]\s?", re.IGNORECASE)
_ALERT = re.compile(
    r"\((?:\d\w{0,2} )?(?:LEAD|LD|UPDATED?|URGENT|EXCLUSIVE|ROUNDUP|CORRECTED)\b[^()]{0,12}\)\s*"
)
_AFTER_DATE = re.compile(r"\s?[,:–—-]\s?")
_LONGEST_LEADER = 80
_FEWEST_WORDS = 3
_ENOUGH_WORDS = 5
_MENU_LINES = 4
_LONGEST_HEAD = 150  # blocks: bounds the comparison of each with its neighbours


@dataclass(frozen=True, slots=True)
class Heading:
    """A headline.

    Attributes:
        block: where it stands.
        span: the headline without what leads it ("No: 12, 9 May 2019, ", "(LEAD) ").
        published: the date that leads it, `YYYY-MM-DD`.
    """

    block: Block
    span: Span
    published: str | None


def heading_of(
    blocks: Sequence[Block], prose: Sequence[Block], title: str | None, text: str
) -> Heading | None:
    """The headline of a page: the line of the known title, else the likeliest one before the prose."""
    block = _titled(blocks, title) if title else _likeliest(head_of(blocks, prose))
    return _without_leader(block, text) if block else None


def subheadings_of(blocks: Sequence[Block], heading: Heading, body: Sequence[Block]) -> tuple[Span, ...]:
    """Further headlines between the headline and the first paragraph."""
    between = (block for block in head_of(blocks, body) if block.span.start >= heading.span.end)
    return tuple(block.span for block in between if _may_head(block))


def head_of(blocks: Sequence[Block], prose: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks before the first paragraph, the nearest of them where they are very many."""
    head = [block for block in blocks if not prose or block.span.start < prose[0].span.start]
    return tuple(head[-_LONGEST_HEAD:])


def _titled(blocks: Sequence[Block], title: str) -> Block | None:
    wanted = _folded(title)
    return next((block for block in blocks if _folded(block.words) == wanted), None)


def _likeliest(head: Sequence[Block]) -> Block | None:
    labelled = (block for label, block in pairwise(head) if _TITLE_LABEL.fullmatch(label.words))
    candidates = [index for index, block in enumerate(head) if _may_head(block)]
    best = max(candidates, key=lambda index: _score(index, head), default=None)
    return next(labelled, None if best is None else head[best])


def _may_head(block: Block) -> bool:
    return block.plain and block.length >= _FEWEST_WORDS and not is_masthead(block)


def _score(index: int, head: Sequence[Block]) -> int:
    """How much speaks for a line: its length, a date beside it, its repetition; against it: a menu."""
    block = head[index]
    dated = _dated(index, head)
    repeated = sum(block.words in other.words for other in head) > 1
    in_menu = _menu_length(index, head) >= _MENU_LINES
    return min(block.length, _ENOUGH_WORDS) + dated + repeated - 3 * in_menu


def _dated(index: int, head: Sequence[Block]) -> bool:
    """Whether a date stands right before a line, or after it and the sub-headlines that follow it."""
    beyond = index + 1
    while beyond < len(head) and _may_head(head[beyond]):
        beyond += 1
    beside = (*head[max(0, index - 1) : index], *head[beyond : beyond + 1])
    return any(block.stamp for block in beside)


def _menu_length(index: int, head: Sequence[Block]) -> int:
    """How many short lines stand around one without an empty line between."""
    start = index
    while start > 0 and not head[start].after_gap:
        start -= 1
    end = index + 1
    while end < len(head) and not head[end].after_gap:
        end += 1
    return sum(block.plain and block.length < _ENOUGH_WORDS for block in head[start:end])


def _without_leader(block: Block, text: str) -> Heading:
    opening = _SPACE.sub(
        " ", text[block.span.start : min(block.span.end, block.span.start + _LONGEST_LEADER)]
    )
    position, published = _end(_ALERT.match(opening)), None
    position = _end(_NUMBER.match(opening, position), position)
    days = written_dates(opening)
    after = _AFTER_DATE.match(opening, days[0].end) if days and days[0].start == position else None
    if days and after:
        position, published = after.end(), days[0].value
    return Heading(block, Span(block.span.start + position, block.span.end), published)


def _end(match: re.Match[str] | None, otherwise: int = 0) -> int:
    return match.end() if match else otherwise


def _folded(words: str) -> str:
    return _NOT_WORD.sub(" ", visible(words)).strip().casefold()
