"""The day from which an article's dates are read: its dateline, else a known edition of a series it names."""

from dataclasses import replace
from datetime import date

from kg.extraction.mentions import DateMention, Mention, Recognised, SeriesMention
from kg.extraction.talks.rules import words
from kg.language.dates.find import find_dates
from kg.model import Span, When
from kg.reference.tables import KnownEdition, Reference


def anchor_of(recognised: Recognised, reference: Reference) -> date | None:
    """The day of publication, else the last day of the latest known edition that the article names."""
    published = day_of(recognised.article.metadata.published)
    if published:
        return published
    stamp = _stamp(recognised)
    if stamp:
        return stamp
    editions = [
        e for m in recognised.mentions if isinstance(m, SeriesMention) if (e := edition_of(m, reference))
    ]
    return max((date.fromisoformat(e.latest) for e in editions), default=None) or _one_year(recognised)


def _one_year(recognised: Recognised) -> date | None:
    """The middle of the one year that the full dates of the prose share."""
    years = {
        m.when.earliest.year
        for m in recognised.mentions
        if isinstance(m, DateMention) and m.when and m.when.precision == "day" and m.when.earliest
    }
    return date(years.pop(), 7, 1) if len(years) == 1 else None


_HEAD, _TAIL = 1500, 600  # characters of a page in which its date may stand outside the prose


def _stamp(recognised: Recognised) -> date | None:
    """The one full date outside the prose of a page: where the dateline was not recognised as such."""
    article = recognised.article
    text, prose = article.text, article.paragraphs
    first = prose[0].start if prose else len(text)
    last = prose[-1].end if prose else len(text)
    edges = [Span(max(0, first - _HEAD), first), Span(last, min(len(text), last + _TAIL))]
    days = {
        m.when.earliest
        for edge in edges
        for m in find_dates(text, edge, None)
        if m.when and m.when.precision == "day" and m.when.earliest
    }
    return days.pop() if len(days) == 1 else None


def day_of(published: str | None, whole: bool = False) -> date | None:
    """A date as a day: the middle of a month or year where no more is known, unless it must be whole."""
    if not published or (whole and len(published) < _FULL):
        return None
    parts = [int(p) for p in published[:10].split("-") if p.isdigit()]
    try:
        return date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 15)  # noqa: PLR2004
    except (ValueError, IndexError):
        return None


_FULL = len("2018-03-15")
_HANGS = words("hangs")


def edition_of(mention: SeriesMention, reference: Reference) -> KnownEdition | None:
    """What the reference data know of the numbered talk that a text names."""
    if mention.series_id is None or mention.ordinal is None:
        return None
    return next(
        (e for e in reference.editions if (e.series, e.ordinal) == (mention.series_id, mention.ordinal)), None
    )


def edition_date(edition: KnownEdition, text: str) -> When:
    """The days of an edition, as a date that the text left out."""
    first, last = date.fromisoformat(edition.earliest), date.fromisoformat(edition.latest)
    return When(text, "day" if first == last else "range", first, last)


def _read_again(recognised: Recognised, anchor: date) -> list[Mention]:
    article = recognised.article
    spans = [*(s.span for s in recognised.sentences), *([article.heading] if article.heading else [])]
    return [m for span in spans for m in find_dates(article.text, span, anchor)]


def dated(recognised: Recognised, anchor: date | None) -> Recognised:
    """The article with its dates read again from the anchor, where it has no dateline of its own."""
    published = recognised.article.metadata.published
    if anchor is None or (published and len(published) >= _FULL):
        return recognised
    found: list[Mention] = _read_again(recognised, anchor)
    if published or anchor == _one_year(recognised):
        found = [m for m in found if not _HANGS.search(m.span.of(recognised.article.text))]
    others = [m for m in recognised.mentions if not isinstance(m, DateMention)]
    return replace(recognised, mentions=tuple(sorted([*others, *found], key=lambda m: m.span)))
