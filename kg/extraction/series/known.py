"""What the reference data know of series: identifiers, forms, members, abbreviations, editions."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from kg.extraction.mentions import SeriesMention
from kg.extraction.series.words import series_table
from kg.model import Span, TalkForm
from kg.reference.tables import Series

_DROPPED = re.compile(r"\([^)]*\)|[^\w+ ]")


@dataclass(frozen=True, slots=True)
class KnownSeries:
    """The series of the reference data, by folded name and by abbreviation."""

    by_name: dict[str, tuple[Series, ...]]
    abbreviations: dict[str, SeriesMention]

    def identified(self, mention: SeriesMention, abbreviation: str | None = None) -> SeriesMention:
        """The mention with identifier, form and members of the series that it names, if listed."""
        for key in (
            series_key(mention.series),
            series_key(_bare(mention.series)),
            series_key(abbreviation or ""),
        ):
            for series in self.by_name.get(key, ()):
                if _sure(series, mention, key) and not _APART.search(mention.series):
                    parties = mention.parties or _implied(series)
                    return replace(mention, series_id=series.slug, form=_form(series), parties=parties)
        return mention


def series_key(name: str) -> str:
    """A name without case, punctuation, abbreviation and spelling variants."""
    low = _DROPPED.sub("", re.sub(r"[-–]", " ", re.sub(r"\([^)]*\)", "", name))).lower()
    return " ".join(low.replace("defence", "defense").removeprefix("the ").removeprefix("annual ").split())


def _bare(name: str) -> str:
    """The name without the parties joined by hyphens before it."""
    return re.sub(r"^\S+[-–]\S+(?: of [A-Z]\w+(?:[-–]\S+)?)? ", "", name)


def _sure(series: Series, mention: SeriesMention, key: str) -> bool:
    """Whether the parties fit; "the trilateral summit" alone may be of any three."""
    table = series_table()
    plain = all(w in table.modifiers or w in table.heads for w in key.split())
    return _fits(series, mention.parties) and bool(mention.parties or not plain)


def _fits(series: Series, parties: tuple[str, ...]) -> bool:
    return not parties or not series.members or set(parties) <= set(series.members) or len(series.members) > 3  # noqa: PLR2004


_FEW = 3
_APART = re.compile(r"\b(?:Retreat|Informal|Special|Extraordinary)\b")


def _implied(series: Series) -> tuple[str, ...]:
    """Parties that a name alone implies: all of a small series, the organisations of a large one."""
    if len(series.members) <= _FEW:
        return series.members
    return tuple(m for m in series.members if len(m) > 2 and m in series.label)  # noqa: PLR2004 - ISO codes


def _form(series: Series) -> TalkForm:
    return cast("TalkForm", series.form)


@lru_cache(maxsize=4)
def known_series(listed: tuple[Series, ...]) -> KnownSeries:
    """The look-up tables of the listed series, made once."""
    by_name: dict[str, tuple[Series, ...]] = {}
    short: dict[str, SeriesMention] = {}
    for series in listed:
        for name in (series.label, *series.names, *series.abbreviations):
            key = series_key(name)
            by_name[key] = (*by_name.get(key, ()), series)
        for abbreviation in series.abbreviations:
            short[abbreviation] = SeriesMention(
                Span(0, 0), abbreviation, abbreviation, series.slug, None, _form(series), _implied(series)
            )
    return KnownSeries(by_name, short)
