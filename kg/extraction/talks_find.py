"""The talks that one sentence speaks of, each with what the sentence says of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extraction.mentions import (
    BodyMention,
    DateMention,
    ItemMention,
    Mention,
    OfficialMention,
    PartyMention,
    PlaceMention,
    RoleMention,
    SeriesMention,
)
from kg.extraction.resolve import Actor
from kg.extraction.talks_rules import TriggerRule, talk_rules
from kg.extraction.talks_slots import Hit, Sides, dates_of, places_of, sides_of
from kg.model import Agent, Official, Place, Span, Status, TalkForm

_NAMED = "talk.named"
_STATE = 2  # letters of an ISO code
_PLURAL = re.compile(
    r"(?:meetings|summits|visits|trips|calls|conversations|consultations|dialogues|rounds|gatherings)$"
)
_NUMBERED = re.compile(
    r"(?i)\b(?:two|three|four|both|a series of|consecutive|separate|several|bilateral|individual)(?: \w+)? ?$"
)
_SPOKESPERSON = re.compile(r"(?i)spokes|press secretary|reporter|journalist|correspondent")
_HEAD_OF_STATE = re.compile(
    r"(?i)\b(?<!vice )(?:president|(?<!deputy )prime minister|premier|chancellor|king|emperor|chairman of the state)\b"
)
_MARGINS = re.compile(
    r"(?i)\b(?:on|in|at) the (?:sidelines?|margins?|occasion|fringes) of|\bwhile (?:both were )?attending|\bon occasion of|\balongside"
)
_INDEFINITE = re.compile(r"\b(?:an?|another|separate)(?: [\w-]+){0,3} $")
_HOSTED = re.compile(r"(?i)\b(?:hosted|chaired|organi[sz]ed|convened) by (?:the )?$")


@dataclass(frozen=True, slots=True)
class Found:
    """One mention of a talk.

    Attributes:
        parties: codes, in order of mention; may hold fewer than the talk had.
        people: names of officials who took part, in order of mention.
        date: as the sentence has it, perhaps relative to the day under discussion.
        anaphoric: "the meeting": the talk under discussion.
        other: "the next meeting": not the talk under discussion.
        margin: it took place on the margins of the talk named behind it.
    """

    sentence: Span
    words: Span
    rule: str
    form: TalkForm
    status: Status
    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    date: DateMention | None = None
    place: Place | None = None
    name: SeriesMention | None = None
    anaphoric: bool = False
    other: bool = False
    margin: bool = False
    host: str | None = None
    heading: bool = False
    explicit: bool = False
    indefinite: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence made ready: its mentions, its acting phrases, the article's officials.

    Attributes:
        principal: the person whom the sentences before were about.
    """

    text: str
    sentence: Span
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]
    officials: dict[str, Official]
    heading: bool = False
    principal: Agent | None = None


def find_talks(reading: Reading) -> tuple[Found, ...]:
    """Every mention of a talk in a sentence, in order."""
    hits = _hits(reading)
    hits = [h for h, s in zip(hits, _sides(reading, hits), strict=True) if _worthy(h, s, reading)]
    if not hits:
        return ()
    text, sentence, mentions = reading.text, reading.sentence, reading.mentions
    dates = dates_of(text, sentence, hits, mentions)
    places = places_of(text, sentence, hits, mentions)
    found: list[Found] = []
    for i, sides in enumerate(_sides(reading, hits)):
        status = _status(text, sentence, hits, i)
        if status is not None:
            base = _base(reading, hits[i], status, sides, dates[i], places[i])
            found += _split(base, hits[i], sides, reading)
    return _folded(text, found)


def _sides(reading: Reading, hits: Sequence[Hit]) -> list[Sides]:
    found = sides_of(reading.text, reading.sentence, hits, reading.actors, reading.mentions)
    return [_led(s, h, reading) for s, h in zip(found, hits, strict=True)]


_FOR = re.compile(r"\bfor (?:the |their |its |a |an |this year[’']s )?(?:\w+ )?$")


def _folded(text: str, found: Sequence[Found]) -> tuple[Found, ...]:
    """ "Met in Bangkok for the 6th Meeting" is one talk, the named one."""
    out: list[Found] = []
    for this in found:
        last = out[-1] if out else None
        if last and this.name and not this.margin and not last.name and last.rule in _PLAIN:
            gap = text[last.words.end : this.words.start]
            if _FOR.search(gap) and not re.search(r"[;]|\b(?:where|who|which|and)\b", gap):
                out.pop()
                parties = (
                    this.parties
                    if this.name.parties[1:]
                    else tuple(dict.fromkeys([*this.parties, *last.parties]))
                )
                people = tuple(dict.fromkeys([*last.people, *this.people]))
                this = replace(
                    this,
                    parties=parties,
                    people=people,
                    date=this.date or last.date,
                    place=this.place or last.place,
                )
        out.append(this)
    return tuple(out)


_PLAIN = frozenset({"talk.met-verb", "talk.received-verb", "talk.meeting-noun"})


_HELD_WITH = re.compile(r"^[^.;]{0,60}\bwith (?:the |his |her )?(?:[A-Z]\w+ )?$")


def _led(sides: Sides, hit: Hit, reading: Reading) -> Sides:
    """ "Meetings were held with A": by the person whom the text is about."""
    if (
        sides.subjects
        or not sides.objects
        or reading.principal is None
        or hit.name
        or hit.rule.kind != "noun"
    ):
        return sides
    first = sides.objects[0]
    if reading.principal in first.agents or not _HELD_WITH.match(
        reading.text[hit.span.end : first.span.start]
    ):
        return sides
    return Sides((Actor(first.span, (reading.principal,), "name"),), sides.objects, sides.front)


def _hits(reading: Reading) -> list[Hit]:
    """The triggers of the sentence, named talks first where two overlap."""
    named = [
        Hit(m.span, _NAME_RULE, _whole(reading, m), _on_margins(reading.text, reading.sentence, m.span))
        for m in reading.mentions
        if isinstance(m, SeriesMention)
    ]
    named += [Hit(m.span, _EXERCISE, _drill(m)) for m in reading.mentions if _staged(reading, m)]
    blocked = [h.span for h in named]
    blocked += [m.span for m in reading.mentions if isinstance(m, OfficialMention)]
    hits = list(named)
    for rule in talk_rules().triggers:
        for match in rule.pattern.finditer(reading.text, reading.sentence.start, reading.sentence.end):
            span = Span(*match.span())
            if not any(b.start < span.end and span.start < b.end for b in blocked):
                hits.append(Hit(span, rule))
                blocked.append(span)
    return sorted(hits, key=lambda h: h.span)


def _whole(reading: Reading, name: SeriesMention) -> SeriesMention:
    """The name with the parties of titles and bodies that overlap it ("China Foreign Ministers")."""
    more = [
        m.party
        for m in reading.mentions
        if isinstance(m, RoleMention | BodyMention) and m.party
        if m.span.start < name.span.end and name.span.start < m.span.end and m.span.end > name.span.start
    ]
    inside = [p for p in more if p not in name.parties]
    return replace(name, parties=(*name.parties, *inside)) if inside else name


_BEGAN = re.compile(
    r"[”'’\"]?(?: \d{4})?(?: \([^)]*\))?[^.;]{0,60}?\b(?:beg[ai]n|begins|kick(?:ed|s) off|commenc\w+|start(?:ed|s)|"
    r"conclud\w+|ended|took place|takes place|will (?:take place|begin|start|be held|be conducted|kick off|run)|"
    r"(?:was|were) (?:held|conducted|launched|opened|staged)|(?:is|got) under ?way|opened)\b"
)
_STAGED = re.compile(
    r"\b(?:open(?:ed|s)|launch(?:ed|es)|conduct(?:ed|s|ing)?|beg[ai]n|start(?:ed|s)?|h[eo]ld(?:ing)?|stag(?:ed|ing)|"
    r"conclud(?:ed|ing)|wrapp?(?:ed|ing)? up|kick(?:ed|ing) off|participat\w+ in|took part in|takes? part in|join(?:ed|ing))"
    r"(?: the| their| its| this year[’']s| \w+ly| annual| combined| joint| bilateral| \w+ (?=exercise|drill)| exercise| drill)*"
    r" ?[“\"'‘]?$",
    re.IGNORECASE,
)


def _staged(reading: Reading, mention: Mention) -> bool:
    """Whether the sentence reports that a named exercise takes place."""
    if not isinstance(mention, ItemMention) or mention.item.kind != "exercise":
        return False
    before = reading.text[max(reading.sentence.start, mention.span.start - 80) : mention.span.start]
    return bool(_BEGAN.match(reading.text, mention.span.end, reading.sentence.end) or _STAGED.search(before))


def _drill(mention: Mention) -> SeriesMention | None:
    if not isinstance(mention, ItemMention):
        return None
    item = mention.item
    return SeriesMention(mention.span, item.label, item.label, item.identifier, None, "exercise")


_EXERCISE = TriggerRule("talk.exercise", "name", "exercise", re.compile("(?!)"), None, "", "")
_NAME_RULE = TriggerRule(_NAMED, "name", "meeting", re.compile("(?!)"), None, "", "")


def _status(text: str, sentence: Span, hits: Sequence[Hit], i: int) -> Status | None:
    """Whether the talk was held; None where the words speak of no particular talk."""
    hit = hits[i]
    floor = hits[i - 1].span.end if i else sentence.start
    limit = hits[i + 1].span.start if i + 1 < len(hits) else sentence.end
    before, after = text[floor : hit.span.start], text[hit.span.end : limit]
    noun = hit.name.series if hit.name else text[hit.span.start : hit.span.end]
    last = noun.lower().split()[-1].strip("’'").rstrip("s")
    if _habitual(text, sentence, hits[i], before):
        return None
    if _PAST.match(text[hit.span.start : hit.span.end]) and not _UNREAL.search(before):
        return "held"
    if i and hit.name and re.fullmatch(r",? and (?:the )?", before):
        return _status(text, sentence, hits, i - 1)
    if hit.name and i + 1 < len(hits) and hits[i + 1].name and re.fullmatch(r",? and (?:the )?", after):
        after = text[hits[i + 1].span.end : sentence.end]
    for mood in talk_rules().moods:
        if mood.nouns and (hit.name and hit.name.ordinal or last not in mood.nouns):
            continue
        where = {"before": before, "after": after, "clause": f"{before[-60:]} {after[:60]}"}[mood.where]
        if mood.id == "mood.planned-before" and (_done(before, hit) or _HELD_AFTER.match(after)):
            continue
        if mood.pattern.search(where):
            return mood.status
    return "held"


_PRESENT = re.compile(
    r"(?i)(?:meets?|convenes?|gathers?|confers?|receives|hosts|visits?|consults?|speaks?|sits)\b"
)
_LED_TO = re.compile(
    r"(?i)\b(?:will|would|shall|to|can|could|must|may|might|should|did|does)(?: (?:also|again|then|not|next|first|separately|jointly|later))* $"
)
_PAST = re.compile(
    r"(?i)(?:met|spoke|sat|talked|conferred|consulted|gathered|convened|received|hosted|welcomed|visited|travell?ed|called|phoned|telephoned|paid|arrived|discussed|exchanged|compared|was|been)\b"
)
_UNREAL = re.compile(r"(?i)\b(?:to have|would have|not|never|had not|n[’']t)(?: \w+)? ?$")
_HELD_AFTER = re.compile(
    r"^,?(?: \([^)]*\))? (?:(?:that|which) )?(?:(?:was|were) )?(?:held|took place|hosted in)\b"
)


def _habitual(text: str, sentence: Span, hit: Hit, before: str) -> bool:
    """A verb in the plain present speaks of a habit ("the armies meet regularly"), save in headlines."""
    words = text[hit.span.start : hit.span.end]
    if (
        hit.rule.kind not in ("verb", "visit")
        or hit.rule.id == "talk.visit-noun"
        or not _PRESENT.match(words)
    ):
        return False
    return "." in text[sentence.start : sentence.end] and not _LED_TO.search(before)


_DONE = re.compile(
    r"\b(?:outcomes?|results?|after|following|since|met|held|attended|welcomed|success of the (?:recent|last))\b[^.;]{0,50}$"
)


def _done(before: str, hit: Hit) -> bool:
    """Whether a verb of the past stands nearer to the trigger than a word that looks ahead."""
    return hit.rule.kind != "verb" and bool(_DONE.search(before))


def _worthy(hit: Hit, sides: Sides, reading: Reading) -> bool:
    """Generic plurals and verbs without persons are no talks."""
    words = hit.span.of(reading.text)
    before = reading.text[max(reading.sentence.start, hit.span.start - 40) : hit.span.start]
    if _PLURAL.search(words.lower()) and not hit.name:
        numbered = _NUMBERED.search(before)
        people = any(a.kind == "name" for a in sides.objects)
        return bool(
            sides.objects and (people or numbered or hit.rule.form == "call" or "consult" in words.lower())
        )
    if hit.rule.needs == "person":
        return any(a.kind in ("name", "role", "group") for a in sides.objects)
    if hit.rule.needs in ("with", "fronted"):
        people = _people(reading, sides.objects)
        own = {_party(reading, n) for n in _people(reading, sides.subjects)}
        return bool(own) and any(_party(reading, n) not in own for n in people)
    if hit.rule.needs == "pair":
        return _pair(reading.text, sides.subjects)
    return True


def _pair(text: str, subjects: Sequence[Actor]) -> bool:
    """Exactly two named persons, joined by "and"."""
    if len(subjects) != 2 or any(a.kind not in ("name", "role") for a in subjects):  # noqa: PLR2004
        return False
    gap = text[subjects[0].span.end : subjects[1].span.start]
    return bool(re.fullmatch(r"(?:,[^.;]{0,60},)? and (?:the |his |her )?(?:\w+ )?", gap))


def _base(
    reading: Reading, hit: Hit, status: Status, sides: Sides, date: DateMention | None, place: Place | None
) -> Found:
    text, rules = reading.text, talk_rules()
    before = text[max(reading.sentence.start, hit.span.start - 70) : hit.span.start]
    acting = _visitors(reading, hit, sides) if hit.rule.kind == "visit" else (*sides.subjects, *sides.objects)
    people = _fitting(reading, hit, _people(reading, acting))
    codes = _codes(reading, hit, sides, people)
    noun = hit.rule.kind in ("noun", "visit") and hit.rule.id != "talk.visit-verb"
    other = bool(rules.other.search(before)) and (noun or (hit.name is not None and hit.name.ordinal is None))
    anaphoric = noun and not other and bool(rules.anaphor.search(before))
    host, chair = _host(reading, hit)
    people = tuple(dict.fromkeys([*people, *chair]))
    return Found(
        reading.sentence, hit.span, hit.rule.id, _form(reading, hit, people), status,
        codes if host is None or host in codes else (*codes, host), people, date, place, hit.name,
        anaphoric, other, hit.margin, host, reading.heading,
        bool(sides.objects or sides.front), noun and bool(_INDEFINITE.search(before)),
    )  # fmt: skip


def _visitors(reading: Reading, hit: Hit, sides: Sides) -> tuple[Actor, ...]:
    """Who goes: the subject, or those behind "visit of" and "visit by"."""
    by = [a for a in sides.objects if _GUEST.fullmatch(reading.text[hit.span.end : a.span.start])]
    return tuple(by[:1]) or sides.subjects


_GUEST = re.compile(r"(?: to (?:the )?[A-Z][\w ]+?)? (?:of|by|from) (?:the )?(?:\w+ )?")


def _host(reading: Reading, hit: Hit) -> tuple[str | None, tuple[str, ...]]:
    """Host of a named talk and the official in the chair, where the sentence has "hosted by" or "chaired by"."""
    before = reading.text[max(reading.sentence.start, hit.span.start - 60) : hit.span.start]
    if hit.name and _CHAIRS.search(before):
        near = [a for a in reading.actors if a.span.end <= hit.span.start]
        party = _sole_party(reading, near[-1]) if near else None
        return party, ()
    for actor in reading.actors:
        lead = reading.text[max(reading.sentence.start, actor.span.start - 25) : actor.span.start]
        if hit.name and not hit.margin and _HOSTED.search(lead) and len(actor.agents) == 1:
            agent = actor.agents[0]
            if agent.kind == "party":
                return agent.key, ()
            return _party(reading, agent.key), (agent.key,)
    return None, ()


def _on_margins(text: str, sentence: Span, name: Span) -> bool:
    return bool(_MARGINS.search(text[max(sentence.start, name.start - 45) : name.start]))


def _party(reading: Reading, name: str) -> str | None:
    official = reading.officials.get(name)
    return official.party if official else None


def _people(reading: Reading, actors: Sequence[Actor]) -> tuple[str, ...]:
    names = [g.key for a in actors for g in a.agents if g.kind == "official"]
    return tuple(n for n in dict.fromkeys(names) if not _spokesperson(reading, n))


def _fitting(reading: Reading, hit: Hit, people: Sequence[str]) -> tuple[str, ...]:
    """Of a summit only leaders, of a talk that names its states only their officials take part."""
    states = {c for c in (hit.name.parties if hit.name else ())}
    if len([c for c in states if len(c) == _STATE]) > 1:
        people = [n for n in people if _party(reading, n) in states]
    form = hit.name.form if hit.name else hit.rule.form
    if form == "summit" and not hit.margin:
        people = [n for n in people if _leads(reading.officials[n])]
    return tuple(people)


def _spokesperson(reading: Reading, name: str) -> bool:
    official = reading.officials.get(name)
    return official is None or any(_SPOKESPERSON.search(p.role) for p in official.posts)


def _codes(reading: Reading, hit: Hit, sides: Sides, people: Sequence[str]) -> tuple[str, ...]:
    """The parties: those of the name or in front of the noun, of the persons, and the parties that act."""
    own = hit.name.parties if hit.name else sides.front
    codes = list(own)
    if hit.rule.kind == "visit":
        codes += _destination(reading, hit)
    if hit.name and len([c for c in own if len(c) == _STATE]) > 1:
        return tuple(dict.fromkeys(codes))
    codes += [p for n in people if (p := _party(reading, n))]
    codes += [g.key for a in (*sides.subjects, *sides.objects) for g in a.agents if g.kind == "party"]
    if len(set(codes)) == _STATE:
        codes += _third(reading, hit)
    return tuple(dict.fromkeys(codes))


_TO = re.compile(r"^(?: ?\w*){0,3}? ?(?:to|in|of)? ?(?:the )?(?:\w+ )?$")


_THREE = re.compile(r"(?i)\b(?:trilateral|three-way|tripartite)\b[\w ’'-]*$")
_THIRD = re.compile(r"\b(?:includ|involv|with|alongside|plus)\w*(?: also)? (?:the )?$")


_CHAIRS = re.compile(
    r",? (?:which|whose country|as the country that) (?:\w+ )?(?:chair|host)(?:s|ed) (?:the |this year[’']s )?$"
)


def _sole_party(reading: Reading, actor: Actor) -> str | None:
    agent = actor.agents[0]
    return agent.key if agent.kind == "party" else _party(reading, agent.key)


def _third(reading: Reading, hit: Hit) -> list[str]:
    """The third party of "a trilateral meeting that includes C"."""
    before = reading.text[max(reading.sentence.start, hit.span.start - 40) : hit.span.start]
    if hit.name or not _THREE.search(before):
        return []
    return [
        g.key
        for a in reading.actors
        if a.span.start >= hit.span.end and _THIRD.search(reading.text[hit.span.end : a.span.start])
        for g in a.agents
        if g.kind == "party"
    ][:1]


def _destination(reading: Reading, hit: Hit) -> list[str]:
    for m in reading.mentions:
        if m.span.start < hit.span.end or not isinstance(m, PlaceMention | PartyMention):
            continue
        if _TO.match(reading.text[hit.span.end : m.span.start]):
            if isinstance(m, PartyMention):
                return list(m.codes)
            return [m.place.state] if m.place.state else []
    return []


_LEADERS = re.compile(r"(?i)\b(?:leaders|presidents|heads of (?:state|government)|prime ministers)\b")


def _form(reading: Reading, hit: Hit, people: Sequence[str]) -> TalkForm:
    form = hit.name.form if hit.name else hit.rule.form
    leaders = [n for n in people if _leads(reading.officials[n])]
    before = reading.text[max(reading.sentence.start, hit.span.start - 90) : hit.span.start]
    if form == "meeting" and hit.rule.kind == "verb" and not people and _LEADERS.search(before):
        return "summit"
    if form in ("meeting", "dialogue") and len(leaders) > 1 and len(leaders) == len(people) and not hit.name:
        return "summit"
    return form


def _leads(official: Official) -> bool:
    return any(_HEAD_OF_STATE.search(p.role) and "vice" not in p.role.lower() for p in official.posts)


def _split(base: Found, hit: Hit, sides: Sides, reading: Reading) -> Iterator[Found]:
    """One talk with each partner where the words say so: "consecutive talks with A and B"."""
    agents = [g for a in sides.objects for g in a.agents]
    joint = base.name or _JOINT.search(
        reading.text, max(reading.sentence.start, hit.span.start - 30), hit.span.end
    )
    apart = any(_AND_WITH.search(gap) for gap in _gaps(reading, sides.objects))
    several = len(agents) > 1 and not joint and (
        talk_rules().each.search(reading.text, reading.sentence.start, reading.sentence.end)
        or _PLURAL.search(hit.span.of(reading.text).lower())
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
    own = _people(reading, sides.subjects)
    home = tuple(dict.fromkeys(p for n in own if (p := _party(reading, n)))) or tuple(
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


_JOINT = re.compile(r"(?i)\b(?:trilateral|quadrilateral|three-way|joint|multilateral|together)\b")


_BETWEEN = re.compile(r"\bbetween\b")
_AND_WITH = re.compile(
    r"\band(?:,? (?:afterwards|later|then|also|separately|subsequently|finally|on [^,;]{3,30}?),?)* (?:with|on|by) (?:the )?$"
)


def _gaps(reading: Reading, actors: Sequence[Actor]) -> list[str]:
    return [reading.text[a.span.end : b.span.start] for a, b in zip(actors, actors[1:], strict=False)]


def _by_destination(base: Found, groups: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """A journey to several states is a visit to each."""
    home = tuple(p for p in base.parties if p not in groups)
    yield from (replace(base, parties=(*home, code)) for code in groups)


_OF_PAIR = re.compile(r", (?:and )?(?:of|between) ")


def _pairs(reading: Reading, hit: Hit, sides: Sides) -> list[tuple[str, ...]]:
    """Calls "between A and B, of C and D, and of E and F": one with each pair."""
    agents = [g for a in sides.objects for g in a.agents]
    codes = [c for g in agents if (c := g.key if g.kind == "party" else _party(reading, g.key))]
    if len(codes) < 4 or len(codes) % 2 or not _PLURAL.search(hit.span.of(reading.text).lower()):  # noqa: PLR2004
        return []
    joints = _OF_PAIR.findall(reading.text, hit.span.end, reading.sentence.end)
    if len(joints) < len(codes) // 2 - 1:
        return []
    return [(codes[i], codes[i + 1]) for i in range(0, len(codes), 2)]


def _by_party(reading: Reading, actors: Sequence[Actor]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for agent in (g for a in actors for g in a.agents):
        code = agent.key if agent.kind == "party" else _party(reading, agent.key)
        if code:
            names = (agent.key,) if agent.kind == "official" else ()
            groups[code] = (*groups.get(code, ()), *names)
    return groups
