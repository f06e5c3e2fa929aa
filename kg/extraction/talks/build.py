"""Drafts made into talks: what margins share with their conference, what editions date, what is news."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extraction.mentions import DateMention, Recognised
from kg.extraction.resolve.actors import party_of
from kg.extraction.series.known import known_series
from kg.extraction.talks.dates import edition_date, edition_of
from kg.extraction.talks.lead import placed
from kg.extraction.talks.merge import Draft
from kg.extraction.topics import topics_of
from kg.model import Evidence, Participant, Span, Talk, When
from kg.reference.tables import Reference

_FORUMS = frozenset(["APEC", "G7", "G20", "BRICS", "Quad", "QUAD", "IISS", "EAS", "ARF"])
_NEWS_SENTENCES = 2
_NEAR = timedelta(4)
_FRESH = timedelta(10)
_OTHER_KINDS = ("visit", "exercise", "signing")
_TOPICS = 5
_STATE = 2  # letters of an ISO code


def finished(
    drafts: Sequence[Draft], recognised: Recognised, reference: Reference, anchor: date | None
) -> tuple[Talk, ...]:
    """The talks of the drafts that hold enough to stand, keyed in order of mention."""
    margins = _margins(drafts)
    whole = [_filled(i, drafts, margins, reference) for i in range(len(drafts))]
    kept = [i for i, d in enumerate(whole) if _stands(d) and not _echoed(d, whole)]
    whole = _dated_by_news(whole, kept, recognised, anchor)
    keys = {i: f"t{n}" for n, i in enumerate(kept, 1)}
    news = _news(whole, recognised, margins, anchor)
    lead = next((i for i in kept if i in news), None)
    whole = placed(whole, lead, recognised, reference)
    return tuple(
        _talk(
            keys[i], whole[i], recognised, i in news, keys.get(margins.get(i, -1)),
            _topics(i, whole, recognised, lead),
        )
        for i in kept
    )  # fmt: skip


def _stands(draft: Draft) -> bool:
    """Whether the parties make a talk: one alone has a conference or a journey, but no meeting."""
    return len(draft.parties) > 1 or bool(
        draft.parties and (draft.name or (draft.form == "visit" and draft.when) or _all_of_one(draft))
    )


def _all_of_one(draft: Draft) -> bool:
    """Whether an organisation's own members sat: "NATO leaders will meet in Madrid in June"."""
    return len(draft.parties[0]) > _STATE and not draft.people and bool(draft.when and draft.place)


def _dated_by_news(
    drafts: Sequence[Draft], kept: Sequence[int], recognised: Recognised, anchor: date | None
) -> list[Draft]:
    """The first talk, where it has no date, has the one day near the dateline that the opening names."""
    out = list(drafts)
    early = frozenset(s.span for s in recognised.sentences[: _NEWS_SENTENCES + 1])
    held = [i for i in kept if out[i].status == "held" and out[i].form != "visit" and _opens(out[i], early)]
    if not held or anchor is None or out[held[0]].when:
        return out
    used = {d.when.text for d in drafts if d.when}
    days = [w for w in _opening_days(recognised, anchor) if w.text not in used]
    if len(days) == 1:
        out[held[0]] = replace(out[held[0]], when=days[0])
    return out


def _opening_days(recognised: Recognised, anchor: date) -> list[When]:
    """The days shortly before the dateline that the first sentences name."""
    lead = [s.span for s in recognised.sentences[:_NEWS_SENTENCES]]
    dates = (m for m in recognised.mentions if isinstance(m, DateMention))
    told = (m.when for m in dates if any(s.covers(m.span) for s in lead))
    return [when for when in told if when and _just_before(when, anchor)]


def _just_before(when: When, anchor: date) -> bool:
    """Whether a day or some days lie shortly before the dateline."""
    exact = when.precision in ("day", "range") and when.earliest is not None
    return exact and when.earliest is not None and timedelta(0) <= anchor - when.earliest <= _FRESH


def _echoed(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether only the headline speaks of it, in words that the text then puts more exactly."""
    if not draft.heading or draft.name:
        return False
    return any(_tells(d, draft) for d in drafts)


def _tells(draft: Draft, echo: Draft) -> bool:
    """Whether the text tells of the talk of a headline: of its kind, with its parties or some of them."""
    if draft.heading or not set(draft.parties) & set(echo.parties):
        return False
    apart = draft.form in _OTHER_KINDS or echo.form in _OTHER_KINDS
    return draft.form == echo.form or not apart or len(echo.parties) == 1


def _margins(drafts: Sequence[Draft]) -> Mapping[int, int]:
    """For each talk on the margins of another, the other: both are spoken of in one sentence."""
    named = {f.sentence: i for i, d in enumerate(drafts) for f in d.founds if f.margin}
    found = {
        j: named[f.sentence]
        for j, d in enumerate(drafts)
        for f in d.founds
        if not f.margin and named.get(f.sentence, j) != j
    }
    return found | {j: d.beside for j, d in enumerate(drafts) if d.beside is not None}


def _filled(index: int, drafts: Sequence[Draft], margins: Mapping[int, int], reference: Reference) -> Draft:
    """A conference has the parties, people, place and month of those who met on its margins."""
    draft = drafts[index]
    if index in margins:
        draft = _beside(draft, drafts[margins[index]])
    for guest in (drafts[j] for j, i in margins.items() if i == index):
        draft = _with_guest(draft, guest)
    draft = _listed(replace(draft, parties=_parties(draft)), reference)
    return _dated_by_edition(draft, reference)


def _beside(draft: Draft, conference: Draft) -> Draft:
    """A talk on the margins has the place and, where it was one day, the day of the conference."""
    when = conference.when
    day = when if when and when.precision == "day" and draft.status == "held" else None
    return replace(draft, place=draft.place or conference.place, when=draft.when or day)


def _with_guest(draft: Draft, guest: Draft) -> Draft:
    own = {n: Evidence(e.sentence, e.words, "talk.margins") for n, e in guest.people.items()}
    return replace(
        draft,
        parties=tuple(dict.fromkeys([*draft.parties, *guest.parties])),
        people={**draft.people, **own},
        place=draft.place or guest.place,
        when=draft.when or _month(guest.when),
        status=guest.status if all(f.margin for f in draft.founds) else draft.status,
    )


def _listed(draft: Draft, reference: Reference) -> Draft:
    """The draft with its series looked up again, now that its parties are known."""
    name = draft.name
    if name is None or name.series_id or draft.form == "exercise":
        return draft
    if "2+2" in name.label or "2+2" in name.series:
        same = (s for s in reference.series if "2+2" in " ".join((s.label, *s.names, *s.abbreviations)))
        found = next((s.slug for s in same if set(s.members) == set(draft.parties)), None)
        return replace(draft, name=replace(name, series_id=found)) if found else draft
    known = known_series(reference.series).identified(replace(name, parties=draft.parties))
    return replace(draft, name=replace(name, series_id=known.series_id))


def _parties(draft: Draft) -> tuple[str, ...]:
    return tuple(p for p in dict.fromkeys(draft.parties) if p not in _FORUMS)


def _month(when: When | None) -> When | None:
    if when is None or when.earliest is None or when.precision != "day":
        return when
    first = when.earliest.replace(day=1)
    after = (first + timedelta(32)).replace(day=1)
    return When(when.text, "month", first, after - timedelta(1))


def _dated_by_edition(draft: Draft, reference: Reference) -> Draft:
    edition = edition_of(draft.name, reference) if draft.name else None
    if edition is None or (draft.when and draft.when.earliest):
        return draft
    return replace(draft, when=edition_date(edition, draft.when.text if draft.when else ""))


def _news(
    drafts: Sequence[Draft], recognised: Recognised, margins: Mapping[int, int], anchor: date | None
) -> frozenset[int]:
    """The talks that the article reports: of the headline or the first sentences, or held with them."""
    if not drafts:
        return frozenset()
    early = frozenset(s.span for s in recognised.sentences[:_NEWS_SENTENCES])
    own = [i for i in range(len(drafts)) if i not in set(margins.values())]
    first = [i for i in own if _opens(drafts[i], early) and not _long_past(drafts[i], anchor)]
    lead = drafts[first[0] if first else 0]
    return frozenset([*first, *(i for i in own if drafts[i].status == "held" and _with(drafts[i], lead))])


def _opens(draft: Draft, early: frozenset[Span]) -> bool:
    """Whether the headline or the first sentences tell of it."""
    return any(f.heading or (f.sentence in early and not f.other) for f in draft.founds)


def _long_past(draft: Draft, anchor: date | None) -> bool:
    return bool(anchor and draft.when and draft.when.latest and anchor - draft.when.latest > timedelta(20))


def _with(draft: Draft, lead: Draft) -> bool:
    """Held about the same day, with one of the same people."""
    if not set(draft.people) & set(lead.people) or draft.form == "visit":
        return False
    if draft.when is None or lead.when is None or not draft.when.earliest or not lead.when.earliest:
        return draft.when is None
    return abs(draft.when.earliest - lead.when.earliest) <= _NEAR


def _topics(index: int, drafts: Sequence[Draft], recognised: Recognised, lead: int | None) -> tuple[str, ...]:
    """Topics of the sentences that speak of a talk; the leading one also has those that speak of no other."""
    own = {f.sentence for f in drafts[index].founds}
    others = {f.sentence for d in drafts for f in d.founds}
    text = recognised.article.text
    if index == lead:
        own |= {s.span for s in recognised.sentences} - others
    return topics_of("\n".join(s.of(text) for s in sorted(own)))[:_TOPICS]


def _talk(
    key: str, draft: Draft, recognised: Recognised, news: bool, margins: str | None, topics: tuple[str, ...]
) -> Talk:
    name, place = draft.name, None if draft.form == "call" else draft.place
    parties = tuple(sorted(set(draft.parties)))
    return Talk(
        key=key,
        form=draft.form,
        status=draft.status,
        parties=parties,
        evidence=tuple(dict.fromkeys(Evidence(f.sentence, f.words, f.rule) for f in draft.founds)),
        label=name.label if name else None,
        series=name.series if name else None,
        series_id=name.series_id if name else None,
        ordinal=name.ordinal if name else None,
        when=draft.when,
        place=place,
        host=draft.host or (place.state if place and place.state in parties else None),
        participants=tuple(
            Participant(n, party_of(n, recognised.officials), e) for n, e in draft.people.items()
        ),
        topics=topics,
        main=news,
        on_margins_of=margins,
    )
