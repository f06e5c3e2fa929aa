"""Exercises, instruments and resolutions: listed ones by name, others by the forms of `data/items.toml`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.extraction.mentions import ItemMention
from kg.language.rows import Row
from kg.language.tables import table
from kg.model import Mentioned, Span

_SHORTEST = 3
_NUMBER = re.compile(r"\d{3,4}(?: \(\d{4}\)|/\d{4})?")
_STARTERS = re.compile(
    r"(?:The|This|These|That|A|An|In|On|At|Of|And|For|Under|During|After|Both|of|and|for|on) "
)


@dataclass(frozen=True, slots=True)
class ItemRule:
    """A row of `data/items.toml`."""

    id: str
    kind: Literal["exercise", "instrument", "resolution"]
    pattern: re.Pattern[str]
    matches: str
    finds: tuple[str, ...]
    misses: str


@cache
def item_rules() -> tuple[ItemRule, ...]:
    """The table, read once."""
    return tuple(
        ItemRule(r["id"], r["kind"], re.compile(r["pattern"]), r["matches"], tuple(r["finds"]), r["misses"])
        for r in table("items")["rule"]
    )


def items(row: Row) -> tuple[ItemMention, ...]:
    """The items that a row names, sorted, none within another."""
    if not row.tokens:
        return ()
    found = [*_listed(row)]
    for rule in item_rules():
        found += _by_form(row, rule)
    found.sort(key=lambda m: (m.span.start, m.item.identifier is None, -m.span.end))
    kept: list[ItemMention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end or _same_phrase(kept[-1], mention):
            kept.append(mention)
    return tuple(kept)


def _same_phrase(before: ItemMention, mention: ItemMention) -> bool:
    """Whether two resolutions stand in one phrase."""
    return (
        before.item.kind == mention.item.kind == "resolution"
        and before.item.label != mention.item.label
        and (before.item.span != mention.item.span)
    )


def _listed(row: Row) -> Iterator[ItemMention]:
    for hit in dict.fromkeys(row.hits):
        if hit is None:
            continue
        entry = hit.of("exercise") or hit.of("instrument")
        if entry:
            kind: Literal["exercise", "instrument"] = "exercise" if entry.kind == "exercise" else "instrument"
            span = row.span(hit.first, hit.last)
            yield ItemMention(span, Mentioned(kind, span.of(row.text), span, entry.identifier))


def _by_form(row: Row, rule: ItemRule) -> Iterator[ItemMention]:
    start, end = row.tokens[0].start, row.tokens[-1].end
    for match in rule.pattern.finditer(row.text, start, end):
        if "numbers" in rule.pattern.groupindex:
            yield from _resolutions(match)
            continue
        label = match["label"]
        skipped = 0
        while (starter := _STARTERS.match(label, skipped)) is not None:
            skipped = starter.end()
        span = Span(match.start("label") + skipped, match.end("label"))
        if span.end - span.start >= _SHORTEST:
            yield ItemMention(span, Mentioned(rule.kind, span.of(row.text), span))


def _resolutions(match: re.Match[str]) -> Iterator[ItemMention]:
    body = "UN General Assembly" if "General Assembly" in match[0] else "UN Security Council"
    whole = Span(match.start(), match.end())
    for number in _NUMBER.finditer(match["numbers"]):
        start = match.start("numbers") + number.start()
        own = Span(start, start + len(number[0]))
        digits = number[0][:4].strip()
        slug = f"unsc-resolution-{digits}" if body == "UN Security Council" else None
        span = own if start > match.start("numbers") else Span(whole.start, own.end)
        yield ItemMention(span, Mentioned("resolution", f"{body} Resolution {number[0]}", own, slug))
