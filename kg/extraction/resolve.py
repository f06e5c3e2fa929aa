"""Who is meant: names, titles, group nouns and pronouns of one sentence turned into agents.

The readings come from what went before (`Context`); nothing is guessed where the context holds no one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Literal

from kg.extraction.mentions import (
    BodyMention,
    Mention,
    OfficialMention,
    PartyMention,
    Recognised,
    RoleMention,
    SeriesMention,
)
from kg.model import Agent, Official, Sentence, Span

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
    """

    sides: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    subject: Agent | None = None
    plural: tuple[Agent, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRule:
    """One row of `data/groups.toml`."""

    id: str
    refers: str
    pattern: re.Pattern[str]
    matches: str
    misses: str


@cache
def group_rules() -> tuple[GroupRule, ...]:
    """The table of phrases that stand for actors named before."""
    rows = loads((files("kg.extraction") / "data" / "groups.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(
        GroupRule(r["id"], r["refers"], re.compile(r["pattern"], re.IGNORECASE), r["matches"], r["misses"])
        for r in rows
    )


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


_GOVERNED = re.compile(r"(?i)\b(?:with|to|by|from|of|for|on|between)(?: [\w’'.-]+){0,5} $")


def _governed(text: str, actor: Actor) -> bool:
    """Whether a preposition holds the person, who then is not what a later "he" takes up."""
    clause = text.rfind(",", 0, actor.span.start) + 1
    return bool(_GOVERNED.search(text[max(clause, actor.span.start - 60) : actor.span.start]))


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
    group = next((a.agents for a in found if len(a.agents) > 1), ())
    return replace(context, subject=person or context.subject, plural=group or context.plural)


def _named(
    text: str, recognised: Recognised, mentions: tuple[Mention, ...], context: Context, heading: bool
) -> Iterable[Actor]:
    blocked = [m.span for m in mentions if isinstance(m, OfficialMention | RoleMention | SeriesMention)]
    names = [m.span for m in mentions if isinstance(m, SeriesMention)]
    for m in mentions:
        if any(n.start < m.span.end and m.span.start < n.end for n in names):
            continue
        if isinstance(m, OfficialMention):
            yield Actor(m.span, (Agent("official", m.official),), "name")
        elif isinstance(m, RoleMention):
            agents = role_agents(m, recognised, mentions, context)
            if agents:
                yield Actor(m.span, agents, "role" if len(agents) == 1 else "group")
        elif isinstance(m, BodyMention) and m.party:
            yield Actor(m.span, (Agent("party", m.party),), "party")
        elif (
            isinstance(m, PartyMention)
            and _acts(text, m, heading)
            and not any(b.covers(m.span) for b in blocked)
        ):
            agents = tuple(Agent("party", code) for code in m.codes)
            yield Actor(m.span, agents, "capital" if m.form == "capital" else "party")


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


def _groups(text: str, sentence: Sentence, recognised: Recognised, context: Context) -> Iterable[Actor]:
    for rule in group_rules():
        if rule.refers == "party":
            continue
        for match in rule.pattern.finditer(text, sentence.span.start, sentence.span.end):
            agents = _referents(rule.refers, match[0], recognised, context)
            if agents:
                kind: ActorKind = "pronoun" if rule.refers in ("subject", "plural") else "group"
                yield Actor(Span(match.start(), match.end()), agents, kind)


_NUMBERS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "five": 5}


def _referents(refers: str, words: str, recognised: Recognised, context: Context) -> tuple[Agent, ...]:
    number = next((n for w, n in _NUMBERS.items() if w in words.lower().split()), 0)
    if refers == "subject":
        return (context.subject,) if context.subject and context.subject.kind == "official" else ()
    if refers == "plural" and context.plural:
        return context.plural
    sides = tuple(Agent("party", code) for code in context.sides)
    if refers in ("people", "plural"):
        heads = delegates(context, recognised, words, number)
        if len(heads) > 1 and (not number or len(heads) == number):
            return heads
    return sides if len(sides) > 1 and (not number or number == len(sides)) else ()


_HEADS = re.compile(r"(?i)\b(?:president|prime minister|premier|chancellor|king)\b")
_DEPUTY = re.compile(r"(?i)\b(?:vice|deputy)\b")
_NOUN = re.compile(
    r"(?i)\b(?P<stem>minister|president|secretar|leader|premier|chairm|commander|general|director|chief|envoy|advis)\w*$"
)


def delegates(context: Context, recognised: Recognised, words: str, number: int = 0) -> tuple[Agent, ...]:
    """The officials whom a plural title means: all where as many as asked for, else the first of each side.

    Args:
        context: whose talk is under discussion.
        recognised: the article.
        words: the title's words; "the two Presidents" are looked for in the whole article.
        number: how many the words ask for, 0 where they do not say.
    """
    noun = _NOUN.search(words.rstrip(" ,"))
    names = [n for n in context.people if _titled(n, noun, recognised)]
    if noun and len(_each_side(names, recognised)) < 2:  # noqa: PLR2004 - no pair among those in mind
        names = [o.name for o in recognised.officials if _titled(o.name, noun, recognised)]
    if noun and noun["stem"].lower() == "leader" and len(names) < 2:  # noqa: PLR2004
        names = list(context.people)
    if number != len(names):
        heads = _each_side(context.people, recognised)
        names = heads if number == len(heads) else _each_side(names, recognised)
    return tuple(Agent("official", name) for name in names)


def _each_side(names: Sequence[str], recognised: Recognised) -> list[str]:
    seen: dict[str | None, str] = {}
    for name in names:
        seen.setdefault(party_of(name, recognised.officials), name)
    return list(seen.values())


def _titled(name: str, noun: re.Match[str] | None, recognised: Recognised) -> bool:
    """Whether an official holds the title that a plural noun asks for; unknown titles may be any."""
    if noun is None:
        return True
    official = next((o for o in recognised.officials if o.name == name), None)
    roles = [p.role.lower() for p in official.posts] if official else []
    if noun["stem"].lower() == "leader":
        return any(_HEADS.search(r) for r in roles)
    heads = any(_HEADS.fullmatch(r) for r in roles) and noun["stem"].lower() not in ("president", "premier")
    deputy = bool(_DEPUTY.search(noun.string))
    return not heads and (
        not roles or any(noun["stem"].lower() in r and deputy == bool(_DEPUTY.search(r)) for r in roles)
    )


def role_agents(
    mention: RoleMention, recognised: Recognised, mentions: tuple[Mention, ...], context: Context
) -> tuple[Agent, ...]:
    """Whom a title without a name means: an official of the article, else the party that it names."""
    inner = [
        c for m in mentions if isinstance(m, PartyMention) and mention.span.covers(m.span) for c in m.codes
    ]
    if mention.count != 1:
        inner = [*_chained(mention, mentions, recognised.article.text), *inner]
        if mention.party and mention.party not in inner:
            inner.append(mention.party)
    if mention.count != 1 and (len(set(inner)) > 1 or (inner and mention.role.startswith("counterpart"))):
        return _holders_of(dict.fromkeys(inner), mention, recognised)
    if mention.count != 1:
        words = mention.span.of(recognised.article.text)
        return _referents("people", words, recognised, context)
    here = [
        m.official for m in mentions if isinstance(m, OfficialMention) and m.span.end <= mention.span.start
    ]
    near = [*reversed(here), *([context.subject.key] if context.subject else []), *context.people]
    name = _holder(mention, near, recognised)
    if name:
        return (Agent("official", name),)
    return (Agent("party", mention.party),) if mention.party else ()


_CHAIN = re.compile(r"(?:,| and|, and|/|-|–| &)(?: the)? ?$|^(?:[’']s)? and $")


def _chained(mention: RoleMention, mentions: tuple[Mention, ...], text: str) -> list[str]:
    """Parties coordinated before a plural title: "the Indian, US and Japanese defence ministers"."""
    codes: list[str] = []
    at = mention.span.start
    for m in reversed([m for m in mentions if isinstance(m, PartyMention) and m.span.end <= at]):
        if not _CHAIN.fullmatch(text[m.span.end : at]):
            break
        codes[:0] = m.codes
        at = m.span.start
    return codes


def _holders_of(codes: Iterable[str], mention: RoleMention, recognised: Recognised) -> tuple[Agent, ...]:
    """The one official of each party who holds the title; the party itself where none or several do."""
    noun = _NOUN.search(re.split(r" (?:of|from) ", mention.span.of(recognised.article.text))[0].rstrip(" ,"))
    agents = []
    for code in codes:
        names = [
            o.name for o in recognised.officials if o.party == code and _titled(o.name, noun, recognised)
        ]
        agents.append(Agent("official", names[0]) if noun and len(names) == 1 else Agent("party", code))
    return tuple(agents)


def _holder(mention: RoleMention, near: list[str], recognised: Recognised) -> str | None:
    officials = {o.name: o for o in recognised.officials}
    known = [officials[n] for n in dict.fromkeys(near) if n in officials]
    if mention.role == "counterpart":
        own = known[0].party if known and not mention.party else None
        return next((o.name for o in known if _other(o, mention.party, own)), None)
    wanted = _words(mention.role)
    for o in [*known, *recognised.officials]:
        held: set[str] = set().union(*(_words(p.role) for p in o.posts))
        if wanted <= held and mention.party in (None, o.party):
            return o.name
    return None


def _other(official: Official, party: str | None, own: str | None) -> bool:
    return official.party == party if party else own is not None and official.party != own


def _words(role: str) -> set[str]:
    return {w for w in re.findall(r"[a-z]+", role.lower()) if w not in {"of", "the", "for", "and"}}
