"""What follows the head of a title: "of", "for", "to" with portfolio, body, state or another office."""

from dataclasses import dataclass, replace

from kg.language.bodies import BodyPhrase, adjective, body_at, run
from kg.language.rows import Row
from kg.language.tables import table

_GENERAL = frozenset(table("titles")["general"].split())
_PREPOSITIONS = frozenset({"of", "for", "to", "at", "on", "in"})
_MOST_BEFORE = 5
_LONGEST_NAME = 10
_COMMANDING = frozenset({"commander", "chairman", "director"})
_CHAIRS = frozenset({"chief", "chairman", "chairwoman", "chairperson", "chair", "speaker"})
_SHORT = 3  # tokens of "Vice-Chairman"
_DESIGNATE = frozenset({"delegate", "designate", "elect", "resident"})
_APPOINTED = frozenset({"designate", "elect"})
_TAILS = (
    ("commanding", "-", "in", "-", "chief"),
    ("commanding",),
    ("-", "general"),
    ("-", "in", "-", "chief"),
    ("-", "in", "-", "charge"),
    ("in", "chief"),
    ("-", "designate"),
    ("-", "elect"),
)
_NUMERALS = frozenset({"i", "ii", "iii"})  # "Minister of Foreign Affairs II"
_OUTER = frozenset({"of", "to", "for"})
_LOCAL = frozenset({"governor", "mayor", "ruler", "emir", "amir"})
_WEAK = frozenset({"prince", "princess", "ambassador", "senator", "professor", "representative"})
_LISTED = frozenset({"name", "abbreviation", "demonym"})
_NAMES = frozenset({"name", "abbreviation", "compound"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a row: tokens `first` to before `last`; the office's own words `role_first` to `role_last`.

    Attributes:
        head: the head noun in the singular and lower case.
        plural: "Foreign Ministers".
        rank: a military rank and no office.
        codes: parties that the phrase names as served.
        body: the body that the phrase names.
        holding: "former", "acting", "new" …
        number: how many "the two ministers" are; 0 for a plural without number, 1 for one.
        also: more words of the office after a state ("of Japan to Canada").
        determined: whether an article, a possessive or a state stands before.
        alien: whether the office is one of an organisation that no table lists.
        prefix: a modifier before the state ("senior DPRK negotiator").
        inner: the office that this one is of or for, whose holder may be named next ("aide to President X").
    """

    first: int
    last: int
    role_first: int
    role_last: int
    head: str
    plural: bool = False
    rank: bool = False
    codes: tuple[str, ...] = ()
    body: BodyPhrase | None = None
    holding: str | None = None
    number: int = 1
    determined: bool = False
    also: tuple[int, int] | None = None
    inner: "Title | None" = None
    alien: bool = False
    prefix: int | None = None

    def role(self, row: Row) -> str:
        """The office's own words."""
        words = row.part(self.role_first, self.role_last)
        if self.prefix is not None:
            words = f"{row.tokens[self.prefix].text} {words}"
        return f"{words} {row.part(*self.also)}" if self.also else words


def after(row: Row, title: Title, *, nest: bool = True) -> Title:
    """The title with what follows its head; only the outer office holds another within."""
    at = _head_end(row, title)
    title = replace(title, last=at, role_last=at)
    title = _without_of(row, title, at)
    for _ in range(4):
        longer = _phrase(row, title, nest=nest)
        if longer is None:
            break
        title = longer
    at = title.last
    if row.key(at) in _NUMERALS and row.capital(at) and title.role_last == at:
        return replace(title, last=at + 1, role_last=at + 1)
    return replace(title, last=at + 3) if _abbreviates(row, at) else title


def _abbreviates(row: Row, at: int) -> bool:
    """Whether an office's abbreviation in brackets stands before its holder: "Chairman … (JCSC) General"."""
    letters = row.key(at) == "(" and row.key(at + 2) == ")" and row.tokens[at + 1].text.isupper()
    return letters and row.hit(at + 1) is None and row.capital(at + 3)


def _without_of(row: Row, title: Title, at: int) -> Title:
    """The title with a portfolio or, in the style of South Asia, a body right behind its head."""
    ministry = title.head == "secretary" and row.key(at) in {"ministry", "department"}
    body = body_at(row, at) if (ministry or title.head in _COMMANDING) and row.capital(at) else None
    if body and body.last > body.first:
        return _with_body(title, body, "of")
    end = _organization(row, at) if title.head in _COMMANDING else at
    if end > at:
        return _alien(title, at, end)
    return _with_run(row, title, at)


def _alien(title: Title, first: int, last: int) -> Title:
    """The title with an organisation that no table lists."""
    body = BodyPhrase(first, last, first, last, True, ())
    return replace(title, last=last, body=body, alien=not title.codes)


def _with_run(row: Row, title: Title, at: int) -> Title:
    end = run(row, at) if row.capital(at) and row.words.portfolio(row.key(at)) else at
    end = at if row.key(end) in row.words.ranks and row.capital(end) else end  # "Secretary Air Force Gen. X"
    return replace(title, last=end, role_last=end)


def _head_end(row: Row, title: Title) -> int:
    """The token after a longer head: "Secretary General", "Commander-in-Chief", "Minister (East)"."""
    at, keys = title.last, tuple(row.key(title.last + n) for n in range(5))
    general = keys[0] == "general" and title.head in _GENERAL
    if general or keys[0] in _APPOINTED or (keys[0] in _DESIGNATE and row.capital(at)):
        at += 1
    else:
        at += next((len(tail) for tail in _TAILS if keys[: len(tail)] == tail), 0)
    return _bracketed(row, at) if row.key(at) == "(" else at


def _bracketed(row: Row, at: int) -> int:
    """The token after a portfolio in brackets ("Secretary (Defence Production)"); the same where none is."""
    end = run(row, at + 1) if row.words.portfolio(row.key(at + 1)) else at
    return end + 1 if end > at and row.key(end) == ")" else at


def _phrase(row: Row, title: Title, *, nest: bool) -> Title | None:
    """The title with one more "of …", "for …" phrase."""
    key, at = row.key(title.last), title.last + 1
    if key == "'s":
        return _within(row, title)
    if key not in _PREPOSITIONS:
        return None
    body = body_at(row, at)
    if body and not (row.key(body.last) in row.words.heads and row.capital(body.last)):
        return _with_body(title, body, key)
    return _of_more(row, title, at + (row.key(at) in {"the", "his", "her"}), key, nest=nest)


def _of_more(row: Row, title: Title, inner: int, key: str, *, nest: bool) -> Title | None:
    """The title with another's office, a place, a state or a portfolio after its preposition."""
    nested = _nested(row, inner) if nest and _may_hold(row, title, inner, key) else None
    if nested:
        return _with_office(row, title, nested)
    if key == "of" and title.head in _LOCAL and _is_place(row, inner):
        return _with_place(row, title, inner)
    if _is_state(row, inner, lower=key == "for" and not row.capital(title.last - 1)):
        return _with_state(row, title, inner, key)
    end = _organization(row, inner) if key == "of" and row.key(inner - 1) == "the" else inner
    return _alien(title, inner, end) if end > inner else _with_portfolio(row, title, inner, key)


def _organization(row: Row, first: int) -> int:
    """The end of an unlisted organisation's name, which its letters in brackets tell; else its start."""
    at = first
    while at - first < _LONGEST_NAME and (
        row.capital(at) or row.key(at) in {"of", "for", "and", "on", "the"}
    ):
        at += 1
    letters = row.key(at) == "(" and row.key(at + 2) == ")" and row.tokens[at + 1].text[:2].isupper()
    known = any(row.words.office(row.key(n)) or row.hit(n) for n in range(first, at))
    return at + 3 if letters and at - first > 1 and not known else first


def _may_hold(row: Row, title: Title, at: int, key: str) -> bool:
    """Whether an office can be one of another: "Adviser to the President", but no minister of one."""
    if key not in _OUTER or (key == "for" and row.hit(at) is None):
        return False
    return title.head not in {"minister", "secretary"} or row.hit(at) is not None


def _is_place(row: Row, at: int) -> bool:
    hit = row.hit(at)
    return hit is not None and hit.first == at and hit.entry.kind in {"place", "capital"}


def _with_place(row: Row, title: Title, at: int) -> Title:
    """The title with the city or province that its holder rules."""
    hit = row.hit(at)
    end, codes = (hit.last, hit.entry.codes) if hit else (at, ())
    return replace(title, last=end, role_last=end, codes=title.codes or codes)


def _is_state(row: Row, at: int, *, lower: bool) -> bool:
    """Whether a state stands here by itself and not in a portfolio ("for North Korea policy")."""
    hit = row.hit(at)
    is_name = hit is not None and hit.first == at and hit.entry.kind in _NAMES
    return is_name and run(row, at, lower=lower) == at


def _with_office(row: Row, title: Title, nested: Title) -> Title:
    inner = None if row.key(nested.first - 1) == "the" else nested
    codes = title.codes or nested.codes
    return replace(title, last=nested.last, role_last=nested.last, codes=codes, inner=inner)


def _with_portfolio(row: Row, title: Title, at: int, key: str) -> Title | None:
    end = run(row, at, lower=not row.capital(title.last - 1))
    is_place = key in {"in", "at"} and title.role_last == title.last and not row.capital(at)
    another = key == "on" and row.words.office(row.key(end)) and row.capital(end)
    if end == at or is_place or another:
        return None
    codes = title.codes or (adjective(row, at, end) if key == "of" else ())
    return replace(title, last=end, role_last=end, codes=codes)


def _within(row: Row, title: Title) -> Title | None:
    """The title with a part of its body: "head of the Foreign Ministry's Africa Bureau"."""
    if not title.body:
        end = run(row, title.last + 1, lower=True) if row.key(title.last - 1) in row.words.bodies else 0
        return replace(title, last=end, role_last=end) if row.key(end - 1) in row.words.bodies else None
    part = body_at(row, title.last + 1)
    return replace(title, last=part.last, role_last=part.last) if part else None


def _nested(row: Row, first: int) -> Title | None:
    """An office within an office: "Special Envoy of the Secretary-General", "Adviser to the President"."""
    at = first
    codes: tuple[str, ...] = ()
    while at - first < _MOST_BEFORE and row.key(at) not in row.words.heads:
        hit = row.hit(at)
        known = row.words.portfolio(row.key(at)) or row.key(at) in row.words.modifiers
        if not hit and not (known and row.capital(at)):
            return None
        codes, at = (hit.entry.codes, hit.last) if hit else (codes, at + 1)
    if row.key(at) not in row.words.heads - _WEAK or not row.capital(at):
        return None
    inner = after(row, Title(first, at + 1, first, at + 1, row.key(at)), nest=False)
    return replace(inner, codes=inner.codes or codes)


def _with_body(title: Title, body: BodyPhrase, key: str) -> Title:
    length = title.role_last - title.role_first
    single = length == 1 or (title.head in _CHAIRS and length <= _SHORT)
    portfolio = title.head in {"minister", "secretary"} and key == "for"
    inner = not body.principal or portfolio or (single and key in {"of", "for"})
    codes = title.codes or body.codes
    if inner:
        return replace(
            title,
            last=body.last,
            role_last=body.label_last,
            codes=codes,
            body=body if body.principal else title.body,
        )
    return replace(title, last=body.last, codes=codes, body=body)


def _with_state(row: Row, title: Title, at: int, key: str) -> Title | None:
    hit = row.hit(at)
    if hit is None:
        return None
    end = hit.last
    while row.key(end) == "(" and row.key(end + 2) == ")":
        end += 3
    if key == "of" and title.plural:
        end, codes = _states(row, end)
        return replace(title, last=end, codes=title.codes or hit.entry.codes + codes)
    if key == "of":
        return replace(title, last=end, codes=title.codes or hit.entry.codes)
    if key in {"to", "for"}:
        end, _ = _states(row, end)
        if title.role_last == title.last:
            return replace(title, last=end, role_last=end)
        return replace(title, last=end, also=(title.last, end))
    return None


def _states(row: Row, at: int) -> tuple[int, tuple[str, ...]]:
    """Past further states of a list, with their codes."""
    codes: tuple[str, ...] = ()
    while True:
        inner = at + (row.key(at) == ",")
        inner += row.key(inner) == "and"
        inner += inner > at and row.key(inner) == "the"
        hit = row.hit(inner)
        if inner == at or hit is None or hit.first != inner or hit.entry.kind not in _LISTED:
            return at, codes
        at, codes = hit.last, codes + hit.entry.codes
