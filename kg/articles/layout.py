"""Layout: tells page furniture from prose, and finds what the page says of itself."""

from collections.abc import Sequence
from itertools import pairwise

from kg.articles.blocks import Block, blocks_of, continues_prose, opens_prose
from kg.articles.credits import credits_of, with_credits
from kg.articles.datelines import Dateline, dateline_of
from kg.articles.headings import Heading, heading_of, subheadings_of
from kg.articles.lines import visible
from kg.articles.published import names_day
from kg.articles.publishers import publisher_of
from kg.articles.stamps import Stamp
from kg.model import Article, Document, Metadata, Span

_LABEL_VALUE_WORDS = 8
_OPENING = 600  # characters in which a report names its day


def lay_out(document: Document) -> Article:
    """An article from a document: its paragraphs, and metadata filled up from its text.

    What the text does not say stays None; nothing is guessed. A dateline that opens a paragraph
    ("SEOUL, Oct. 5 (Yonhap) --") is left out of its span.
    """
    text = document.text
    blocks = with_credits(_without_label_values(blocks_of(text, markup=document.markup)))
    prose = _prose(blocks)
    heading = heading_of(blocks, prose, document.metadata.title, text)
    body = [block for block in prose if heading is None or block is not heading.block]
    datelines = [dateline_of(block.span.of(text)) for block in body]
    found = Metadata(
        title=visible(heading.span.of(text)) if heading else None,
        publisher=publisher_of(blocks, datelines),
        published=_published(
            blocks, heading, datelines, text[body[0].span.start :][:_OPENING] if body else ""
        ),
    )
    return Article(
        document,
        document.metadata.over(found),
        tuple(_after(block, line) for block, line in zip(body, datelines, strict=True)),
        heading.span if heading else None,
        subheadings_of(blocks, heading, body) if heading else (),
        _first_dateline(body, datelines),
        credits_of(blocks, body),
    )


def _without_label_values(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the short values that follow a label on a line of its own."""
    valued = [before.effect == "label" and _may_be_value(block) for before, block in pairwise(blocks)]
    return blocks[:1] + tuple(block for block, value in zip(blocks[1:], valued, strict=True) if not value)


def _may_be_value(block: Block) -> bool:
    return block.plain and not (block.after_gap or block.sentence_like) and block.length <= _LABEL_VALUE_WORDS


def _prose(blocks: Sequence[Block]) -> list[Block]:
    prose: list[Block] = []
    for block in blocks:
        if prose and block.effect == "end":
            break
        if (continues_prose if prose else opens_prose)(block):
            prose.append(block)
    return prose


def _after(block: Block, dateline: Dateline | None) -> Span:
    return Span(block.span.start + dateline.length, block.span.end) if dateline else block.span


def _first_dateline(body: Sequence[Block], datelines: Sequence[Dateline | None]) -> Span | None:
    starts = (block.span.start for block in body)
    return next(
        (Span(at, at + line.length) for at, line in zip(starts, datelines, strict=True) if line), None
    )


def _published(
    blocks: Sequence[Block], heading: Heading | None, datelines: Sequence[Dateline | None], opening: str
) -> str | None:
    """The day of issue: a stamp's, the headline's, a dateline's; at last that of a later change."""
    stamps = sorted((block.stamp for block in blocks if block.stamp), key=lambda stamp: -stamp.rank)
    said = [_read(stamp, opening) for stamp in stamps if stamp.rank]
    said += [heading.published] if heading and heading.published else []
    said += [line.published for line in datelines if line and line.published]
    said += [_read(stamp, opening) for stamp in stamps if not stamp.rank]
    return next(iter(said), None)


def _read(stamp: Stamp, opening: str) -> str:
    """The day of a stamp; month first where the text's opening names that day and not the other."""
    month_first = (
        stamp.otherwise and names_day(opening, stamp.otherwise) and not names_day(opening, stamp.issued)
    )
    return stamp.otherwise if stamp.otherwise and month_first else stamp.issued
