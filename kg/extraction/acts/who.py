"""Who acts and who hears: from the actors of a clause to agents, parties, speakers and addressees."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extraction.discourse import Scene
from kg.extraction.mentions import PartyMention, Recognised
from kg.extraction.resolve.actors import party_of
from kg.model import ActKind, Agent, Span, Talk

_DIRECTED: frozenset[ActKind] = frozenset({"request"})
"""Acts that always have a hearer: in talks of two, the other side where the clause names none."""


@dataclass(frozen=True, slots=True)
class Cast:
    """What resolving the actors of a sentence needs.

    Attributes:
        talks: all talks of the article, by key.
        known_as: how the text introduces officials ("the prime minister", "Prince"), to their names.
    """

    recognised: Recognised
    scene: Scene
    talks: dict[str, Talk]
    known_as: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def agents(self, actors: Iterable[int]) -> tuple[Agent, ...]:
        """The agents behind some actors, each once, in order."""
        found = (agent for number in actors for agent in self.scene.actors[number].agents)
        return tuple(dict.fromkeys(found))

    def party(self, agent: Agent) -> str | None:
        """The party that an agent is or serves."""
        return agent.key if agent.kind == "party" else party_of(agent.key, self.recognised.officials)

    def parties(self, agents: Sequence[Agent]) -> tuple[str, ...]:
        """The parties behind some agents, sorted."""
        return tuple(sorted({p for a in agents if (p := self.party(a))}))

    @property
    def talk(self) -> Talk | None:
        """The talk under discussion."""
        return self.talks.get(self.scene.talk) if self.scene.talk else None


_ABOUT_OTHERS: frozenset[ActKind] = frozenset({"condemn", "thank", "congratulate"})
"""Acts whose content names the one they are addressed to ("the launch of Danish rockets")."""
_ASKED: frozenset[ActKind] = frozenset({"request", "urge", "propose"})
"""Acts whose content opens with the one who should do something ("that Denmark lift the ban")."""
_PLACE = re.compile(r"\b(?:in|on|at|to|against|towards?|near|for|with|into|over)(?: the)? $")
_OPENING = re.compile(r"(?:that )?(?:the )?")
_NEAR = 90


def implied_hearer(cast: Cast, act: ActKind, speaker: Agent, content: Sequence[Span]) -> Agent | None:
    """The party that the content of an act marks as its hearer; none where it marks nobody.

    Whose deed is condemned or thanked for is its owner or doer, not the place where it was done.
    """
    if not content or act not in _ABOUT_OTHERS | _ASKED:
        return None
    text, start = cast.recognised.article.text, content[0].start
    parties = (m for m in cast.recognised.within(content[0]) if isinstance(m, PartyMention))
    for party in parties:
        before = text[start : party.span.start]
        fits = _OPENING.fullmatch(before) if act in _ASKED else not _PLACE.search(before)
        near = party.span.start - start < _NEAR and len(party.codes) == 1
        if fits and near and party.codes[0] != cast.party(speaker):
            return Agent("party", party.codes[0])
    return None


def addressee_of(
    cast: Cast, act: ActKind, speaker: Agent, hearers: Sequence[int], talk: Talk | None
) -> Agent | None:
    """Towards whom an act is done.

    A group of hearers has no one address; who belongs to the speaker's own side is none. A request in
    talks of two goes to the other side.
    """
    own = cast.party(speaker)
    found = cast.agents(hearers)
    if len(found) == 1 and cast.party(found[0]) != own:
        return found[0]
    if found or hearers or act not in _DIRECTED:
        return None
    return other_side(cast, own, talk)


def other_side(cast: Cast, own: str | None, talk: Talk | None) -> Agent | None:
    """The one other side of talks of two: its first official, else its code."""
    if talk is None or own not in talk.parties or len(talk.parties) != 2:  # noqa: PLR2004 - talks of two
        return None
    code = next(p for p in talk.parties if p != own)
    name = next(
        (p.official for p in talk.participants if party_of(p.official, cast.recognised.officials) == code),
        None,
    )
    return Agent("official", name) if name else Agent("party", code)
