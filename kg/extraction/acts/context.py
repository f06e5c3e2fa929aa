"""What only the surroundings of a clause tell: nominal agreements, face to face, a lead that sums up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.acts.who import Cast, other_side
from kg.extraction.gist import gist_of
from kg.extraction.mentions import Recognised
from kg.extraction.topics import topics_of
from kg.model import Agent, Agreement, Evidence, Sentence, Span, Statement, Talk

Act = Agreement | Statement
TO_MEET = re.compile(
    r"\b(?:agreements?|decisions?) (?:\w+ ){0,3}?(?:to|on) "
    r"(?:hold(?:ing)?|conven(?:e|ing)|resum(?:e|ing)|hav(?:e|ing)) ",
    re.IGNORECASE,
)
"""An agreement named by a noun; the talks named right after it say whose it was."""
_REACH = 120
REPLY = re.compile(
    r"^\W*(?:in (?:reply|response|return|turn)|(?:for|on) (?:his|her|its|their) part"
    r"|meanwhile|replying|responding)\b",
    re.IGNORECASE,
)
"""Openings by which one side answers the other."""
TURN = re.compile(r"^\W*in (?:reply|response|return|turn),? (?:he|she)\b", re.IGNORECASE)
"""An opening after which the pronoun means who has just been addressed."""


def agreements_to_meet(cast: Cast, sentence: Sentence, acts: Sequence[Act]) -> Iterator[Agreement]:
    """The agreements among some acts, and those named by "the agreement to hold" certain talks."""
    text = cast.recognised.article.text
    found = [a for a in acts if isinstance(a, Agreement)]
    yield from found
    match = TO_MEET.search(text, sentence.span.start, sentence.span.end)
    if match is None or found:
        return
    end = min(match.end() + _REACH, sentence.span.end)
    for talk in cast.talks.values():
        words = _named(talk, Span(match.end(), end))
        if words and len(talk.parties) > 1:
            gist = gist_of(text, [Span(match.end() - len(match[0].split()[-1]) - 1, words.end)])
            evidence = Evidence(sentence.span, Span(match.start(), words.end), "act.agreement-to-meet")
            yield Agreement("agree", talk.parties, gist, evidence, talk.key, topics=topics_of(gist))


def _named(talk: Talk, span: Span) -> Span | None:
    """Where a talk is named within a span, if it is told of nowhere as the news."""
    found = (e.words for e in talk.evidence if span.covers(e.words))
    return None if talk.main else next(found, None)


def face_to_face(cast: Cast, sentence: Sentence, acts: Sequence[Act]) -> Iterator[Statement]:
    """The statements among some acts; in talks of two, what one side answers is addressed to the other.

    An answer is marked by its opening ("in reply", "meanwhile"), or by both sides speaking in one sentence.
    """
    found = [a for a in acts if isinstance(a, Statement)]
    both = _each_speaks(cast.talk, found)
    answer = REPLY.match(sentence.span.of(cast.recognised.article.text))
    turn = TURN.match(sentence.span.of(cast.recognised.article.text)) and cast.scene.subject
    for given in found:
        statement = _turned(cast, given) if turn == given.speaker else given
        if statement.addressee is None and (both or answer):
            other = other_side(cast, statement.speaks_for, cast.talk)
            yield replace(statement, addressee=_side(cast, other) if both else other)
        else:
            yield statement


def _turned(cast: Cast, statement: Statement) -> Statement:
    """A statement by the other side of the talk, to whom it was ascribed."""
    other = other_side(cast, statement.speaks_for, cast.talk)
    if other is None or other.kind != "official":
        return statement
    return replace(statement, speaker=other, speaks_for=cast.party(other), addressee=statement.speaker)


def _each_speaks(talk: Talk | None, found: Sequence[Statement]) -> bool:
    """Whether the two sides of a talk speak in turn: each by verbs of its own."""
    if talk is None or len(talk.parties) != 2:  # noqa: PLR2004 - talks of two
        return False
    words = {(s.evidence.words, s.speaks_for) for s in found}
    return {p for _, p in words} == set(talk.parties) and len({w for w, _ in words}) == len(words)


def _side(cast: Cast, agent: Agent | None) -> Agent | None:
    """The party of an agent, as an agent."""
    code = cast.party(agent) if agent else None
    return Agent("party", code) if code else None


def without_lead(statements: tuple[Statement, ...], recognised: Recognised) -> tuple[Statement, ...]:
    """Without what the first sentence only sums up: the same act of the same speaker told again below."""
    lead = recognised.sentences[0].span if recognised.sentences else None
    told = {(s.act, s.speaker) for s in statements if s.evidence.sentence != lead}
    return tuple(s for s in statements if s.evidence.sentence != lead or (s.act, s.speaker) not in told)
