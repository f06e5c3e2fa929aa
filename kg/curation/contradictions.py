"""Decisions that cannot both hold, found before any of them is applied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from kg.errors import DecisionError


class Ruling(Protocol):
    """What is needed of a decision."""

    @property
    def line(self) -> int:
        """Line of the file."""

    @property
    def action(self) -> str:
        """What is decided."""

    @property
    def subject(self) -> str:
        """What it is decided of."""

    @property
    def object(self) -> str:
        """The other entity, or a label."""


def kept(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For everything that is one with something else, what stays of its group, itself included.

    Args:
        pairs: what goes with what stays. What no pair lets go stays; of several such the first named.
    """
    ordered = list(pairs)
    group: dict[str, list[str]] = {}
    for one, other in ordered:
        first, second = group.get(one, [one]), group.get(other, [other])
        if first is not second:
            joined = [*second, *first]
            group |= dict.fromkeys(joined, joined)
    going = {one for one, _ in ordered}
    staying = list(dict.fromkeys(other for _, other in ordered if other not in going))
    return {
        one: next((other for other in staying if members is group[other]), members[0])
        for one, members in group.items()
    }


def refuse_contradictions(rows: Sequence[Ruling], file: str) -> None:
    """Lets pass decisions that can all hold.

    Raises:
        DecisionError: two lines contradict each other; the message names both.
    """
    for line, other, reason in _contradictions(rows):
        first, second = sorted((line, other))
        raise DecisionError(file, second, f"contradicts line {first}: {reason}; remove one of the two")


def _contradictions(rows: Sequence[Ruling]) -> Iterator[tuple[int, int, str]]:
    same = [row for row in rows if row.action == "same"]
    united = kept((row.subject, row.object) for row in same)
    yield from _circles(same)
    for row in (row for row in rows if row.action == "different"):
        if row.subject in united and united.get(row.subject) == united.get(row.object):
            yield (
                row.line,
                _last_in(same, united, row.subject),
                f"{row.subject} and {row.object} are one there",
            )
    yield from _two_names(rows, united)
    yield from _dropped(rows)


def _circles(same: Sequence[Ruling]) -> Iterator[tuple[int, int, str]]:
    """Chains in which everything goes and nothing stays, and what goes to two."""
    going: dict[str, Ruling] = {}
    for row in same:
        seen, at = row, row.object
        while at in going and at != row.subject:
            seen = going[at]
            at = seen.object
        if at == row.subject:
            yield row.line, seen.line, f"which address of {row.subject} stays, goes round in a circle"
        first = going.setdefault(row.subject, row)
        if first.object != row.object:
            yield row.line, first.line, f"{row.subject} goes to {first.object} there"


def _last_in(same: Sequence[Ruling], united: Mapping[str, str], subject: str) -> int:
    return max(row.line for row in same if united[row.subject] == united[subject])


def _two_names(rows: Sequence[Ruling], united: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    named: dict[str, Ruling] = {}
    for row in (row for row in rows if row.action == "rename"):
        known = named.setdefault(united.get(row.subject, row.subject), row)
        if known.object != row.object:
            yield row.line, known.line, f"{row.subject} is named “{known.object}” there"


def _dropped(rows: Sequence[Ruling]) -> Iterator[tuple[int, int, str]]:
    dropped = {row.subject: row for row in rows if row.action == "drop"}
    for row in (row for row in rows if row.action != "drop"):
        for one in {row.subject, row.object} & dropped.keys():
            yield row.line, dropped[one].line, f"{one} is dropped there"
