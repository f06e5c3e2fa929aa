"""Who is meant: names, titles, group nouns and pronouns of one sentence turned into agents.

The readings come from what went before (`Context`); nothing is guessed where the context holds no one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from kg.extraction.mentions import (
    BodyMention,
    Mention,
    OfficialMention,
    PartyMention,
    Recognised,
    RoleMention,
    SeriesMention,
)
from kg.extraction.resolve.context import Actor, ActorKind, Context, author_of, mentions_by_sentence, party_of
from kg.extraction.resolve.groups import GroupRule, delegates, group_rules, referents
from kg.extraction.resolve.roles import role_agents
from kg.model import Agent, Sentence, Span

__all__ = [
    "Actor",
    "ActorKind",
    "Context",
    "GroupRule",
    "actors",
    "author_of",
    "delegates",
    "group_rules",
    "mentions_by_sentence",
    "party_of",
    "remember",
    "role_agents",
]


def actors(
    recognised: Recognised, sentence: Sentence, mentions: tuple[Mention, ...], context: Context
) -> tuple[Actor, ...]:
    """Every acting phrase of a sentence, in order, none within another.

    Args:
        recognised: the article.
        sentence: the sentence to read; index -1 for a headline, whose words are all written large.
        mentions: its mentions, as `mentions_by_sentence` gives them.
        context: what the sentences before leave in mind.
    """
    text = recognised.article.text
    heading = sentence.index < 0
    found = [*_sides(text, sentence, mentions), *_named(text, recognised, mentions, context, heading)]
    found += _groups(text, sentence, recognised, context)
    found.sort(key=lambda a: (a.span.start, -a.span.end))
    kept: list[Actor] = []
    for actor in found:
        if not kept or actor.span.start >= kept[-1].span.end:
            kept.append(_within(text, actor, kept))
    return tuple(kept)


_GOVERNED = re.compile(
    r"(?i)\b(?:with|to|by|from|of|for|on|between)"
    r"(?: (?!(?:which|that|who|when|where|while)\b)[\w’'.-]+){0,5} $"
)


_OBJECT = re.compile(
    r"\b(?:meet|meets|met|visited|receives?|received|welcomes?|welcomed|hosts?|hosted|thank(?:s|ed)|congratulat(?:es|ed)|"
    r"invit(?:es|ed)|called on|briefed)\b(?! (?:that|by)\b)[^.;:]{0,80}$"
)


def _governed(text: str, actor: Actor) -> bool:
    """Whether a preposition holds the person, who then is not what a later "he" takes up."""
    clause = text.rfind(",", 0, actor.span.start) + 1
    before = text[max(0, actor.span.start - 120) : actor.span.start]
    return bool(
        _GOVERNED.search(text[max(clause, actor.span.start - 60) : actor.span.start])
        or _OBJECT.search(before)
    )


_PAIR = re.compile(r"(?:,[^.;]{0,80},)? and (?:his |her |the |former )?(?:\w+ ){0,3}")


def _within(text: str, pronoun: Actor, before: Sequence[Actor]) -> Actor:
    """A pronoun read from its own sentence, where persons stand before it."""
    word = pronoun.span.of(text).lower()
    people = [
        a
        for a in before
        if a.kind in ("name", "role") and a.agents[0].kind == "official" and not _governed(text, a)
    ]
    if pronoun.kind != "pronoun" or not people:
        return pronoun
    if word in ("he", "she"):
        return replace(pronoun, agents=people[0].agents)
    for a, b in zip(reversed(people[:-1]), reversed(people[1:]), strict=True):
        if _PAIR.fullmatch(text[a.span.end : b.span.start]):
            return replace(pronoun, agents=(*a.agents, *b.agents))
    return pronoun


def remember(context: Context, found: Sequence[Actor], text: str) -> Context:
    """The context after a sentence: its first person and its first group stay in mind."""
    single = [a for a in found if len(a.agents) == 1 and a.agents[0].kind == "official"]
    person = next((a.agents[0] for a in single if not _governed(text, a)), None)
    group = next((a.agents for a in found if len(a.agents) > 1), ()) or _joined(found, text)
    return replace(context, subject=person or context.subject, plural=group or context.plural)


def _joined(found: Sequence[Actor], text: str) -> tuple[Agent, ...]:
    """Two officials joined by "and" or "with" as a pair that "they" may take up."""
    people = [a for a in found if a.kind in ("name", "role") and a.agents[0].kind == "official"]
    for a, b in pairwise(people):
        if _PAIR.fullmatch(text[a.span.end : b.span.start]):
            return (*a.agents, *b.agents)
    return ()


def _named(
    text: str, recognised: Recognised, mentions: tuple[Mention, ...], context: Context, heading: bool
) -> Iterable[Actor]:
    names = [m.span for m in mentions if isinstance(m, SeriesMention)]
    blocked = [*names, *(m.span for m in mentions if isinstance(m, OfficialMention | RoleMention))]
    for m in mentions:
        if any(n.start < m.span.end and m.span.start < n.end for n in names):
            continue
        actor = _party_actor(text, m, blocked, heading) or _actor(m, recognised, mentions, context)
        if actor:
            yield actor


def _party_actor(text: str, m: Mention, blocked: Sequence[Span], heading: bool) -> Actor | None:
    """The actor of a party that stands by itself, outside titles and names."""
    if (
        not isinstance(m, PartyMention)
        or not _acts(text, m, heading)
        or any(b.covers(m.span) for b in blocked)
    ):
        return None
    kind: ActorKind = "capital" if m.form == "capital" else "party"
    return Actor(m.span, tuple(Agent("party", code) for code in m.codes), kind)


def _actor(
    m: Mention, recognised: Recognised, mentions: tuple[Mention, ...], context: Context
) -> Actor | None:
    """The actor of a named official, a title or a body."""
    if isinstance(m, OfficialMention):
        return Actor(m.span, (Agent("official", m.official),), "name")
    if isinstance(m, BodyMention) and m.party:
        return Actor(m.span, (Agent("party", m.party),), "party")
    if isinstance(m, RoleMention) and (agents := role_agents(m, recognised, mentions, context)):
        return Actor(m.span, agents, "role" if len(agents) == 1 else "group")
    return None


_ADJECTIVE_BEFORE = re.compile(r"[-–]$")


_NOUN_AFTER = re.compile(
    r"[-–]\w|[’']s\b| (?:[A-Z][\w-]+(?<!ROK)|military|troops|people|airspace|summit|alliance)"
)


_TITLED_AFTER = re.compile(
    r"[-–]\w|[’']s\b| (?:Foreign|Defen[cs]e|Military|Vice|Deputy|Minister|Secretary|President|Prime|Chief|"
    r"Army|Navy|Air|General|Leaders?|Officials?|Security|Strategic|Summit|Joint|Economic|Ambassador|Alliance|Forces)"
)


def _acts(text: str, mention: PartyMention, heading: bool) -> bool:
    """Whether a party's name stands by itself and not as an attribute of a noun."""
    if mention.form == "demonym" or _ADJECTIVE_BEFORE.search(
        text[max(0, mention.span.start - 1) : mention.span.start]
    ):
        return False
    return not (_TITLED_AFTER if heading else _NOUN_AFTER).match(text, mention.span.end)


_SIDE = re.compile(r"(?:[’']s)?(?: \w+)? (?:sides?|delegation|government|authorities|team|party)\b")


def _sides(text: str, sentence: Sentence, mentions: tuple[Mention, ...]) -> Iterable[Actor]:
    for m in mentions:
        if isinstance(m, PartyMention) and (side := _SIDE.match(text, m.span.end, sentence.span.end)):
            start = m.span.start
            if text[max(0, start - 4) : start].lower() == "the ":
                start -= 4
            yield Actor(Span(start, side.end()), tuple(Agent("party", c) for c in m.codes), "side")


_KINDS: Mapping[str, ActorKind] = MappingProxyType(
    {"subject": "pronoun", "plural": "pronoun", "author": "name"}
)


def _quoted(text: str, sentence: Sentence, at: int) -> bool:
    """Whether a place lies within quotation marks, so that "I" is somebody else."""
    before, after = text[sentence.span.start : at], text[at : sentence.span.end]
    return (
        before.count("“") > before.count("”")
        or after.count("”") > after.count("“")
        or before.count('"') % 2 == 1
    )


def _groups(text: str, sentence: Sentence, recognised: Recognised, context: Context) -> Iterable[Actor]:
    for rule in group_rules():
        if rule.refers == "party":
            continue
        if rule.refers == "author" and not context.author:
            continue
        for match in rule.pattern.finditer(text, sentence.span.start, sentence.span.end):
            if rule.refers == "author" and _quoted(text, sentence, match.start()):
                continue
            agents = referents(rule.refers, match[0], recognised, context)
            if agents:
                kind: ActorKind = _KINDS.get(rule.refers, "group")
                yield Actor(Span(match.start(), match.end()), agents, kind)
