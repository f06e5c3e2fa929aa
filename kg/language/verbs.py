"""The act lexicon: which words report that somebody agreed, urged, explained …, in every inflection.

The rows stand in `data/act_verbs.toml`, each with an example that must match and one that must not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any, Literal

from kg.model import ActKind

Tag = Literal["base", "s", "past", "pp", "ing"]
ACTOR = "\ue000\ue001*"
"""How an actor stands in a masked sentence: one head mark and a mark for each further character."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One rule of the lexicon; `data/act_verbs.toml` describes the fields.

    Attributes:
        weak: whether the verb only says something, whose content decides the kind.
        alone: whether one side can do it; else the act is a commitment or nothing.
        then: what must follow the verb, over masked words, anchored at its start.
        pattern: for a set phrase, the whole of it; None for verbs.
        rank: how specific the row is; of two that fit, the higher wins.
    """

    id: str
    act: ActKind
    joint: ActKind | None
    verbs: tuple[str, ...]
    then: re.Pattern[str] | None
    nouns: frozenset[tuple[str, ...]]
    adjectives: frozenset[str]
    hearers: frozenset[str]
    weak: bool
    alone: bool
    pattern: re.Pattern[str] | None
    match: str
    miss: str

    @property
    def rank(self) -> int:
        """0 for a bare verb, 1 with an exception, 2 where its object decides, 3 where the words after do."""
        if self.then is not None:
            return 1 if self.then.pattern.startswith("(?!") else 3
        return 2 if self.nouns or self.adjectives else 0


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A reading of an inflected form: the row it belongs to, its tags, the words after it ("out")."""

    row: ActRow
    tags: frozenset[Tag]
    particle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActLexicon:
    """The rows, and every inflected first word with what it may be."""

    rows: tuple[ActRow, ...]
    forms: Mapping[str, tuple[VerbForm, ...]]

    @property
    def idioms(self) -> tuple[ActRow, ...]:
        """The rows that are set phrases."""
        return tuple(r for r in self.rows if r.pattern)


@cache
def act_lexicon() -> ActLexicon:
    """The lexicon, read once."""
    table = loads((files("kg.language") / "data" / "act_verbs.toml").read_text(encoding="utf-8"))
    rows = (*(_row(r) for r in table["act"]), *(_row(r) for r in table["idiom"]))
    forms: dict[str, list[VerbForm]] = {}
    for row in rows:
        for lemma in (s for v in row.verbs for s in spellings(v)):
            first, *particle = lemma.split()
            for word, tags in inflect(first, table["irregular"]).items():
                forms.setdefault(word, []).append(VerbForm(row, tags, tuple(particle)))
    return ActLexicon(rows, {word: tuple(found) for word, found in forms.items()})


def _row(row: Mapping[str, Any]) -> ActRow:
    return ActRow(
        row["id"],
        row["act"],
        row.get("joint"),
        tuple(row.get("verbs", ())),
        _pattern(row.get("then")),
        frozenset(tuple(n.split()) for n in row.get("nouns", ())),
        frozenset(row.get("adjectives", ())),
        frozenset(row.get("hearers", ())),
        row.get("weak", False),
        row.get("alone", True),
        _pattern(row.get("pattern")),
        row["match"],
        row["miss"],
    )


def _pattern(source: str | None) -> re.Pattern[str] | None:
    return re.compile(source.replace("«A»", f"(?:{ACTOR})"), re.IGNORECASE) if source else None


def spellings(lemma: str) -> tuple[str, ...]:
    """A lemma in American and British spelling.

    >>> spellings("emphasize")
    ('emphasize', 'emphasise')
    """
    return (lemma, re.sub(r"iz(e\b)", r"is\1", lemma)) if re.search(r"[a-z]{3}ize\b", lemma) else (lemma,)


_DOUBLING = re.compile(r"(?:^|[^aeiou])[aeiou]([bdgmnpt])$")
_ES = re.compile(r"(?:s|sh|ch|x|z|o)$")


def inflect(lemma: str, irregular: Mapping[str, Iterable[str]]) -> dict[str, frozenset[Tag]]:
    """Every form of a verb with its tags; one form may carry several ("agreed": past and participle).

    Args:
        lemma: one word.
        irregular: lemma to third person, past, past participle, present participle.
    """
    listed: tuple[Tag, ...] = ("base", "s", "past", "pp", "ing")
    third, past, participle, ing = irregular.get(lemma) or _regular(lemma)
    words = [lemma, third, past, participle, ing]
    found: dict[str, set[Tag]] = {}
    for tag, word in zip(listed, words, strict=True):
        found.setdefault(word, set()).add(tag)
    if lemma == "be":
        found |= {"are": {"s"}, "were": {"past"}, "am": {"s"}}
    return {word: frozenset(tags) for word, tags in found.items()}


def _regular(lemma: str) -> tuple[str, str, str, str]:
    if lemma.endswith("e"):
        ing = lemma if lemma.endswith("ee") else lemma[:-1]
        return f"{lemma}s", f"{lemma}d", f"{lemma}d", f"{ing}ing"
    if re.search(r"[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma[:-1]}ied", f"{lemma}ing"
    stem = lemma + lemma[-1] if _doubles(lemma) else lemma
    return f"{lemma}{'es' if _ES.search(lemma) else 's'}", f"{stem}ed", f"{stem}ed", f"{stem}ing"


def _doubles(lemma: str) -> bool:
    """Whether a short verb doubles its last letter ("plan"); longer ones are listed as irregular."""
    return len(re.findall(r"[aeiou]+", lemma)) == 1 and bool(_DOUBLING.search(lemma))
