"""What every picture has: marks that lead somewhere, a title, a description, and its rows as a table."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a mark or a cell leads: a thing's page, a pair's, or the talks that some filters leave.

    Attributes:
        iri: the thing, "" for none.
        talks: filters of the talks browser, name and value.
        pair: two parties.
    """

    iri: str = ""
    talks: tuple[tuple[str, str], ...] = ()
    pair: tuple[str, str] | None = None


NOWHERE = Goal()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table below a picture."""

    text: str
    goal: Goal = NOWHERE


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, as `templates/pictures.html` writes it.

    Attributes:
        kind: which macro draws it.
        title: name of the picture, for those who cannot see it.
        text: what it shows, in a sentence or two.
        drawn: its geometry; two where a desk and a telephone get one each.
        columns: headings of the table.
        rows: the same rows as the marks.
        note: a line below the picture.
    """

    kind: str
    title: str
    text: str
    drawn: tuple[Any, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
