"""Phrases for the sides of a talk together ("both officials", "the two"), where the scene left them open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg.extraction.acts.reading import meet
from kg.extraction.acts.who import Cast, other_side
from kg.extraction.mentions import (
    BodyMention,
    Mention,
    OfficialMention,
    PartyMention,
    Recognised,
    RoleMention,
    SeriesMention,
)
from kg.extraction.resolve.actors import Actor, party_of
from kg.language.tables import table
from kg.model import Agent, Sentence, Span, Talk
from kg.reference.load import load_reference

_NUMBERS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "five": 5}
_PAIR = 2


@dataclass(frozen=True, slots=True)
class GroupPhrase:
    """A row of `data/act_groups.toml`."""

    id: str
    of: Literal["parties", "people", "other"]
    pattern: re.Pattern[str]
    match: str
    miss: str


@cache
def group_phrases() -> tuple[GroupPhrase, ...]:
    """The rows, in order."""
    return tuple(
        GroupPhrase(r["id"], r["of"], re.compile(r["pattern"], re.IGNORECASE), r["match"], r["miss"])
        for r in table("act_groups")["group"]
    )


def with_groups(cast: Cast, sentence: Sentence) -> Cast:
    """The cast of a sentence with an actor for each group phrase that had none.

    Where a group phrase names its parties itself ("ASEAN ministers"), they are those who act.
    """
    mentions = cast.recognised.within(sentence.span)
    found = [_named_parties(actor, mentions) for actor in cast.scene.actors]
    found = [_introduced(cast, _of_talk(cast, actor)) for actor in found]
    names = [m.span for m in mentions if isinstance(m, SeriesMention | OfficialMention | BodyMention)]
    for actor in (*_titled(cast, sentence), *_abbreviated(cast, sentence), *_phrases(cast, sentence)):
        found = _placed(actor, found, [n for n in names if not actor.span.covers(n)])
    return replace(cast, scene=replace(cast.scene, actors=tuple(sorted(found, key=lambda a: a.span))))


def _placed(actor: Actor, found: list[Actor], names: Sequence[Span]) -> list[Actor]:
    """The actors with a further one, in place of narrower ones within it; as they were where it overlaps."""
    narrower = [
        a
        for a in found
        if actor.span.covers(a.span) and actor.span != a.span and len(a.agents) < len(actor.agents)
    ]
    kept = [a for a in found if a not in narrower]
    if any(meet(actor.span, s) for s in (*names, *(a.span for a in kept))):
        return found
    return [*kept, actor]


def _named_parties(actor: Actor, mentions: Sequence[Mention]) -> Actor:
    """A group phrase by the parties that stand in it."""
    codes = _codes([m for m in mentions if meet(m.span, actor.span)])
    enough = len(codes) > 1 or not _states(codes) or _of_one_state(actor, mentions)
    if actor.kind != "group" or not enough:
        return actor
    return replace(actor, agents=tuple(Agent("party", code) for code in codes))


def _introduced(cast: Cast, actor: Actor) -> Actor:
    """A bare title by whom the text introduces with just that title ("The Prime Minister, Ann Lund")."""
    title = actor.span.of(cast.recognised.article.text).casefold()
    named = cast.known_as.get(title, frozenset()) if actor.kind == "role" else frozenset()
    return replace(actor, agents=(Agent("official", *named),)) if len(named) == 1 else actor


def introductions(recognised: Recognised) -> dict[str, frozenset[str]]:
    """How a text introduces its officials: titles with their article, and styles before the name."""
    found: dict[str, set[str]] = {}
    for m in recognised.mentions:
        if isinstance(m, OfficialMention):
            words = m.span.of(recognised.article.text)
            title, comma, _ = words.partition(", ")
            keys = [title.casefold()] if comma and title.casefold().startswith("the ") else []
            for key in (*keys, *words.split()):
                found.setdefault(key, set()).add(m.official)
    return {key: frozenset(names) for key, names in found.items()}


def _of_one_state(actor: Actor, mentions: Sequence[Mention]) -> bool:
    """Whether a plural names one state, whose people alone are meant ("the Danish Ministers")."""
    within = [m for m in mentions if isinstance(m, PartyMention) and actor.span.covers(m.span)]
    return len(within) == 1 and len(within[0].codes) == 1


def _of_talk(cast: Cast, actor: Actor) -> Actor:
    """A pair that the scene took for others than the two of its talk ("the two leaders")."""
    talk, parties = cast.talk, cast.parties(actor.agents)
    if talk is None or len(talk.parties) != _PAIR or len(parties) != _PAIR or actor.kind == "side":
        return actor
    known = any(set(parties) <= set(t.parties) for t in cast.talks.values())
    if known or actor.kind not in {"group", "pronoun"} or not set(parties) & set(talk.parties):
        return actor
    return replace(actor, agents=_agents(cast, talk.parties, of_people=actor.agents[0].kind == "official"))


def _codes(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The parties that some mentions name, else those that their offices serve."""
    named = [code for m in mentions if isinstance(m, PartyMention) for code in m.codes]
    roles = [m.party for m in mentions if isinstance(m, RoleMention) and m.party]
    return tuple(dict.fromkeys(named or roles))


_TITLED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Mme|Prof|Professor|Sir|Dato|Shri|Smt)\.? ([A-Z][\w'’-]+)\b(?! [A-Z])"
)


_STYLED = re.compile(
    r"\b[Tt]he (Prince|Princess|King|Queen|Emir|Amir|Sultan|Sheikh|General|Admiral|Marshal"
    r"|Colonel|Senator|Ambassador|Commissioner|Premier|Chancellor|Taoiseach)\b(?! (?:of|[A-Z]))"
)


def _titled(cast: Cast, sentence: Sentence) -> Iterator[Actor]:
    """A courtesy title with one name of a known official ("Dr Ng")."""
    text = cast.recognised.article.text
    for match in _TITLED.finditer(text, sentence.span.start, sentence.span.end):
        named = [o.name for o in cast.recognised.officials if match[1] in o.name.split()]
        if len(named) == 1:
            yield Actor(Span(match.start(), match.end()), (Agent("official", named[0]),), "name")
    for match in _STYLED.finditer(text, sentence.span.start, sentence.span.end):
        styled = cast.known_as.get(match[1], frozenset())
        if len(styled) == 1:
            yield Actor(Span(match.start(), match.end()), (Agent("official", *styled),), "role")


def _abbreviated(cast: Cast, sentence: Sentence) -> Iterator[Actor]:
    """An abbreviated title standing for the first official of that office ("EAM")."""
    text = cast.recognised.article.text
    for match in _ACRONYM.finditer(text, sentence.span.start, sentence.span.end):
        office = table("act_groups")["acronyms"].get(match[1])
        holders = (o for o in cast.recognised.officials if any(office and office in p.role for p in o.posts))
        if holder := next(holders, None):
            yield Actor(Span(match.start(), match.end()), (Agent("official", holder.name),), "role")


_ACRONYM = re.compile(r"\b([A-Z]{2,6})\b(?!['’.] ?\w| [A-Z])")


def _phrases(cast: Cast, sentence: Sentence) -> Iterator[Actor]:
    text = cast.recognised.article.text
    for phrase in group_phrases():
        for match in phrase.pattern.finditer(text, sentence.span.start, sentence.span.end):
            span = Span(match.start(), match.end())
            agents = _other(cast, span) if phrase.of == "other" else _sides(cast, match[0], phrase)
            if agents:
                yield Actor(span, agents, "role" if phrase.of == "other" else "group")


def _sides(cast: Cast, words: str, phrase: GroupPhrase) -> tuple[Agent, ...]:
    number = next((n for w, n in _NUMBERS.items() if w in words.lower().split()), 0)
    parties = sides(cast, number) or _alliance(cast, words)
    return _agents(cast, parties, of_people=phrase.of == "people") if parties else ()


def _alliance(cast: Cast, words: str) -> tuple[str, ...]:
    """NATO where an article that names it speaks of "Allies" without a talk of theirs."""
    parties = {c for m in cast.recognised.mentions if isinstance(m, PartyMention) for c in m.codes}
    parties |= {o.party for o in cast.recognised.officials if o.party}
    return ("NATO",) if words == "Allies" and "NATO" in parties else ()


def _other(cast: Cast, span: Span) -> tuple[Agent, ...]:
    """The other side than the actor before, or than the person under discussion."""
    near = next((a.agents[0] for a in cast.scene.before(span.start)), cast.scene.subject)
    other = other_side(cast, cast.party(near), cast.talk) if near else None
    return (other,) if other else ()


def sides(cast: Cast, number: int = 0, *, meeting: bool = False) -> tuple[str, ...]:
    """The parties together: of the talk, else of another main talk, else of the officials; none in doubt.

    Args:
        cast: the scene.
        number: how many the text says they are; 0 where it does not.
        meeting: whether the members of one organisation, met together, will do.
    """
    talks = _by_nearness(cast)
    served = tuple(sorted({o.party for o in cast.recognised.officials if o.party}))
    named = [served, *_named_first(cast)]
    if number:
        return _counted(talks, named, number)
    own = talks[0].parties if meeting and talks else ()
    if own and not _states(own) and not _met(own, served):
        return own
    pairs = (p for p in named if len(p) == _PAIR)
    return next((p for p in (*_readings(talks), *pairs) if len(p) >= _PAIR), ())


def _met(parties: Sequence[str], served: Sequence[str]) -> bool:
    """Whether an organisation met the one other party whose officials the article names, no member of it."""
    others = set(served).difference(parties)
    members = {m for p in parties for m in _members().get(p, ())}
    return len(parties) == 1 and len(others) == 1 and set(parties) < set(served) and not others & members


def _counted(talks: Sequence[Talk], named: Sequence[tuple[str, ...]], number: int) -> tuple[str, ...]:
    """The parties that are as many as the text says, or of the talk that has as many officials."""
    fitting = [p for p in (*_readings(talks), *named) if len(p) == number]
    fitting += [t.parties for t in talks if len(t.participants) == number]
    own = _readings(talks[:1])
    return next((p for p in fitting if p in own or _states(p)), next(iter(fitting), ()))


def _states(parties: Sequence[str]) -> bool:
    return all(len(code) == _PAIR for code in parties)


def _named_first(cast: Cast) -> Iterator[tuple[str, ...]]:
    """The parties that the headline names, and those of the first sentence."""
    heading, sentences = cast.recognised.article.heading, cast.recognised.sentences
    for span in [*([heading] if heading else []), *(s.span for s in sentences[:1])]:
        mentions = cast.recognised.within(span)
        yield tuple(sorted({c for m in mentions if isinstance(m, PartyMention) for c in m.codes}))


def _readings(talks: Sequence[Talk]) -> list[tuple[str, ...]]:
    """The parties of some talks, each with and without the members of an organisation among them."""
    return [p for t in talks for p in (t.parties, _outer(t.parties))]


def _by_nearness(cast: Cast) -> list[Talk]:
    """The talk under discussion, then the article's news, the latest told before this sentence first."""
    here = cast.recognised.sentences[cast.scene.sentence].span.start
    told = {
        t.key: max((e.sentence.start for e in t.evidence if e.sentence.start <= here), default=-1)
        for t in cast.talks.values()
    }
    others = sorted(
        (t for t in cast.talks.values() if t.main and t is not cast.talk), key=lambda t: -told[t.key]
    )
    if cast.talk is None:
        return others
    return [replace(cast.talk, parties=without_chair(cast, cast.talk.parties)), *others]


def without_chair(cast: Cast, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties of an organisation's talk with others; its one member there only holds the chair."""
    present = cast.talk.parties if cast.talk else ()
    if any(t.main and set(t.parties) == set(parties) for t in cast.talks.values() if t is not cast.talk):
        return parties
    for code in present if len(present) > _PAIR else ():
        within = set(_members().get(code, ())).intersection(present)
        if len(within) == 1:
            return tuple(sorted({*parties, code} - within))
    return parties


def _outer(parties: Sequence[str]) -> tuple[str, ...]:
    """The parties without the members of an organisation among them."""
    members = {m for p in parties for m in _members().get(p, ())}
    return tuple(p for p in parties if p not in members)


@cache
def _members() -> dict[str, tuple[str, ...]]:
    return {o.code: o.members for o in load_reference().organizations}


def _agents(cast: Cast, parties: Sequence[str], *, of_people: bool) -> tuple[Agent, ...]:
    """The parties, or the first official of each where the phrase names people and each has one."""
    heads = [_head(cast, cast.talk, code) for code in parties] if of_people else []
    if heads and all(heads):
        return tuple(Agent("official", name) for name in heads if name)
    return tuple(Agent("party", code) for code in parties)


def _head(cast: Cast, talk: Talk | None, code: str) -> str | None:
    officials = cast.recognised.officials
    known = [p.official for p in talk.participants] if talk else []
    names = [*known, *(o.name for o in officials)]
    return next((n for n in names if party_of(n, officials) == code), None)
