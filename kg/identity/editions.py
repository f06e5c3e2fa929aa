"""Editions that the press gave one number though they took place long apart: two events, not one.

The earlier keeps the plain address; a later one carries its year, or its day where two share a year.
A plan that was put off is no second edition: only days on which something was held tell two apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from kg.identity.claims import Claim, Happening

_APART = timedelta(days=60)


def editions(happening: Happening) -> Iterator[Happening]:
    """The happenings that an edition's claims tell of: almost always the one given."""
    days = sorted({claim.day for claim in happening.claims if claim.day and claim.status == "held"})
    groups = list(_groups(days))
    if len(groups) <= 1:
        yield happening
        return
    names = _names([group[0] for group in groups])
    for position, name in enumerate(names):
        claims = tuple(c for c in happening.claims if _group_of(c, groups) == position)
        ending = f"-{name}" if name else ""
        yield Happening(happening.key + ending, happening.path + ending, claims)


def _groups(days: Iterable[date]) -> Iterator[list[date]]:
    """Runs of days with no gap of more than sixty days in them."""
    group: list[date] = []
    for day in days:
        if group and day - group[-1] > _APART:
            yield group
            group = []
        group.append(day)
    if group:
        yield group


def _names(firsts: Sequence[date]) -> list[str]:
    years = [day.year for day in firsts]
    named = [str(day.year) if years.count(day.year) == 1 else str(day) for day in firsts]
    return ["", *named[1:]]


def _group_of(claim: Claim, groups: Sequence[Sequence[date]]) -> int:
    """The group that a claim's date fits best; the first where it has none."""
    if claim.days is None:
        return 0
    first, last = claim.days

    def distance(position: int) -> timedelta:
        group = groups[position]
        return max(group[0] - last, first - group[-1], timedelta(0))

    return min(range(len(groups)), key=distance)
