"""What the stages of talk reading hand on: a sentence made ready, and one mention of a talk."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.mentions import (
    DateMention,
    Mention,
    SeriesMention,
)
from kg.extraction.resolve.actors import Actor
from kg.extraction.talks.rules import words
from kg.model import Agent, Official, Place, Span, Status, TalkForm

_SPOKESPERSON = words("source")
_HEAD_OF_STATE = words("leader")
STATE = 2  # letters of an ISO code


@dataclass(frozen=True, slots=True)
class Found:
    """One mention of a talk.

    Attributes:
        parties: codes, in order of mention; may hold fewer than the talk had.
        people: names of officials who took part, in order of mention.
        date: as the sentence has it, perhaps relative to the day under discussion.
        anaphoric: "the meeting": the talk under discussion.
        other: "the next meeting": not the talk under discussion.
        until: the last day, where the sentence names two.
        length: days that it lasted, counted back from the date where negative; 0 where not said.
        apart: the sentence sets it off from another talk of the same sides.
        margin: it took place on the margins of the talk named behind it.
        alone: only partners are named, or one of those named serves a party that is not known.
    """

    sentence: Span
    words: Span
    rule: str
    form: TalkForm
    status: Status
    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    date: DateMention | None = None
    place: Place | None = None
    name: SeriesMention | None = None
    anaphoric: bool = False
    other: bool = False
    margin: bool = False
    host: str | None = None
    heading: bool = False
    explicit: bool = False
    indefinite: bool = False
    until: DateMention | None = None
    length: int = 0
    apart: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence made ready: its mentions, its acting phrases, the article's officials.

    Attributes:
        principal: the person whom the sentences before were about.
        present: names of those at the talk under discussion.
    """

    text: str
    sentence: Span
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    officials: dict[str, Official]
    heading: bool = False
    principal: Agent | None = None
    present: tuple[str, ...] = ()


def party_in(reading: Reading, name: str) -> str | None:
    """The party that an official of the article serves."""
    official = reading.officials.get(name)
    return official.party if official else None


def people_in(reading: Reading, actors: Sequence[Actor]) -> tuple[str, ...]:
    """The officials among actors, once each, without those who only give the text."""
    names = [g.key for a in actors for g in a.agents if g.kind == "official"]
    return tuple(n for n in dict.fromkeys(names) if not _spokesperson(reading, n))


def is_source(official: Official) -> bool:
    """Whether an official only gives the text: a spokesperson, a reporter."""
    return any(_SPOKESPERSON.search(p.role) for p in official.posts)


def _spokesperson(reading: Reading, name: str) -> bool:
    official = reading.officials.get(name)
    return official is None or any(_SPOKESPERSON.search(p.role) for p in official.posts)


def leads(official: Official) -> bool:
    """Whether an official is a head of state or government."""
    return any(_HEAD_OF_STATE.search(p.role) and "vice" not in p.role.lower() for p in official.posts)
