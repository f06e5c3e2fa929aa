"""Which party each official serves, from the titles, the sides, the other officials and the publisher."""

from collections.abc import Sequence

from kg.extraction.officials_link import Context, Person

_ONE_OF_A_KIND = frozenset(
    {"president", "prime minister", "king", "queen", "premier", "chancellor", "emperor", "sultan", "emir"}
)


def parties_of(people: Sequence[Person], context: Context) -> list[str | None]:
    """The party of each person, None where nothing tells."""
    sure = [_sure(p, context) for p in people]
    out: list[str | None] = []
    for n, person in enumerate(people):
        party = sure[n] or _opposite(n, people, sure, out, context) or context.publisher
        if not sure[n] and party and _taken(person, party, people, [*out, *sure[len(out) :]], n):
            party = _other_than(party, context) or party
        out.append(party)
    return out


def _sure(person: Person, context: Context) -> str | None:
    codes = person.codes()
    if len(codes) == 1:
        return codes[0]
    if codes:
        return select(codes, context)
    for one in person.seen:
        for implied in context.words.implied:
            role = " ".join(filter(None, (one.sighting.role, one.sighting.organization)))
            if context.publisher not in implied.unless and implied.pattern.search(role):
                return implied.state
    return None


def select(codes: Sequence[str], context: Context) -> str:
    """The one of several candidates that the article is about: the publisher, else the most often named."""
    if context.publisher in codes:
        return str(context.publisher)
    return next((c for c in context.parties if c in codes), "KR" if "KR" in codes else codes[0])


def _opposite(
    n: int, people: Sequence[Person], sure: Sequence[str | None], done: Sequence[str | None], context: Context
) -> str | None:
    """A counterpart without adjective serves the other party of the article."""
    if not any(s.sighting.counterpart for s in people[n].seen):
        return None
    own = next((party for party in reversed(done) if party), context.publisher)
    taken = {c for c in sure if c}
    free = [c for c in context.parties if c != own and c not in taken]
    return (free or [c for c in context.parties if c != own] or [None])[0]


def _taken(
    person: Person, party: str, people: Sequence[Person], parties: Sequence[str | None], n: int
) -> bool:
    """Whether the state has that office filled by another person of the article."""
    mine = _offices(person) & _ONE_OF_A_KIND
    return any(m != n and parties[m] == party and mine & _offices(other) for m, other in enumerate(people))


def _offices(person: Person) -> set[str]:
    return {
        " ".join((s.sighting.role or "").lower().split())
        for s in person.seen
        if s.sighting.role and s.sighting.holding not in {"former", "then", "ex", "late"}
    }


def _other_than(party: str, context: Context) -> str | None:
    return next((c for c in context.parties if c != party and len(c) == 2), None)  # noqa: PLR2004 - a state's
