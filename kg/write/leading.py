"""Who heads a delegation or takes the chair, by the sentence that says so.

The words are rows of `data/leading.toml`. A leader stands before the verb ("A led the delegation") or behind
"by" ("the side was led by A"); in "A headed the one delegation and B the other" the verb counts twice.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

_BY = re.compile(r"^(?:\s+[\w.]+){0,4}?\s+by\s")
_END = re.compile(r";|\bwho(?:se)?\b|\bwhile\b|\bwith\b|\baccompanied\b|\bjoined\b|\bmet\b")
_CUT = re.compile(r";|\bwhose\b|\breceived\b|\bmet\b")
_FURTHER = re.compile(r"^\W*(?:and|while|whereas)\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the table.

    Attributes:
        role: a value of `par:role`.
        nouns: what the verb must reach before the next name; None for anything.
        match: sentences with leaders in braces and others in brackets.
        unmatch: sentences without a leader.
    """

    role: str
    verbs: re.Pattern[str]
    nouns: re.Pattern[str] | None
    match: tuple[str, ...]
    unmatch: tuple[str, ...]


@cache
def parts() -> tuple[Part, ...]:
    """The table, read once."""
    text = files("kg.write").joinpath("data", "leading.toml").read_text("utf-8")
    return tuple(
        Part(
            row["role"],
            re.compile(rf"(?<![\w-])(?:{row['verbs']})\b"),
            re.compile(rf"\b(?:{row['nouns']})\b") if "nouns" in row else None,
            tuple(row["match"]),
            tuple(row["unmatch"]),
        )
        for row in loads(text)["part"]
    )


def leaders(sentence: str, forms: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The part that each person plays by a sentence, for those who play one.

    The forms of each person's name are given by the name.
    """
    found: dict[str, str] = {}
    people = tuple(_named(sentence, forms))
    for part in parts() if people else ():
        spans = _by_nouns(sentence, part) if part.nouns else _by_verbs(sentence, part)
        for start, end in spans:
            for at, name in people:
                if start <= at < end:
                    found.setdefault(name, part.role)
    return found


def _named(sentence: str, forms: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Where each person is named; longer forms take their words from shorter ones."""
    pairs = sorted(((form, name) for name, own in forms.items() for form in own), key=lambda p: -len(p[0]))
    for form, name in pairs:
        for hit in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", sentence):
            sentence = sentence[: hit.start()] + "_" * len(form) + sentence[hit.end() :]
            yield hit.start(), name


def _by_nouns(sentence: str, part: Part) -> Iterator[tuple[int, int]]:
    """Stretches that hold leaders: up to each noun that a verb reaches, or behind its "by"."""
    nouns = [hit.span() for hit in part.nouns.finditer(sentence)] if part.nouns else []
    is_led = False
    for position, (first, last) in enumerate(nouns):
        start = nouns[position - 1][1] if position else 0
        limit = nouns[position + 1][0] if position + 1 < len(nouns) else len(sentence)
        stretch = _behind(sentence, part, last, limit, is_led=is_led) or _before(
            sentence[start:first], part, start, is_led=is_led
        )
        if stretch:
            is_led = True
            yield stretch


def _behind(sentence: str, part: Part, start: int, limit: int, *, is_led: bool) -> tuple[int, int] | None:
    """The names behind "by": "(the side) was led by A", and after such a one "(the side) by B"."""
    behind = _BY.match(sentence[start:limit])
    if not behind or not (is_led or part.verbs.search(behind[0])):
        return None
    names = start + behind.end()
    return names, _stop(sentence, names, limit)


def _before(chunk: str, part: Part, start: int, *, is_led: bool) -> tuple[int, int] | None:
    """The names before the verb: "A led (the side)", and after such a one "and B (the side)"."""
    verb = max((hit.end() for hit in part.verbs.finditer(chunk)), default=None)
    if verb is None and not (is_led and _FURTHER.match(chunk)):
        return None
    end = verb or len(chunk)
    return start + _last_cut(chunk[:end]), start + end


def _by_verbs(sentence: str, part: Part) -> Iterator[tuple[int, int]]:
    """Stretches that hold leaders: before each verb, or behind its "by"."""
    for verb in part.verbs.finditer(sentence):
        behind = _BY.match(sentence[verb.end() :])
        if behind:
            yield verb.end() + behind.end(), _stop(sentence, verb.end() + behind.end(), len(sentence))
        else:
            yield _last_cut(sentence[: verb.start()]), verb.start()


def _stop(sentence: str, start: int, limit: int) -> int:
    """Where a list of names behind "by" ends."""
    end = _END.search(sentence, start, limit)
    return end.start() if end else limit


def _last_cut(text: str) -> int:
    """Where the clause begins that a verb at the end of a text belongs to."""
    return max((hit.end() for hit in _CUT.finditer(text)), default=0)


def people_of(sentence: str) -> Iterable[tuple[str, bool]]:
    """The names marked in an example of the table, with whether they are marked as leaders."""
    for hit in re.finditer(r"\{([^}]+)\}|\[([^\]]+)\]", sentence):
        yield hit[1] or hit[2], bool(hit[1])
