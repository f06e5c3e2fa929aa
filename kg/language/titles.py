"""Titles of office, read by a grammar: state, modifiers, portfolio, head, then "of", "for", "to" with more."""

from dataclasses import dataclass, replace

from kg.language.bodies import BodyPhrase, body_at, run
from kg.language.rows import Row

_LEADING = frozenset({"chief", "head", "inspector", "surgeon", "attorney"})
_RANK_PLURALS = frozenset({"generals", "majors"})
_SURNAMES = frozenset(
    {"prince", "king", "major", "marshal", "chancellor", "mayor", "speaker", "head", "chief"}
)
_WEAK = frozenset({"prince", "princess", "ambassador", "senator", "professor", "representative"})
_DETERMINERS = frozenset({"the", "his", "her", "their", "our", "its", "both", "a", "an", "all", "this"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "both": 2}
_GENERAL = frozenset(
    {
        "secretary",
        "director",
        "attorney",
        "consul",
        "inspector",
        "governor",
        "undersecretary",
        "auditor",
        "solicitor",
    }
)
_KEEPS_BODY = frozenset(
    {"chairman", "chair", "chairwoman", "chairperson", "chief", "head", "commander", "speaker", "member"}
)
_PREPOSITIONS = frozenset({"of", "for", "to", "at", "on", "in"})
_LOOK_BACK = 9


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

    def role(self, row: Row) -> str:
        """The office's own words."""
        words = row.part(self.role_first, self.role_last)
        return f"{words} {row.part(*self.also)}" if self.also else words


def titles(row: Row) -> tuple[Title, ...]:
    """The titles of a row, in order, none within another."""
    found: list[Title] = []
    at = 0
    while at < len(row.tokens):
        title = _title(row, at, found[-1].last if found else 0)
        if title:
            found.append(title)
        at = max(at + 1, title.last if title else 0)
    return tuple(found)


def _title(row: Row, at: int, floor: int) -> Title | None:
    key = row.key(at)
    head = row.words.plurals.get(key, key)
    if not _is_head(row, at, head):
        return None
    plural = key != head and key in row.words.plurals
    rank = head in row.words.ranks
    first = _left(row, at, floor, rank=rank)
    if rank and head not in row.words.heads:
        at = _rank_end(row, at)
        return _before(row, Title(first, at + 1, first, at + 1, head, plural, rank=True), floor)
    title = Title(first, at + 1, first, at + 1, head, plural, number=0 if plural else 1)
    title = _before(row, _after(row, title), floor)
    weak = head in _WEAK and title.role_last - title.role_first == 1 and not (title.codes or title.also)
    return replace(title, rank=weak)


def _is_head(row: Row, at: int, head: str) -> bool:
    words = row.words
    if row.hit(at) and row.hit(at).entry.kind in {"body", "compound"}:  # type: ignore[union-attr]  # checked before
        return False
    if head in words.ranks and head not in words.heads:
        return row.capital(at) and row.key(at + 1) != "assembly" and _rank_fits(row, at, head)
    if head not in words.heads or _in_name(row, at):
        return False
    if head in _LEADING and _goes_before(row, at):
        return False
    verb = (
        row.key(at) != head
        and not row.capital(at)
        and head in {"head", "chair", "chief", "delegate", "representative"}
    )
    if verb:
        return head != "chair" and row.key(at + 1) == "of"
    return row.capital(at) or head not in {"head", "chair", "chief"} or _noun(row, at)


def _goes_before(row: Row, at: int) -> bool:
    """Whether "chief" and the like only modify a head that follows ("chief nuclear envoy")."""
    end = at + 1
    while end - at < 4 and row.words.portfolio(row.key(end)) and not row.hit(end):  # noqa: PLR2004
        end += 1
    return row.key(end) in row.words.heads or row.key(end) in row.words.plurals.keys() - _RANK_PLURALS


def _plain(row: Row, at: int) -> bool:
    """Whether a capitalised word is of no known class, as a given name is."""
    key, words = row.key(at), row.words
    known = key in words.modifiers or key in words.honorifics or key in words.heads or words.portfolio(key)
    return row.capital(at) and row.hit(at) is None and not known and key not in words.holdings


def _in_name(row: Row, at: int) -> bool:
    """Whether a head is the first part of a hyphenated name ("Amir-Rahimi")."""
    if row.key(at) in _SURNAMES and _plain(row, at - 1) and not row.capital(at + 1):
        return True
    joined = row.key(at + 1) == "-" and row.glued(at + 1) and row.glued(at + 2) and row.capital(at + 2)
    other = row.key(at + 2)
    return joined and other not in row.words.heads and other not in {"general", "designate", "elect"}


def _noun(row: Row, at: int) -> bool:
    """Whether "head" or "chief" in lower case is an office: "deputy head of", "army chief"."""
    before = row.key(at - 1)
    known = before in row.words.modifiers or row.words.portfolio(before) or before in {"the", ",", "its"}
    return known and before != "to"


def _rank_fits(row: Row, at: int, head: str) -> bool:
    if (len(head) < 6 or head in {"lieutenant", "lieut"}) and not row.capital(at + 1):  # noqa: PLR2004 - "Gen", "Lt"
        return row.key(at + 1) in {".", "-", "("}
    return (
        head not in {"major", "general", "air", "captain"}
        or not row.words.portfolio(row.key(at + 1))
        or (row.key(at + 1) in row.words.ranks)
    )


def _rank_end(row: Row, at: int) -> int:
    """The last token of a rank of several words: "Lt. Gen.", "Brigadier-General", "General (GEN)"."""
    while True:
        after = at + 1
        if row.key(after) in {".", "-"} and row.glued(after):
            after += 1
        if row.key(after) in row.words.ranks and row.capital(after):
            at = after
        elif row.key(at + 1) == "." and row.glued(at + 1):
            return at + 1
        elif row.key(at + 1) == "(" and row.key(at + 3) == ")" and _rank_note(row, at + 2):
            return at + 3
        else:
            return at


def _rank_note(row: Row, at: int) -> bool:
    """Whether a word in brackets after a rank is its abbreviation or "Retired"."""
    return row.tokens[at].text.isupper() or row.key(at) in {"retired", "ret", "retd", "rtd"}


def _left(row: Row, head: int, floor: int, *, rank: bool) -> int:
    """Where modifiers and portfolio before a head begin."""
    at, low = head, max(floor, head - _LOOK_BACK)
    while at > low:
        step = _step_left(row, at, head, rank=rank)
        if not step or at - step < low:
            break
        at -= step
    return at + (row.key(at) in {"and", "&", ",", "-"})


def _step_left(row: Row, at: int, head: int, *, rank: bool) -> int:
    """How many tokens more belong to the title, 0 for none."""
    key, words = row.key(at - 1), row.words
    if row.hit(at - 1):
        return 0
    if key == "-":
        inner = row.key(at - 2)
        return (
            2
            if row.glued(at) and (inner in words.modifiers or words.portfolio(inner) or inner == "co")
            else 0
        )
    if rank:
        return int(key in {"vice", "rear", "lieutenant", "lt", "retired"} and row.capital(at - 1))
    if key in words.modifiers or words.portfolio(key) and key not in words.heads:
        return 1 if key not in {"state", "all"} or row.capital(at - 1) or row.key(at) in words.heads else 0
    if key in {"and", "&", ","} and at < head + 1:
        inner = row.key(at - 2)
        joined = words.portfolio(inner) and words.portfolio(row.key(at)) and inner not in words.heads
        joined = joined and inner not in {
            "committee",
            "commission",
            "ministry",
            "council",
            "parliament",
            "party",
        }
        return 2 if joined and not row.hit(at - 2) and (key != "," or "and" in _keys(row, at, head)) else 0
    return int(_attribute(row, at - 1))


def _keys(row: Row, first: int, last: int) -> set[str]:
    return {row.key(at) for at in range(first, last)}


def _attribute(row: Row, at: int) -> bool:
    """Whether an unknown capitalised word may belong to the portfolio after it ("Unification Minister")."""
    token, words = row.tokens[at], row.words
    if not token.capital or row.opens(at) or token.key in words.never or token.key in words.honorifics:
        return False
    if (
        token.key in words.heads
        or token.key in words.plurals
        or token.key in words.ranks
        or len(token.key) < 3
    ):  # noqa: PLR2004
        return False
    return not row.capital(at - 1) and row.key(at - 1) not in {"-", ",", "and"} or token.text.isupper()


def _after(row: Row, title: Title, *, nest: bool = True) -> Title:
    """The title with what follows its head; only the outer office holds another within."""
    at = _head_end(row, title)
    title = replace(title, last=at, role_last=at)
    end = run(row, at) if row.capital(at) and row.words.portfolio(row.key(at)) else at
    title = replace(title, last=end, role_last=end)
    for _ in range(4):
        longer = _phrase(row, title, nest=nest)
        if longer is None:
            return title
        title = longer
    return title


def _head_end(row: Row, title: Title) -> int:
    at, keys = title.last, [row.key(title.last + n) for n in range(4)]
    if keys[0] in {"delegate", "designate", "elect", "resident"} and row.capital(at):
        return at + 1
    if keys[0] == "general" and title.head in _GENERAL:
        return at + 1
    if keys[:2] == ["-", "general"]:
        return at + 2
    if keys[:4] == ["-", "in", "-", "chief"]:
        return at + 4
    if keys[:2] == ["in", "chief"]:
        return at + 2
    if keys[:2] in (["-", "designate"], ["-", "elect"]):
        return at + 2
    if keys[0] == "(" and row.key(at + 2) == ")" and row.words.portfolio(keys[1]):
        return at + 3
    return at


def _phrase(row: Row, title: Title, *, nest: bool) -> Title | None:
    """The title with one more "of …", "for …" phrase."""
    key = row.key(title.last)
    if key not in _PREPOSITIONS:
        return None
    at = title.last + 1
    body = body_at(row, at)
    if body:
        return _with_body(row, title, body, key)
    inner = at + (row.key(at) in {"the", "his", "her"})
    hit = row.hit(inner)
    if (
        hit
        and hit.first == inner
        and hit.entry.kind in {"name", "abbreviation", "compound"}
        and run(row, inner) == inner
    ):
        return _with_state(row, title, inner, key)
    nested = _nested(row, inner) if nest and key in {"of", "to"} else None
    if nested:
        return replace(title, last=nested.last, role_last=nested.last, codes=title.codes or nested.codes)
    lower = not row.capital(title.last - 1)
    end = run(row, inner, lower=lower)
    if end == inner or key in {"in", "at"} and title.role_last == title.last and not row.capital(inner):
        return None
    return replace(title, last=end, role_last=end)


def _nested(row: Row, first: int) -> Title | None:
    """An office within an office: "Special Envoy of the Secretary-General", "Adviser to the President"."""
    at = first
    codes: tuple[str, ...] = ()
    while at - first < 5 and row.key(at) not in row.words.heads:  # noqa: PLR2004 - offices begin soon
        hit = row.hit(at)
        known = row.words.portfolio(row.key(at)) or row.key(at) in row.words.modifiers
        if not hit and not (known and row.capital(at)):
            return None
        codes, at = (hit.entry.codes, hit.last) if hit else (codes, at + 1)
    if row.key(at) not in row.words.heads or not row.capital(at):
        return None
    inner = _after(row, Title(first, at + 1, first, at + 1, row.key(at)), nest=False)
    return replace(inner, codes=inner.codes or codes)


def _with_body(row: Row, title: Title, body: BodyPhrase, key: str) -> Title:
    single = title.role_last - title.role_first == 1
    inner = not body.principal or (title.head in _KEEPS_BODY and single and key == "of")
    codes = title.codes or body.codes
    if inner:
        return replace(
            title,
            last=body.last,
            role_last=body.last,
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
        if inner == at or hit is None or hit.first != inner or hit.entry.kind not in {"name", "abbreviation"}:
            return at, codes
        at, codes = hit.last, codes + hit.entry.codes


def _before(row: Row, title: Title, floor: int) -> Title:
    """The title with state, body, article and number before it."""
    title = _holding(row, title, floor)
    title = _owner(row, title, floor)
    while title.first > floor and (number := _NUMBERS.get(row.key(title.first - 1))):
        title = replace(title, first=title.first - 1, number=number)
    if title.first > floor and row.key(title.first - 1) in _DETERMINERS:
        title = replace(title, first=title.first - 1, determined=True)
    return title


def _owner(row: Row, title: Title, floor: int) -> Title:
    """The title with the state or body that stands before it."""
    owned = row.key(title.first - 1) in {"'s", "'"}
    hit = row.hit(title.first - 1 - owned)
    if hit is None or hit.first < floor or not (hit.entry.codes or hit.entry.kind == "body"):
        return title
    kind, codes = hit.entry.kind, hit.entry.codes
    if kind in {"place", "exercise", "instrument"}:
        return title
    if kind == "body":
        body = BodyPhrase(hit.first, hit.last, hit.first, hit.last, True, codes)
        role_first = title.role_first if owned else hit.first
        title = replace(title, body=title.body or body, role_first=role_first)
    title = replace(title, first=hit.first, codes=title.codes or codes, determined=True)
    return _holding(row, title, floor) if kind != "body" else _owner(row, title, floor)


def _holding(row: Row, title: Title, floor: int) -> Title:
    while title.first > floor and row.key(title.first - 1) in row.words.holdings:
        word = row.key(title.first - 1)
        moved = title.role_first == title.first
        title = replace(title, first=title.first - 1, role_first=title.role_first, holding=word)
        if moved and word == "acting":
            continue
    return title
