"""Whose side an official is on, where the sentence says it: "The Japanese side was led by …"."""

from dataclasses import replace

from kg.extraction.officials import Reading, Sighting

_MEMBERS = frozenset(
    "led headed represented included includes including include comprised comprises consisted consists composed "
    "joined accompanied were was by featured made attended attending present participants members listed are "
    "comprising brought".split()
)
_ELSEWHERE = frozenset(
    "met meets meeting thanked told welcomed visited received hosted asked urged congratulated invited with "
    "between while whereas".split()
)


def with_sides(reading: Reading) -> Reading:
    """The reading with the side of each sighting whose title names no state."""
    row, ctx = reading.row, dict(_contexts(reading))
    starts = {row.tokens[e.first].start: n for n, e in enumerate(reading.elements)}
    starts |= {
        row.tokens[e.inner].start: n for n, e in enumerate(reading.elements) if e.symbol in "NM" and e.inner
    }
    sighted = tuple(_sided(reading, s, starts.get(s.name_span.start), ctx) for s in reading.sightings)
    return replace(reading, sightings=sighted)


def _sided(
    reading: Reading, sighting: Sighting, place: int | None, ctx: dict[int, tuple[str, ...]]
) -> Sighting:
    if sighting.strength or place is None:
        return sighting
    codes = _headed(reading, sighting) or ctx.get(place, ())
    return replace(sighting, codes=codes, strength=2) if codes else sighting


def _headed(reading: Reading, sighting: Sighting) -> tuple[str, ...]:
    """The side in "NAME, TITLE, headed the ROK delegation"."""
    row = reading.row
    after = [e for e in reading.elements if row.tokens[e.first].start >= sighting.span.end][:4]
    letters = "".join(e.symbol for e in after)
    for start in ("vH", ",vH"):
        if letters.startswith(start):
            return after[len(start) - 1].codes
    return ()


def _contexts(reading: Reading) -> list[tuple[int, tuple[str, ...]]]:
    """For each phrase after "the X side included" the side's parties."""
    row, found = reading.row, reading.elements
    codes: tuple[str, ...] = ()
    opened = represented = False
    out: list[tuple[int, tuple[str, ...]]] = []
    for n, element in enumerate(found):
        key = row.key(element.first)
        represented = represented or key == "represented"
        if element.symbol == "H":
            codes, opened = element.codes, False
        elif element.symbol == "S" and _represented(reading, n, represented=represented):
            codes, opened = element.codes, True
        elif key in _ELSEWHERE:
            opened = False
        elif key in _MEMBERS:
            opened = True
        if codes and opened:
            out.append((n, codes))
    return out


def _represented(reading: Reading, at: int, *, represented: bool) -> bool:
    """Whether a state is one that somebody represents: "Japan was represented by", "and Australia by"."""
    row, after = reading.row, reading.elements[at + 1 : at + 5]
    keys = [row.key(e.first) for e in after]
    if "represented" in keys and "by" in keys:
        return True
    return represented and bool(after) and after[0].symbol == "b"
