"""Datelines: "SEOUL, Oct. 5 (Yonhap) --" before the first sentence of a report."""

import re
from dataclasses import dataclass

from kg.articles.published import written_dates

_LONGEST = 160
_SPACE = re.compile(r"\s")  # one for one, so that offsets hold
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?i:(?:{_MONTH}) {_DAY}(?:,? \d{{4}})?|{_DAY} (?:{_MONTH}),?(?: \d{{4}})?|\d{{4}}-\d\d-\d\d)"
_PROPER = r"[^\W\d_a-z][\w.'’-]{0,30}"
_PLACE = rf"{_PROPER}(?: (?:(?:of|the|de|del|al) )?{_PROPER}){{0,3}}"
_PLACES = rf"{_PLACE}(?:(?:, ?|/){_PLACE}){{0,2}}"
_CAPITALS = rf"(?P<capitals>{_PROPER}(?: {_PROPER}){{0,3}})"
_AGENCY = r"[(\[](?P<agency>[A-Z][\w .+&/-]{1,40})[)\]]"
_DASH = r"(?:--+|[—–―-])"
_WIRE = rf"/(?P<wire>[A-Z][\w-]{{1,20}})/\.?|(?P<initials>[A-Z]{{2,6}}) ?{_DASH}"
_FORMS = tuple(
    re.compile(form + r"\s*(?=[^\W_]|[\"'“‘(])")
    for form in (
        rf"{_PLACES}(?:, ?{_DATE})? ?{_AGENCY} ?(?:{_DASH}|:)",
        rf"{_PLACES}, ?{_DATE}\.?,? (?:{_AGENCY}|{_WIRE})",
        rf"{_PLACES}(?:,|:)? ?\(?{_DATE}\)?(?: ?{_DASH}|:)",
        rf"{_CAPITALS}(?:, {_PLACE}){{0,2}} ?(?:{_DASH} |[—–―])",
        rf"[(\[]{_PLACES}, ?{_DATE}[)\]](?: ?{_DASH}|:)?",
        rf"{_DATE}(?:, ?|\s?{_DASH}\s?){_PLACES}(?:\s?{_DASH}|:)",
    )
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a paragraph that says where, when and by whom it was reported.

    Attributes:
        length: characters up to the first sentence.
        published: `YYYY-MM-DD`, where it names the year.
        agency: the newswire in its brackets.
    """

    length: int
    published: str | None
    agency: str | None


def dateline_of(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph starts with, if it does; its lines may be wrapped."""
    opening = _SPACE.sub(" ", paragraph[:_LONGEST])
    matches = (form.match(opening) for form in _FORMS)
    match = next((found for found in matches if found and _capital_letters(found)), None)
    if match is None:
        return None
    days = written_dates(match[0])
    named = match.groupdict()
    agency = next(filter(None, map(named.get, ("agency", "wire", "initials"))), None)
    return Dateline(match.end(), days[0].value if days else None, agency)


def _capital_letters(match: re.Match[str]) -> bool:
    """Whether a place that neither date nor agency follows is in capitals, as it then must be."""
    place = match.groupdict().get("capitals")
    return place is None or (place.isupper() and len(place) > len("UN"))
