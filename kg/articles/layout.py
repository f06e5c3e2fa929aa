"""Layout: tells page furniture from prose, and finds what the page says of itself."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.articles.blocks import Block, blocks_of, continues_prose, opens_prose
from kg.articles.datelines import Dateline, dateline_of
from kg.articles.publishers import publisher_in
from kg.model import Article, Document, Metadata, Span

_TITLE_LABEL = re.compile(r"(?:title|subject|headline)\s?:?", re.IGNORECASE)
_NOT_WORD = re.compile(r"\W+")
_FEWEST_TITLE_WORDS = 3
_MENU_LINES = 4
_LABEL_VALUE_WORDS = 8


def lay_out(document: Document) -> Article:
    """An article from a document: its paragraphs, and metadata filled up from its text.

    What the text does not say stays None; nothing is guessed. A dateline that opens a paragraph
    ("SEOUL, Oct. 5 (Yonhap) --") is left out of its span.
    """
    blocks = _without_label_values(blocks_of(document.text))
    prose = _prose(blocks)
    heading = _heading(blocks, prose, document.metadata.title)
    body = [block for block in prose if block is not heading]
    datelines = [dateline_of(block.span.of(document.text)) for block in body]
    paragraphs = tuple(_after_dateline(*pair) for pair in zip(body, datelines, strict=True))
    found = Metadata(
        title=heading.words if heading else None,
        publisher=publisher_in(blocks, datelines),
        published=_published(blocks, datelines),
    )
    return Article(
        document,
        document.metadata.over(found),
        paragraphs,
        heading.span if heading else None,
        _subheadings(blocks, heading, body),
        _dateline(body, datelines),
    )


def _subheadings(blocks: Sequence[Block], heading: Block | None, body: Sequence[Block]) -> tuple[Span, ...]:
    if heading is None or not body:
        return ()
    between = [block for block in blocks if heading.span.end <= block.span.start < body[0].span.start]
    return tuple(
        block.span
        for block in between
        if block.plain and block.length >= _FEWEST_TITLE_WORDS and publisher_in([block], []) is None
    )


def _dateline(body: Sequence[Block], datelines: Sequence[Dateline | None]) -> Span | None:
    starts = zip(body, datelines, strict=True)
    found = (Span(b.span.start, b.span.start + line.length) for b, line in starts if line is not None)
    return next(found, None)


def _without_label_values(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without the short values that follow a label on a line of its own."""
    kept = list(blocks[:1])
    for before, block in pairwise(blocks):
        valued = before.effect == "label" and not block.after_gap and block.plain
        if not (valued and block.length <= _LABEL_VALUE_WORDS and not block.sentence_like):
            kept.append(block)
    return tuple(kept)


def _prose(blocks: Sequence[Block]) -> list[Block]:
    prose: list[Block] = []
    for block in blocks:
        if prose and block.effect == "end":
            break
        if (continues_prose if prose else opens_prose)(block):
            prose.append(block)
    return prose


def _after_dateline(block: Block, dateline: Dateline | None) -> Span:
    return Span(block.span.start + dateline.length, block.span.end) if dateline else block.span


def _heading(blocks: Sequence[Block], prose: Sequence[Block], title: str | None) -> Block | None:
    if title:
        wanted = _folded(title)
        return next((block for block in blocks if _folded(block.words) == wanted), None)
    first = prose[0].span.start if prose else None
    header = [block for block in blocks if first is None or block.span.start < first]
    labelled = _labelled_title(header)
    if labelled:
        return labelled
    candidates = [block for block in header if block.plain and block.length >= _FEWEST_TITLE_WORDS]
    candidates = [block for block in candidates if publisher_in([block], []) is None]
    return max(candidates, key=lambda block: _title_score(block, header), default=None)


def _labelled_title(header: Sequence[Block]) -> Block | None:
    pairs = pairwise(header)
    return next((block for label, block in pairs if _TITLE_LABEL.fullmatch(label.words)), None)


def _title_score(block: Block, header: Sequence[Block]) -> int:
    position = header.index(block)
    near = header[max(0, position - 2) : position + 3]
    score = min(block.length, 5)
    score += any(other.stamp is not None for other in near)
    score += sum(other.words == block.words for other in header) > 1
    return score - 3 * (_menu_length(position, header) >= _MENU_LINES)


def _menu_length(position: int, header: Sequence[Block]) -> int:
    """How many short lines stand around one without an empty line between."""
    start = position
    while start > 0 and not header[start].after_gap:
        start -= 1
    end = position + 1
    while end < len(header) and not header[end].after_gap:
        end += 1
    return sum(block.plain and not block.sentence_like for block in header[start:end])


def _published(blocks: Sequence[Block], datelines: Sequence[Dateline | None]) -> str | None:
    stamps = [block.stamp for block in blocks if block.stamp is not None]
    best = max(stamps, key=lambda stamp: stamp.rank, default=None)
    if best is not None and best.rank > 0:
        return best.issued
    return next(_days(datelines), best.issued if best else None)


def _days(datelines: Sequence[Dateline | None]) -> Iterator[str]:
    return (dateline.published for dateline in datelines if dateline and dateline.published)


def _folded(words: str) -> str:
    return _NOT_WORD.sub(" ", words).strip().casefold()
