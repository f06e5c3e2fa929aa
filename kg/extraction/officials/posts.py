"""The record of an official: the forms of the name, and the posts held with their evidence."""

import re
from collections import Counter
from collections.abc import Sequence

from kg.extraction.officials.link import Mentions, Person, Seen, in_sentence, owners, parts
from kg.language.words import words
from kg.model import Evidence, Official, PostHeld

_SMALL = frozenset({"of", "the", "for", "and", "to", "at", "in"})


def inherited(at: int, found: Sequence[Person], mentions: Mentions) -> PostHeld | None:
    """The office of the official before, for one who is named only as a counterpart.

    Several counterparts have the offices of as many officials before them, in step.

    Args:
        at: the person's place among the people.
        found: the people of the article.
        mentions: their mentions in order.
    """
    one = next((s for s in found[at].seen if s.sighting.counterpart), None)
    if one is None:
        return None
    place, count = one.sighting.place, one.sighting.count
    before = owners(at, one, mentions)
    beside = in_sentence(one, mentions)
    if count > 1 and len(beside) == count:
        before = [beside[place], *before]
    posts = (official_of(found[n], None, None).posts for n in before)
    first = next((held[0] for held in posts if held), None)
    return PostHeld(reduced(first.role), first.evidence, None, None) if first else None


def official_of(person: Person, party: str | None, inherited: PostHeld | None) -> Official:
    """The record of a person."""
    forms = _forms(person)
    posts = _posts(person)
    if inherited and (not posts or _says_less(posts[0], inherited)):
        posts = (inherited,)
    evidence = tuple(
        Evidence(s.sentence, s.sighting.span, s.sighting.rule) for s in person.seen if s.sighting.rule
    )
    return Official(_named(forms[0], person), forms, party, posts, evidence)


def _named(name: str, person: Person) -> str:
    """The fullest name, with the honorific that a single name keeps ("Sheikh Hasina")."""
    style = next((s.sighting.style for s in person.seen if s.sighting.style), None)
    return f"{style} {name}" if style and len(parts(name)) == 1 else name


def _says_less(post: PostHeld, inherited: PostHeld) -> bool:
    """Whether a title is only the head of the office that a counterpart has ("Minister")."""
    return post.role.lower() in inherited.role.lower().split() or post.role == "Secretary"


def _forms(person: Person) -> tuple[str, ...]:
    counted = Counter(s.sighting.name for s in person.seen)
    first = {s.sighting.name: n for n, s in reversed(list(enumerate(person.seen)))}
    return tuple(sorted(counted, key=lambda f: (-len(parts(f)), f.isupper(), -len(f), -counted[f], first[f])))


def _posts(person: Person) -> tuple[PostHeld, ...]:
    roles = [s for s in person.seen if s.sighting.role]
    titled = [s for s in roles if not _rank_only(s)] or roles
    office = [s for s in titled if not s.sighting.rank] or titled
    kept: list[Seen] = []
    for one in sorted(office, key=lambda s: -_weight(s)):
        if not any(_content(one) <= _content(k) for k in kept):
            kept.append(one)
    return tuple(_post(one, person) for one in kept)


def _rank_only(one: Seen) -> bool:
    """Whether a mention has a military rank and no office."""
    return one.sighting.rank and one.sighting.head in words().ranks


def _post(one: Seen, person: Person) -> PostHeld:
    sighting = one.sighting
    organization = sighting.organization
    if organization is None:
        organization = next((s.sighting.organization for s in person.seen if s.sighting.organization), None)
    evidence = Evidence(one.sentence, sighting.span, sighting.rule)
    return PostHeld(sighting.role or "", evidence, organization, sighting.holding)


def _content(one: Seen) -> set[str]:
    return set(parts((one.sighting.role or "").replace("-", " "))) - _SMALL


def _weight(one: Seen) -> float:
    former = one.sighting.holding in {"former", "then", "ex", "late", "outgoing"}
    member = (one.sighting.role or "").lower().startswith("member ")
    return len(_content(one)) - 10 * former - 2 * member - one.heading / 2


def reduced(role: str) -> str:
    """The office that a counterpart holds: "Minister of National Defense" is "Defense Minister" elsewhere."""
    words = role.lower()
    if "raksha mantri" in words:
        return "Defence Minister"
    if re.search(r"\b(?:minister|secretary)\b", words) and not re.search(
        r"vice|deputy|assistant|under", words
    ):
        if match := re.search(r"\bdefen[cs]e\b", role, re.IGNORECASE):
            return f"{match[0].capitalize()} Minister"
        if "armed forces" in words:
            return "Defence Minister"
        if re.search(r"\bforeign\b|external affairs|secretary of state$", words):
            return "Foreign Minister"
    return role
