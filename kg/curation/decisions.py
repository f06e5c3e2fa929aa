"""Curators' decisions: the file `decisions.csv` in the data folder, read and checked before a build.

A decision says that two entities are one or are not, what an entity is called, or that something is not
published. Reading is strict: one bad line stops the build, so that nothing is half applied.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from kg.addresses import article_slug
from kg.curation.contradictions import refuse_contradictions
from kg.curation.table import Row, rows_of
from kg.errors import DecisionError
from kg.settings import Settings

FILE = "decisions.csv"
Action = Literal["same", "different", "rename", "drop"]

_ADDRESS = re.compile(r"id/(?P<kind>[a-z]+)/[^/\s<>\"{}|\\^`]+(?:/(?P<item>[a-z]+)/[1-9]\d*)?")
_IDENTIFIED = ("official", "event")
_SETTLED = ("series", "exercise", "instrument", "place", "body", "post")
_REFERENCE = ("state", "organization", "country")
_ITEMS = ("agreement", "statement", "participation")
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "same": (*_IDENTIFIED, *_SETTLED),
    "different": _IDENTIFIED,
    "rename": (*_IDENTIFIED, *_SETTLED, *_REFERENCE, "article"),
    "drop": (*_IDENTIFIED, *_SETTLED, "tenure", "article", *_ITEMS),
}
"""Kinds of things that each action takes."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the file.

    Attributes:
        line: 1-based line of the file.
        subject: a path ("id/official/…", "id/article/x/agreement/2"), or the name of an official or event.
        object: for "same" what stays; for "different" the other entity, or the article that means
            another one; for "rename" the label; "" for "drop".
        by: who decided, "" where not said.
        date: `YYYY-MM-DD`, "" where not said.
    """

    line: int
    action: Action
    subject: str
    object: str
    reason: str
    by: str = ""
    date: str = ""

    @property
    def because(self) -> str:
        """The reason, with who decided and when."""
        said = ", ".join(filter(None, (self.by, self.date)))
        return f"{self.reason} ({said})" if said else self.reason


@dataclass(frozen=True)
class Decisions:
    """All rows of a file, checked.

    Attributes:
        file: the file's name, for messages.
    """

    rows: tuple[Decision, ...] = ()
    file: str = FILE

    def of(self, *actions: Action) -> tuple[Decision, ...]:
        """The rows of some actions."""
        return tuple(row for row in self.rows if row.action in actions)

    @cached_property
    def dropped_articles(self) -> frozenset[str]:
        """Paths of the articles that are not published."""
        return frozenset(row.subject for row in self.of("drop") if kind_of(row.subject) == "article")

    def drops(self, identifier: str) -> bool:
        """Whether the article of an identifier is not published."""
        return f"id/article/{article_slug(identifier)}" in self.dropped_articles

    def as_input(self) -> tuple[str, ...]:
        """The rows as text, for the digest of all input; nothing where there are none."""
        return tuple(map(repr, self.rows))


NO_DECISIONS = Decisions()


def kind_of(subject: str) -> str:
    """The kind of thing at a path ("official", for an item "agreement"); "" for a name."""
    found = _ADDRESS.fullmatch(subject)
    return (found["item"] or found["kind"]) if found else ""


def read_decisions(settings: Settings) -> Decisions:
    """The decisions in the data folder; none where there is no file.

    Raises:
        DecisionError: the file cannot be read, a line is wrong, or two lines contradict each other.
    """
    path = settings.data / FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return NO_DECISIONS
    except OSError as error:
        raise DecisionError(str(path), 0, f"cannot be read ({error.strerror}): mend or remove it") from error
    return parse_decisions(content, settings.base, str(path))


def parse_decisions(content: bytes, base: str, file: str = FILE) -> Decisions:
    """The decisions of a file's bytes.

    Args:
        content: CSV in UTF-8 with a header line; lines that begin with `#` are comments.
        base: base IRI of individuals; addresses under it may be given whole.
        file: the file's name, for messages.

    Raises:
        DecisionError: a line is wrong, or two lines contradict each other.
    """
    decisions = Decisions(tuple(_decision(row, base, file) for row in rows_of(content, file)), file)
    refuse_contradictions(decisions.rows, file)
    return decisions


def _decision(row: Row, base: str, file: str) -> Decision:
    def refuse(reason: str) -> DecisionError:
        return DecisionError(file, row.line, reason)

    action = _action(row.cells["action"])
    if action is None:
        raise refuse(f"action {row.cells['action']!r}: write one of {', '.join(get_args(Action))}")
    for name in _needed(action):
        if not row.cells[name]:
            raise refuse(f"no {name}: {action!r} needs {_listed(_needed(action))}")
    if action == "drop" and row.cells["object"]:
        raise refuse("'drop' takes no object: leave that cell empty")
    if row.cells["date"] and not re.fullmatch(r"\d{4}-\d\d-\d\d", row.cells["date"]):
        raise refuse(f"date {row.cells['date']!r}: write it as 2024-05-31")
    subject = row.cells["subject"].removeprefix(base)
    other = row.cells["object"] if action == "rename" else row.cells["object"].removeprefix(base)
    if fault := _fault(action, subject, other, base):
        raise refuse(fault)
    return Decision(row.line, action, subject, other, row.cells["reason"], row.cells["by"], row.cells["date"])


def _action(text: str) -> Action | None:
    return next((action for action in get_args(Action) if action == text), None)


def _needed(action: Action) -> tuple[str, ...]:
    return ("subject", "reason") if action == "drop" else ("subject", "object", "reason")


def _fault(action: Action, subject: str, other: str, base: str) -> str | None:
    """What is wrong with the addresses of a row."""
    named = (subject, other) if action in {"same", "different"} else (subject,)
    faults = [fault for one in named if (fault := _address_fault(one, base))]
    if faults:
        return faults[0]
    if len(set(named)) < len(named):
        return f"{subject} stands on both sides: name two entities"
    return _kind_fault(action, [kind_of(one) for one in named])


def _kind_fault(action: Action, kinds: list[str]) -> str | None:
    """What is wrong with the kinds of things that a row names; a name has none yet."""
    if action == "different" and kinds[-1] == "article":
        kinds.pop()
    known = [kind for kind in kinds if kind]
    wrong = next((kind for kind in known if kind not in ALLOWED[action]), None)
    if wrong:
        return f"{action!r} takes no {wrong}: it takes {_listed(ALLOWED[action])}"
    if len(set(known)) > 1:
        return f"{action!r} takes two things of one kind, not {_listed(known)}"
    return None


def _address_fault(subject: str, base: str) -> str | None:
    """What is wrong with an address; a name is never wrong."""
    if subject.startswith(("http://", "https://")):
        return f"{subject} is not under the base IRI {base}: copy the address from the entry's page"
    if not subject.startswith("id/"):
        return None
    kind = kind_of(subject)
    item = subject.count("/") > len(("id", "kind"))
    if not kind or (item and (kind not in _ITEMS or not subject.startswith("id/article/"))):
        return f"{subject} is not an address: write it like id/official/… or id/article/…/agreement/2"
    return None


def _listed(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
