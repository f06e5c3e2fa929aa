"""Talks of an article: every meeting, call, visit … that it reports, plans or mentions.

Sentence by sentence, the words that report a talk are found, their sides, date and place read, and each
mention is joined to the talk it speaks of or starts a new one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kg.extraction.mentions import DateMention, Mention, OfficialMention, PartyMention, Recognised
from kg.extraction.resolve import Actor, Context, actors, mentions_by_sentence, party_of, remember
from kg.extraction.talks_build import finished
from kg.extraction.talks_dates import anchor_of, dated, day_of
from kg.extraction.talks_find import find_talks
from kg.extraction.talks_found import Found, Reading, is_source
from kg.extraction.talks_merge import Draft, dates_meet, find_draft, joined, resolved, started
from kg.extraction.talks_rules import words
from kg.model import Evidence, Official, Sentence, Span, Status, Talk, When
from kg.reference_tables import Reference

_DELEGATION = words("delegation")
_STATE = 2  # letters of an ISO code


@dataclass(slots=True)
class _Walk:
    """The state of one pass over an article."""

    recognised: Recognised
    officials: Mapping[str, Official]
    published: date | None
    exercises: Mapping[str, tuple[str, ...]]
    drafts: list[Draft] = field(default_factory=list)
    current: int | None = None
    context: Context = field(default_factory=Context)
    day: date | None = None
    speakers: dict[str, Evidence] = field(default_factory=dict)


def relate_talks(recognised: Recognised, reference: Reference) -> tuple[Talk, ...]:
    """The talks of an article, in order of mention.

    Args:
        recognised: the article with its mentions.
        reference: known editions of series, which date an article that does not say its year.
    """
    anchor = anchor_of(recognised, reference)
    recognised = dated(recognised, anchor)
    members = {e.slug: e.members for e in reference.exercises}
    dateline = day_of(recognised.article.metadata.published, whole=True)
    walk = _Walk(recognised, {o.name: o for o in recognised.officials}, dateline, members)
    for sentence, mentions, heading in _stretches(recognised):
        _read(walk, sentence, mentions, heading)
    _seat_speakers(walk)
    return finished(walk.drafts, recognised, reference, anchor)


def _stretches(recognised: Recognised) -> list[tuple[Sentence, tuple[Mention, ...], bool]]:
    """Headline first, then the sentences, each with its mentions."""
    rows = [
        (s, m, False) for s, m in zip(recognised.sentences, mentions_by_sentence(recognised), strict=True)
    ]
    heading = recognised.article.heading
    if heading is None:
        return rows
    return [(Sentence(-1, -1, heading), recognised.within(heading), True), *rows]


def _read(walk: _Walk, sentence: Sentence, mentions: tuple[Mention, ...], heading: bool) -> None:
    acting = actors(walk.recognised, sentence, mentions, walk.context)
    reading = Reading(
        walk.recognised.article.text,
        sentence.span,
        mentions,
        acting,
        dict(walk.officials),
        heading,
        walk.context.subject,
    )
    if heading:
        _introduce(walk, mentions)
    touched = [i for found in find_talks(reading) if (i := _place(walk, found)) is not None]
    _beside(walk, sentence, touched)
    touched += _earlier(walk, sentence, mentions, touched)
    _delegates(walk, sentence, mentions, touched)
    _speaker(walk, sentence, acting)
    _remember(walk, acting)


def _introduce(walk: _Walk, mentions: Sequence[Mention]) -> None:
    """The headline's parties are the sides until a talk says otherwise."""
    codes = [c for m in mentions if isinstance(m, PartyMention) for c in m.codes]
    codes += [p for m in mentions if isinstance(m, OfficialMention) if (p := _party(walk, m.official))]
    walk.context = replace(walk.context, sides=tuple(dict.fromkeys(codes)))


def _party(walk: _Walk, name: str) -> str | None:
    return party_of(name, walk.recognised.officials)


def _place(walk: _Walk, found: Found) -> int | None:
    """Join a mention to its draft or start one; its index, None where it says too little."""
    when = resolved(found, walk.day) or _same_day(walk, found)
    found = replace(found, status=_status(walk, found, when))
    if found.anaphoric and not found.name and not (found.explicit and found.people):
        index = _anaphor(walk, found)
        if (
            index is not None
            and _may_mean(walk.drafts[index], found)
            and dates_meet(walk.drafts[index].when, when)
        ):
            walk.drafts[index] = joined(walk.drafts[index], found, when)
            return index
    found = _completed(walk, found)
    if found.form == "exercise" and found.name and len(found.parties) < _STATE:
        members = walk.exercises.get(found.name.series_id or "", ())
        found = replace(found, parties=tuple(dict.fromkeys([*found.parties, *members])))
    if when and when.precision == "day" and not found.other:
        walk.day = when.earliest
    index = find_draft(walk.drafts, found, when)
    if index is None:
        if not _says_enough(found, when):
            return None
        walk.drafts.append(started(found, when))
        index = len(walk.drafts) - 1
    else:
        walk.drafts[index] = joined(walk.drafts[index], found, when)
    minor = (
        found.other or found.margin or found.status == "planned" or (found.form == "visit" and walk.drafts)
    )
    if walk.current is None or not minor:
        walk.current = index
    day = walk.drafts[index].when
    if day and day.precision == "day" and not found.other:
        walk.day = day.earliest
    return index


_THEN = words("then")


def _same_day(walk: _Walk, found: Found) -> When | None:
    """The day of the talk told before, for "he also met B"."""
    if walk.current is None or walk.drafts[walk.current].status != "held":
        return None
    when, held = walk.drafts[walk.current].when, found.status == "held"
    plain = held and not found.name and not found.other and not found.anaphoric and found.form in _SITTINGS
    told = _THEN.search(found.sentence.of(walk.recognised.article.text))
    return when if plain and told and when and when.precision == "day" else None


_SITTINGS = frozenset({"meeting", "call", "courtesy-call", "summit"})


def _status(walk: _Walk, found: Found, when: When | None) -> Status:
    """The dateline corrects the words: what lies days before it was held, what lies days ahead is planned."""
    day = walk.published
    if found.status == "cancelled" or day is None or when is None or not when.earliest or not when.latest:
        return found.status
    if when.latest < day and when.precision in ("day", "range"):
        return "held"
    ahead = when.earliest > day + timedelta(1)
    return "planned" if ahead and when.precision in ("day", "range", "month") else found.status


def _may_mean(draft: Draft, found: Found) -> bool:
    """Whether "the meeting" with the parties that it brings may be this talk."""
    return not found.explicit or set(found.parties) <= set(draft.parties)


def _anaphor(walk: _Walk, found: Found) -> int | None:
    """The talk that "the meeting" means: the current one, else the latest of the form."""
    order = [] if walk.current is None else [walk.current]
    order += [i for i in reversed(range(len(walk.drafts))) if i != walk.current]
    for i in order:
        draft = walk.drafts[i]
        if found.form == draft.form or (
            found.form in _LOOSE and draft.form in _LOOSE | {"courtesy-call", "summit"}
        ):
            return i
    return None


_LOOSE = frozenset({"meeting", "consultation", "dialogue", "conference", "other"})


_TRILATERAL = re.compile(r"(?i)\b(?:trilateral|three-way|tripartite)\b")
_THREE = 3


def _completed(walk: _Walk, found: Found) -> Found:
    """A mention of another round has the sides of the talk under discussion."""
    if walk.current is None or len(found.parties) > 1 or found.form == "visit":
        return found
    base = walk.drafts[walk.current]
    if _TRILATERAL.search(walk.recognised.article.text, max(0, found.words.start - 40), found.words.end):
        whole = tuple(dict.fromkeys([*base.parties, *found.parties]))
        if len(whole) == _THREE:
            return replace(found, parties=whole)
    relational = found.other or found.anaphoric or found.name is not None
    if found.name and (
        found.name.parties or found.name.form in ("conference", "summit") or found.name.series_id
    ):
        return found
    if relational and not found.people and set(found.parties) <= set(base.parties) and len(base.parties) > 1:
        return replace(found, parties=base.parties)
    return found


def _says_enough(found: Found, when: object) -> bool:
    """Whether a mention can stand as a talk of its own."""
    if found.name:
        return _occurs(found, when)
    if found.form == "visit":
        return bool(found.people) and (
            len(found.parties) > 1 or (when is not None and bool(found.place or found.parties))
        )
    if len(found.parties) < _STATE:
        return False
    if found.anaphoric or found.other:
        return found.explicit or when is not None or found.place is not None or bool(found.people)
    return True


def _occurs(found: Found, when: object) -> bool:
    """Whether a named talk is spoken of as an event and not as an institution."""
    if found.margin or found.people or when is not None or found.place or found.heading:
        return True
    name = found.name
    if name is None or name.ordinal is not None or found.status != "held":
        return bool(found.parties)
    return name.form != "conference" and len(name.parties) > 1


_ASIDE = words("aside")


def _beside(walk: _Walk, sentence: Sentence, touched: Sequence[int]) -> None:
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
    walk: _Walk, sentence: Sentence, mentions: Sequence[Mention], touched: Sequence[int]
) -> list[int]:
    """The round before: "the first consultation in three years since April 2015"."""
    text, index = walk.recognised.article.text, touched[0] if touched else walk.current
    for m in mentions:
        if not isinstance(m, DateMention) or m.when is None or index is None:
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


def _delegates(walk: _Walk, sentence: Sentence, mentions: Sequence[Mention], touched: Sequence[int]) -> None:
    """Officials of a sentence about delegations took part in the talk under discussion."""
    text = sentence.span.of(walk.recognised.article.text)
    main = [i for i in touched if i == walk.current] or (
        [walk.current] if walk.current is not None and not touched else []
    )
    cue = _DELEGATION.search(text)
    if not main or main[0] is None or not cue:
        return
    draft = walk.drafts[main[0]]
    if draft.form in ("call", "visit", "courtesy-call"):
        return
    people = dict(draft.people)
    words = Span(sentence.span.start + cue.start(), sentence.span.start + cue.end())
    for m in mentions:
        if isinstance(m, OfficialMention) and _belongs(walk, draft, m.official):
            people.setdefault(m.official, Evidence(sentence.span, words, "talk.delegation"))
    walk.drafts[main[0]] = replace(draft, people=people)


def _speaker(walk: _Walk, sentence: Sentence, acting: Sequence[Actor]) -> None:
    """Keep who speaks in a sentence: its first person, by name or by title."""
    first = next((a for a in acting if a.kind in ("name", "role") and len(a.agents) == 1), None)
    if first and first.agents[0].kind == "official":
        walk.speakers.setdefault(first.agents[0].key, Evidence(sentence.span, first.span, "talk.speaker"))


def _seat_speakers(walk: _Walk) -> None:
    """Who speaks for a side of the first talk sat there, where no one else is said to have."""
    if not walk.drafts or walk.drafts[0].status != "held" or walk.drafts[0].form in ("visit", "exercise"):
        return
    draft = walk.drafts[0]
    seated = {_party(walk, name) for name in draft.people}
    people = dict(draft.people)
    for name, evidence in walk.speakers.items():
        party = _party(walk, name)
        if party not in seated and _belongs(walk, draft, name) and not is_source(walk.officials[name]):
            people.setdefault(name, evidence)
    walk.drafts[0] = replace(draft, people=people)


def _belongs(walk: _Walk, draft: Draft, name: str) -> bool:
    official = walk.officials.get(name)
    elsewhere = any(name in d.people for d in walk.drafts if d is not draft)
    return official is not None and official.party in draft.parties and not elsewhere


def _remember(walk: _Walk, acting: Sequence[Actor]) -> None:
    """What the next sentence may refer to."""
    context = remember(walk.context, acting, walk.recognised.article.text)
    if walk.current is not None:
        draft = walk.drafts[walk.current]
        people = tuple(draft.people)
        order = [p for n in people if (p := _party(walk, n)) and p in draft.parties]
        context = replace(context, sides=tuple(dict.fromkeys([*order, *draft.parties])), people=people)
    walk.context = context
