"""One mention that tells of several talks: one with each partner, to each state, of each pair."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.resolve import Actor
from kg.extraction.talks_found import Found, Reading, party_in, people_in
from kg.extraction.talks_hits import PLURAL
from kg.extraction.talks_rules import talk_rules, words
from kg.extraction.talks_slots import Hit, Sides
from kg.model import Span

_JOINT = words("joint")
_BETWEEN = re.compile(r"\bbetween\b")
_AND_WITH = words("and-with")
_OF_PAIR = re.compile(r", (?:and )?(?:of|between) ")


def split(base: Found, hit: Hit, sides: Sides, reading: Reading) -> Iterator[Found]:
    """One talk with each partner where the words say so: "consecutive talks with A and B"."""
    agents = [g for a in sides.objects for g in a.agents]
    joint = base.name or _JOINT.search(
        reading.text, max(reading.sentence.start, hit.span.start - 30), hit.span.end
    )
    apart = any(_AND_WITH.search(gap) for gap in _gaps(reading, sides.objects))
    several = len(agents) > 1 and not joint and (
        talk_rules().each.search(reading.text, reading.sentence.start, reading.sentence.end)
        or PLURAL.search(hit.span.of(reading.text).lower())
        or apart
    )  # fmt: skip
    if pairs := _pairs(reading, hit, sides):
        yield from (replace(base, parties=pair, people=()) for pair in pairs)
        return
    groups = _by_party(reading, sides.objects)
    if not several or len(groups) < 2:  # noqa: PLR2004 - one partner
        yield base
        return
    if base.form == "visit":
        yield from _by_destination(base, groups)
        return
    own = people_in(reading, sides.subjects)
    home = tuple(dict.fromkeys(p for n in own if (p := party_in(reading, n)))) or tuple(
        g.key for a in sides.subjects for g in a.agents if g.kind == "party"
    )
    if not home and _BETWEEN.search(reading.text[hit.span.end : sides.objects[0].span.start]):
        home = tuple(groups)[:1]
        own = groups[home[0]]
    if not home:
        yield base
    for code, names in groups.items():
        if home and code not in home:
            yield replace(
                base, parties=(*home, code), people=(*own, *names), words=Span(hit.span.start, hit.span.end)
            )


def _gaps(reading: Reading, actors: Sequence[Actor]) -> list[str]:
    return [reading.text[a.span.end : b.span.start] for a, b in pairwise(actors)]


def _by_destination(base: Found, groups: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """A journey to several states is a visit to each."""
    home = tuple(p for p in base.parties if p not in groups)
    yield from (replace(base, parties=(*home, code)) for code in groups)


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
