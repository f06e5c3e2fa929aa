"""Where a mention of a talk belongs: to the talk under discussion, to an earlier one, or to none before."""

import re
from dataclasses import replace
from datetime import timedelta

from kg.extraction.talks.complete import completed, edition, headed, hosted, looked_back, with_members
from kg.extraction.talks.found import STATE, Found
from kg.extraction.talks.hit import EDITION
from kg.extraction.talks.merge import Draft, dates_meet, find_draft, joined, resolved, started
from kg.extraction.talks.rules import words
from kg.extraction.talks.walk import Walk
from kg.model import Status, When


def place(walk: Walk, found: Found) -> int | None:
    """Join a mention to its draft or start one; its index, None where it says too little."""
    when = resolved(found, walk.day or walk.published) or _same_day(walk, found)
    found = replace(found, status=_status(walk, found, when), parties=_whole(walk, found.parties))
    found = headed(walk, edition(walk, found))
    index = _anaphor(walk, found, when)
    if index is not None:
        walk.drafts[index] = joined(walk.drafts[index], found, when)
        return index
    found = hosted(walk, with_members(walk, completed(walk, found)))
    index = _drafted(walk, found, when)
    if index is None:
        if found.status == "held" and found.rule == "talk.met-verb" and not walk.drafts:
            _keep_day(walk, found, when)
        return None
    if walk.current is None or not (_minor(found, walk) or _older(walk, when)):
        walk.current = index
        _keep_day(walk, found, walk.drafts[index].when)
    return index


def _whole(walk: Walk, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties, a format of a few states without a seat of its own as these states."""
    return tuple(dict.fromkeys(c for p in parties for c in walk.formats.get(p, (p,))))


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


_THEN = words("then")


def _same_day(walk: Walk, found: Found) -> When | None:
    """The day of the talk told before, for "he also met B"; that of the day's round where none is yet."""
    if found.status != "held" or found.name or found.anaphoric or found.form not in _SITTINGS:
        return None
    if not _THEN.search(found.sentence.of(walk.recognised.article.text)):
        return None
    if walk.current is None:
        return When("", "day", walk.day, walk.day) if walk.day else None
    before = walk.drafts[walk.current]
    fresh = not found.other or _SEPARATE.search(
        walk.recognised.article.text, max(0, found.words.start - 30), found.words.start
    )
    day = before.when if before.status == "held" and fresh else None
    return day if day and day.precision == "day" else None


_SEPARATE = re.compile(r"\b(?:separate|further|another)\b")
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


def _goes_on(walk: Walk, found: Found) -> bool:
    """Whether "A and B discussed" tells of the talk at which both sat."""
    if walk.current is None or found.rule not in _SPOKEN:
        return False
    draft = walk.drafts[walk.current]
    return bool(found.people) and set(found.people) == set(draft.people) and found.date is None


def _anaphor(walk: Walk, found: Found, when: When | None) -> int | None:
    """The talk that "the meeting" means: the current one, else the latest of the form."""
    if _goes_on(walk, found):
        return walk.current
    chaired = bool(_CHAIRED.match(walk.recognised.article.text, found.words.end))
    if not _refers(found, chaired):
        return None
    index = next((i for i in looked_back(walk) if _of_form(walk.drafts[i], found)), None)
    if index is None:
        return None
    draft = walk.drafts[index]
    meant = (chaired or _may_mean(draft, found)) and not (found.status == "held" and _ahead(walk, draft))
    return index if meant and dates_meet(draft.when, when) else None


def _refers(found: Found, chaired: bool) -> bool:
    """Whether a mention takes up a talk: "the meeting", without sides of its own or with who led it."""
    return found.anaphoric and not found.name and (chaired or not (found.explicit and found.people))


def _ahead(walk: Walk, draft: Draft) -> bool:
    """Whether a talk is still to come: what was held cannot be it."""
    first = draft.when.earliest if draft.when else None
    return draft.status == "planned" and bool(first and walk.published and first > walk.published)


def _of_form(draft: Draft, found: Found) -> bool:
    if found.rule == _CONFERENCE:
        return draft.form == "conference" or (draft.name is not None and draft.form in _LOOSE)
    loose = found.form in _LOOSE and draft.form in _LOOSE | {"courtesy-call", "summit"}
    return loose or found.form == draft.form


_CONFERENCE = "talk.conference-noun"
_LOOSE = frozenset({"meeting", "consultation", "dialogue", "conference", "other"})


def _says_enough(found: Found, when: object) -> bool:
    """Whether a mention can stand as a talk of its own."""
    if found.rule == EDITION:
        return len(found.parties) >= STATE and (when is not None or found.place is not None)
    if found.name:
        return _occurs(found, when)
    if found.form == "visit":
        return _goes(found, when)
    if len(found.parties) < STATE:
        return _sitting(found, when)
    told = found.explicit or when is not None or found.place is not None or bool(found.people)
    return told or not (found.anaphoric or found.other)


def _sitting(found: Found, when: object) -> bool:
    """Whether the ministers or leaders of one organisation meet at a time and place."""
    whole = bool(found.parties) and len(found.parties[0]) > STATE
    return whole and found.rule == "talk.met-verb" and not found.people and bool(when and found.place)


def _goes(found: Found, when: object) -> bool:
    """Whether a visit has a guest and a host; a journey to a region has a guest and a date."""
    told = bool(found.people) or found.heading or (found.status == "cancelled" and when is not None)
    tour = found.rule == "talk.visit-noun" and when is not None
    stays = found.explicit and found.status == "held" and found.rule == "talk.visit-noun" and not found.other
    told = told or (stays and not found.anaphoric)
    return told and len(found.parties) > (0 if tour else 1)


def _occurs(found: Found, when: object) -> bool:
    """Whether a named talk is spoken of as an event and not as an institution."""
    if found.margin or found.people or when is not None or found.place or found.heading:
        return True
    name = found.name
    if name is None or name.ordinal is not None or found.status != "held":
        return bool(found.parties)
    return name.form != "conference" and len(name.parties) > 1
