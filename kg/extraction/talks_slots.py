"""What stands about a trigger: who met whom, when and where, read from one sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.mentions import (
    BodyMention,
    DateMention,
    Mention,
    PartyMention,
    PlaceMention,
    SeriesMention,
)
from kg.extraction.resolve import Actor
from kg.extraction.series_words import series_table
from kg.extraction.talks_rules import TriggerRule
from kg.model import Place, Span

_TOPIC = re.compile(
    r"\b(?:on (?!the (?:sidelines|margins|same|side|occasion|phone|telephone|line)|\d|\w+day\b|(?:Jan|Feb|Mar|Apr|"
    r"May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|a (?:visit|call)|behalf|board)|over (?!breakfast|lunch|dinner|the (?:phone|"
    r"telephone)|video|telephone|phone)|about|regarding|concerning|to (?:discuss|exchange|share|review|address|mark|promote|talk)|"
    r"aimed at|focus(?:ed|ing|es) on|amid|despite|because|that|which (?!took|was held|were held)|where|who|"
    r"said|says|according to|after (?:North|the North)|including (?!A)|against|towards?|in response to)\b|;|:"
)
_OBJECT = re.compile(
    r"^(?:|, [^,;]{1,40},|[^;]*?\b(?:with|between|of|by|and|from|among|on|to|for|including|upon|together|counterparts?,?|ministers,?|leaders,?))"
    r"(?:,? ?(?:the|his|her|their|its|visiting|outgoing|incoming|new|newly|fellow|elected|appointed|former|current|"
    r"respective|representatives of|officials (?:of|from)|(?:foreign|defen[cs]e|prime)? ?ministers (?:of|from)|"
    r"counterparts? from|leaders of|delegations (?:of|from)|both|H\.E\.|Mr\.?|Ms\.?|Dr\.?|General|Senator|"
    r"(?:foreign|defen[cs]e) (?:affairs )?(?:and \w+ )?authorities of|senior|\w+ officials (?:of|from)|"
    r"[A-Z][\w.’'-]*|\([A-Z]+\)))*,? ?[“\"(]?$"
)
_JOINER = re.compile(
    r"^(?:[’']s)?[^;.]{0,70}?(?:,|\band\b|\bas well as\b|\balong with\b|&|\bor\b|\(|\)|/|-|–|^ )[^;.]{0,45}$"
)
_VERBLIKE = re.compile(
    r"\b(?:was|were|is|are|has|had|have|will|would|agreed|discussed|said|expressed|explained|stressed|exchanged|"
    r"reaffirmed|shared|welcomed|noted|requested|held|took|met|visited|arrived|called|in order|to \w+)\b"
)
_SUPPORT = re.compile(
    r"\b(?:h[eo]lds?|holding|had|have|having|has|attend(?:ed|s|ing)?|hosts?|hosted|co-?hosted|co-?chair(?:ed|s|ing)?|convene[ds]?|"
    r"conduct(?:ed|s)?|launch(?:ed|es)?|start(?:ed|s)?|beg[ai]n|begins|join(?:ed|s)?|conclud(?:ed|es)|open(?:ed|s)|chaired|"
    r"includ(?:ed|es|ing)|consist(?:ed|s) of|between|participat(?:ed|es|ing) in|took part in|take part in|engaged in|led|headed|wrap(?:ped|s) up|agreed to|met for|their)\b"
)
_QUOTED_SOURCE = re.compile(r"\b(?:said|according to|told|reported)\b")
_PLACE_LEAD = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]board|[Oo]utside|[Tt]o|[Vv]isit(?:ed|ing)?|toured|leaving for|held at)|,) (?:the )?(?:[\w’'-]+ )?$"
)


_LETTER = re.compile(r"[a-z]")
_AT = re.compile(r"\b(?:at|in)(?: the)? $")
_NEAR = 90  # characters between a visit and the meeting that is part of it
_FAR = 220  # characters between "discussed" and "with whom"
_FRONT = 60  # characters before a phrase that still opens the sentence


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a sentence; `name` where it is the name of a talk."""

    span: Span
    rule: TriggerRule
    name: SeriesMention | None = None
    margin: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands about a trigger: subjects before it, objects after, parties in front of the noun."""

    subjects: tuple[Actor, ...] = ()
    objects: tuple[Actor, ...] = ()
    front: tuple[str, ...] = ()


def sides_of(
    text: str, sentence: Span, hits: Sequence[Hit], actors: Sequence[Actor], mentions: Sequence[Mention]
) -> tuple[Sides, ...]:
    """The sides of each trigger of a sentence, in order; a later one shares the subject of the first."""
    found: list[Sides] = []
    taken: set[Span] = set()
    for i, hit in enumerate(hits):
        limit = hits[i + 1].span.start if i + 1 < len(hits) else sentence.end
        objects = _objects(text, hit, [a for a in actors if hit.span.end <= a.span.start < limit])
        front = _front(text, hit, mentions)
        floor = hits[i - 1].span.end if i else sentence.start
        floor = max(floor, text.rfind(";", floor, hit.span.start) + 1)
        before = [a for a in actors if floor <= a.span.start < hit.span.start and a.span not in taken]
        subjects = _subjects(text, floor, hit, before)
        if not subjects and i:
            subjects = found[i - 1].subjects or _opening(hit, [a for a in actors if a.span not in taken])
        if not subjects and not i and hit.span.start - sentence.start < _FRONT:
            subjects = _behind(
                text, hit, [a for a in actors if a.span.start > hit.span.end and a not in objects]
            )
        if not subjects and len(objects) == 1 and (guests := _inverted(text, objects[0], actors)):
            subjects, objects = objects, guests
        taken.update(a.span for a in objects)
        found.append(Sides(subjects, objects, front))
    return tuple(found)


_WERE = re.compile(r"[^.;,]{0,40}\b(?:was|were) (?:the |his |her )?")


def _inverted(text: str, agent: Actor, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The guests of "Also met by A today were B and C"."""
    rest = [a for a in actors if a.span.start >= agent.span.end]
    if not rest or not _WERE.fullmatch(text[agent.span.end : rest[0].span.start]):
        return ()
    return (rest[0], *_coordinated(text, rest[0], rest[1:]))


def _opening(hit: Hit, free: Sequence[Actor]) -> tuple[Actor, ...]:
    """The person with whom the sentence opens, for a later verb: "X inspected a guard before calling on Y"."""
    if hit.rule.kind != "verb":
        return ()
    return tuple(a for a in free if a.kind in ("name", "role") and a.span.end <= hit.span.start)[:1]


_WITH_WHOM = re.compile(r"\bwith (?:the |his |her |its |their )?(?:[\w-]+ )?$")


def _objects(text: str, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    if hit.rule.needs == "with":
        near = [a for a in after if a.kind in ("name", "role") and a.span.start - hit.span.end < _FAR]
        first = next(
            (n for n, a in enumerate(near) if _WITH_WHOM.search(text[hit.span.end : a.span.start])), None
        )
        return () if first is None else (near[first], *_coordinated(text, near[first], near[first + 1 :]))
    return _plain_objects(text, hit, after)


def _coordinated(text: str, first: Actor, rest: Sequence[Actor]) -> list[Actor]:
    found: list[Actor] = []
    at = first.span.end
    for actor in rest:
        gap = text[at : actor.span.start]
        if not _JOINER.match(gap) or _VERBLIKE.search(gap) or _TOPIC.search(gap):
            break
        found.append(actor)
        at = actor.span.end
    return found


_LIST = re.compile(r"[^.;:]{0,60}\bfollowing\b[^.;:]{0,60}:")


def _plain_objects(text: str, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    if listed := _LIST.match(text, hit.span.end):
        return tuple(a for a in after if a.kind == "name" and a.span.start >= listed.end())
    found: list[Actor] = []
    at = hit.span.end
    for actor in after:
        gap = text[at : actor.span.start]
        if _TOPIC.search(gap) or len(gap) > 110:  # noqa: PLR2004 - a line of text
            break
        if not found and not (
            _OBJECT.match(gap) and (hit.rule.kind not in ("noun", "name") or _LETTER.search(gap))
        ):
            if _VERBLIKE.search(gap) or (hit.rule.kind == "verb" and not _AT.search(gap)):
                break
            continue
        if found and (not _JOINER.match(gap) or _VERBLIKE.search(gap)):
            break
        found.append(actor)
        at = actor.span.end
    return tuple(found)


def _subjects(text: str, floor: int, hit: Hit, before: Sequence[Actor]) -> tuple[Actor, ...]:
    people = [a for a in before if a.kind in ("name", "role", "group", "pronoun") and not _source(text, a)]
    people = _last_group(text, people)
    if hit.rule.kind == "visit":
        own = hit.rule.id == "talk.visit-verb"
        return tuple(people) if own or (people and _visiting(text, people[-1], hit)) else ()
    if people and (
        hit.rule.kind in ("verb", "passive")
        or _takes_part(text[people[-1].span.end : hit.span.start], people)
    ):
        return tuple(people)
    if people and hit.name:
        return ()
    gap_from = before[-1].span.end if before else floor
    gap = text[gap_from : hit.span.start]
    near = hit.rule.kind in ("verb", "visit") or _SUPPORT.search(gap)
    if not near or _TOPIC.search(gap):
        return ()
    return tuple(a for a in before if not _TOPIC.search(text[floor : a.span.start]))


_RELATIVE = re.compile(r", (?:who|which|whose|where)\b[^;]*?,(?= )")
_WITH = re.compile(
    r"(?:(?:of|from|to|at|for)\b[^.;,]{0,70}?|\([^)]*\))? ?(?:,[^.;]*)?(?:,|\band\b|\bwith\b|\bas well as\b|&|\()[^.;]{0,60}"
)
_CLAUSE = re.compile(
    r"\b(?:that|when|while|after|before|because|as|since|whom|said|told|recalled|explained|welcomed|visit of)\b"
)
_VISITS = re.compile(
    r"(?:^[’']s?\b|\b(?:his|her|their|pa(?:y|ys|id|ying)|on|ma(?:k|d)e|making|beg[ai]n|during|concluded?|"
    r"undert\w+|embark\w*|end(?:ed|s))\b)[^.;]{0,70}$"
)


def _visiting(text: str, actor: Actor, hit: Hit) -> bool:
    """Whether the words between a person and "visit" say that the person goes."""
    return bool(_VISITS.search(text[actor.span.end : hit.span.start]))


def _last_group(text: str, people: Sequence[Actor]) -> list[Actor]:
    """The persons nearest before a trigger that stand together; relative clauses left out."""
    if not people:
        return []
    asides = [m.span() for m in _RELATIVE.finditer(text, people[0].span.start, people[-1].span.end + 200)]
    known = [a for a in people if not any(s <= a.span.start < e for s, e in asides)] or list(people)
    group = [known[-1]]
    for actor in reversed(known[:-1]):
        gap = text[actor.span.end : group[0].span.start]
        for s, e in asides:
            if actor.span.end <= s and e <= group[0].span.start:
                gap = text[actor.span.end : s] + "," + text[e : group[0].span.start]
        if not _WITH.fullmatch(gap.strip()) or _VERBLIKE.search(gap) or _CLAUSE.search(gap):
            break
        group.insert(0, actor)
    return group


_AT_TALK = re.compile(
    r"\b(?:(?:at|during|in|for|through|after|following|as part of) (?:(?!to |of )[\w’'-]+ ){0,4}|(?:his|her|their|[\w]+[’']s) (?:[\w’'-]+ ){0,4})$"
)


def _takes_part(gap: str, people: Sequence[Actor]) -> bool:
    """Whether the words between persons and the noun make them those who were there."""
    if re.match(r"[’']s?(?: [\w-]+){0,4} $", gap):
        return True
    if len(people[-1].agents) > 1 and not _SUPPORT.search(gap):
        return False
    main = re.split(r"\b(?:that|which|who|how)\b", gap)[0]
    return bool(_SUPPORT.search(main) or _AT_TALK.search(gap)) or not gap.strip(" ’'s-")


def _source(text: str, actor: Actor) -> bool:
    """Whether the actor only reports: "…, the ministry said"."""
    return bool(re.match(r",? (?:said|told|reported)\b", text[actor.span.end : actor.span.end + 12])) or text[
        max(0, actor.span.start - 14) : actor.span.start
    ].lower().strip().endswith(("according to", " said"))


def _behind(text: str, hit: Hit, after: Sequence[Actor]) -> tuple[Actor, ...]:
    """The subject of the main clause behind a phrase that opens the sentence: "In talks with X, Y said"."""
    if after and text[hit.span.end : after[0].span.start] == " ":
        joined = len(after) > 1 and text[after[0].span.end : after[1].span.start] == " and "
        return tuple(after[: 1 + joined])
    for actor in after[:3]:
        if (
            text[actor.span.start - 2 : actor.span.start] == ", "
            or text[hit.span.end : actor.span.start] == ", "
        ):
            return (actor,)
        if re.search(r", (?:the )?(?:\w+ )?$", text[hit.span.end : actor.span.start]):
            return (actor,)
    return ()


def _front(text: str, hit: Hit, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Parties that stand as attributes right before a noun: "Korea-China defense ministers' talks"."""
    if hit.rule.kind not in ("noun", "visit") or hit.name:
        return ()
    codes: list[str] = []
    at = hit.span.start
    for m in reversed([m for m in mentions if isinstance(m, PartyMention) and m.span.end <= hit.span.start]):
        gap = text[m.span.end : at]
        if not _attributive(gap):
            break
        codes[:0] = m.codes
        at = m.span.start
    return tuple(dict.fromkeys(codes))


def _attributive(gap: str) -> bool:
    words = re.findall(r"[\w’'+-]+", gap.lower().replace("’", "'"))
    allowed = series_table().modifiers
    fine = all(
        w.strip("-'") in allowed or w in allowed or w in ("and", "-", "'s", "ministers'", "chiefs")
        for w in words
    )
    return fine and not re.search(r"[.;:()]", gap) and len(words) < 7  # noqa: PLR2004


def dates_of(
    text: str, sentence: Span, hits: Sequence[Hit], mentions: Sequence[Mention]
) -> tuple[DateMention | None, ...]:
    """The date of each trigger: the nearest one that no other trigger is nearer to."""
    dates = [m for m in mentions if isinstance(m, DateMention) and not _since(text, m.span)]
    pairs = sorted(
        (_distance(text, hit, date.span, sentence), i, j)
        for i, hit in enumerate(hits)
        for j, date in enumerate(dates)
        if not hit.margin or _DIRECT.match(text[hit.span.end : date.span.start])
    )
    found: list[DateMention | None] = [None] * len(hits)
    used: set[int] = set()
    for cost, i, j in pairs:
        if found[i] is None and j not in used and cost < 260:  # noqa: PLR2004 - beyond a clause
            found[i] = dates[j]
            used.add(j)
    return _shared(text, hits, found)


_DIRECT = re.compile(
    r"^(?:,? ?\(?(?:held|which|was|took place|taking place|in [A-Z][\w ]+?,?|that|on|from|in))* ?\(?$"
)


_NOT_SINCE = re.compile(
    r"\b(?:not (?:met|been held|convened|taken place)|last (?:met|held|convened|took place)|suspended) since (?:the )?$"
)


def _since(text: str, span: Span) -> bool:
    if _NOT_SINCE.search(text[max(0, span.start - 50) : span.start]):
        return False
    return bool(
        re.search(
            r"\b(?:[Ss]ince|until|till|[Ff]rom|by the end of) (?:the )?$",
            text[max(0, span.start - 12) : span.start],
        )
    ) and not re.match(r"[^,;.]{0,12}\bto\b", text[span.end : span.end + 16])


def _distance(text: str, hit: Hit, span: Span, sentence: Span) -> int:
    """How far a phrase is from a trigger; punctuation between makes it further, a sentence's start nearer."""
    low, high = (hit.span.end, span.start) if hit.span.end <= span.start else (span.end, hit.span.start)
    if high <= low:
        return 0
    gap = text[low:high]
    cost = (
        len(gap)
        + 300 * gap.count(";")
        + 25 * len(re.findall(r"\b(?:which|where|when|who|that|since)\b", gap))
    )
    if span.end <= hit.span.start:
        cost += 40
    opens = span.end <= hit.span.start and span.start - sentence.start < 14  # noqa: PLR2004 - "On Friday, "
    return cost // 3 if opens else cost


_COORDINATED = re.compile(
    r"^(?:[^.;]{0,60}?)?,? (?:and|as well as)(?: (?:then|later|also|the|a|an|with|had|held|bilateral))*[^.;,]{0,40}$"
)


_APPOSED = re.compile(r"^[^;.]{0,60}, (?:namely )?(?:the|a) $")


def _shared(
    text: str, hits: Sequence[Hit], found: Sequence[DateMention | None]
) -> tuple[DateMention | None, ...]:
    """A date also serves the other part of a coordination or of a list after a colon."""
    out = list(found)
    for i in range(1, len(hits)):
        if hits[i].margin and out[i - 1] is None:
            out[i - 1] = out[i]
    for i in range(1, len(hits)):
        gap = text[hits[i - 1].span.end : hits[i].span.start]
        if out[i] is None and (":" in gap or _COORDINATED.match(gap) or _APPOSED.search(gap)):
            out[i] = out[i - 1]
    for i, hit in enumerate(hits):
        after = hits[i + 1] if i + 1 < len(hits) else None
        if hit.rule.form == "visit" and out[i] is None and after and after.span.start - hit.span.end < _NEAR:
            out[i] = out[i + 1]
    for i in range(len(hits) - 2, -1, -1):
        gap = text[hits[i].span.end : hits[i + 1].span.start]
        if out[i] is None and hits[i].name and hits[i + 1].name and re.fullmatch(r",? and (?:the )?", gap):
            out[i] = out[i + 1]
    return tuple(out)


def places_of(
    text: str, sentence: Span, hits: Sequence[Hit], mentions: Sequence[Mention]
) -> tuple[Place | None, ...]:
    """The place of each trigger: a city or site after "in" or "at", nearest to it."""
    places = [
        m for m in mentions
        if isinstance(m, PlaceMention) and m.place.state and _PLACE_LEAD.search(text[max(sentence.start, m.span.start - 30) : m.span.start])
    ]  # fmt: skip
    found: list[Place | None] = []
    for hit in hits:
        near = [(_distance(text, hit, m.span, sentence), m.span.start, m.place) for m in places]
        best = min((n for n in near if n[0] < 160), default=None, key=lambda n: n[:2])  # noqa: PLR2004
        found.append(best[2] if best else _site(text, sentence, hit, mentions))
    return tuple(found)


_AT_BODY = re.compile(
    r"\bat (?:the )?(?:(?P<latter>latter country[’']s|latter[’']s) )?(?:headquarters of the )?$"
)


def _site(text: str, sentence: Span, hit: Hit, mentions: Sequence[Mention]) -> Place | None:
    """A ministry or headquarters after "at", where no city is named."""
    for m in mentions:
        if not isinstance(m, BodyMention) or _distance(text, hit, m.span, sentence) > 120:  # noqa: PLR2004
            continue
        if lead := _AT_BODY.search(text[max(sentence.start, m.span.start - 40) : m.span.start]):
            party = m.party
            if lead["latter"]:
                named = [p for p in mentions if isinstance(p, PartyMention) and p.span.end <= m.span.start]
                party = named[-1].codes[-1] if named else party
            return Place(m.label, party)
    return None
