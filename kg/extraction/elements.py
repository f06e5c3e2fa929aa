"""A sentence as phrases: titles, names, states, bodies, counterparts and the small words between them."""

from dataclasses import dataclass
from typing import Literal

from kg.extraction.officials.rules import phrase_words
from kg.language.bodies import BodyPhrase, body_at
from kg.language.names import HONOUR_LETTERS, honorifics_at, name_at
from kg.language.rows import Row
from kg.language.titles.find import Title, titles

Symbol = Literal[
    "T", "P", "R", "N", "M", "C", "D", "S", "Z", "A", "B", "H",
    ",", ";", "(", ")", ".", "&", "o", "f", "w", "b", "r", "v", "s", "x", "t", "n",
]  # fmt: skip
_MOST = 8
_BEFORE_COUNTERPARTS = frozenset({"my", "our", "his", "her", "their", "the", "its", "a"})
_PEERS = frozenset({"lord", "baroness", "viscount", "earl"})
_HALVES = {"north": "KP", "south": "KR"}
_OF_COUNTERPARTS = frozenset({"new", "defence", "defense", "foreign", "newly", "appointed"})
_SMALL: dict[str, Symbol] = {
    ",": ",", ";": ";", "(": "(", ")": ")", "and": "&", "&": "&", "of": "o", "from": "f", "for": "f",
    "who": "w", "whose": "w", "by": "b", "respectively": "r", "·": "&", "/": "&",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """A phrase of a sentence: tokens `first` to before `last` of its row.

    Attributes:
        symbol: its letter in the patterns of `data/officials.toml`.
        codes: parties of a state, body, side or counterpart.
        inner: first token of a name after its honorifics.
        inner_last: the token after a name without "MP" and the like.
    """

    symbol: Symbol
    first: int
    last: int
    title: Title | None = None
    body: BodyPhrase | None = None
    codes: tuple[str, ...] = ()
    inner: int = 0
    inner_last: int = 0
    excellency: bool = False


def elements(row: Row) -> tuple[Element, ...]:
    """The phrases of a row, in order, covering every token once."""
    starts = {title.first: title for title in titles(row)}
    limits = _limits(starts, len(row.tokens))
    found: list[Element] = []
    at = 0
    while at < len(row.tokens):
        element = _element(row, at, starts, limits[at], found[-1] if found else None)
        found.append(element)
        at = element.last
    return tuple(found)


def _limits(starts: dict[int, Title], length: int) -> list[int]:
    """For each token where the next title after it starts."""
    limits, limit = [length] * length, length
    for at in range(length - 1, -1, -1):
        limits[at] = limit
        limit = at if at in starts else limit
    return limits


def _element(row: Row, at: int, starts: dict[int, Title], limit: int, before: Element | None) -> Element:
    title = starts.get(at)
    if title:
        symbol: Symbol = "R" if title.rank else "P" if title.plural else "T"
        return Element(symbol, at, title.last, title=title, codes=title.codes)
    if _common(row, at):
        return Element(_small(row, at), at, at + 1)
    after_title = before is not None and before.symbol in {"T", "P", "R", "C", "D"}
    return (
        _counterpart(row, at)
        or _same_post(row, at)
        or _person(row, at, limit, after_title=after_title)
        or _body(row, at, limit)
        or _party(row, at)
        or _half(row, at)
        or Element(_small(row, at), at, at + 1)
    )


_OPENERS = (
    frozenset({"the", "counterpart", "counterparts", "opposite"}) | _BEFORE_COUNTERPARTS | _OF_COUNTERPARTS
)


def _common(row: Row, at: int) -> bool:
    """Whether a token is a common word or a mark, with which no name, body or party can start."""
    token = row.tokens[at]
    return not (token.capital or row.hits[at] or token.key in _OPENERS or token.key in row.words.particles)


def _counterpart(row: Row, at: int) -> Element | None:
    """Such as "his Japanese counterpart", "the counterparts", "her counterparts from Japan and Korea"."""
    first = at + (row.key(at) in _BEFORE_COUNTERPARTS)
    end, codes = _states_before(row, first)
    while row.key(end) in _OF_COUNTERPARTS:
        end += 1
    if row.key(end) == "opposite" and row.key(end + 1) in {"number", "numbers"}:
        last = end + 2
    elif row.key(end) in {"counterpart", "counterparts"}:
        last = end + 1
    else:
        return None
    return Element("D" if row.key(last - 1).endswith("s") else "C", at, last, codes=codes)


def _states_before(row: Row, at: int) -> tuple[int, tuple[str, ...]]:
    """Past the states of "Japanese, US and Korean counterparts", with their codes."""
    codes: tuple[str, ...] = ()
    while (hit := row.hit(at)) and hit.first == at and hit.entry.codes and len(codes) < _MOST:
        codes += hit.entry.codes[:1] if hit.entry.shared else hit.entry.codes
        at = hit.last + (row.key(hit.last) in {"'s", "'"})
        at += row.key(at) in {"and", ","} and row.hit(at + 1) is not None
        at += row.key(at) == "and" and row.hit(at + 1) is not None
    return at, codes


def _same_post(row: Row, at: int) -> Element | None:
    if (
        row.key(at) == "the"
        and row.key(at + 1) == "same"
        and row.key(at + 2) in {"post", "position", "office", "title", "rank"}
    ):
        end = at + 3
        return Element("s", at, end + (row.key(end) == "in"))
    return None


def _person(row: Row, at: int, limit: int, *, after_title: bool) -> Element | None:
    inner = honorifics_at(row, at)
    if inner >= limit and inner > at:
        return Element("R", at, inner) if inner == limit else None
    end = name_at(row, inner, titled=after_title or inner > at)
    if end is None:
        return None
    end = min(end, limit)
    if inner == at and not after_title and _starts_something(row, at, end):
        return None
    end = _peer(row, at, inner, end)
    last = _past_suffixes(row, end)
    symbol: Symbol = "N" if end - inner > 1 or inner > at else "M"
    return Element(symbol, at, last, inner=inner, inner_last=end, excellency=_excellency(row, at, inner))


def _peer(row: Row, first: int, inner: int, last: int) -> int:
    """The end of a peer's name: "Lord Ahmad of Wimbledon"."""
    peer = any(row.key(at) in _PEERS for at in range(first, inner))
    seat = row.key(last) == "of" and row.capital(last + 1) and not row.words.portfolio(row.key(last + 1))
    return last + 2 if peer and seat else last


def _starts_something(row: Row, at: int, end: int) -> bool:
    """Whether a run that could be a name is the start of a body or a sentence's first word before one."""
    body = body_at(row, at)
    return body is not None and body.last >= end


def _excellency(row: Row, at: int, inner: int) -> bool:
    return any(row.tokens[n].text in {"H.E.", "H.E", "HE", "Excellency"} for n in range(at, inner))


def _honours(row: Row, at: int) -> bool:
    """Whether a word is the letters of an honour ("OON")."""
    text = row.tokens[at].text if at < len(row.tokens) else ""
    return text.isupper() and text.isalpha() and len(text) in HONOUR_LETTERS and _unlisted(row, at)


def _unlisted(row: Row, at: int) -> bool:
    hit = row.hit(at)
    return hit is None or (hit.entry.kind == "body" and row.key(at - 1) != ",")


def _past_suffixes(row: Row, at: int) -> int:
    while True:
        here = at + (
            row.key(at) == "," and row.tokens[at + 1 : at + 2] != () and row.tokens[at + 1].text.isupper()
        )
        if (
            (row.key(here) in row.words.suffixes or _honours(row, here))
            and row.tokens[here].text[:1].isupper()
            and row.tokens[here].text[-1:].isupper()
        ):
            at = here + 1
        elif (
            row.key(at) == "("
            and row.key(at + 1) in {"ret", "retd", "retired", "rtd"}
            and ")" in {row.key(at + 2), row.key(at + 3)}
        ):
            at += 3 + (row.key(at + 2) != ")")
        elif row.key(at) == "*":
            at += 1
        else:
            return at


def _body(row: Row, at: int, limit: int) -> Element | None:
    body = body_at(row, at)
    if body is None or body.last > limit:
        return None
    return Element("B", at, body.last, body=body, codes=body.codes)


def _half(row: Row, at: int) -> Element | None:
    """A side of Korea's two: "the North side", "South delegation"."""
    start = at + (row.key(at) == "the")
    code = _HALVES.get(row.key(start)) if row.capital(start) else None
    known = code and row.hit(start) is None and row.key(start + 1) in phrase_words("sides")
    return Element("H", at, start + 2, codes=(code,)) if known and code else None


def _party(row: Row, at: int) -> Element | None:
    start = at + (row.key(at) == "the")
    hit = row.hit(start)
    if (
        hit is None
        or hit.first != start
        or not hit.entry.codes
        or hit.entry.kind in {"exercise", "instrument", "place"}
    ):
        return None
    end = _past_brackets(row, hit.last)
    owner = row.key(end) in {"'s", "'"}
    side = end + owner
    if row.key(side) in phrase_words("sides"):
        return Element("H", at, side + 1, codes=hit.entry.codes)
    symbol: Symbol = "Z" if owner else "A" if hit.entry.kind == "demonym" else "S"
    return Element(symbol, at, end + owner, codes=hit.entry.codes)


def _past_brackets(row: Row, at: int) -> int:
    return at + 3 if row.key(at) == "(" and row.key(at + 2) == ")" else at


def _small(row: Row, at: int) -> Symbol:
    key = row.key(at)
    return "v" if key in phrase_words("holding") else _SMALL.get(key, "x")


def symbols(found: tuple[Element, ...]) -> str:
    """The letters of the phrases, one each."""
    return "".join(e.symbol for e in found)
