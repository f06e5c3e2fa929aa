"""Whose side an official is on, where the sentence says it: "The Japanese side was led by …"."""

import re
from dataclasses import replace

from kg.extraction.elements import Element
from kg.extraction.officials.find import Reading
from kg.extraction.officials.link import parts
from kg.extraction.officials.rules import links, memorial, phrase_words
from kg.extraction.officials.sighting import Sighting
from kg.extraction.officials.state import can_have, office_class
from kg.language.rows import Row

_REACH = 60
_PAIR = 2
_FROM = len(",xf")
_CALLS = re.compile(r",?\s+(?:also |later |today )?(?:called on|paid a (?:courtesy )?call on)\b")
_LEADS = re.compile(r",?[vx]{1,4}H")
_LEADING = frozenset(
    {"heading", "leading", "head", "lead", "leads", "heads", "led", "headed", "representing"}
)
_GUESTS = frozenset(
    {"dignitary", "guest", "visitor", "diplomat", "counterpart", "official", "leader", "general"}
)
_CAME = frozenset({"came", "arrived", "flew", "travelled", "traveled", "joined"})
_JOINED = re.compile(r"(?:\s|,|\band\b|&|\bthe\b|\b(?:Rt|Hon|H\.E)\b\.?)*")
_HONOURED = re.compile(r"\s(?:the\s+)?(?:(?:Rt|Hon|H\.E|His|Her|Excellency|Mr|Ms|Dr)\b\.?\s*)+$")
_RELATIVE = re.compile(r"\bwho\b[^,.;]*$")


def with_sides(reading: Reading) -> Reading:
    """The reading with the side of each sighting whose title names no state."""
    row, ctx = reading.row, dict(_contexts(reading))
    starts = {row.tokens[e.first].start: n for n, e in enumerate(reading.elements)}
    starts |= {
        row.tokens[e.inner].start: n for n, e in enumerate(reading.elements) if e.symbol in "NM" and e.inner
    }
    living = [s for s in reading.sightings if s.holding != "late" and not memorial().search(_before(row, s))]
    sighted = [_sided(reading, s, starts.get(s.name_span.start), ctx) for s in living]
    sighted = _carried(reading, _linked(reading, sighted))
    led = _led(reading)
    own = row.key(0) in {"i", "we"}
    sighted = [
        replace(
            s,
            nearby=_nearby(reading, s),
            unlike=_unlike(reading, s),
            led=led,
            own=own,
            caller=_calls(reading, s),
        )
        for s in sighted
    ]
    return replace(reading, sightings=tuple(sighted))


def _calls(reading: Reading, sighting: Sighting) -> bool:
    """Whether somebody calls on an official without a name: "the Minister of Health N called on EAM"."""
    named = any(s.name_span.start > sighting.name_span.end for s in reading.sightings)
    return not named and _CALLS.match(reading.row.text, sighting.span.end) is not None


def _linked(reading: Reading, sightings: list[Sighting]) -> list[Sighting]:
    """The sightings with their link to the sentence's subject, said once for several joined by "and"."""
    out: list[Sighting] = []
    for sighting in sightings:
        before = _before(reading.row, sighting)
        link = next((rule.relation for rule in links() if rule.pattern.search(before)), None)
        if link is None and out and _between(reading, out[-1], sighting):
            out.append(replace(sighting, link=out[-1].link, host=out[-1].host))
            continue
        if link and _RELATIVE.search(before):
            link = f"{link}-near"
        out.append(replace(sighting, link=link))
        out[-1] = replace(out[-1], host=_host(reading, out[-1]))
    return out


def _before(row: Row, sighting: Sighting) -> str:
    """The words of the sentence before a mention, the nearest few."""
    start = max(row.tokens[0].start, sighting.span.start - _REACH)
    return _HONOURED.sub("", row.text[start : sighting.span.start]).rstrip()


def _host(reading: Reading, sighting: Sighting) -> str | None:
    """The party of a subject without a name: "The Vietnamese vice minister called on …"."""
    named = any(s.span.start < sighting.span.start for s in reading.sightings)
    if sighting.link != "against" or named:
        return None
    first = reading.elements[0]
    if 0 not in reading.used and first.symbol in "TSHB" and len(first.codes) == 1:
        return first.codes[0]
    start, row = sighting.span.start, reading.row
    guests = (e.codes[0] for e in reading.elements if _is_guest(row, e) and row.tokens[e.first].start < start)
    return next(guests, None)


def _is_guest(row: Row, element: Element) -> bool:
    """Whether a phrase is a demonym before a word for a person: "the Indian dignitary"."""
    return element.symbol == "A" and len(element.codes) == 1 and row.key(element.last) in _GUESTS


def _led(reading: Reading) -> str | None:
    """The party whose body or side a sentence starts with."""
    first = reading.elements[0] if reading.elements else None
    return first.codes[0] if first and first.symbol in "BH" and len(first.codes) == 1 else None


def _unlike(reading: Reading, sighting: Sighting) -> tuple[str, ...]:
    """The parties of "his Japanese counterpart" after the name of whom "his" means."""
    row = reading.row
    found = (
        e.codes
        for e in reading.elements
        if e.symbol in "CD"
        and row.key(e.first) in {"his", "her", "their"}
        and row.tokens[e.first].start >= sighting.span.end
    )
    return next(found, ())


def _nearby(reading: Reading, sighting: Sighting) -> tuple[str, ...]:
    """The parties that a sentence names, those before the name first and nearest first."""
    row, start = reading.row, sighting.span.start
    named = [
        (row.tokens[e.first].start, e.codes[0])
        for e in reading.elements
        if e.symbol in "SAZHB" and e.codes and not (e.symbol == "S" and located(row, e.first))
    ]
    before = [code for at, code in reversed(named) if at < start]
    after = [code for at, code in named if at > start]
    return tuple(dict.fromkeys([*before, *after]))


def _carried(reading: Reading, sightings: list[Sighting]) -> list[Sighting]:
    """States said once for a foreign and a defence minister, and the others that they are set against."""
    kinds = [office_class(s.role) for s in sightings]
    pairs = [(n, n + 1) for n in range(len(sightings) - 1) if kinds[n] and kinds[n + 1]]
    sightings = _callers(reading, sightings)
    for n in range(len(sightings) - 1):
        sightings[n + 1] = _also_met(reading, sightings[n], sightings[n + 1])
    for n, m in [*pairs, *((m, n) for n, m in pairs)]:
        known, other = sightings[n], sightings[m]
        if other.strength > 1:
            continue
        if kinds[n] == kinds[m]:
            sightings[m] = _opposed(known, other)
        elif known.strength > 1 and _reaches(reading, known, other):
            sightings[m] = replace(other, codes=known.codes, strength=2)
    return sightings


def _also_met(reading: Reading, known: Sighting, other: Sighting) -> Sighting:
    """The second of "met with Peru's Speaker A and Minister B", of the first one's state."""
    met = (known.link or "").startswith("against") and other.link == known.link
    said = known.strength > 1 and known.span.start < known.name_span.start and not other.strength
    same = office_class(known.role) == office_class(other.role)
    if not (met and said and _between(reading, known, other)) or same:
        return other
    return replace(other, codes=known.codes, strength=2) if _can(known.codes, other) else other


def _can(codes: tuple[str, ...], other: Sighting) -> bool:
    return all(can_have(code, other.role or "") for code in codes)


def _callers(reading: Reading, sightings: list[Sighting]) -> list[Sighting]:
    """The first two of "Peru's Minister A and Adviser B called on Minister C" on one side."""
    if len(sightings) <= _PAIR or not (sightings[_PAIR].link or "").startswith("against"):
        return sightings
    known, other = sightings[:_PAIR]
    same = known.strength > 1 and not other.strength and _between(reading, known, other)
    if not same or known.span.start == known.name_span.start:
        return sightings
    return [known, replace(other, codes=known.codes, strength=2), *sightings[_PAIR:]]


def _opposed(known: Sighting, other: Sighting) -> Sighting:
    """The second of two with the same office, of whom each state has one."""
    if parts(known.name) == parts(other.name) or _of_one_state(known, other):
        return other
    return replace(other, joined=(*other.joined, known.name))


def _of_one_state(one: Sighting, other: Sighting) -> bool:
    """Whether two leaders are both met by somebody else ("called on President A and Prime Minister B")."""
    return (
        bool(one.link) and one.link == other.link and (one.role or "").lower() != (other.role or "").lower()
    )


def _reaches(reading: Reading, known: Sighting, other: Sighting) -> bool:
    """Whether a state said of one official holds for the one beside: not back from before a title."""
    if not _between(reading, known, other):
        return False
    back = known.span.start > other.span.start
    said_before = known.name_span.start > known.span.start
    return not (back and said_before) and all(can_have(c, other.role or "") for c in known.codes)


def located(row: Row, at: int) -> bool:
    """Whether a state's name is where something is: "in Ukraine", "in Bangkok, Thailand"."""
    if row.key(at - 1) == ",":
        city = row.hit(at - 2)
        return city is not None and city.entry.kind in {"place", "capital"}
    return row.key(at - 1) in {"in", "at", "near"}


def _between(reading: Reading, one: Sighting, other: Sighting) -> bool:
    """Whether only "and" or a comma stands between two mentions."""
    first, second = sorted((one, other), key=lambda s: s.name_span)
    words = reading.row.text[min(first.span.end, second.span.start) : second.span.start]
    return _JOINED.fullmatch(words) is not None


def _sided(
    reading: Reading, sighting: Sighting, place: int | None, ctx: dict[int, tuple[str, ...]]
) -> Sighting:
    if sighting.strength > 1 or place is None:
        return sighting
    codes = _headed(reading, sighting) or ctx.get(place, ())
    if sighting.strength and not set(codes) & set(sighting.codes):
        return sighting
    return replace(sighting, codes=codes, strength=2) if codes else sighting


def _headed(reading: Reading, sighting: Sighting) -> tuple[str, ...]:
    """The side in "NAME, TITLE, headed the ROK delegation"."""
    row = reading.row
    after = [e for e in reading.elements if row.tokens[e.first].start >= sighting.span.end][:6]
    letters = "".join(e.symbol for e in after)
    for start in ("vH", ",vH", ",H", ",fH", "fH"):
        if letters.startswith(start):
            return after[len(start) - 1].codes
    led = _LEADS.match(letters)
    if led and any(row.key(e.first) in _LEADING for e in after[: led.end()]):
        return after[led.end() - 1].codes
    came = after[1:2] and row.key(after[1].first) in _CAME and letters.startswith(",xfS")
    return after[_FROM].codes if came else ()


def _contexts(reading: Reading) -> list[tuple[int, tuple[str, ...]]]:
    """For each phrase after "the X side included" the side's parties."""
    codes: tuple[str, ...] = ()
    opened = represented = False
    out: list[tuple[int, tuple[str, ...]]] = []
    for n, element in enumerate(reading.elements):
        key = reading.row.key(element.first)
        represented = represented or key == "represented"
        starts = _starts(reading, n, represented=represented)
        if starts is not None:
            codes, opened = element.codes, starts
        elif key in phrase_words("elsewhere"):
            opened = False
        elif key in phrase_words("members"):
            opened = True
        if codes and opened:
            out.append((n, codes))
    return out


def _starts(reading: Reading, at: int, *, represented: bool) -> bool | None:
    """Whether the people of a side follow at once where a phrase names one; None where it names none."""
    element = reading.elements[at]
    if element.symbol == "H":
        return _from_side(reading, at)
    if element.codes and _of_delegation(reading, at):
        return False
    if element.symbol == "S" and _represented(reading, at, represented=represented):
        return True
    return None


def _from_side(reading: Reading, at: int) -> bool:
    """Whether a side stands alone before its people: "From the Chinese side, Director Yang spoke"."""
    row, element = reading.row, reading.elements[at]
    return row.key(element.first - 1) in {"from", "for", "on"} and row.key(element.last) in {",", ":"}


def _of_delegation(reading: Reading, at: int) -> bool:
    """Whether a phrase says whose delegation it is: "a delegation of US senators", "a team from Rwanda"."""
    row, first = reading.row, reading.elements[at].first
    return row.key(first - 1) in {"of", "from"} and row.key(first - 2) in {"delegation", "team"}


def _represented(reading: Reading, at: int, *, represented: bool) -> bool:
    """Whether a state is one that somebody represents: "Japan was represented by", "and Australia by"."""
    row, after = reading.row, reading.elements[at + 1 : at + 5]
    keys = [row.key(e.first) for e in after]
    if (
        row.key(reading.elements[at].first - 1) == "of"
        and row.key(reading.elements[at].first - 2) == "behalf"
    ):
        return True
    if "represented" in keys and "by" in keys:
        return True
    first = reading.elements[at].first
    if row.key(first - 1) == "for" and row.opens(first - 1) and keys[:1] == [","]:
        return True
    return represented and bool(after) and after[0].symbol == "b"
