"""Titles without a name: whom "the Minister" or "his counterpart" means."""

import re
from collections.abc import Iterable
from types import MappingProxyType

from kg.extraction.mentions import (
    Mention,
    OfficialMention,
    PartyMention,
    Recognised,
    RoleMention,
)
from kg.extraction.resolve.context import Context
from kg.extraction.resolve.groups import NOUN, referents, titled
from kg.model import Agent, Official


def role_agents(
    mention: RoleMention, recognised: Recognised, mentions: tuple[Mention, ...], context: Context
) -> tuple[Agent, ...]:
    """Whom a title without a name means: an official of the article, else the party that it names."""
    if mention.count != 1:
        return _plural(mention, recognised, mentions, context)
    here = [
        m.official for m in mentions if isinstance(m, OfficialMention) and m.span.end <= mention.span.start
    ]
    near = [*reversed(here), *([context.subject.key] if context.subject else []), *context.people]
    name = _holder(mention, near, recognised)
    if name:
        return (Agent("official", name),)
    party = mention.party or _earlier(mention, recognised) or _at_home(mention, recognised)
    return (Agent("party", party),) if party else ()


def _earlier(mention: RoleMention, recognised: Recognised) -> str | None:
    """The party that the same title named before ("the NATO Secretary General … the Secretary General")."""
    same = [
        m.party
        for m in recognised.mentions
        if isinstance(m, RoleMention)
        and m.span.start < mention.span.start
        and m.count == 1
        and m.party
        and m.role.casefold() == mention.role.casefold()
    ]
    return same[0] if len(set(same)) == 1 else None


_OWN = re.compile(
    r"(?:(?:Deputy )?Prime|(?:Deputy )?Foreign|Defen[cs]e|External Affairs)? ?"
    r"(?:Minister|President|Vice President|Premier|Chancellor|Secretary of State|Secretary of Defense"
    r"|Foreign Secretary|Defence Secretary|Raksha Mantri|King|Queen|Emir)"
    r"(?: of (?:Foreign Affairs|Defen[cs]e))?"
)


def _at_home(mention: RoleMention, recognised: Recognised) -> str | None:
    """The state whose page it is, for "the Prime Minister" whom its readers know without name."""
    the = mention.span.of(recognised.article.text).lower().startswith("the ")
    return recognised.home if the and _OWN.fullmatch(mention.role) else None


def _plural(
    mention: RoleMention, recognised: Recognised, mentions: tuple[Mention, ...], context: Context
) -> tuple[Agent, ...]:
    """Whom "the ministers of A and B" or "both ministers" mean."""
    text = recognised.article.text
    codes = _codes(mention, mentions, text)
    if len(codes) > 1 or (codes and mention.role.startswith("counterpart")):
        return _holders_of(codes, mention, recognised)
    own = _of_one(mention, next(iter(codes)), recognised, context) if codes else ()
    return own or referents("people", mention.span.of(text), recognised, context)


def _codes(mention: RoleMention, mentions: tuple[Mention, ...], text: str) -> dict[str, None]:
    """The parties that a plural title names before it, within it or by itself."""
    inside = [m for m in mentions if isinstance(m, PartyMention) and mention.span.covers(m.span)]
    own = [mention.party] if mention.party else []
    return dict.fromkeys([*_chained(mention, mentions, text), *(c for m in inside for c in m.codes), *own])


def _of_one(mention: RoleMention, code: str, recognised: Recognised, context: Context) -> tuple[Agent, ...]:
    """Whom a plural of one party means: "the AUKUS ministers" are AUKUS."""
    if len(code) > _STATE:
        return (Agent("party", code),)
    return _of_party(mention, code, recognised, context)


def _of_party(mention: RoleMention, code: str, recognised: Recognised, context: Context) -> tuple[Agent, ...]:
    """The officials of one party whom "the two Korean Ministers" means, where there are as many."""
    noun = NOUN.search(mention.span.of(recognised.article.text).rstrip(" ,"))
    party = {o.name: o.party for o in recognised.officials}
    names = [n for n in context.people if party.get(n) == code and titled(n, noun, recognised)]
    fits = len(names) == mention.count or (mention.count == 0 and len(names) > 1)
    return tuple(Agent("official", n) for n in names) if fits else ()


_STATE = 2  # letters of an ISO code
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
    noun = NOUN.search(re.split(r" (?:of|from) ", mention.span.of(recognised.article.text))[0].rstrip(" ,"))
    agents = []
    for code in codes:
        names = [o.name for o in recognised.officials if o.party == code and titled(o.name, noun, recognised)]
        agents.append(Agent("official", names[0]) if noun and len(names) == 1 else Agent("party", code))
    return tuple(agents)


def _holder(mention: RoleMention, near: list[str], recognised: Recognised) -> str | None:
    officials = {o.name: o for o in recognised.officials}
    known = [officials[n] for n in dict.fromkeys(near) if n in officials]
    if mention.role == "counterpart":
        return _counterpart(mention, known)
    wanted = _words(mention.role)
    for o in [*known, *recognised.officials]:
        held: set[str] = set().union(*(_words(p.role) for p in o.posts))
        if wanted <= held and mention.party in (None, o.party):
            return o.name
    return None


def _counterpart(mention: RoleMention, known: list[Official]) -> str | None:
    """Who is meant by "his counterpart": of another party, first one with the same portfolio."""
    own = known[0].party if known and not mention.party else None
    others = [o for o in known if _other(o, mention.party, own)]
    alike = [o for o in others if _portfolio(o) & _portfolio(known[0])]
    return next((o.name for o in [*alike, *others]), None)


_PORTFOLIOS = re.compile(r"\b(?:defen[cs]e|raksha|foreign|external|prime|president|armed forces)\b")
_SAME = MappingProxyType(
    {"defence": "defense", "raksha": "defense", "armed forces": "defense", "external": "foreign"}
)


def _portfolio(official: Official) -> set[str]:
    """What an official is in charge of, so that counterparts can be told."""
    found = {w for p in official.posts for w in _PORTFOLIOS.findall(p.role.lower())}
    return {_SAME.get(w, w) for w in found}


def _other(official: Official, party: str | None, own: str | None) -> bool:
    return official.party == party if party else own is not None and official.party != own


def _words(role: str) -> set[str]:
    return {w for w in re.findall(r"[a-z]+", role.lower()) if w not in {"of", "the", "for", "and"}}
