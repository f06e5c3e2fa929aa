"""Dates of publication: the forms in which press pages write them, and their check."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?:19|20)\d\d"
_FORMS = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<y1>{_YEAR})\s?[-./]\s?(?P<m1>\d{{1,2}})\s?[-./]\s?(?P<d1>\d{{1,2}})(?!\d|[-/]\d)
    | (?P<y2>{_YEAR})\s?[年년]\s?(?P<m2>\d{{1,2}})\s?[月월]\s?(?P<d2>\d{{1,2}})\s?[日일]
    | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\.?(?:[\s/-]|\sof\s)?(?P<m3>{_MONTH})\b[.,]?[\s,/-]*(?P<y3>{_YEAR})
    | (?P<m4>{_MONTH})\b\.?\s?(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s?(?P<y4>{_YEAR})
    | (?P<y5>{_YEAR})[\s,-]+(?P<m5>{_MONTH})\b\.?[\s-](?P<d5>\d{{1,2}})
    | (?P<d6>\d{{1,2}})[./-](?P<m6>\d{{1,2}})[./-](?P<y6>{_YEAR})
    )(?!\d(?!\d?:\d\d))""",
    re.IGNORECASE | re.VERBOSE,
)
_VALUE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day written out in full, with where it stands.

    Attributes:
        value: `YYYY-MM-DD`.
        otherwise: the same with day and month exchanged, where `05/09/2019` may be read both ways.
    """

    start: int
    end: int
    value: str
    otherwise: str | None = None


def written_dates(text: str) -> tuple[WrittenDate, ...]:
    """Every day of the calendar that a line names with its year, in order.

    In `31/10/2018` the day is first, unless only the month can be; what is no day is left out.
    """
    found = (_written_date(match) for match in _FORMS.finditer(text))
    return tuple(day for day in found if day is not None)


def _written_date(match: re.Match[str]) -> WrittenDate | None:
    parts = {name[0]: part for name, part in match.groupdict().items() if part is not None}
    year, month, day = int(parts["y"]), _month(parts["m"]), int(parts["d"])
    numeric = match["m6"] is not None
    if numeric and month > len(_MONTHS) >= day:
        month, day = day, month
    either = numeric and month != day <= len(_MONTHS)
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None
    return WrittenDate(
        match.start(), match.end(), value, date(year, day, month).isoformat() if either else None
    )


def names_day(text: str, value: str) -> bool:
    """Whether a text names the day and month of a date in words: "May 9", "9 May"."""
    month, day = _MONTHS[int(value[5:7]) - 1], int(value[8:])
    words = rf"\b(?:{month}[a-z]*\.? {day}(?:st|nd|rd|th)?|{day}(?:st|nd|rd|th)? (?:of )?{month}[a-z]*)\b"
    return re.search(words, text, re.IGNORECASE) is not None


def _month(words: str) -> int:
    return int(words) if words.isdecimal() else _MONTHS.index(words[:3].casefold()) + 1


def checked_published(value: str) -> str:
    """The value, where it is `YYYY-MM-DD`, `YYYY-MM` or `YYYY` and a date of the calendar.

    Raises:
        ValueError: it is not; the message says what to write.
    """
    value = value.strip()
    if not (_VALUE.fullmatch(value) and _is_day(value + "0001-01-01"[len(value) :])):
        raise ValueError(f"{value!r} is no date: write YYYY-MM-DD, YYYY-MM or YYYY")
    return value


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
