"""Talks of an article: every meeting, call, visit … that it reports, plans or mentions.

Sentence by sentence, the words that report a talk are found, their sides, date and place read, and each
mention is joined to the talk it speaks of or starts a new one.
"""

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.mentions import DateMention, Mention, OfficialMention, PartyMention, Recognised
from kg.extraction.resolve.actors import Actor, Context, actors, author_of, mentions_by_sentence, remember
from kg.extraction.talks.build import finished
from kg.extraction.talks.dates import anchor_of, dated, day_of
from kg.extraction.talks.find import find_talks
from kg.extraction.talks.found import Found, Reading
from kg.extraction.talks.merge import started
from kg.extraction.talks.people import seat_delegates, seat_speakers, speaker
from kg.extraction.talks.place import place
from kg.extraction.talks.rules import words
from kg.extraction.talks.walk import Walk, walk_party
from kg.model import Sentence, Talk
from kg.reference.tables import Reference


def relate_talks(recognised: Recognised, reference: Reference) -> tuple[Talk, ...]:
    """The talks of an article, in order of mention.

    Args:
        recognised: the article with its mentions.
        reference: known editions of series, which date an article that does not say its year.
    """
    anchor = anchor_of(recognised, reference)
    recognised = dated(recognised, anchor)
    members = {e.slug: e.members for e in reference.exercises}
    members |= {s.slug: s.members for s in reference.series if _COUNTED.match(s.label)}
    dateline = day_of(recognised.article.metadata.published, whole=True)
    formats = {
        o.code: o.members
        for o in reference.organizations
        if o.headquarters is None and 1 < len(o.members) <= _FEW
    }
    walk = Walk(recognised, {o.name: o for o in recognised.officials}, dateline, members, formats)
    walk.context = Context(author=author_of(recognised))
    for sentence, mentions, heading in _stretches(recognised):
        _read(walk, sentence, mentions, heading)
    seat_speakers(walk)
    return finished(walk.drafts, recognised, reference, anchor)


_COUNTED = words("counted-parties")
_FEW = 5  # members of a format that stands for its states ("AUKUS")


def _stretches(recognised: Recognised) -> list[tuple[Sentence, tuple[Mention, ...], bool]]:
    """Headline first, then the sentences, each with its mentions."""
    rows = [
        (s, m, False) for s, m in zip(recognised.sentences, mentions_by_sentence(recognised), strict=True)
    ]
    heading = recognised.article.heading
    if heading is None:
        return rows
    return [(Sentence(-1, -1, heading), recognised.within(heading), True), *rows]


def _read(walk: Walk, sentence: Sentence, mentions: tuple[Mention, ...], heading: bool) -> None:
    acting = actors(walk.recognised, sentence, mentions, walk.context)
    reading = Reading(
        walk.recognised.article.text,
        sentence.span,
        mentions,
        acting,
        dict(walk.officials),
        heading,
        walk.context.subject,
        walk.context.people,
    )
    if heading:
        _introduce(walk, mentions)
    touched = [i for found in find_talks(reading) if (i := place(walk, found)) is not None]
    _beside(walk, sentence, touched)
    touched += _earlier(walk, sentence, mentions, touched)
    seat_delegates(walk, sentence, mentions, touched)
    speaker(walk, sentence, acting)
    _remember(walk, acting)


def _introduce(walk: Walk, mentions: Sequence[Mention]) -> None:
    """The headline's parties are the sides until a talk says otherwise."""
    codes = [c for m in mentions if isinstance(m, PartyMention) for c in m.codes]
    codes += [p for m in mentions if isinstance(m, OfficialMention) if (p := walk_party(walk, m.official))]
    walk.context = replace(walk.context, sides=tuple(dict.fromkeys(codes)))


_ASIDE = words("aside")


def _beside(walk: Walk, sentence: Sentence, touched: Sequence[int]) -> None:
    """Put "on its sidelines, she met B" on the margins of the conference told before."""
    if not _ASIDE.search(sentence.span.of(walk.recognised.article.text)):
        return
    known = [i for i, d in enumerate(walk.drafts) if d.name and d.form in ("conference", "summit", "meeting")]
    for i in touched:
        before = [k for k in known if k < i]
        if before and not walk.drafts[i].name:
            walk.drafts[i] = replace(walk.drafts[i], beside=before[-1])


_SINCE = words("since")


def _earlier(
    walk: Walk, sentence: Sentence, mentions: Sequence[Mention], touched: Sequence[int]
) -> list[int]:
    """The round before: "the first consultation in three years since April 2015"."""
    text, index = walk.recognised.article.text, touched[0] if touched else walk.current
    for m in mentions:
        if not isinstance(m, DateMention) or m.when is None or index is None:
            continue
        if any(walk.drafts[i].when == m.when for i in touched):
            continue
        if _SINCE.search(text[max(sentence.span.start, m.span.start - 120) : m.span.start]):
            base = walk.drafts[index]
            found = Found(
                sentence.span, m.span, "talk.since", base.form, "held", base.parties, date=m, other=True
            )
            series = base.name and replace(base.name, ordinal=None, label=base.name.series)
            walk.drafts.append(replace(started(found, m.when), name=series))
            return [len(walk.drafts) - 1]
    return []


def _remember(walk: Walk, acting: Sequence[Actor]) -> None:
    """What the next sentence may refer to."""
    context = remember(walk.context, acting, walk.recognised.article.text)
    if walk.current is not None:
        draft = walk.drafts[walk.current]
        people = tuple(draft.people)
        order = [p for n in people if (p := walk_party(walk, n)) and p in draft.parties]
        context = replace(context, sides=tuple(dict.fromkeys([*order, *draft.parties])), people=people)
    walk.context = context
