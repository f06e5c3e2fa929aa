"""Labels for what no text names, made of facts in one place."""

import re
from collections.abc import Callable
from datetime import date

from kg.model import Talk, When

_FEW = 4
_WITH_ARTICLE = re.compile(
    r"^(?:Republic|Democratic|Federated|Islamic|United|Union|State of|Kingdom|Holy|European|African|"
    r"Association|Organi[sz]ation|International|North Atlantic|Gulf|League|Group)\b"
    r"|\b(?:Republic|Islands|Emirates|Union|Nations|Organi[sz]ation|Council|Forum|Community|Agency)$"
    r"|^(?:Bahamas|Comoros|Congo|Gambia|Maldives|Netherlands|Philippines|Seychelles|Vatican)$"
)
_FORMS = {
    "meeting": "Meeting",
    "summit": "Summit",
    "consultation": "Consultation",
    "dialogue": "Dialogue",
    "conference": "Conference",
    "call": "Telephone call",
    "courtesy-call": "Courtesy call",
    "visit": "Visit",
    "signing": "Signing ceremony",
    "exercise": "Exercise",
    "other": "Talks",
}


def event_label(talk: Talk, party_name: Callable[[str], str]) -> str:
    """The text's own name of a talk, or one made of form, parties and date.

    Such as "Meeting of Japan and the Republic of Korea, 15 March 2018".
    """
    if talk.label:
        return talk.label
    if talk.series:
        return talk.series if talk.ordinal is None else f"{ordinal(talk.ordinal)} {talk.series}"
    parties = _listed([_with_article(party_name(code)) for code in talk.parties])
    label = f"{_FORMS[talk.form]} of {parties}" if parties else _FORMS[talk.form]
    return f"{label}, {spoken}" if (spoken := spoken_date(talk.when)) else label


def is_made(label: str) -> bool:
    """Whether the label of an event was made here, not taken from a text."""
    return any(label == form or label.startswith(f"{form} of ") for form in _FORMS.values())


def ordinal(value: int) -> str:
    """A number as 1st, 2nd, 3rd, 4th, 11th."""
    teens = range(11, 14)
    ending = "th" if value % 100 in teens else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def spoken_date(when: When | None) -> str:
    """A date as exact as it is known: "15 March 2018", "March 2018", "2018", "" where unknown or wordy."""
    value = when.value if when else None
    if value is None:
        return ""
    if value.startswith("--"):
        return _day(date.fromisoformat(f"2000{value[1:]}")).removesuffix(" 2000")
    if len(value) == len("2018-03"):
        return f"{date.fromisoformat(f'{value}-01'):%B %Y}"
    return _day(date.fromisoformat(value)) if len(value) == len("2018-03-15") else value


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _with_article(name: str) -> str:
    return f"the {name}" if _WITH_ARTICLE.search(name) else name


def _listed(names: list[str]) -> str:
    if len(names) > _FEW:
        return f"{', '.join(names[: _FEW - 1])} and {len(names) - _FEW + 1} more parties"
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
