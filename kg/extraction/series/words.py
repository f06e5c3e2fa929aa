"""The words of a name of a talk: where it starts before its head noun, and its number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from kg.extraction.mentions import PartyMention
from kg.model import Span, TalkForm

_WORD = re.compile(r"\([^()\s]+(?: [^()\s]+)?\)|[^\s()]+")
_BREAK = re.compile(r"(?<!\b[A-Z])(?<!\.[A-Z])[,;:.!?”\"—–]$|[,;:!?”\"]$")
_OPEN = re.compile(r"^[“\"‘']|^\([^)]*$")
_ORDINAL = re.compile(r"^(\d{1,3})(?:st|nd|rd|th)$", re.IGNORECASE)
_UNITS = (
    "zero", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_DAY = re.compile(r"\d{1,2}(?:[-–]\d{1,2})?")  # of "the June 29-30 NATO Summit"
_PROMPTS = frozenset(
    {
        "partner",
        "partners",
        "relations",
        "partnership",
        "mechanism",
        "framework",
        "hall",
        "house",
        "report",
        "room",
        "center",
        "centre",
        "chair",
        "member",
    }
)


_TOGETHER = frozenset({("general", "assembly"), ("general", "conference")})
_VENUES = frozenset({"point", "room", "venue", "site", "minutes", "schedule"})
_STATE = 2  # letters of an ISO code


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that ends names of talks; `typed` ones make a name with small words alone.

    A `standing` one names a body, and a talk only where the words say that it sits.
    """

    form: TalkForm
    typed: bool
    standing: bool
    matches: str
    gives: str
    misses: str


@dataclass(frozen=True, slots=True)
class Table:
    """`data/series.toml`, ready for use."""

    heads: dict[str, Head]
    modifiers: frozenset[str]
    joints: frozenset[str]
    stops: frozenset[str]
    owners: frozenset[str]
    shapes: tuple[tuple[re.Pattern[str], TalkForm], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word between blanks; `key` in lower case without punctuation."""

    text: str
    start: int
    end: int
    key: str
    party: bool
    org: bool = False

    @property
    def large(self) -> bool:
        """Whether it holds a capital or a figure."""
        return any(c.isupper() for c in self.text) or any(c.isdigit() for c in self.text)


@cache
def series_table() -> Table:
    """The table of head nouns and name words."""
    data: dict[str, Any] = loads(
        (files("kg.extraction") / "data" / "series.toml").read_text(encoding="utf-8")
    )
    heads = {
        word: Head(
            row["form"],
            row.get("typed", False),
            row.get("standing", False),
            row["matches"],
            row["gives"],
            row["misses"],
        )
        for row in data["head"]
        for word in row["words"].split()
    }
    words = {name: frozenset(data[name].split()) for name in ("modifiers", "joints", "stops", "owners")}
    shapes = tuple((re.compile(row["pattern"]), row["form"]) for row in data["shape"])
    return Table(heads, words["modifiers"], words["joints"], words["stops"], words["owners"], shapes)


def ordinal(word: str) -> int | None:
    """The number of "11th", "eleventh", "twenty-first" or "inaugural"; None for other words."""
    low = word.lower().removesuffix("-ever")
    if match := _ORDINAL.match(low):
        return int(match[1])
    if low == "inaugural":
        return 1
    tens, _, unit = low.partition("-")
    if tens in _UNITS[1:] and not unit:
        return _UNITS.index(tens)
    for ten, stem in enumerate(_TENS[2:], 2):
        if not unit and low == f"{stem}ieth":
            return ten * 10
        if unit in _UNITS[1:10] and tens == f"{stem}y":
            return ten * 10 + _UNITS.index(unit)
    return None


def words_of(text: str, span: Span, parties: Sequence[PartyMention]) -> list[Word]:
    """The words of a sentence, in order; `party` where a party's name covers them."""
    covered = [p.span for p in parties]
    found, at = [], 0
    for match in _WORD.finditer(text, span.start, span.end):
        start, end = match.span()
        while at < len(covered) and covered[at].end <= start:
            at += 1
        key = match[0].lower().replace("’", "'").strip("“”\"'(),.;:!?") + (
            "'" if match[0][-1:] in "'’" else ""
        )
        party = at < len(covered) and covered[at].start < end and key != "the"
        org = party and any(len(code) > _STATE for code in parties[at].codes)
        found.append(Word(match[0], start, end, key, party, org))
    return found


def leads_on(words: list[Word], i: int, table: Table) -> bool:
    """Whether the noun does not end the name ("Dialogue Partner") or names a venue ("meeting point")."""
    if i + 1 >= len(words) or _BREAK.search(words[i].text):
        return False
    after = words[i + 1]
    if after.key in _VENUES or not words[i].text[:1].isupper():
        return after.key in _VENUES
    if after.key in table.stops or after.party or after.key in ("talks", "plus", "retreat"):
        return False
    return after.text[:1].isupper() and after.key in _PROMPTS


def start_of(words: list[Word], head: int, table: Table) -> int:
    """Index of the first word of the name that ends at a head noun."""
    at = head
    while at > 0:
        step = _step(words, at, head, table)
        if step == 0:
            break
        at -= step
        if ordinal(words[at].key) is not None:
            return at
    while at < head and _leading(words[at], table):
        at += 1
    return at


def _step(words: list[Word], at: int, head: int, table: Table) -> int:
    """How many words before a place belong to the name: two around a joint, one, or none."""
    word = words[at - 1]
    if _spaced_hyphen(words, at):
        return 2
    if _ends_before(word, words[at]):
        return 0
    if at > 1 and word.key == "to" and words[at - 2].key == words[at].key:
        return 2
    number = ordinal(word.key) is not None
    if word.key in table.stops and not number and (word.key, words[at].key) not in _TOGETHER:
        return 0
    if number or word.party or word.large or word.key in table.modifiers or word.key.endswith("-level"):
        return 1
    return 2 * (at > 1 and words[head].large and _joint(word, words[at - 2], table))


def _joint(word: Word, before: Word, table: Table) -> bool:
    return word.key in table.joints and _joinable(before, table)


def _ends_before(word: Word, after: Word) -> bool:
    """Whether punctuation, an opening quote or a possessive parts two words."""
    parted = _BREAK.search(word.text) or (_OPEN.search(after.text) and ordinal(word.key) is None)
    owned = word.key.endswith("'s") and word.key not in series_table().owners
    return bool(parted) or owned or bool(_DAY.fullmatch(word.key))


def _leading(word: Word, table: Table) -> bool:
    return word.key in table.joints or word.key == "the" or word.text.startswith("(")


def _spaced_hyphen(words: list[Word], at: int) -> bool:
    """Whether "Australia - Japan" stands around the place."""
    return at > 1 and words[at - 1].text in ("-", "–") and words[at].party and words[at - 2].party


def _joinable(word: Word, table: Table) -> bool:
    plain = word.large and word.key not in table.stops and word.key not in table.heads
    return plain and not _BREAK.search(word.text) and not word.party and ordinal(word.key) is None
