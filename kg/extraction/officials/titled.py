"""A name's title with the titles, the body and the state that stand beside it."""

import re
from dataclasses import replace

from kg.extraction.elements import Element
from kg.extraction.officials.sighting import Sighting, strength_of
from kg.language.rows import Row
from kg.language.titles.find import Title

_MOST = 12  # phrases looked at on either side
_BEFORE = re.compile(r"T(?:(?:,T)+,?)?&$")
_NAMED = re.compile(r",R*[NM]")
_BEHIND = re.compile(r"(?:,T)*,?&T")
_STATE_AFTER = re.compile(r"(?:,B)?,S(?=$|[,;.()&x])")  # "TITLE, BODY, STATE,"


def _one_word(title: Title) -> bool:
    """Whether a title is one word, as in "the Secretary General and President Moreno"."""
    return title.role_last - title.role_first == 1


def _someone_else(row: Row, title: Title, other: Title) -> bool:
    """Whether a title before "and" is that of another, as in "the Secretary and Foreign Minister Moreno"."""
    alone = title.determined and not title.codes and row.key(title.first) == "the"
    return alone and (_one_word(title) or title.head == other.head == "secretary")


def with_title(row: Row, found: tuple[Element, ...], sighting: Sighting, title: int, name: int) -> Sighting:
    """The sighting with its title's words in the span, titles joined to it in its role.

    Args:
        row: the sentence.
        found: its phrases.
        sighting: the name with the title's own words.
        title: the title's place among the phrases.
        name: the name's place among them.
    """
    first, last = _joined(row, found, title, name)
    outer, this, inner = found[first].title, found[title].title, found[last].title
    if outer and this and inner and first < last:
        end = inner.last if inner.body and _one_word(inner) and last > title else inner.role_last
        told = (e.codes for e in found[first : last + 1] if e.symbol == "T" and e.codes)
        codes = sighting.codes or next(told, ())
        strength = strength_of(codes) or sighting.strength
        sighting = replace(sighting, role=row.part(outer.role_first, end), codes=codes, strength=strength)
    start, stop = min(first, name), max(last, name)
    span = row.span(found[start].first, found[stop].last)
    return _with_body(row, found, replace(sighting, span=span), stop)


def _joined(row: Row, found: tuple[Element, ...], title: int, name: int) -> tuple[int, int]:
    """The first and last of the titles of one person that "and" joins to the one here."""
    this = found[title].title
    if title > name:
        return title, _last_behind(row, found, title)
    return (_first_before(row, found, title) if this and not _one_word(this) else title), title


def _first_before(row: Row, found: tuple[Element, ...], at: int) -> int:
    """The first of "Deputy Prime Minister, Minister for Trade and Minister for Defence" before a name."""
    low = max(0, at - _MOST)
    joined = _BEFORE.search("".join(e.symbol for e in found[low:at]))
    first = low + joined.start() if joined else at
    outer, inner = found[first], found[at]
    other = outer.title if joined else None
    apart = bool(outer.codes and inner.codes) and not set(outer.codes) & set(inner.codes)
    this = inner.title
    return first if other and this and not apart and not _someone_else(row, other, this) else at


def _last_behind(row: Row, found: tuple[Element, ...], at: int) -> int:
    """The last of the titles that commas and "and" join to the one here, where it is not another's."""
    joined = _BEHIND.match("".join(e.symbol for e in found[at + 1 : at + _MOST]))
    last = at + joined.end() if joined else at
    other = _named_next(found, last) or _introduced(row, found, last)
    other = other or _elsewhere(row, found[at], found[last])
    return at if other else last


def _introduced(row: Row, found: tuple[Element, ...], at: int) -> bool:
    """Whether "the" and a name after a comma make a title another's: "and the Chief, Admiral Kerr"."""
    named = _NAMED.match("".join(e.symbol for e in found[at + 1 : at + 5]))
    return named is not None and row.key(found[at].first) == "the"


def _elsewhere(row: Row, one: Element, other: Element) -> bool:
    """Whether a title is of a state that the one before it is not of ("and Japan's Foreign Minister")."""
    owned = row.hit(other.first + (row.key(other.first) == "the")) is not None
    apart = bool(other.codes) and not set(one.codes) & set(other.codes)
    return one is not other and apart and (owned or bool(one.codes))


def _with_body(row: Row, found: tuple[Element, ...], sighting: Sighting, last: int) -> Sighting:
    """The sighting with the body and state in "NAME, TITLE, Ministry of X, STATE"."""
    after = found[last + 1 : last + 6]
    letters = "".join(e.symbol for e in after)
    label, codes = sighting.organization, sighting.codes
    if letters.startswith(",B") and not label:
        body = after[1].body
        label = row.part(body.label_first, body.label_last) if body else None
        codes = codes or after[1].codes
    state = _STATE_AFTER.match(letters)
    follows = after[state.end() :][:1] if state else ()
    if state and not codes and not (follows and follows[0].symbol == "x" and not _seated(row, follows[0])):
        codes = after[state.end() - 1].codes
    return replace(sighting, organization=label, codes=codes, strength=strength_of(codes))


def _seated(row: Row, element: Element) -> bool:
    """Whether a state before this word ends its phrase: "Defence Attaché, France in India"."""
    return row.key(element.first) in {"in", "at", "on", ".", ";"}


def _named_next(found: tuple[Element, ...], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1].symbol in "NM"
