"""What the sentences before leave in mind, and the phrases that can act."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.extraction.mentions import (
    Mention,
    OfficialMention,
    Recognised,
)
from kg.model import Agent, Official, Span

ActorKind = Literal["name", "role", "party", "capital", "side", "group", "pronoun"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A phrase that can act: one agent, or several that act together.

    Attributes:
        span: the phrase in the text.
        agents: in order of mention; never empty.
        kind: how the phrase names them ("capital" may be a place instead).
    """

    span: Span
    agents: tuple[Agent, ...]
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before leave in mind.

    Attributes:
        sides: party codes of the talk under discussion, in order of mention.
        people: names of its officials, in order of mention.
        subject: the last person that a sentence was about.
        plural: the last group that a sentence was about.
        author: the official who writes, from the byline: "I".
    """

    sides: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    subject: Agent | None = None
    plural: tuple[Agent, ...] = ()
    author: Agent | None = None


def author_of(recognised: Recognised) -> Agent | None:
    """The official whom the lines before the prose name, where a release speaks in the first person."""
    lines = recognised.article.credits
    named = (m for m in recognised.mentions if isinstance(m, OfficialMention))
    return next((Agent("official", m.official) for m in named if any(s.covers(m.span) for s in lines)), None)


def mentions_by_sentence(recognised: Recognised) -> tuple[tuple[Mention, ...], ...]:
    """The mentions of each sentence, in order; one pass over both."""
    starts = [s.span.start for s in recognised.sentences]
    found: list[list[Mention]] = [[] for _ in starts]
    for mention in recognised.mentions:
        at = bisect_right(starts, mention.span.start) - 1
        if at >= 0 and recognised.sentences[at].span.covers(mention.span):
            found[at].append(mention)
    return tuple(tuple(row) for row in found)


def party_of(name: str, officials: Iterable[Official]) -> str | None:
    """The party that an official serves."""
    return next((o.party for o in officials if o.name == name), None)
