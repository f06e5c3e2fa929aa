"""Dates of diplomatic English: a grammar in `data/dates.toml`, read against the dateline."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from tomllib import loads

from kg.language.dates import read as dates_read
from kg.language.dates import relative as dates_relative
from kg.language.dates.read import Dateline, DateMention, Reader
from kg.model import Span, When

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\."
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
    r"|(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
_WD = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)(?:day|nesday|sday|urday|rsday)?"
_YEAR = (
    r"(?:,? (?:of )?(?P<year>(?:19|20)\d\d)\b"
    r"|,? (?:of )?(?P<rel>(?:last|this|next|the same|that|the previous) year)\b)"
)
_MACROS = (
    ("<MONTH2>", f"(?P<mon2>{_MONTH})"),
    ("<MONTH>", _MONTH),
    ("<MON>", f"(?P<mon>{_MONTH})"),
    ("<D2>", f"(?P<d2>{_DAY})"),
    ("<D>", f"(?P<d>{_DAY})"),
    ("<WEEKDAY>", r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"),
    ("<WD>", _WD),
    ("<YEAR>", _YEAR),
    ("<NUMBER>", r"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"),
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|next|upcoming|forthcoming|scheduled|slated|due|set (?:to|for)|planned for|"
    r"plan(?:s|ned|ning)? to|expected|to be (?:held|hosted|convened)|(?:is|are) to|"
    r"(?:agreed|decided) to (?:hold|meet|visit|convene|host|carry|conduct|launch)|"
    r"invited|look(?:s|ed|ing)? forward|likely to)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<!be )\b(?:held|met|took place|visited|signed|last|since|previous|took part)\b", re.IGNORECASE
)
_YEAR_SET = re.compile(r"\b(?:19|20)\d\d\b")
_ANY = re.compile(
    r"\d|[Dd]ay\b|[Dd]ays\b|month|week|year\b|quarter|[Tt]omorrow|[Mm]orning|evening|afternoon|night|(?i:spring|summer|fall|autumn|winter)|"
    + _MONTH
)


# What a sentence must hold for a rule with that macro: a month's name or "month", a figure, a weekday.
_KINDS = (
    ("month", re.compile(rf"{_MONTH}|month")),
    ("figure", re.compile(r"\d")),
    ("weekday", re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")),
)
_NEEDS = (
    ("<MON>", "month"), ("<MONTH2>", "month"), ("<D>", "figure"), ("<D2>", "figure"),
    ("<WEEKDAY>", "weekday"), ("Monday|Tuesday", "weekday"),
)  # fmt: skip
_ABSOLUTE = ("day", "days", "month", "part", "day_of_month")


@dataclass(frozen=True, slots=True)
class DateRule:
    """One row of `data/dates.toml`, its pattern compiled and its reader found.

    Attributes:
        needs: kinds of words (`_KINDS`) without which the pattern matches nothing; told by its macros.
    """

    id: str
    pattern: re.Pattern[str]
    read: Reader
    example: str
    expect: str
    misses: str
    published: str = "2018-10-31"
    needs: frozenset[str] = frozenset()


@cache
def date_rules() -> tuple[DateRule, ...]:
    """The grammar, in the order of the table."""
    rows = loads((files("kg.language") / "data" / "dates.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(
        DateRule(
            r["id"],
            re.compile(_expanded(r["pattern"])),
            _reader(r["reads"]),
            r["example"],
            r["expect"],
            r["misses"],
            r.get("published", "2018-10-31"),
            frozenset(kind for macro, kind in _NEEDS if macro in r["pattern"]),
        )
        for r in rows
    )


def _reader(name: str) -> Reader:
    """The reader of that name, of either module."""
    found: Reader = getattr(dates_read if name in _ABSOLUTE else dates_relative, name)
    return found


def _expanded(pattern: str) -> str:
    for macro, stands_for in _MACROS:
        pattern = pattern.replace(macro, stands_for)
    return pattern


def find_dates(text: str, span: Span, published: date | None) -> tuple[DateMention, ...]:
    """The dates in a stretch of text, in order, the longest reading of each place.

    Args:
        text: the article's text.
        span: the sentence to read.
        published: the dateline; without it a day has its year left open, and what hangs on the dateline
            ("on Friday", "last month") is not returned.
    """
    if not _ANY.search(text, span.start, span.end):
        return ()
    there = frozenset(kind for kind, pattern in _KINDS if pattern.search(text, span.start, span.end))
    found = [m for rule in date_rules() if rule.needs <= there for m in _read(rule, text, span, published)]
    found.sort(key=lambda m: (m.span.start - m.span.end, m.span.start))
    kept: list[DateMention] = []
    for mention in found:
        if all(mention.span.end <= k.span.start or k.span.end <= mention.span.start for k in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.span))


def read_by(rule: DateRule, text: str, published: date | None) -> tuple[DateMention, ...]:
    """What one rule alone reads in a text."""
    return tuple(_read(rule, text, Span(0, len(text)), published))


def _read(rule: DateRule, text: str, span: Span, published: date | None) -> list[DateMention]:
    found = []
    for match in rule.pattern.finditer(text, span.start, span.end):
        start, end = _trimmed(match)
        value = rule.read(match, Dateline(published, _ahead(text, span, start), _year_set(text, span, start)))
        if isinstance(value, When):
            found.append(DateMention(Span(start, end), value))
        elif value is not None:
            found.append(DateMention(Span(start, end), None, value))
    return found


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The match without a preposition that only guards it."""
    lead = match.groupdict().get("lead")
    start = match.start("lead") + (len(lead) - len(lead.lstrip())) if lead is not None else match.start()
    return start, match.end() - (len(match[0]) - len(match[0].rstrip(" ,(")))


def _ahead(text: str, span: Span, at: int) -> bool:
    """Whether the words before, within the sentence, look ahead."""
    before = text[max(span.start, at - 200) : at]
    ahead = [m.end() for m in _AHEAD.finditer(before)]
    behind = [m.end() for m in _BEHIND.finditer(before)]
    return bool(ahead) and (not behind or ahead[-1] > behind[-1])


def _year_set(text: str, span: Span, at: int) -> int | None:
    years = [int(m[0]) for m in _YEAR_SET.finditer(text, max(span.start, at - 200), at)]
    return years[-1] if years else None
