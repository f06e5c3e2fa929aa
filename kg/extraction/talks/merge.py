"""Mentions of talks brought together: which of them speak of the same talk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extraction.mentions import DateMention, SeriesMention
from kg.extraction.talks.found import Found
from kg.extraction.talks.names import same_name
from kg.model import Evidence, Place, Status, TalkForm, When


@dataclass(frozen=True, slots=True)
class Draft:
    """A talk in the making.

    Attributes:
        people: names of officials with the evidence of their part.
        when: resolved date.
        beside: index of the draft on whose margins it took place, where an own sentence says so.
    """

    form: TalkForm
    status: Status
    parties: tuple[str, ...]
    people: Mapping[str, Evidence]
    founds: tuple[Found, ...]
    name: SeriesMention | None = None
    when: When | None = None
    place: Place | None = None
    host: str | None = None
    beside: int | None = None

    @property
    def heading(self) -> bool:
        """Whether only the headline has spoken of it so far."""
        return all(f.heading for f in self.founds)


_MEETS: frozenset[TalkForm] = frozenset(
    ["meeting", "summit", "consultation", "dialogue", "conference", "courtesy-call", "other"]
)
_STATE = 2  # letters of an ISO code


def resolved(found: Found, under_discussion: date | None) -> When | None:
    """The date of a mention, worked out from the day under discussion where it hangs on that."""
    first = _day(found.date, under_discussion)
    last = _day(found.until, under_discussion)
    if first is None or first.earliest is None or first.precision != "day":
        return first
    low = high = first.earliest
    if last and last.earliest and last.earliest > low:
        high = last.earliest
    elif found.length:
        low, high = sorted((low, low + timedelta(found.length - (1 if found.length > 0 else -1))))
    return first if low == high else When(first.text, "range", low, high)


def _day(mention: DateMention | None, under_discussion: date | None) -> When | None:
    if mention is None or mention.when is not None:
        return mention.when if mention else None
    if under_discussion is None or mention.days is None:
        return None
    day = under_discussion + timedelta(mention.days)
    return When("", "day", day, day)


def same_talk(draft: Draft, found: Found, when: When | None) -> bool:
    """Whether a mention that is no mere "the meeting" speaks of a draft."""
    if not dates_meet(draft.when, when):
        return False
    if draft.name and found.name:
        return _same_edition(draft, draft.name, found, found.name)
    if found.other or not _same_kind(draft, found) or not _may_be_named(draft, found):
        return False
    return not _told_apart(draft, found) and _same_sides(draft, found)


def _same_edition(draft: Draft, one: SeriesMention, found: Found, two: SeriesMention) -> bool:
    """Whether two names are of one talk; "the last AUSMIN" is not the one under discussion."""
    numbered = one.ordinal is not None and one.ordinal == two.ordinal
    if found.other and not numbered and not any(f.other for f in draft.founds):
        return False
    if not same_name(one, two):
        return False
    open_ = draft.form == found.form and (draft.when is None or found.date is None) and not found.other
    return numbered or open_ or _same_kind(draft, found, margin=found.margin)


def _same_kind(draft: Draft, found: Found, *, margin: bool = False) -> bool:
    return _same_form(draft, found) and (margin or _same_status(draft, found))


def _told_apart(draft: Draft, found: Found) -> bool:
    """Whether the words set the mention off from the draft: "a bilateral meeting" beside a named talk."""
    if draft.name and _beside_name(draft, found):
        return True
    other = set(found.people) - set(draft.people)
    if found.apart and other and any(f.apart and f.sentence == found.sentence for f in draft.founds):
        return True
    return _clash(draft, found) or any(f.margin and f.sentence == found.sentence for f in draft.founds)


def _beside_name(draft: Draft, found: Found) -> bool:
    """Whether a mention is no mention of a named talk: two partners apart, or "a meeting"."""
    if draft.form == "conference" and _bilateral(found):
        return True
    return found.indefinite and found.explicit and not draft.heading


def _bilateral(found: Found) -> bool:
    """Whether a mention tells of two partners who met, not of a conference."""
    return found.name is None and found.explicit and len(found.people) > 1 and found.form != "conference"


def _may_be_named(draft: Draft, found: Found) -> bool:
    """An unnamed talk may be the named one that the next sentence speaks of, if they share their sides."""
    name = found.name
    if name is None:
        return True
    if name.series.islower() and not name.ordinal and not name.parties:
        return False
    return not found.margin and len(found.parties) > 1 and set(found.parties) == set(draft.parties)


def _same_form(draft: Draft, found: Found) -> bool:
    if draft.form == found.form:
        return True
    if draft.heading != found.heading and (draft.name or found.name) and "call" in (draft.form, found.form):
        return draft.form in _MEETS or found.form in _MEETS
    return {draft.form, found.form} <= _MEETS and _one_meeting(draft, found)


def _one_meeting(draft: Draft, found: Found) -> bool:
    """Whether two kinds of meeting may be one: summits and courtesy calls by their people."""
    forms = {draft.form, found.form}
    if "courtesy-call" in forms:
        return bool(found.people) and set(found.people) <= set(draft.people)
    echo = draft.heading != found.heading
    return "summit" not in forms or echo or bool(set(draft.people) & set(found.people))


def _same_status(draft: Draft, found: Found) -> bool:
    told = draft.heading and any(f.rule in _TELLING for f in draft.founds)
    return draft.status == found.status or (draft.heading and not told) or found.heading


_TELLING = frozenset({"talk.met-verb", "talk.visit-verb", "talk.received-verb", "talk.courtesy-verb"})
_SINGLE = ("call", "courtesy-call", "meeting", "summit")


def _clash(draft: Draft, found: Found) -> bool:
    """Whether another person of the same party sat at the table of this bilateral talk."""
    if not found.explicit or not draft.people or not found.people:
        return False
    met = found.rule in ("talk.met-verb", "talk.received-verb") and not draft.heading
    if (draft.name and not met) or (not draft.name and draft.form not in _SINGLE):
        return False
    mine, other = set(draft.people), set(found.people)
    return not (other <= mine or mine <= other)


def _same_sides(draft: Draft, found: Found) -> bool:
    if not _sides_fit(draft, set(draft.parties), set(found.parties)):
        return False
    return not draft.people or not found.people or bool(set(draft.people) & set(found.people))


def _sides_fit(draft: Draft, mine: set[str], other: set[str]) -> bool:
    """Whether two sets of parties may be of one talk; a single party fits into a larger set."""
    if not other or not mine:
        return False
    if len(other) == 1 or len(mine) == 1:
        return other <= mine or mine <= other
    numbered = draft.name is not None and bool(draft.name.ordinal)
    return mine == other or (numbered and mine < other)


def dates_meet(one: When | None, two: When | None) -> bool:
    """Whether two dates may be the same; unknown ones may."""
    if one is None or two is None:
        return True
    if one.earliest and one.latest and two.earliest and two.latest:
        return one.earliest <= two.latest and two.earliest <= one.latest
    return one.month_day is None or two.month_day is None or one.month_day == two.month_day


def joined(draft: Draft, found: Found, when: When | None) -> Draft:
    """The draft with what a further mention of it says."""
    name = _better(draft.name, found.name)
    form = name.form if name else _more_exact(draft.form, found.form)
    status = found.status if draft.heading and not found.heading else draft.status
    parties = draft.parties
    if name and len([c for c in name.parties if len(c) == _STATE]) > 1:
        parties = name.parties
    elif not found.anaphoric or not parties:
        parties = tuple(dict.fromkeys([*draft.parties, *found.parties]))
    return replace(
        draft,
        name=name,
        form=form,
        status=status,
        parties=parties,
        people=_people(draft, found),
        founds=(*draft.founds, found),
        when=_sharper(draft.when, when),
        place=_finer(draft.place, found.place),
        host=draft.host or found.host,
    )


def _people(draft: Draft, found: Found) -> Mapping[str, Evidence]:
    new = {n: Evidence(found.sentence, found.words, found.rule) for n in found.people}
    return (
        {**new, **draft.people}
        if draft.heading
        else {**draft.people, **{n: e for n, e in new.items() if n not in draft.people}}
    )


def started(found: Found, when: When | None) -> Draft:
    """A new draft from its first mention."""
    people = {n: Evidence(found.sentence, found.words, found.rule) for n in found.people}
    return Draft(
        found.form, found.status, found.parties, people, (found,), found.name, when, found.place, found.host
    )


def _better(one: SeriesMention | None, two: SeriesMention | None) -> SeriesMention | None:
    """The name that says more: with a number, with parties, longer."""
    names = [n for n in (one, two) if n]
    return max(names, key=lambda n: (n.ordinal is not None, bool(n.parties), len(n.series)), default=None)


def _more_exact(one: TalkForm, two: TalkForm) -> TalkForm:
    """The form that says more; a conference is one by its name alone."""
    if two == "conference":
        return one if one != "other" else two
    return two if one in ("meeting", "other") else one


def _sharper(one: When | None, two: When | None) -> When | None:
    if one is None or two is None:
        return one or two
    if one.earliest is None or one.latest is None or two.earliest is None or two.latest is None:
        return two if two.earliest else one
    return two if two.latest - two.earliest < one.latest - one.earliest else one


def _finer(one: Place | None, two: Place | None) -> Place | None:
    """A city before a building; otherwise what came first."""
    if one and two and " of " in one.label and " of " not in two.label:
        return two
    return one or two


_RECENT = 80  # talks that one page can keep in mind


def find_draft(drafts: Sequence[Draft], found: Found, when: When | None) -> int | None:
    """Index of the draft that a mention speaks of, the latest mentioned first; None where there is none."""
    recent = range(max(0, len(drafts) - _RECENT), len(drafts))
    order = sorted(recent, key=lambda i: (_fit(drafts[i], found), i), reverse=True)
    return next((i for i in order if same_talk(drafts[i], found, when)), None)


def _fit(draft: Draft, found: Found) -> tuple[bool, bool, int]:
    named = bool(draft.name and found.name and draft.name.ordinal == found.name.ordinal)
    return named, set(draft.parties) == set(found.parties), len(set(draft.people) & set(found.people))
