"""One mention of a named official, as the rules read it."""

from dataclasses import dataclass

from kg.model import Span

SURE = 3


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention of a named official.

    Attributes:
        span: title and name together.
        name_span: the name alone.
        role: the title's words, None where the mention has none.
        codes: parties that the words name as served; several are candidates.
        strength: how surely they do: 3 by the title itself, 2 by the sentence, 0 not at all.
        counterpart: the post is that of somebody named before.
        head: the title's head noun.
        joined: names of the officials of the same kind in the same sentence.
        nearby: parties that the sentence names outside titles, the nearest before the name first.
        unlike: parties that the sentence sets against this official's.
        link: whether the sentence puts the official "with" its subject or "against" it; ending in "-near"
            where that is whoever is named last before ("…, who had called on …").
        host: the party of the sentence's subject, where that is no named official.
        caller: whether the official calls on a minister whom the page does not name, and so is no host.
        visited: the state to which the report has travelled, where the official is met.
        mine: whether the mention is of "my counterpart", of whoever speaks for the page.
        style: an honorific that stays with a single name ("Sheikh").
        alien: whether the title is of an organisation that no table lists.
        own: whether the sentence's subject is "I" or "we", who speak for the page.
        led: the party whose body or side is the sentence's subject.
        place: which of the names of a list it is, from 0; `count` are in all.
        list_start: where the first name of its list starts.
    """

    span: Span
    name_span: Span
    name: str
    rule: str
    role: str | None = None
    organization: str | None = None
    holding: str | None = None
    head: str | None = None
    rank: bool = False
    codes: tuple[str, ...] = ()
    strength: int = 0
    counterpart: bool = False
    honorific: bool = False
    unlike: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()
    link: str | None = None
    host: str | None = None
    led: str | None = None
    visited: str | None = None
    caller: bool = False
    mine: bool = False
    style: str | None = None
    alien: bool = False
    own: bool = False
    place: int = 0
    count: int = 1
    list_start: int | None = None


def strength_of(codes: tuple[str, ...]) -> int:
    """How surely words name a party: 3 for one, 1 for several candidates."""
    return 0 if not codes else SURE if len(codes) == 1 else 1
