"""What a visitor of the talks browser wants to see, read from an address."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from server.problems import RequestError

ORDERS: Final = {
    "newest": "newest first",
    "oldest": "oldest first",
    "name": "by name",
    "parties": "most parties first",
}
LEVELS: Final = ("TopLevel", "Ministerial", "ViceMinisterial", "SeniorOfficial", "WorkingLevel")
"""Levels of seniority, the highest first; terms of the ontology."""
STATUSES: Final = ("Held", "Planned", "Cancelled")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MOST: Final = 6
"""Parties that one may ask for at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters; "" and () leave all.

    Attributes:
        parties: IRIs; every one of them must take part.
        official: IRI of a participant.
        place: IRI; places within it count.
        form: notation of a class of events.
        level: name of the level of the highest participant.
        first: first day wanted, `YYYY-MM-DD`.
        last: last day wanted.
        order: one of `ORDERS`.
    """

    parties: tuple[str, ...] = ()
    official: str = ""
    series: str = ""
    topic: str = ""
    place: str = ""
    form: str = ""
    status: str = ""
    level: str = ""
    first: str = ""
    last: str = ""
    order: str = "newest"

    def filters(self) -> Iterator[tuple[str, str]]:
        """The address's parameters that lead back here, without the order where it is the usual one."""
        yield from (("party", party) for party in self.parties)
        for name in ("official", "series", "topic", "place", "form", "status", "level"):
            yield name, getattr(self, name)
        yield "from", self.first
        yield "to", self.last
        yield "order", "" if self.order == "newest" else self.order

    def without(self, name: str, value: str) -> "Wanted":
        """The same without one filter."""
        if name == "party":
            return replace(self, parties=tuple(one for one in self.parties if one != value))
        emptied: dict[str, Any] = {{"from": "first", "to": "last"}.get(name, name): ""}
        return replace(self, **emptied)


def wanted(given: "MultiDict[str, str]", iri: Callable[[str], str]) -> Wanted:
    """The filters of an address; `iri` makes an IRI of what follows `id/`.

    Raises:
        RequestError: a filter has no sense; the message says what it takes.
    """
    named = {name: given.get(name, "").strip() for name in ("official", "series", "topic", "place")}
    parties = [name for name in map(str.strip, given.getlist("party")) if name]
    return Wanted(
        parties=tuple(dict.fromkeys(_legal(iri(name)) for name in parties[:_MOST])),
        **{name: _legal(iri(path)) if path else "" for name, path in named.items()},
        form=_one_of("form", given.get("form", ""), None),
        status=_one_of("status", given.get("status", ""), STATUSES),
        level=_one_of("level", given.get("level", ""), LEVELS),
        first=_day("from", given.get("from", ""), last=False),
        last=_day("to", given.get("to", ""), last=True),
        order=_one_of("order", given.get("order", "newest"), tuple(ORDERS)) or "newest",
    )


def _legal(iri: str) -> str:
    if re.search(r"[\x00-\x20<>\"{}|^`\\]", iri):
        raise RequestError("A filter names a thing by what follows /id/ in its address, as party=state/KR.")
    return iri


def _one_of(name: str, value: str, known: tuple[str, ...] | None) -> str:
    if value and known is None and not re.fullmatch(r"[a-z-]+", value):
        raise RequestError(f"{name}= takes a word such as meeting or courtesy-call.")
    if value and known is not None and value not in known:
        raise RequestError(f"{name}= takes one of {', '.join(known)}.")
    return value


def _day(name: str, text: str, *, last: bool) -> str:
    """The first or the last day of a year, a month or a day."""
    if not text.strip():
        return ""
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise RequestError(f"{name}= takes a year, a month or a day: 2018, 2018-03 or 2018-03-15.")
    year, month, day = found.groups()
    month = month or ("12" if last else "01")
    if not 1 <= int(month) <= 12 or int(year) < 1:  # noqa: PLR2004  months
        raise RequestError(f"{name}= takes a year, a month or a day: 2018, 2018-03 or 2018-03-15.")
    days = monthrange(int(year), int(month))[1]
    return f"{year}-{month}-{min(int(day), days):02}" if day else f"{year}-{month}-{days if last else 1:02}"
