"""Titles of office, read by a grammar: state, modifiers, portfolio, head, then "of", "for", "to"."""

from dataclasses import replace

from kg.language.bodies import BodyPhrase
from kg.language.lexicon import Hit
from kg.language.rows import Row
from kg.language.titles.after import Title, after
from kg.language.titles.heads import commands, is_head, rank_end, reach

__all__ = ["Title", "titles"]
_WEAK = frozenset({"prince", "princess", "ambassador", "senator", "professor", "representative"})
_DETERMINERS = frozenset({"the", "his", "her", "their", "our", "its", "both", "a", "an", "all", "this"})
_OWNING = frozenset({"name", "demonym", "abbreviation"})
_RANKING = frozenset({"senior", "chief", "top", "lead", "deputy"})  # before the state, of the office
_NO_OWNERS = frozenset({"place", "exercise", "instrument"})
_GOVERNMENTS = frozenset({"country", "nation", "government", "bloc", "alliance", "kingdom", "republic"})
_HALVES = {"north": "KP", "south": "KR"}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}


def titles(row: Row) -> tuple[Title, ...]:
    """The titles of a row, in order, none within another."""
    found: list[Title] = []
    last = 0
    for at, key in enumerate(row.keys):
        if at < last or key not in row.words.offices_and_ranks:
            continue
        title = _title(row, at, last)
        if title:
            found.append(title)
            last = max(at + 1, title.last)
    return tuple(found)


def _title(row: Row, at: int, floor: int) -> Title | None:
    key = row.key(at)
    head = row.words.plurals.get(key, key)
    if not is_head(row, at, head):
        return None
    plural = key != head and key in row.words.plurals
    rank = head in row.words.ranks and not commands(row, at, head)
    first = reach(row, at, floor, rank=rank)
    if rank and head not in row.words.heads:
        at = rank_end(row, at)
        return _before(row, Title(first, at + 1, first, at + 1, head, plural, rank=True), floor)
    title = Title(first, at + 1, first, at + 1, head, plural, number=0 if plural else 1)
    title = _before(row, after(row, title), floor)
    weak = (
        not plural
        and head in _WEAK
        and title.role_last - title.role_first == 1
        and not (title.codes or title.also)
    )
    return replace(title, rank=weak)


def _before(row: Row, title: Title, floor: int) -> Title:
    """The title with state, body, article and number before it."""
    title = _holding(row, title, floor)
    title = _ordinal(row, _owner(row, title, floor), floor)
    at = title.first - 1
    if title.codes and at >= floor and row.key(at) in _RANKING and row.hit(title.first):
        title = replace(title, first=at, prefix=at)
    while title.first > floor and (number := _NUMBERS.get(row.key(title.first - 1))):
        title = replace(title, first=title.first - 1, number=number)
    if title.first > floor and row.key(title.first - 1) in _DETERMINERS:
        title = replace(title, first=title.first - 1, determined=True)
    return title


def _owner(row: Row, title: Title, floor: int) -> Title:
    """The title with the state or body that stands before it."""
    owned = row.key(title.first - 1) in {"'s", "'"}
    hit = row.hit(_before_brackets(row, title.first - 1 - owned))
    if hit is None and owned:
        return _korean(row, _of_government(row, title, floor), floor)
    if hit is None or hit.first < floor or hit.entry.kind in _NO_OWNERS:
        return title
    if hit.entry.kind == "body":
        return _owner(row, _of_body(title, hit, owned=owned), floor)
    if not hit.entry.codes:
        return title
    title = replace(title, first=hit.first, codes=title.codes or hit.entry.codes, determined=True)
    return _holding(row, _owners(row, title, floor) if title.plural else title, floor)


def _owners(row: Row, title: Title, floor: int) -> Title:
    """The title with the further states of "Polish, Gabonese and Cameroonian foreign ministers"."""
    at = title.first
    codes = title.codes
    while at > floor + 1 and row.key(at - 1) in {",", "and"}:
        last = at - 1 - (row.key(at - 1) == "and" and row.key(at - 2) == ",")
        hit = row.hit(last - 1)
        if hit is None or hit.first < floor or hit.entry.kind not in _OWNING or not hit.entry.codes:
            break
        at, codes = hit.first, (*hit.entry.codes[:1], *codes)
    return replace(title, first=at, codes=codes)


def _before_brackets(row: Row, at: int) -> int:
    """The token before a name's abbreviation in brackets ("the Holy See (HS)")."""
    return (
        at - 3 if row.key(at) == ")" and row.key(at - 2) == "(" and row.tokens[at - 1].text.isupper() else at
    )


def _ordinal(row: Row, title: Title, floor: int) -> Title:
    """The title with the number of its holder before it ("the 14th Secretary-General")."""
    at = title.first - 1
    known = at > floor and row.key(at) in {"st", "nd", "rd", "th"} and row.glued(at)
    return replace(title, first=at - 1) if known and row.key(at - 1).isdigit() else title


def _of_body(title: Title, hit: Hit, *, owned: bool) -> Title:
    """The title with the body in "JCS Chairman" or, without its words, in "the Pentagon's spokesman"."""
    codes = hit.entry.codes
    return replace(
        title,
        first=hit.first,
        role_first=title.role_first if owned else hit.first,
        body=title.body or BodyPhrase(hit.first, hit.last, hit.first, hit.last, True, codes),
        codes=title.codes or codes,
        determined=True,
    )


def _of_government(row: Row, title: Title, floor: int) -> Title:
    """The title with "the ministry's", "the country's" before it."""
    at = title.first - 3
    whose = row.key(at + 1) in row.words.bodies or row.key(at + 1) in _GOVERNMENTS
    known = at >= floor and row.key(at) == "the" and whose and not row.capital(at + 1)
    return replace(title, first=at, determined=True) if known else title


def _korean(row: Row, title: Title, floor: int) -> Title:
    """The title with "the North's" or "the South's" before it, as reports from Korea have it."""
    at = title.first - 2
    code = _HALVES.get(row.key(at)) if row.capital(at) and row.key(at - 1) == "the" else None
    if code is None or at - 1 < floor:
        return title
    return replace(title, first=at, codes=title.codes or (code,), determined=True)


def _holding(row: Row, title: Title, floor: int) -> Title:
    while title.first > floor and row.key(title.first - 1) in row.words.holdings:
        title = replace(title, first=title.first - 1, holding=row.key(title.first - 1))
    return title
