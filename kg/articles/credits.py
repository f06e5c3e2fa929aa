"""Credits: lines beside a text that say whose it is ("The Hon Jane Roe MP / Minister for Roads")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.articles.blocks import Block
from kg.model import Span

_NEAR = 8  # blocks before and after the text in which it may be signed
_NAME = re.compile(r"(?:[A-Z][\w.'’-]* ){1,4}[A-Z][\w.'’-]+")
_OFFICE = (
    r"Minister|Secretary|Ambassador|Director|Spokes(?:man|woman|person)|Chief|Commander|President|Chancellor"
    r"|Commissioner|Envoy|Representative|Coordinator"
)
_ROLE = re.compile(
    rf"(?:(?:The )?(?:[A-Z][\w-]* ){{0,4}}(?:{_OFFICE})\b(?:[ -]General)?"
    r"(?:,? (?:of|for|to|on|in|and|the|&|[A-Z][\w’'-]*)){0,24})"
)


def with_credits(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, those that hold a name or an office alone told as credits."""
    pairs = pairwise((*blocks, None))
    named = [_names(block, after) for block, after in pairs if block is not None]
    out: list[Block] = []
    for block, names in zip(blocks, named, strict=True):
        signed = bool(out) and out[-1].effect == "credit" and not block.after_gap
        credit = names or (signed and block.plain and _ROLE.fullmatch(block.words) is not None)
        out.append(replace(block, effect="credit") if credit else block)
    return tuple(out)


def _names(block: Block, after: Block | None) -> bool:
    """Whether a block is a person's name, or one with the office on the line after it."""
    if block.effect == "credit":
        return True
    if after is None or not block.plain or after.after_gap or not after.plain:
        return False
    signed = _NAME.fullmatch(block.words) and not re.search(rf"\b(?:{_OFFICE})\b", block.words)
    return bool(signed) and _ROLE.fullmatch(after.words) is not None


def credits_of(blocks: Sequence[Block], body: Sequence[Block]) -> tuple[Span, ...]:
    """The credits near a text, a name and the office under it in one span."""
    return tuple(_merged(list(_near(blocks, body))))


def _near(blocks: Sequence[Block], body: Sequence[Block]) -> Iterator[Block]:
    if not body:
        return
    start, end = body[0].span.start, body[-1].span.end
    before = [block for block in blocks if block.span.start < start][-_NEAR:]
    after = [block for block in blocks if block.span.start >= end][:_NEAR]
    yield from (block for block in (*before, *after) if block.effect == "credit")


def _merged(found: Sequence[Block]) -> Iterator[Span]:
    span: Span | None = None
    for block in found:
        if span and not block.after_gap:
            span = Span(span.start, block.span.end)
            continue
        if span:
            yield span
        span = block.span
    if span:
        yield span
