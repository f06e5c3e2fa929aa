"""States and organisations as parties, capitals as governments or places, cities and sites as places."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.extraction.mentions import PartyMention, PlaceMention
from kg.extraction.officials.link import Context
from kg.extraction.officials.state import select
from kg.language.lexicon import Entry, Hit, Lexicon
from kg.language.rows import Row
from kg.language.tables import table
from kg.model import Place, Span

_PARTY_KINDS = frozenset({"name", "demonym", "abbreviation", "compound"})
_NO_PERSON = frozenset({"people", "peoples", "public", "citizens", "nationals", "language", "community"})


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The word lists of `data/places.toml`."""

    before: frozenset[str]
    journey: frozenset[str]
    departure: frozenset[str]
    sites: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The lists, read once."""
    rows = table("places")
    return PlaceWords(*(frozenset(rows[k].split()) for k in ("before", "journey", "departure", "sites")))


class Covered:
    """Spans that hold other mentions; asked in logarithmic time."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        end = -1
        for span in sorted(spans):
            end = max(end, span.end)
            self._starts.append(span.start)
            self._ends.append(end)

    def covers(self, span: Span) -> bool:
        """Whether one of the spans reaches over this one."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and self._ends[at] >= span.end


def parties(row: Row, context: Context, inside: Covered) -> Iterator[PartyMention]:
    """The parties that a row names outside titles, bodies and places.

    Args:
        row: the sentence.
        context: selects among the states that a demonym may mean.
        inside: spans of officials, roles, bodies, items and places.
    """
    for hit in dict.fromkeys(row.hits):
        if hit is None:
            continue
        span = row.span(hit.first, hit.last)
        if not inside.covers(span) and (mention := _party(row, hit, span, context)):
            yield mention
    yield from _short_koreas(row, context, inside)


def _party(row: Row, hit: Hit, span: Span, context: Context) -> PartyMention | None:
    entry = hit.entry
    if entry.kind == "capital":
        return PartyMention(span, entry.codes, "capital") if _governs(row, hit) else None
    if entry.kind not in _PARTY_KINDS or not entry.codes or _is_person(row, hit):
        return None
    codes = (select(entry.codes, context),) if entry.shared else entry.codes
    form = _form(entry)
    if form == "demonym" and row.key(hit.last) in _NO_PERSON:
        return None
    return PartyMention(span, codes, form)


def _form(entry: Entry) -> Literal["name", "demonym", "abbreviation", "capital"]:
    if entry.kind == "compound":
        return "name" if "Koreas" in entry.label else "demonym"
    return (
        "demonym" if entry.kind == "demonym" else "abbreviation" if entry.kind == "abbreviation" else "name"
    )


def _is_person(row: Row, hit: Hit) -> bool:
    """Whether a state's name is a word of a person's name: "Chad Smith", "Michael Jordan"."""
    if hit.last - hit.first > 1 or row.key(hit.first) not in row.words.shared:
        return False
    after, before = hit.last, hit.first - 1
    named_after = (
        row.capital(after) and not row.glued(after) and row.hit(after) is None and _plain(row, after)
    )
    named_before = (
        row.capital(before) and row.hit(before) is None and not row.opens(before) and _plain(row, before)
    )
    return named_after or named_before


def _plain(row: Row, at: int) -> bool:
    key, words = row.key(at), row.words
    known = key in words.never or key in words.heads or key in words.plurals or key in words.bodies
    return not known and not words.portfolio(key) and row.tokens[at].text[0].isalpha()


def _governs(row: Row, hit: Hit) -> bool:
    """Whether a capital stands for its government."""
    return not _is_place(row, hit) and not row.capital(hit.last) and not _listed_place(row, hit)


def _listed_place(row: Row, hit: Hit) -> bool:
    return (
        row.key(hit.last) == ","
        and (after := row.hit(hit.last + 1)) is not None
        and (after.entry.kind == "name" and after.entry.codes == hit.entry.codes)
    )


def _is_place(row: Row, hit: Hit) -> bool:
    words = place_words()
    at = hit.first - 1
    if row.key(hit.last) in {"'s", "'"} and row.key(at) != "in":
        return False
    for _ in range(3):
        key = row.key(at)
        if key in words.before:
            return True
        if key == "to":
            return bool(words.journey & {row.key(at - n) for n in range(1, 6)})
        if key in {"from", "for"}:
            return bool(words.departure & {row.key(at - n) for n in range(1, 4)})
        if key not in {"and", ",", "the"} or not (other := row.hit(at - 1)):
            return False
        at = other.first - 1
    return False


def _short_koreas(row: Row, context: Context, inside: Covered) -> Iterator[PartyMention]:
    """The words "the North", "the South" where the article is about Korea."""
    if not {"KR", "KP"} & set(context.parties):
        return
    for at in range(1, len(row.tokens)):
        text = row.tokens[at].text
        if text not in {"North", "South"} or row.key(at - 1) != "the" or row.hit(at):
            continue
        span = row.span(at, at + 1)
        if not row.capital(at + 1) and row.key(at + 1) != "-" and not inside.covers(span):
            yield PartyMention(span, ("KP" if text == "North" else "KR",), "name")


def places(row: Row, lexicon: Lexicon) -> Iterator[PlaceMention]:
    """The cities and sites that a row names as places."""
    at = 0
    while at < len(row.tokens):
        found = _place(row, at)
        if found:
            yield found[1]
        at = found[0] if found else at + 1
    del lexicon


def _place(row: Row, at: int) -> tuple[int, PlaceMention] | None:
    hit = row.hit(at)
    if hit and hit.first == at:
        return _listed(row, hit)
    if row.capital(at) and row.key(at - 1) in {"in", "at", "near"}:
        return _apposed(row, at)
    return None


def _listed(row: Row, hit: Hit) -> tuple[int, PlaceMention] | None:
    entry = hit.of("capital") or hit.of("place")
    if entry is None or not (_is_place(row, hit) or _listed_place(row, hit)):
        return None
    if row.key(hit.last) == "-" or _is_person(row, hit):
        return None
    last = _with_state(row, hit.last)
    state = entry.codes[0] if entry.codes else _state(row, hit.last, last)
    return last, PlaceMention(row.span(hit.first, last), Place(row.part(hit.first, hit.last), state))


def _apposed(row: Row, at: int) -> tuple[int, PlaceMention] | None:
    """An unlisted place before its state ("Dazaifu, Japan"), or one with the noun of a site."""
    end = at
    while (
        row.capital(end)
        and row.hit(end) is None
        and row.key(end) not in row.words.never - place_words().sites
    ):
        end += 1
        end += 2 * (row.key(end) == "-" and row.glued(end + 1))
    if end == at:
        return None
    last = _with_state(row, end)
    if last > end:
        return last, PlaceMention(row.span(at, last), Place(row.part(at, end), _state(row, end, last)))
    words = {row.key(n) for n in range(at, end)}
    if words & place_words().sites and end - at > 1:
        return end, PlaceMention(row.span(at, end), Place(row.part(at, end)))
    return None


def _with_state(row: Row, at: int) -> int:
    """The end of ", Cambodia" after a place; the same where no state follows."""
    hit = row.hit(at + 1)
    if row.key(at) == "," and hit and hit.first == at + 1 and hit.entry.kind in {"name", "abbreviation"}:
        return hit.last if row.key(hit.last) not in {"and", "-", "'s"} else at
    return at


def _state(row: Row, at: int, last: int) -> str | None:
    hit = row.hit(at + 1) if last > at else None
    return hit.entry.codes[0] if hit and len(hit.entry.codes) == 1 else None
