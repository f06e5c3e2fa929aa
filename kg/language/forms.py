"""Whether a name can be one of a state, by the syllables of its romanisation."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from kg.language.tables import table

_PART = re.compile("[a-z]+")
_MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Form:
    """A row of `data/forms.toml`."""

    id: str
    states: frozenset[str]
    family: re.Pattern[str]
    part: re.Pattern[str]
    hyphens: bool


@cache
def forms() -> tuple[Form, ...]:
    """The table, read once."""
    return tuple(
        Form(
            r["id"],
            frozenset(r["states"]),
            re.compile(r["family"]),
            re.compile(r["part"]),
            r.get("hyphens", False),
        )
        for r in table("forms")["form"]
    )


def has_form(state: str) -> bool:
    """Whether names of a state have a form that the table knows."""
    return any(state in form.states for form in forms())


def fits(name: str, state: str) -> bool:
    """Whether a name can be that of a national; True for states whose names have no form of their own."""
    form = next((f for f in forms() if state in f.states), None)
    if form is None:
        return True
    plain = unicodedata.normalize("NFKD", name.casefold())
    parts = _PART.findall("".join(c for c in plain if not unicodedata.combining(c)))
    if not parts or len(parts) > _MOST_PARTS or ("-" in name and not form.hyphens):
        return False
    return any(form.family.fullmatch(p) for p in parts) and all(form.part.fullmatch(p) for p in parts)
