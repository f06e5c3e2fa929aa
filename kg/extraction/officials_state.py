"""Which party each official serves, from the titles, the sides, the other officials and the publisher."""

import re
from collections.abc import Iterator, Sequence

from kg.extraction.officials_link import Context, Person
from kg.language.forms import fits
from kg.language.words import words

_BACK = 20
_PAST = frozenset({"former", "then", "ex", "late", "outgoing", "incoming"})


def office_class(role: str | None) -> str | None:
    """The kind of office of which a state has one: "leader", "foreign", "defense" or "chief"."""
    plain = " ".join((role or "").lower().split())
    return next((kind for kind, pattern in words().kinds if pattern.search(plain)), None)


def parties_of(people: Sequence[Person], context: Context) -> list[str | None]:
    """The party of each person, None where nothing tells."""
    found = [_sure(p, context) for p in people]
    holders: dict[str, list[int]] = {}
    bearers: dict[str, list[int]] = {}
    for n, person in enumerate(people):
        for kind in _held(person):
            holders.setdefault(kind, []).append(n)
        for name in person.names.values():
            bearers.setdefault(name, []).append(n)
    for n, person in enumerate(people):
        if found[n] is None:
            taken = {found[m] for kind in _held(person) for m in holders[kind] if m != n}
            unlike = {c for name in _joined(person) for m in bearers.get(name, ()) if (c := found[m])}
            before = next((c for c in reversed(found[:n][-_BACK:]) if c), context.publisher)
            found[n] = _likely(person, taken, unlike, before, context)
    return found


def _joined(person: Person) -> set[str]:
    return {name for s in person.seen for name in s.sighting.joined}


def _sure(person: Person, context: Context) -> str | None:
    codes = person.codes()
    if len(codes) == 1:
        return codes[0]
    for role in _roles(person):
        for office in context.words.offices:
            settled = office.first and context.publisher not in office.unless and office.pattern.search(role)
            if settled and _possible(str(office.first), person, context):
                return office.first
    if codes:
        return select([c for c in codes if _looks(person, c)] or codes, context)
    return None


def _looks(person: Person, code: str) -> bool:
    """Whether the person's fullest name can be one of the state, by its syllables."""
    name = max((s.sighting.name for s in person.seen), key=lambda n: len(n.split()))
    return fits(name, code)


def _roles(person: Person) -> Iterator[str]:
    for one in person.seen:
        role, body = one.sighting.role, one.sighting.organization
        if role:
            yield f"{role} of {body}" if body and body not in role else role


def select(codes: Sequence[str], context: Context) -> str:
    """The one of several candidates that the article is about: the publisher, else the most often named."""
    if context.publisher in codes:
        return str(context.publisher)
    return next((c for c in context.parties if c in codes), codes[0])


def _likely(
    person: Person, taken: set[str | None], unlike: set[str], before: str | None, context: Context
) -> str | None:
    """The first party in question that can have the office and has it not filled by another."""
    if before and any(s.sighting.counterpart for s in person.seen):
        unlike.add(before)
    near = [c for s in person.seen for c in s.sighting.nearby]
    own = [] if near and _guest(person, context) else [context.publisher]
    candidates = [c for c in dict.fromkeys([*own, *near, context.publisher, *context.parties]) if c]
    fitting = [c for c in candidates if c not in unlike and _possible(c, person, context)]
    fitting.sort(key=lambda c: not _looks(person, c))
    return next((c for c in fitting if c not in taken), fitting[0] if fitting else _alone(person, context))


def _alone(person: Person, context: Context) -> str | None:
    """The state that is first among those with the office, where the article offers none."""
    if context.publisher:
        return None
    for one in person.seen:
        for office in context.words.offices:
            if office.alone and office.pattern.search(one.sighting.role or ""):
                return office.alone
    return None


def _guest(person: Person, context: Context) -> bool:
    """Whether the office is one that the publisher's state has but seldom sends abroad."""
    roles = [s.sighting.role or "" for s in person.seen]
    return any(
        context.publisher in o.seldom and o.pattern.search(r) for o in context.words.offices for r in roles
    )


def _held(person: Person) -> set[str]:
    """The classes of the offices held now, leaders' by their title."""
    held = set()
    for one in person.seen:
        sighting = one.sighting
        kind = office_class(sighting.role)
        if kind and sighting.role and sighting.holding not in _PAST:
            held.add(" ".join(sighting.role.lower().split()) if kind == "leader" else kind)
    return held


def _possible(code: str, person: Person, context: Context) -> bool:
    """Whether a party can have the offices that the text gives the person."""
    roles = [s.sighting.role for s in person.seen if s.sighting.role]
    if code in context.organizations:
        offices = [o for o in context.words.offices if o.organization]
        return any(o.pattern.search(r) for r in roles for o in offices)
    for role in _roles(person):
        if any(name in role for name in context.names.get(code, ())) and re.search(r"\b(?:to|for)\b", role):
            return False
        for office in context.words.offices:
            if office.pattern.search(role) and not office.fits(code):
                return False
    return True
