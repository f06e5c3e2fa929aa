"""Which party each official serves, from the titles, the sides, the other officials and the publisher."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extraction.officials.link import Context, Mentions, Person, Seen, mentions_of, owners
from kg.language.forms import fits, has_form
from kg.language.words import words
from kg.model import Span

_ELECT = re.compile(r"[- ](?:elect|designate)$")
_SHORT = len("DPM")
_PAST = frozenset({"former", "then", "ex", "late", "outgoing", "incoming"})


def office_class(role: str | None) -> str | None:
    """The kind of office of which a state has one: "leader", "foreign", "defense" or "chief"."""
    plain = " ".join((role or "").lower().split())
    return next((kind for kind, pattern in words().kinds if pattern.search(plain)), None)


def can_have(code: str, role: str) -> bool:
    """Whether a state can have an office, by its words alone."""
    return all(office.fits(code) for office in words().offices if office.pattern.search(role))


def settled(role: str, context: Context) -> str | None:
    """The state that an office's words settle by themselves ("Raksha Mantri")."""
    found = (o for o in context.words.offices if o.first and o.pattern.search(role))
    return next((o.first for o in found if context.publisher not in o.unless), None)


@dataclass(slots=True)
class _Cast:
    """All officials of an article while their parties are found; changed only by `parties_of`.

    Attributes:
        found: the party of each, None as long as nothing tells.
        holders: who holds an office of each class.
        bearers: who bears a name.
        mentions: where somebody is named, in order, with their place among the people.
        subjects: for each sentence who is named first in it.
        met: for each subject the parties of those met as another side's.
        home: the publisher's party.
    """

    people: Sequence[Person]
    found: list[str | None]
    holders: dict[str, list[int]] = field(default_factory=dict)
    bearers: dict[str, list[int]] = field(default_factory=dict)
    mentions: Mentions = field(default_factory=list)
    subjects: dict[Span, int] = field(default_factory=dict)
    met: dict[int, set[str]] = field(default_factory=dict)
    home: str | None = None

    def taken(self, at: int) -> set[str | None]:
        """The parties whose office of the same class somebody else fills."""
        kinds = _held(self.people[at])
        return {self.found[m] for kind in kinds for m in self.holders[kind] if m != at}

    def joined(self, at: int) -> set[str]:
        """The parties of those whom the text sets beside this one as another side's."""
        names = {name for s in self.people[at].seen for name in s.sighting.joined}
        parties = (self.found[m] for name in names for m in self.bearers.get(name, ()))
        return {party for party in parties if party}

    def acts_in(self, one: Seen) -> bool:
        """Whether the subject of a mention's sentence is named in it."""
        subject = self.subjects.get(one.sentence)
        named = self.people[subject].seen if subject is not None else ()
        return any(s.sentence == one.sentence and s is not one for s in named)

    def subject_party(self, at: int, one: Seen) -> str | None:
        """The party of a clause's subject, who stands before "who" or "'s", else first of the sentence."""
        if (one.sighting.link or "").endswith("-near"):
            place = bisect_left(self.mentions, one.sighting.span, key=lambda m: m[0])
            subject: int | None = self.mentions[place - 1][1] if place else None
        else:
            subject = self.subjects.get(one.sentence)
        if subject == at:
            subject = None
        if one.sighting.own:
            return self.home
        return one.sighting.host or (self.found[subject] if subject is not None else None)


def _cast(people: Sequence[Person], context: Context) -> _Cast:
    cast = _Cast(people, [_sure(p, context) for p in people], home=context.publisher)
    for n, person in enumerate(people):
        for kind in _held(person):
            cast.holders.setdefault(kind, []).append(n)
        for name in person.names.values():
            cast.bearers.setdefault(name, []).append(n)
    cast.mentions = mentions_of(people)
    cast.subjects = _subjects((n, one) for _, n, one in cast.mentions)
    for _, n, one in cast.mentions:
        party, subject = cast.found[n], cast.subjects[one.sentence]
        if party and _met(one) and not (one.sighting.link or "").endswith("-near"):
            cast.met.setdefault(subject, set()).add(party)
    return cast


def _subjects(mentions: Iterable[tuple[int, Seen]]) -> dict[Span, int]:
    """Who is named first in each sentence, or in the one before where a linked official comes first."""
    first: dict[Span, int] = {}
    before: int | None = None
    for n, one in mentions:
        if one.sentence not in first:
            before = before if one.sighting.link and before is not None else n
            first[one.sentence] = before
    return first


def parties_of(people: Sequence[Person], context: Context) -> list[str | None]:
    """The party of each person, None where nothing tells."""
    cast = _cast(people, context)
    for n in [n for n in range(len(people)) if cast.found[n] is None and not _alien(people[n])]:
        cast.found[n] = _beside(cast, n, people[n], context) or _likely(cast, n, people[n], context)
        if context.publisher is None and _held(people[n]) and _at_home(people[n]):
            context = replace(context, publisher=cast.found[n])
    return cast.found


def _alien(person: Person) -> bool:
    """Whether an official is of an organisation that no table lists, and so of no state."""
    return any(s.sighting.alien for s in person.seen)


def _at_home(person: Person) -> bool:
    """Whether an official is named without a state and by nobody's side, as a page does with its own."""
    return not any(s.sighting.codes or s.sighting.counterpart or _met(s) for s in person.seen)


def _beside(cast: _Cast, at: int, person: Person, context: Context) -> str | None:
    """The party of the subject in whose company the person is."""
    company = (s for s in person.seen if (s.sighting.link or "").startswith("with"))
    parties = (cast.subject_party(at, one) for one in company)
    return next((p for p in parties if p and _possible(p, person, context)), None)


def _sure(person: Person, context: Context) -> str | None:
    codes = person.codes()
    if len(codes) == 1:
        return codes[0]
    settled = (
        office.first
        for role in _roles(person)
        for office in context.words.offices
        if office.first and context.publisher not in office.unless and office.pattern.search(role)
    )
    by_office = next((code for code in settled if _possible(code, person, context)), None)
    if by_office or not codes:
        return by_office
    return select([c for c in codes if _looks(person, c)] or codes, context)


def _looks(person: Person, code: str) -> bool:
    """Whether the person's fullest name can be one of the state, by its syllables."""
    name = max((s.sighting.name for s in person.seen), key=lambda n: len(n.split()))
    return fits(name, code)


def _roles(person: Person) -> Iterator[str]:
    for one in person.seen:
        role, body = one.sighting.role, one.sighting.organization
        if role:
            plain = role.title() if role.isupper() and len(role) > _SHORT else role
            yield f"{plain} of {body}" if body and body not in role else plain


def select(codes: Sequence[str], context: Context) -> str:
    """The one of several candidates that the article is about: the publisher, else the most often named."""
    if context.publisher in codes:
        return str(context.publisher)
    return next((c for c in context.parties if c in codes), codes[0])


def _likely(cast: _Cast, at: int, person: Person, context: Context) -> str | None:
    """The first party in question that can have the office and has it not filled by another."""
    taken, unlike = cast.taken(at), _unlike(cast, at, person, context)
    candidates = [
        c for c in _candidates(person, context) if c not in unlike and _possible(c, person, context)
    ]
    candidates.sort(key=lambda c: not _looks(person, c))
    if (abroad := _abroad(person, candidates, context)) and abroad not in unlike:
        return abroad
    free = next((c for c in candidates if c not in taken), None)
    if free or candidates:
        return free or candidates[0]
    home = context.publisher
    return (
        home if home and home not in taken and _possible(home, person, context) else _alone(person, context)
    )


def _unlike(cast: _Cast, at: int, person: Person, context: Context) -> set[str]:
    """The parties that the text sets against the person's."""
    unlike = cast.joined(at) | {code for s in person.seen for code in s.sighting.unlike}
    unlike |= cast.met.get(at, set())
    unlike |= {str(context.publisher)} if any(s.sighting.caller for s in person.seen) else set()
    unlike |= _owner(cast, at, person, context)
    opposed = cast.subject_party(at, person.seen[0]) if _met(person.seen[0]) else None
    met = person.seen[0]
    carried = met.sighting.visited == opposed and not cast.acts_in(met)  # the subject is of a sentence before
    return unlike | ({opposed} if opposed and not carried else set())


def _owner(cast: _Cast, at: int, person: Person, context: Context) -> set[str]:
    """The party of the one whose counterpart the person is."""
    counterpart = next((s for s in person.seen if s.sighting.counterpart), None)
    if counterpart is None:
        return set()
    known = (cast.found[n] for n in owners(at, counterpart, cast.mentions))
    before = next((code for code in known if code), context.publisher)
    owner = context.publisher if counterpart.sighting.mine and context.publisher else before
    return {owner} if owner else set()


def _met(one: Seen) -> bool:
    """Whether a mention is of somebody met as another side's; an office of "the Ministry" is at home."""
    at_home = one.sighting.organization and not one.sighting.codes
    return (one.sighting.link or "").startswith("against") and not at_home


def _candidates(person: Person, context: Context) -> Iterable[str]:
    """The parties in question, the likeliest first: the publisher, those near, those named most."""
    near = [c for s in person.seen for c in s.sighting.nearby]
    visited = [s.sighting.visited for s in person.seen if s.sighting.visited]
    led = {s.sighting.led for s in person.seen} - {None, context.publisher}
    elsewhere = near and (_guest(person, context) or (led and context.publisher not in near))
    own = [] if elsewhere else [context.publisher]
    return (c for c in dict.fromkeys([*visited, *own, *near, context.publisher, *context.parties]) if c)


def _alone(person: Person, context: Context) -> str | None:
    """The state that is first among those with the office, where the article offers none."""
    if context.publisher:
        return None
    roles = [one.sighting.role or "" for one in person.seen]
    offices = (office for role in roles for office in context.words.offices if office.pattern.search(role))
    return next((office.alone for office in offices if office.alone), None)


def _abroad(person: Person, candidates: Sequence[str], context: Context) -> str | None:
    """The state meant by a surname with an office that the publisher's state has not ("President Roe")."""
    roles = {s.sighting.role for s in person.seen if s.sighting.role}
    formed = any(has_form(c) and _looks(person, c) for c in candidates)
    if formed or len(roles) != 1 or not all(map(_in_passing, person.seen)):
        return None
    offices = (o for o in context.words.offices if o.abroad and o.pattern.search(next(iter(roles))))
    return next((o.abroad for o in offices if context.publisher in o.never), None)


def _in_passing(one: Seen) -> bool:
    """Whether a mention has one name only and says nothing of a meeting."""
    sighting = one.sighting
    return len(sighting.name.split()) == 1 and not (sighting.link or sighting.counterpart)


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
            held.add(_ELECT.sub("", " ".join(sighting.role.lower().split())) if kind == "leader" else kind)
    return held


def _possible(code: str, person: Person, context: Context) -> bool:
    """Whether a party can have the offices that the text gives the person."""
    if code in context.organizations:
        offices = [o for o in context.words.offices if o.organization]
        return any(o.pattern.search(s.sighting.role or "") for s in person.seen for o in offices)
    return all(not _sent_to(code, role, context) and can_have(code, role) for role in _roles(person))


def _sent_to(code: str, role: str, context: Context) -> bool:
    """Whether an office is one at the state ("Ambassador to Japan")."""
    names = context.names.get(code, ())
    return any(name in role for name in names) and bool(re.search(r"\b(?:to|for)\b", role))
