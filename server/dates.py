"""Writes dates for readers; the only place of the server that does."""

from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY, _MONTH, _YEAR = 10, 7, 4
_OPEN = "--"


@dataclass(frozen=True, slots=True)
class Dated:
    """When something was, as the graph has it.

    Attributes:
        value: `par:date`: `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or `--MM-DD`.
        earliest: first possible day.
        latest: last possible day.
        text: the source's own words.
    """

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    text: str | None = None

    @property
    def words(self) -> str:
        """In words, as exact as known: "15 March 2018", "19–20 October 2018", else the source's own."""
        if self.value:
            return written(self.value)
        if self.earliest and self.latest:
            return between(self.earliest, self.latest)
        return self.text or ""

    @property
    def middle(self) -> date | None:
        """The day in the middle of what is possible, to draw it by."""
        first, last = day(self.earliest), day(self.latest)
        if first is None or last is None:
            return first or last
        return date.fromordinal((first.toordinal() + last.toordinal()) // 2)

    @property
    def sort_key(self) -> str:
        """Sorts by the first possible day; what has none comes last in both directions' reverse."""
        return self.earliest or (self.value if self.value and not self.value.startswith(_OPEN) else "") or ""


def day(text: str | None) -> date | None:
    """A day, from `YYYY-MM-DD` with or without a time zone; None for anything else."""
    try:
        return date.fromisoformat((text or "")[:_DAY])
    except ValueError:
        return None


def within(value: str) -> str:
    """A day in the middle of what a date leaves open, to draw it by: `2018-10-15` for `2018-10`."""
    return {_YEAR: f"{value}-07-01", _MONTH: f"{value}-15"}.get(len(value), value)


def written(value: str) -> str:
    """A date of any precision in words; what is no date comes back as it is."""
    if value.startswith(_OPEN) and len(value) >= len("--MM-DD"):
        return f"{int(value[5:7])} {MONTHS[int(value[2:4]) - 1]}, year not said"
    found = day(value)
    if found and len(value) >= _DAY:
        return f"{found.day} {MONTHS[found.month - 1]} {found.year}"
    if len(value) == _MONTH and value[5:].isdigit():
        return f"{MONTHS[int(value[5:]) - 1]} {value[:_YEAR]}"
    return value


def between(earliest: str, latest: str) -> str:
    """A range of days in words, what both ends share said once."""
    first, last = day(earliest), day(latest)
    if first is None or last is None or first == last:
        return written(earliest)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {written(latest)}"
    return f"{written(earliest)} – {written(latest)}"


def span(first: str, last: str) -> str:
    """Two years, or other short texts, as one: "2016–2019", "2016"."""
    return first if first == last or not last else f"{first}–{last}" if first else last
