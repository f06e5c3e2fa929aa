"""Who sat at a talk beside those whom its own sentence names: delegations and speakers."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.mentions import Mention, OfficialMention
from kg.extraction.resolve.actors import Actor
from kg.extraction.talks.found import is_source
from kg.extraction.talks.merge import Draft
from kg.extraction.talks.objects import joins
from kg.extraction.talks.rules import words
from kg.extraction.talks.walk import Walk, walk_party
from kg.model import Evidence, Sentence, Span

_DELEGATION = words("delegation")
_SEATED_BY = words("seated-by")
_SITS = words("sits")
_NEAR = 170  # characters between a person and the words that put him at the table


def seat_delegates(
    walk: Walk, sentence: Sentence, mentions: Sequence[Mention], touched: Sequence[int]
) -> None:
    """Officials of a sentence about delegations took part in the talk under discussion."""
    if not any(isinstance(m, OfficialMention) for m in mentions):
        return
    text = sentence.span.of(walk.recognised.article.text)
    main = walk.current if not touched or walk.current in touched else None
    cue = _DELEGATION.search(text) if main is not None else None
    if main is None or cue is None:
        return
    draft = walk.drafts[main]
    if draft.form in ("call", "visit", "courtesy-call"):
        return
    people = dict(draft.people)
    words = Span(sentence.span.start + cue.start(), sentence.span.start + cue.end())
    for m in _present(walk.recognised.article.text, sentence.span, mentions):
        if _belongs(walk, draft, m.official):
            people.setdefault(m.official, Evidence(sentence.span, words, "talk.delegation"))
    walk.drafts[main] = replace(draft, people=people)


def _seated(text: str, sentence: Span, person: Span) -> bool:
    before = text[max(sentence.start, person.start - _NEAR) : person.start]
    behind = _SITS.match(text, person.end, min(sentence.end, person.end + _NEAR))
    return behind is not None or _SEATED_BY.search(before) is not None


def _present(text: str, sentence: Span, mentions: Sequence[Mention]) -> list[OfficialMention]:
    """The officials whom the words near them put at the table, and those in one list with them."""
    named = [m for m in mentions if isinstance(m, OfficialMention)]
    found = [_seated(text, sentence, m.span) for m in named]
    listed = [joins(text[a.span.end : b.span.start]) for a, b in pairwise(named)]
    for n, joined in enumerate(listed):
        found[n + 1] = found[n + 1] or (found[n] and joined)
    for n, joined in reversed(list(enumerate(listed))):
        found[n] = found[n] or (found[n + 1] and joined)
    return [m for m, there in zip(named, found, strict=True) if there]


def speaker(walk: Walk, sentence: Sentence, acting: Sequence[Actor]) -> None:
    """Keep who speaks in a sentence: its first person, by name or by title."""
    first = next((a for a in acting if a.kind in ("name", "role") and len(a.agents) == 1), None)
    if first and first.agents[0].kind == "official":
        walk.speakers.setdefault(first.agents[0].key, Evidence(sentence.span, first.span, "talk.speaker"))


def seat_speakers(walk: Walk) -> None:
    """Who speaks for a side of the first talk sat there, where no one else is said to have."""
    if not walk.drafts or walk.drafts[0].status != "held" or walk.drafts[0].form in ("visit", "exercise"):
        return
    draft = walk.drafts[0]
    seated = {walk_party(walk, name) for name in draft.people}
    people = dict(draft.people)
    for name, evidence in walk.speakers.items():
        party = walk_party(walk, name)
        if party not in seated and _belongs(walk, draft, name) and not is_source(walk.officials[name]):
            people.setdefault(name, evidence)
    walk.drafts[0] = replace(draft, people=people)


def _belongs(walk: Walk, draft: Draft, name: str) -> bool:
    official = walk.officials.get(name)
    elsewhere = any(name in d.people for d in walk.drafts if d is not draft)
    return official is not None and official.party in draft.parties and not elsewhere
