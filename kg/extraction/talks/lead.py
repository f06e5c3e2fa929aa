"""What the opening of a page says of its main talk: the city of the dateline, the headline or the lead."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.mentions import PartyMention, PlaceMention, Recognised
from kg.extraction.talks.merge import Draft, dates_meet
from kg.extraction.talks.rules import words
from kg.model import Place, Span
from kg.reference.tables import Reference

_LEAD = words("place-lead")
_CITY = re.compile(r"[^\W\d_][\w.’' -]*?(?=\s*(?:,|/|\(|--|[–—―-] |[–—―-]$|\d|$))")
_OPENING = 2  # sentences
_ABSENT = ("call", "visit", "exercise")


def placed(
    drafts: Sequence[Draft], index: int | None, recognised: Recognised, reference: Reference
) -> list[Draft]:
    """The drafts, with the city that the opening names for the main one where it has no place of its own."""
    out = list(drafts)
    if index is None:
        return out
    lead = out[index]
    if _sat(lead) and (lead.place is None or lead.place.state is None):
        place = _told(recognised, lead) or _dateline(recognised, reference) or lead.place
        out[index] = lead = replace(lead, place=place)
    out = [replace(d, place=lead.place) if _same_days(d, lead) else d for d in out]
    return [d if d.place else replace(d, place=_visited(d, out) or _named_city(d, reference)) for d in out]


def _visited(draft: Draft, drafts: Sequence[Draft]) -> Place | None:
    """The city of the visit during which a guest and his hosts meet."""
    if draft.form not in ("meeting", "summit", "courtesy-call") or draft.name:
        return None
    visits = (
        d.place
        for d in drafts
        if d.form == "visit"
        and d.place
        and set(draft.parties) == set(d.parties)
        and set(d.people) & set(draft.people)
    )
    return next(visits, None)


def _named_city(draft: Draft, reference: Reference) -> Place | None:
    """The city in the name of a conference or summit: "Antalya Diplomacy Forum"."""
    if draft.name is None or draft.form not in ("conference", "summit"):
        return None
    cities = (_known(w, reference) for w in draft.name.series.split() if w[0].isupper() and len(w) > _SHORT)
    return next((c for c in cities if c and c.state), None)


_SHORT = 3  # letters


def _sat(draft: Draft) -> bool:
    return draft.form not in _ABSENT and draft.status == "held"


def _same_days(draft: Draft, lead: Draft) -> bool:
    """Whether a talk without a place was held on the days and by a party of the main one."""
    if draft.place or not lead.place or not (_sat(draft) and _sat(lead)):
        return False
    mine, its = draft.when, lead.when
    known = mine is not None and its is not None and bool(mine.earliest and its.earliest)
    days = known and mine is not None and mine.precision in ("day", "range") and dates_meet(mine, its)
    return days and bool(set(draft.people) & set(lead.people))


def _told(recognised: Recognised, draft: Draft) -> Place | None:
    """The one city after "in" or "at" in the headline, or in an opening sentence that tells of the talk."""
    article, own = recognised.article, {f.sentence for f in draft.founds}
    opening = [s.span for s in recognised.sentences[:_OPENING] if s.span in own]
    for span in ([article.heading] if article.heading else []) + opening:
        found = [
            m.place
            for m in recognised.mentions
            if isinstance(m, PlaceMention) and span.covers(m.span) and m.place.state
            if _LEAD.search(article.text[max(span.start, m.span.start - 30) : m.span.start])
        ]
        if len({p.label for p in found}) == 1:
            return found[0]
        if capital := _capital(recognised, span):
            return capital
    return None


def _capital(recognised: Recognised, span: Span) -> Place | None:
    """The capital to which a headline says that somebody comes: "Minister visits Washington DC"."""
    text = recognised.article.text
    capitals = (m for m in recognised.mentions if isinstance(m, PartyMention) and m.form == "capital")
    for m in (m for m in capitals if span.covers(m.span)):
        if _COMES_TO.search(text[max(span.start, m.span.start - 20) : m.span.start]):
            return Place(m.span.of(text), m.codes[0])
    return None


_COMES_TO = re.compile(r"(?i)\b(?:visits?|visiting|in|to|at)(?: the)? $")


def _dateline(recognised: Recognised, reference: Reference) -> Place | None:
    """The city with which the dateline begins: a known one, else as it is written."""
    article = recognised.article
    line: Span | None = article.dateline
    if line is None:
        return _before_prose(recognised, reference)
    city = _CITY.search(line.of(article.text))
    return _placed_as(city[0].strip(), reference) if city else None


_OPENS = re.compile(
    r"(?P<city>[A-Z][\w.’' -]{2,25}?)(?:, [A-Z]{2})?(?: ?\([^)]{1,25}\))?(?: ?\[[^\]]{1,20}\])?"
    r"(?:, [^:–—-]{3,15})?(?: ?\([^)]{1,20}\))? ?(?::|--|[–—] )"
)
_PARTS = re.compile(r"\s*(?:[,/|–—]| - |\n)\s*")
_BYLINE = 300  # characters before the prose in which a line may name the city


def _before_prose(recognised: Recognised, reference: Reference) -> Place | None:
    """The known city that opens the prose as a dateline does, or stands by itself in the lines before it."""
    article = recognised.article
    if not article.paragraphs:
        return None
    start = article.paragraphs[0].start
    opens = _OPENS.match(article.text, start)
    top = article.heading.end if article.heading and article.heading.end <= start else 0
    parts = _PARTS.split(article.text[max(top, start - _BYLINE) : start])
    names = [opens["city"].strip()] if opens else []
    return next((p for n in [*names, *parts] if (p := _known(n.strip(), reference))), None)


def _known(name: str, reference: Reference) -> Place | None:
    found = next((p for p in reference.places if name.lower() in map(str.lower, (p.label, *p.names))), None)
    return Place(found.label, found.state) if found else None


def _placed_as(name: str, reference: Reference) -> Place:
    return _known(name, reference) or Place(name.title() if name.isupper() else name)
