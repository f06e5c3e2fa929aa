"""The differences between two releases as CSV for programs, Markdown for people, JSON for the page."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Any, Final

from kg.export.changes import KINDS, Change, Side, changes
from kg.export.tables import harmless

TITLES: Final = {
    "new": "New",
    "changed": "Changed",
    "merged": "Merged with another",
    "withdrawn": "Taken down by curators",
    "gone": "Gone",
}
BY_THEMSELVES: Final = frozenset({"evidence", "words", "participation", "tenure", "post", "change"})
"""Kinds that follow from others; the CSV lists them, the summary counts them."""
MOST: Final = 100
"""Things of one sort that the summary names."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The differences in short.

    Attributes:
        old: what the earlier release is called.
        new: what the later one is called.
        counts: how many things by kind of change and kind of thing.
        named: the first of each change, without those that follow from others.
    """

    old: str
    new: str
    counts: Mapping[str, Mapping[str, int]]
    named: Mapping[str, tuple[Change, ...]]


def summary(found: Iterable[Change], old: str, new: str) -> Summary:
    """Counts things and picks those to name."""
    listed = tuple(found)
    things = {(change.change, change.kind, change.entity) for change in listed}
    counted = Counter((change, kind) for change, kind, _ in things)
    counts: dict[str, dict[str, int]] = {
        change: {kind: n for (one, kind), n in sorted(counted.items()) if one == change} for change in KINDS
    }
    named: dict[str, tuple[Change, ...]] = {
        change: tuple(c for c in listed if c.change == change and c.kind not in BY_THEMSELVES)[:MOST]
        for change in KINDS
    }
    return Summary(old, new, counts, named)


def as_csv(found: Iterable[Change]) -> bytes:
    """One line for a thing that is new or gone, one for each property that changed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([field.name for field in fields(Change)])
    writer.writerows([harmless(value) for value in astuple(change)] for change in found)
    return text.getvalue().encode()


def as_markdown(content: Summary) -> bytes:
    """A page to read."""
    lines = [f"# From {content.old} to {content.new}", ""]
    if not any(content.counts.values()):
        lines += ["Nothing that has an address of its own is new, changed or gone.", ""]
    for change, kinds in content.counts.items():
        if kinds:
            lines += [f"## {TITLES[change]}", "", _counted(kinds), ""]
            lines += [_line(one) for one in content.named[change]]
            lines += [""] if content.named[change] else []
    return "\n".join(lines).encode()


def as_json(content: Summary) -> bytes:
    """What the page of a release shows."""
    return (json.dumps(asdict(content), indent=1, ensure_ascii=False) + "\n").encode()


def from_json(given: Mapping[str, Any]) -> Summary:
    """A summary as `as_json` wrote it."""
    named = {change: tuple(Change(**one) for one in given["named"][change]) for change in given["named"]}
    return Summary(given["old"], given["new"], given["counts"], named)


def write_changes(old: Side, new: Side, names: tuple[str, str], folder: Path) -> None:
    """Writes `changes.csv`, `changes.md` and `changes.json`."""
    found = tuple(changes(old, new))
    short = summary(found, *names)
    (folder / "changes.csv").write_bytes(as_csv(found))
    (folder / "changes.md").write_bytes(as_markdown(short))
    (folder / "changes.json").write_bytes(as_json(short))


def _counted(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{kind}: {number}" for kind, number in kinds.items())


def _line(change: Change) -> str:
    """One difference as an item of a list."""
    what = f"- [{_plain(change.label)}]({change.entity}) ({change.kind})"
    if change.change == "changed":
        name = change.property.replace("#", "/").rpartition("/")[2]
        return f"{what}, {name}: {_plain(change.before) or 'nothing'} → {_plain(change.after) or 'nothing'}"
    return f"{what}: {_plain(change.after)}" if change.after else what


def _plain(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").split())
