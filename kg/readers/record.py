"""From a language model's answer to a record: each item must stand on a sentence that the article has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kg.extraction.gist import gist_of
from kg.extraction.topics import topics_of
from kg.model import (
    Agent,
    Agreement,
    Article,
    ArticleRecord,
    Evidence,
    Official,
    Participant,
    Place,
    PostHeld,
    Sentence,
    Span,
    Statement,
    Talk,
    When,
)
from kg.readers.answer import AnnotationSaid, CommitmentSaid, OfficialSaid, StatementSaid, TalkSaid

RULE: Final = "model"
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A record, and what was left out of it since the article has no such sentence, a line each."""

    record: ArticleRecord
    unfounded: tuple[str, ...]


def record_from(article: Article, sentences: Sequence[Sentence], said: AnnotationSaid) -> Found:
    """The record of what a model said of an article."""
    where = Places(article.text, sentences)
    unfounded = [
        f"{kind}: {item.sentence[:80]!r}"
        for kind in ("officials", "talks", "commitments", "statements")
        for item in getattr(said, kind)
        if where.sentence(item.sentence) is None
    ]
    officials = tuple(o for one in said.officials if (o := _official(where, one)))
    names = {one.name: one.party for one in officials}
    talks = tuple(t for one in said.talks if (t := _talk(where, one, names)))
    keys = {talk.key for talk in talks}
    agreements = tuple(a for one in said.commitments if (a := _agreement(where, one, keys)))
    statements = tuple(s for one in said.statements if (s := _statement(where, one, keys, names)))
    record = ArticleRecord(article, officials, talks, agreements, statements, tuple(sentences))
    return Found(record, tuple(unfounded))


@dataclass(frozen=True, slots=True)
class Places:
    """The sentences of an article, to find what was copied out of them."""

    text: str
    sentences: Sequence[Sentence]

    def sentence(self, copied: str) -> Span | None:
        """The sentence that holds the copied words, whatever blanks stand between them."""
        wanted = " ".join(copied.split())
        if not wanted:
            return None
        spans = (one.span for one in self.sentences)
        return next((span for span in spans if wanted in " ".join(span.of(self.text).split())), None)

    def evidence(self, copied: str, words: str = "") -> Evidence | None:
        """Evidence on a sentence, with the words in it that carry the fact."""
        span = self.sentence(copied)
        if span is None:
            return None
        at = span.of(self.text).find(words) if words else -1
        start = span.start + at
        return Evidence(span, Span(start, start + len(words)) if at >= 0 else span, RULE)


def _official(where: Places, said: OfficialSaid) -> Official | None:
    evidence = where.evidence(said.sentence, said.name)
    if evidence is None or said.name not in where.text:
        return None
    posts = (PostHeld(said.role, evidence, said.organization),) if said.role else ()
    return Official(said.name, (said.name,), said.state or said.organization, posts, (evidence,))


def _talk(where: Places, said: TalkSaid, names: dict[str, str | None]) -> Talk | None:
    evidence = where.evidence(said.sentence, said.label or "")
    if evidence is None:
        return None
    return Talk(
        said.key, said.form, said.status, tuple(sorted(set(said.parties))), (evidence,), said.label,
        said.series, None, said.ordinal, when_of(said.date),
        Place(said.place, said.place_state) if said.place else None,
        participants=tuple(Participant(n, names[n], evidence) for n in said.participants if n in names),
        topics=topics_of(evidence.sentence.of(where.text)), main=said.main,
    )  # fmt: skip


def _agreement(where: Places, said: CommitmentSaid, talks: set[str]) -> Agreement | None:
    evidence = where.evidence(said.sentence)
    if evidence is None:
        return None
    gist = said.about or gist_of(where.text, (evidence.sentence,))
    talk = said.talk if said.talk in talks else None
    return Agreement(said.act, tuple(sorted(set(said.parties))), gist, evidence, talk, topics=topics_of(gist))


def _statement(
    where: Places, said: StatementSaid, talks: set[str], names: dict[str, str | None]
) -> Statement | None:
    evidence = where.evidence(said.sentence)
    if evidence is None:
        return None
    speaker = _agent(said.speaker, names)
    side = names.get(said.speaker) if speaker.kind == "official" else said.speaker
    hearer = _agent(said.addressee, names) if said.addressee else None
    gist = said.about or gist_of(where.text, (evidence.sentence,))
    talk = said.talk if said.talk in talks else None
    return Statement(said.act, speaker, gist, evidence, side, hearer, talk, topics=topics_of(gist))


def _agent(key: str, names: dict[str, str | None]) -> Agent:
    return Agent("official" if key in names else "party", key)


def when_of(text: str | None) -> When | None:
    """A date as the annotation guidelines write it; None where it is no such date."""
    first, _, last = (text or "").partition("/")
    start, end = _bounds(first), _bounds(last or first)
    if text is None or start is None or end is None or start[0] > end[1]:
        return None
    precision = "range" if last else {4: "year", 7: "month", 10: "day"}[len(first)]
    return When(text, precision, start[0], end[1])  # type: ignore[arg-type]  # one of its literals


def _bounds(text: str) -> tuple[date, date] | None:
    """The first and the last day of a day, a month or a year."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
