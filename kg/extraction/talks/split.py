"""One mention that tells of several talks: one with each partner, to each state, of each pair."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.mentions import DateMention
from kg.extraction.resolve.actors import Actor
from kg.extraction.talks.found import Found, Reading, party_in, people_in
from kg.extraction.talks.hit import Hit
from kg.extraction.talks.hits import PLURAL
from kg.extraction.talks.rules import talk_rules, words
from kg.extraction.talks.slots import Sides

_JOINT = words("joint")
_BETWEEN = re.compile(r"\bbetween\b")
_AND_WITH = words("and-with")
_OF_PAIR = re.compile(r", (?:and )?(?:of|between) ")


def split(base: Found, hit: Hit, sides: Sides, reading: Reading) -> Iterator[Found]:
    """One talk with each partner where the words say so: "consecutive talks with A and B"."""
    if pairs := _pairs(reading, hit, sides):
        yield from (replace(base, parties=pair, people=()) for pair in pairs)
        return
    if turns := _turns(base, hit, sides, reading):
        yield from turns
        return
    groups = _by_party(reading, sides.objects)
    journey = (
        base.form == "visit"
        and hit.rule.id == "talk.visit-verb"
        and all(a.kind in ("party", "capital") for a in sides.objects)
    )
    if len(groups) >= _PAIR and journey:
        yield from _by_destination(base, groups, sides, reading)
    elif len(groups) < _PAIR or not _several(base, hit, sides, reading):
        yield base
    elif base.form == "visit":
        yield from _by_destination(base, groups, sides, reading)
    else:
        yield from _by_partner(base, hit, sides, reading, groups)


_PAIR = 2
_WITH = re.compile(r" (?:met |spoke |talked |conferred )?with (?:the |his |her )?")
_NEXT = re.compile(r"(?:,? and|;|,) (?:the )?$")


def _turns(base: Found, hit: Hit, sides: Sides, reading: Reading) -> list[Found]:
    """A talk with each of "A on Sunday and with B on Monday", and of "X met A, and Y with B"."""
    if base.name or base.form == "visit" or hit.rule.kind not in ("verb", "passive", "noun"):
        return []
    gapped = _gapped(base, hit, reading)
    if gapped:
        return gapped
    runs = _runs(base, sides.objects, reading)
    own = people_in(reading, sides.subjects)
    home = _home(reading, sides, own)
    if len(runs) < _PAIR or not home:
        return []
    return [_turn(base, reading, run, (home, own), runs[n + 1 : n + 2]) for n, run in enumerate(runs)]


def _turn(
    base: Found,
    reading: Reading,
    run: Sequence[Actor],
    own: tuple[Sequence[str], Sequence[str]],
    rest: Sequence[Sequence[Actor]],
) -> Found:
    groups = _by_party(reading, run)
    names = tuple(n for group in groups.values() for n in group)
    end = rest[0][0].span.start if rest else reading.sentence.end
    dates = [
        m for m in reading.mentions if isinstance(m, DateMention) and run[-1].span.end <= m.span.start < end
    ]
    near = [d for d in dates if d.span.start - run[-1].span.end < _NEAR]
    parties = tuple(dict.fromkeys([*own[0], *groups]))
    people = tuple(dict.fromkeys([*own[1], *names]))
    return replace(base, parties=parties, people=people, date=near[0] if near else base.date, apart=True)


_NEAR = 25  # characters between a partner and the day of the talk


def _runs(base: Found, partners: Sequence[Actor], reading: Reading) -> list[list[Actor]]:
    """The partners, parted where the words say that another talk comes; each courtesy call has one."""
    runs: list[list[Actor]] = []
    for n, actor in enumerate(partners):
        gap = reading.text[partners[n - 1].span.end : actor.span.start] if n else ""
        single = base.form == "courtesy-call" and actor.kind == "name"
        if not runs or single or _AND_WITH.search(gap):
            runs.append([])
        runs[-1].append(actor)
    return runs


def _gapped(base: Found, hit: Hit, reading: Reading) -> list[Found]:
    """The talks of "X met A, and Y with B": the second clause has no verb."""
    text = reading.text
    people = [a for a in reading.actors if a.kind in ("name", "role")]
    before = [a for a in people if a.span.end <= hit.span.start]
    after = [a for a in people if a.span.start >= hit.span.end]
    for x, a, y, b in zip(before[-1:], after, after[1:], after[2:], strict=False):
        joined = _NEXT.fullmatch(text[a.span.end : y.span.start]) and _WITH.fullmatch(
            text[y.span.end : b.span.start]
        )
        if joined:
            return [_turn(base, reading, (one, two), ((), ()), ()) for one, two in ((x, a), (y, b))]
    return []


def _several(base: Found, hit: Hit, sides: Sides, reading: Reading) -> bool:
    """Whether the words tell of a talk with each partner and not of one with all."""
    text, sentence = reading.text, reading.sentence
    if base.name or _JOINT.search(text, max(sentence.start, hit.span.start - 30), hit.span.end):
        return False
    if talk_rules().each.search(text, sentence.start, sentence.end):
        return True
    apart = any(_AND_WITH.search(gap) for gap in _gaps(reading, sides.objects))
    return apart or bool(PLURAL.search(hit.span.of(text).lower()))


def _by_partner(
    base: Found, hit: Hit, sides: Sides, reading: Reading, groups: Mapping[str, tuple[str, ...]]
) -> Iterator[Found]:
    own = people_in(reading, sides.subjects)
    home = _home(reading, sides, own)
    if not home and _BETWEEN.search(reading.text[hit.span.end : sides.objects[0].span.start]):
        home = tuple(groups)[:1]
        own = groups[home[0]]
    if not home:
        yield base
        return
    for code, names in groups.items():
        if code not in home:
            yield replace(base, parties=(*home, code), people=(*own, *names), words=hit.span)


def _home(reading: Reading, sides: Sides, own: Sequence[str]) -> tuple[str, ...]:
    """The parties of the subject: of its persons, else those named."""
    codes = [p for n in own if (p := party_in(reading, n))]
    if not codes:
        codes = [g.key for a in sides.subjects for g in a.agents if g.kind == "party"]
    return tuple(dict.fromkeys(codes))


def _gaps(reading: Reading, actors: Sequence[Actor]) -> list[str]:
    return [reading.text[a.span.end : b.span.start] for a, b in pairwise(actors)]


def _by_destination(
    base: Found, groups: Mapping[str, tuple[str, ...]], sides: Sides, reading: Reading
) -> Iterator[Found]:
    """A journey to several states is a visit to each, on the days that stand right behind it."""
    home = tuple(p for p in base.parties if p not in groups)
    days = {g.key: _day_behind(reading, a) for a in sides.objects for g in a.agents}
    for code in groups:
        yield replace(base, parties=(*home, code), date=days.get(code) or base.date)


_DAY_BEHIND = re.compile(r",? (?:on |from )?")


def _day_behind(reading: Reading, actor: Actor) -> DateMention | None:
    """The date right behind a destination: "to Benin, from 22 to 23 October"."""
    dates = (m for m in reading.mentions if isinstance(m, DateMention) and m.span.start >= actor.span.end)
    near = next(dates, None)
    told = near and _DAY_BEHIND.fullmatch(reading.text, actor.span.end, near.span.start)
    return near if told else None


def _pairs(reading: Reading, hit: Hit, sides: Sides) -> list[tuple[str, ...]]:
    """Calls "between A and B, of C and D, and of E and F": one with each pair."""
    agents = [g for a in sides.objects for g in a.agents]
    codes = [c for g in agents if (c := g.key if g.kind == "party" else party_in(reading, g.key))]
    if len(codes) < 4 or len(codes) % 2 or not PLURAL.search(hit.span.of(reading.text).lower()):  # noqa: PLR2004
        return []
    joints = _OF_PAIR.findall(reading.text, hit.span.end, reading.sentence.end)
    if len(joints) < len(codes) // 2 - 1:
        return []
    return [(codes[i], codes[i + 1]) for i in range(0, len(codes), 2)]


def _by_party(reading: Reading, actors: Sequence[Actor]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for agent in (g for a in actors for g in a.agents):
        code = agent.key if agent.kind == "party" else party_in(reading, agent.key)
        if code:
            names = (agent.key,) if agent.kind == "official" else ()
            groups[code] = (*groups.get(code, ()), *names)
    return groups
