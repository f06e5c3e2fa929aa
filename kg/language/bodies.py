"""Government bodies by the form of their names: "Ministry of X", "X Bureau", "Office of X"."""

from dataclasses import dataclass

from kg.language.lexicon import Hit
from kg.language.rows import Row
from kg.language.tables import table

_JOINS = frozenset({"and", "&"})
_INNER = frozenset({"of", "for", "on", "to"})
_MATTERS = frozenset({"policy", "affairs", "desk", "relations", "division", "unit"})
_WITHIN = _JOINS | {"-"}
_LISTING = _JOINS | {","}
_LEADING = _INNER | {"the"}
_OWNERS = frozenset({"name", "abbreviation", "demonym", "compound"})
_PRINCIPAL = frozenset(table("bodies")["principal"].split())
_LOOK = 4
_LONGEST = 24
_LONGEST_NAME = 9


@dataclass(frozen=True, slots=True)
class BodyPhrase:
    """A body in a row: tokens `first` to before `last`, the label's without article and state.

    Attributes:
        principal: a ministry, embassy or command rather than a bureau within one.
        codes: parties that the phrase names as the body's.
    """

    first: int
    last: int
    label_first: int
    label_last: int
    principal: bool
    codes: tuple[str, ...]
    label: str | None = None


def run(row: Row, first: int, *, lower: bool = False) -> int:
    """The token after the portfolio that starts here ("Foreign Affairs and Trade"); the same where none does.

    Args:
        row: the sentence.
        first: where to look.
        lower: whether words without capitals count too.
    """
    at, good = first, first
    while at < len(row.tokens) and at - first < _LONGEST:
        end = _step(row, at, good, lower=lower)
        if end is None:
            break
        if end < 0:
            at, good = -end, -end
        else:
            at = end
    return good


def _step(row: Row, at: int, good: int, *, lower: bool) -> int | None:
    """Where a run goes on: negative where it may end there, None where it cannot."""
    key = row.key(at)
    if key == "-":
        goes_on = row.glued(at) and row.glued(at + 1)
    elif key in _LISTING:
        after_comma = key != "," and row.key(at - 1) == ","
        goes_on = at - after_comma == good and _listed(row, at, lower=lower)
    elif key in _LEADING:
        goes_on = _leads_on(row, at, good)
    else:
        return (
            _word(row, at, lower=lower) if row.capital(at) or (lower and row.words.portfolio(key)) else None
        )
    return at + 1 if goes_on else None


def _leads_on(row: Row, at: int, good: int) -> bool:
    """Whether "of", "for" or "the" stands before more of the portfolio."""
    after = at + 1 + (row.key(at + 1) == "the")
    hit = row.hit(after)
    if hit and row.capital(hit.last) and row.words.office(row.key(hit.last)):
        return False  # "for European Commission President X" is another's office
    return _portfolio(row, after) and (at == good or row.key(at - 1) in _JOINS)


def _word(row: Row, at: int, *, lower: bool) -> int | None:
    """Past a capitalised word or name, as `_step`."""
    key, words, hit = row.key(at), row.words, row.hit(at)
    if hit:
        return _over(row, hit, lower=lower)
    if words.titular(key) or _rank(row, at):
        return None
    if words.portfolio(key) or key == "general":
        return -(at + 1)
    return _unknown(row, at)


def _rank(row: Row, at: int) -> bool:
    key = row.key(at)
    staff = key == "general" and row.key(at + 1) == "staff"
    return key in row.words.ranks and key != "air" and not staff


def _over(row: Row, hit: Hit, *, lower: bool) -> int | None:
    single = hit.last - hit.first == 1 and row.words.portfolio(row.key(hit.first))
    if hit.entry.kind == "body" or single:
        return -hit.last
    after = row.key(hit.last)
    goes_on = row.words.portfolio(after) and (row.capital(hit.last) or lower) and after not in row.words.heads
    if after == "army" and row.key(hit.last + 1) == "general":
        return None
    return hit.last if goes_on or after == "-" else None


def _portfolio(row: Row, at: int) -> bool:
    return row.words.portfolio(row.key(at)) and row.capital(at) and row.key(at) not in row.words.heads


def _listed(row: Row, at: int, *, lower: bool) -> bool:
    """Whether what follows "and" or a comma is more of the portfolio and not another office."""
    after = at + 1 + (row.key(at + 1) in _JOINS) + (row.key(at + 1) == "the")
    if not row.words.portfolio(row.key(after)) or not (row.capital(after) or lower):
        return False
    end = after
    while row.words.portfolio(row.key(end)) or row.key(end) in row.words.modifiers:
        end += 1
    if row.key(end) in row.words.heads or row.key(end) in row.words.plurals:
        return False
    return row.key(at) != "," or row.key(at + 1) in _JOINS or row.key(end) in {",", *_JOINS}


def _unknown(row: Row, at: int) -> int | None:
    """Past capitalised words that no table has, where a portfolio's or body's noun follows them."""
    for end in range(at + 1, at + _LOOK):
        if not row.capital(end) or row.glued(end) or row.hit(end):
            return None
        if row.key(end) in row.words.heads or row.key(end) in row.words.ranks:
            return None
        if row.words.portfolio(row.key(end)) and row.key(end) not in row.words.shared:
            return -(end + 1)
    return None


def body_at(row: Row, first: int) -> BodyPhrase | None:
    """The body whose name starts here, with the state before or after it; None where none does."""
    at, codes = _owner(row, first + (row.key(first) == "the"))
    hit = row.hit(at)
    if hit and hit.entry.kind == "body" and hit.first == at:
        return _by_name(row, first, hit, codes)
    return _by_form(row, first, at, codes)


def _owner(row: Row, at: int) -> tuple[int, tuple[str, ...]]:
    """Past the state before a body ("Japan's", "the Republic of Korea (ROK)"), with its codes."""
    hit = row.hit(at)
    if hit is None or hit.first != at or _is_matter(row, hit):
        return at, ()
    seat = hit.entry.kind == "capital" and row.key(hit.last) in {"'s", "'"}  # "Pyongyang's foreign ministry"
    if hit.entry.kind not in _OWNERS and not seat:
        return at, ()
    end = hit.last + (row.key(hit.last) in {"'s", "'"})
    if row.key(end) == "(" and row.key(end + 2) == ")":
        end += 3
    return end, hit.entry.codes


def _is_matter(row: Row, hit: Hit) -> bool:
    """Whether a state is what a body deals with: "the North Korea Policy Division"."""
    return hit.entry.kind == "name" and row.key(hit.last) in _MATTERS and row.capital(hit.last)


def _by_name(row: Row, first: int, hit: Hit, codes: tuple[str, ...]) -> BodyPhrase:
    """A listed body, or one whose name starts with a listed one's."""
    inner = row.words.portfolio(row.key(hit.last)) and row.capital(hit.last)
    longer = _ending(row, hit.last, lower=False) if inner else None
    end, after = _state_after(row, longer or hit.last)
    principal = longer is None and _is_principal(row, hit)
    return BodyPhrase(first, end, hit.first, longer or hit.last, principal, codes or after or _own(hit))


def _by_form(row: Row, start: int, at: int, codes: tuple[str, ...]) -> BodyPhrase | None:
    key = row.key(at)
    if key in row.words.bodies and row.capital(at) and row.key(at + 1) in {"of", "for"}:
        inner = at + 2 + (row.key(at + 2) == "the")
        end = run(row, inner)
        if end > inner:
            last, after = _state_after(row, end)
            codes = codes or after or adjective(row, inner, end)
            return BodyPhrase(start, last, at, end, key in _PRINCIPAL, codes)
        return _of_state(row, start, at, codes)
    closed = _ending(row, at, lower=bool(codes))
    if closed is None:
        return None
    last, after = _state_after(row, closed)
    return BodyPhrase(start, last, at, closed, row.key(closed - 1) in _PRINCIPAL, codes or after)


def adjective(row: Row, first: int, last: int) -> tuple[str, ...]:
    """The state in "the Army of the Malaysian Armed Forces"."""
    for at in range(first, last):
        hit = row.hit(at)
        matter = hit is not None and row.key(hit.last) in _MATTERS
        if hit and not matter and hit.entry.kind in {"demonym", "body"} and hit.entry.codes:
            return hit.entry.codes
    return ()


def _of_state(row: Row, start: int, at: int, codes: tuple[str, ...]) -> BodyPhrase | None:
    """A body named by its state alone: "Embassy of Japan in Canada", "Parliament of Ghana"."""
    end, after = _state_after(row, at + 1)
    if not after:
        return None
    seat = row.hit(end + 1 + (row.key(end + 1) == "the"))
    if (
        row.key(end) in {"in", "to"}
        and seat
        and seat.entry.kind in {"name", "abbreviation", "capital", "place"}
    ):
        end = seat.last
    return BodyPhrase(start, end, at, end, row.key(at) in _PRINCIPAL, codes or after)


def _own(hit: Hit) -> tuple[str, ...]:
    """The parties of a listed body, none where bodies of several states have the name."""
    owners = {e.codes for e in (hit.entry, *hit.others) if e.kind == "body"}
    return owners.pop() if len(owners) == 1 else ()


def _is_principal(row: Row, hit: Hit) -> bool:
    keys = {row.key(at) for at in range(hit.first, hit.last)}
    return not keys & {"bureau", "division", "directorate", "branch", "section"}


def _ending(row: Row, at: int, *, lower: bool) -> int | None:
    """The end of words that a body's noun closes ("Strategic Planning Division", "foreign ministry")."""
    end = at
    while end - at < _LONGEST_NAME and _inner(row, end, at, lower=lower):
        if row.key(end) == "army" and row.key(end + 1) == "general":
            return None
        if (
            row.key(end) in row.words.bodies
            and (end > at or lower)
            and not _goes_on(row, end + 1, lower=lower)
        ):
            return end + 1
        end += 1
    return None


def _inner(row: Row, at: int, first: int, *, lower: bool) -> bool:
    key, hit, words = row.key(at), row.hit(at), row.words
    if at > first and key in _WITHIN:
        joins = key == "-" or words.portfolio(row.key(at - 1)) or row.key(at - 1) in words.bodies
        return joins and at + 1 < len(row.tokens) and _inner(row, at + 1, first, lower=lower)
    if hit and hit.entry.kind != "body":
        return at == first and _is_matter(row, hit)
    return not words.office(key) and _part(row, at, lower=lower)


def _part(row: Row, at: int, *, lower: bool) -> bool:
    """Whether a word may be one of a body's name."""
    key, words = row.key(at), row.words
    if words.portfolio(key) or key in words.bodies:
        return lower or row.capital(at)
    return key not in words.never and row.capital(at)


def _goes_on(row: Row, at: int, *, lower: bool) -> bool:
    return row.key(at) in row.words.bodies and (row.capital(at) or lower)


def _state_after(row: Row, at: int) -> tuple[int, tuple[str, ...]]:
    """The end of "(MND)" and "of Japan", and the codes of the latter."""
    end = _past_acronym(row, at)
    if row.key(end) == "of":
        inner = end + 1 + (row.key(end + 1) == "the")
        hit = row.hit(inner)
        if hit and hit.first == inner and hit.entry.kind in {"name", "abbreviation"}:
            return _past_acronym(row, hit.last), hit.entry.codes
    return end, ()


def _past_acronym(row: Row, at: int) -> int:
    if row.key(at) == "(" and row.key(at + 2) == ")" and row.tokens[at + 1].text[:2].isupper():
        return at + 3
    return at
