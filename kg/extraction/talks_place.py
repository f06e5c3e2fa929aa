"""Where a mention of a talk belongs: to the talk under discussion, to an earlier one, or to none before."""

import re
from dataclasses import replace
from datetime import timedelta

from kg.extraction.mentions import SeriesMention
from kg.extraction.series_words import ordinal
from kg.extraction.talks_found import STATE, Found
from kg.extraction.talks_hit import EDITION
from kg.extraction.talks_merge import (
    Draft,
    core,
    dates_meet,
    find_draft,
    joined,
    resolved,
    started,
    two_plus_two,
)
from kg.extraction.talks_rules import words
from kg.extraction.talks_walk import Walk
from kg.model import Status, When


def place(walk: Walk, found: Found) -> int | None:
    """Join a mention to its draft or start one; its index, None where it says too little."""
    when = resolved(found, walk.day or walk.published) or _same_day(walk, found)
    found = replace(found, status=_status(walk, found, when))
    found = _headed(walk, _edition(walk, found))
    index = _anaphor(walk, found, when)
    if index is not None:
        walk.drafts[index] = joined(walk.drafts[index], found, when)
        return index
    found = _hosted(walk, _with_members(walk, _completed(walk, found)))
    index = _drafted(walk, found, when)
    if index is None:
        return None
    if walk.current is None or not (_minor(found, walk) or _older(walk, when)):
        walk.current = index
        _keep_day(walk, found, walk.drafts[index].when)
    return index


def _older(walk: Walk, when: When | None) -> bool:
    """Whether a mention lies well before the talk under discussion: it only looks back."""
    now = walk.drafts[walk.current].when if walk.current is not None else None
    if now is None or when is None or now.earliest is None or when.latest is None:
        return False
    return now.earliest - when.latest > _BACK


_BACK = timedelta(3)


def _drafted(walk: Walk, found: Found, when: When | None) -> int | None:
    """The draft that a mention speaks of, or a new one where the mention says enough."""
    index = find_draft(walk.drafts, found, when)
    if index is not None:
        walk.drafts[index] = joined(walk.drafts[index], found, when)
        return index
    if not _says_enough(found, when):
        return None
    walk.drafts.append(started(found, when))
    return len(walk.drafts) - 1


def _minor(found: Found, walk: Walk) -> bool:
    """Whether the text goes on about the talk before."""
    return (
        found.other
        or found.margin
        or found.status == "planned"
        or bool(found.form == "visit" and walk.drafts)
    )


def _keep_day(walk: Walk, found: Found, when: When | None) -> None:
    if when and when.precision == "day" and when.earliest and not found.other:
        line = walk.published
        if line is None or walk.day is None or abs(line - when.earliest) <= _RECENT:
            walk.day = when.earliest


_RECENT = timedelta(20)  # an older day is not "the same day" of a later sentence


def _with_members(walk: Walk, found: Found) -> Found:
    """An exercise whose sentence names no two parties has its usual ones, six-party talks their six."""
    if found.name is None or (found.form == "exercise" and len(found.parties) >= STATE):
        return found
    members = walk.members.get(found.name.series_id or "", ())
    return replace(found, parties=tuple(dict.fromkeys([*found.parties, *members])))


_THEN = words("then")


def _same_day(walk: Walk, found: Found) -> When | None:
    """The day of the talk told before, for "he also met B"."""
    if walk.current is None or walk.drafts[walk.current].status != "held":
        return None
    when, held = walk.drafts[walk.current].when, found.status == "held"
    plain = held and not found.name and not found.other and not found.anaphoric and found.form in _SITTINGS
    told = _THEN.search(found.sentence.of(walk.recognised.article.text))
    return when if plain and told and when and when.precision == "day" else None


def _edition(walk: Walk, found: Found) -> Found:
    """Another round, of the series of the talk under discussion, with its form, sides and name."""
    if found.rule != EDITION or walk.current is None:
        return found
    base = walk.drafts[_base(walk, found)]
    label = " ".join(found.words.of(walk.recognised.article.text).split())
    number, rest = ordinal(label.split()[0]), label.partition(" ")[2]
    name = None
    if base.name or number is not None:
        series = base.name.series if base.name else rest or label
        known = base.name.series_id if base.name else None
        name = SeriesMention(found.words, label, series, known, number, base.form, base.parties)
    return replace(found, form=base.form, name=name, parties=base.parties)


_SITTINGS = frozenset({"meeting", "call", "courtesy-call", "summit"})


def _status(walk: Walk, found: Found, when: When | None) -> Status:
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


_SPOKEN = frozenset({"talk.discussed-pair", "talk.discussed-with"})
_CHAIRED = words("chaired")


def _told_of(draft: Draft, found: Found) -> bool:
    """Whether "A and B discussed" tells of the talk at which both sat."""
    return bool(found.people) and set(found.people) == set(draft.people) and found.date is None


def _anaphor(walk: Walk, found: Found, when: When | None) -> int | None:
    """The talk that "the meeting" means: the current one, else the latest of the form."""
    if found.rule in _SPOKEN and walk.current is not None and _told_of(walk.drafts[walk.current], found):
        return walk.current
    chaired = _CHAIRED.match(walk.recognised.article.text, found.words.end)
    if not found.anaphoric or found.name or (found.explicit and found.people and not chaired):
        return None
    order = [] if walk.current is None else [walk.current]
    order += [i for i in reversed(range(len(walk.drafts))) if i != walk.current]
    index = next((i for i in order if _of_form(walk.drafts[i], found)), None)
    if index is None or not (chaired or _may_mean(walk.drafts[index], found)):
        return None
    return index if dates_meet(walk.drafts[index].when, when) else None


def _of_form(draft: Draft, found: Found) -> bool:
    loose = found.form in _LOOSE and draft.form in _LOOSE | {"courtesy-call", "summit"}
    return loose or found.form == draft.form


_LOOSE = frozenset({"meeting", "consultation", "dialogue", "conference", "other"})


_TRILATERAL = re.compile(r"(?i)\b(?:trilateral|three-way|tripartite)\b")


_THREE = 3


def _base(walk: Walk, found: Found) -> int:
    """The talk whose series a mention continues: the current one, else the last whose name it shortens."""
    words = found.words.of(walk.recognised.article.text)
    plain = SeriesMention(found.words, words, words, None, None, found.form)
    short = found.name or plain
    order = [walk.current or 0, *reversed(range(max(0, len(walk.drafts) - _KEPT), len(walk.drafts)))]
    likely = (i for i in order if (name := walk.drafts[i].name) and _shortens(short, name))
    return next(likely, walk.current or 0)


_KEPT = 40  # talks looked back upon


def _shortens(short: SeriesMention, name: SeriesMention) -> bool:
    if two_plus_two(short):
        return two_plus_two(name)
    return set(core(short)) <= set(core(name))


def _completed(walk: Walk, found: Found) -> Found:
    """A mention of another round has the sides of the talk under discussion."""
    if walk.current is None or len(found.parties) > 1 or found.form == "visit":
        return found
    base = walk.drafts[_base(walk, found)]
    if _TRILATERAL.search(walk.recognised.article.text, max(0, found.words.start - 40), found.words.end):
        whole = tuple(dict.fromkeys([*base.parties, *found.parties]))
        if len(whole) == _THREE:
            return replace(found, parties=whole)
    if found.name and base.name and not found.parties and _shortens(found.name, base.name):
        return replace(found, parties=base.parties, form=base.form)
    relational = found.form == "exercise" or found.other or found.anaphoric or found.name is not None
    if found.form != "exercise" and found.name and (
        found.name.parties or found.name.form in ("conference", "summit") or found.name.series_id
    ):
        return found
    if relational and not found.people and set(found.parties) <= set(base.parties) and len(base.parties) > 1:
        return replace(found, parties=base.parties)
    return found


def _headed(walk: Walk, found: Found) -> Found:
    """A name in the headline that holds no parties has those of the headline."""
    if not found.heading or found.name is None or len(found.parties) >= STATE:
        return found
    stated = set(found.name.parties) - set(walk.context.sides)
    if stated or found.name.series_id or found.form in ("conference", "summit", "exercise"):
        return found
    return replace(found, parties=tuple(dict.fromkeys([*found.parties, *walk.context.sides])))


_GOES_TO = re.compile(r" (?:to|of|in|by) ")


def _hosted(walk: Walk, found: Found) -> Found:
    """A visit that does not say where it goes is one to the other side of the talk under discussion."""
    if found.form != "visit" or walk.current is None or len(found.parties) >= STATE:
        return found
    base = walk.drafts[walk.current].parties
    if not found.parties and found.status == "cancelled":
        return replace(found, parties=base)
    if _GOES_TO.match(walk.recognised.article.text, found.words.end):
        return found
    others = [p for p in base if p not in found.parties]
    if found.rule != "talk.visit-noun" or len(others) != 1 or not set(found.parties) < set(base):
        return found
    return replace(found, parties=(*found.parties, *others))


def _says_enough(found: Found, when: object) -> bool:
    """Whether a mention can stand as a talk of its own."""
    if found.rule == EDITION:
        return len(found.parties) >= STATE and (when is not None or found.place is not None)
    if found.name:
        return _occurs(found, when)
    if found.form == "visit":
        told = bool(found.people) or (found.status == "cancelled" and when is not None)
        tour = found.rule == "talk.visit-noun" and when is not None
        return told and len(found.parties) > (0 if tour else 1)
    if len(found.parties) < STATE:
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
