"""Officials of a sentence: which name carries which title, read by the rules of `data/officials.toml`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.elements import Element, elements, symbols
from kg.extraction.officials.rules import Rule, rules
from kg.extraction.officials.sighting import SURE, Sighting, strength_of
from kg.extraction.officials.titled import with_title
from kg.language.rows import Row
from kg.language.titles.find import Title

_PAIR = 2
_HEADS = {"fm": "minister", "pm": "minister", "dpm": "minister", "eam": "minister"}
_KEPT = frozenset({"sheikh", "shaikh"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence after the rules: its phrases, the sightings, and which phrases they used."""

    row: Row
    elements: tuple[Element, ...]
    sightings: tuple[Sighting, ...]
    used: frozenset[int]


def read(row: Row) -> Reading:
    """The officials of one sentence."""
    found = elements(row)
    letters = symbols(found)
    sightings: list[Sighting] = []
    used: set[int] = set()
    for rule in rules():
        at = 0
        while match := rule.pattern.search(letters, at):
            new = tuple(_sightings(row, found, rule, match))
            closed = [n for name in ("name", "excellency") if (n := _place(match, name)) is not None]
            closed += [n for n in range(*_range(match, "names")) if letters[n] in "NM"]
            closed += [n for n in [_place(match, "title")] if n is not None]
            closed += [n for n in range(*_range(match, "titles")) if letters[n] == "T"]
            if new:
                sightings += new
                used.update(closed)
                letters = "".join(_closed(c) if n in closed else c for n, c in enumerate(letters))
            at = match.start() + 1
    sightings.sort(key=lambda s: s.name_span)
    return Reading(row, found, tuple(sightings), frozenset(used))


def _closed(letter: str) -> str:
    return {"T": "t", "P": "t", "R": "R", "N": "n", "M": "n"}.get(letter, letter)


def _place(match: re.Match[str], group: str) -> int | None:
    has = group in match.re.groupindex and match.start(group) >= 0
    return match.start(group) if has else None


def _range(match: re.Match[str], group: str) -> tuple[int, int]:
    return match.span(group) if _place(match, group) is not None else (0, 0)


def _sightings(row: Row, found: tuple[Element, ...], rule: Rule, match: re.Match[str]) -> Iterator[Sighting]:
    excellency = _place(match, "excellency")
    if excellency is not None:
        if found[excellency].excellency:
            yield _sighting(row, found, rule.id, excellency, None)
        return
    names = [n for n in range(*_range(match, "names")) if found[n].symbol in "NM"]
    if names:
        yield from _listed(row, found, rule, match, names)
        return
    name, title = _place(match, "name"), _place(match, "title")
    if name is None or _another_state(found, name, title) or _anothers(found, match, title):
        return
    heads, aide = _place(match, "body"), _place(match, "aide")
    if heads is not None:
        yield _heading(row, found, rule, name, heads)
    elif aide is not None:
        yield from _aide(row, found, rule, name, aide)
    elif not (rule.id.endswith("-bare") and title is not None and not row.capital(found[title].first)):
        yield _one(row, found, rule, match, name)


def _aide(row: Row, found: tuple[Element, ...], rule: Rule, name: int, at: int) -> Iterator[Sighting]:
    """The sighting of one whose title holds another's who is named next."""
    whole = found[at].title
    if whole and whole.inner:
        yield _sighting(row, found, rule.id, name, whole)


def _one(row: Row, found: tuple[Element, ...], rule: Rule, match: re.Match[str], name: int) -> Sighting:
    """The sighting of one name with the title that a rule gives it, if any."""
    title = _place(match, "title")
    inner = _inner(found, name, title) if title is not None else None
    whole = inner or (found[title].title if title is not None else None)
    sighting = _sighting(row, found, rule.id, name, whole)
    if title is not None and not inner:
        sighting = with_title(row, found, sighting, title, name)
    if "counterpart" in rule.id or _place(match, "same") is not None:
        sighting = _as_counterpart(row, found, sighting, match)
    return sighting


def _heading(row: Row, found: tuple[Element, ...], rule: Rule, name: int, at: int) -> Sighting:
    """The sighting of one who "runs the Asia Department" and has no other title."""
    body = found[at].body
    label = row.part(body.label_first, body.label_last) if body else None
    codes = found[at].codes
    sighting = _sighting(row, found, rule.id, name, None)
    return replace(sighting, organization=label, codes=codes, strength=strength_of(codes))


def _inner(found: tuple[Element, ...], name: int, title: int) -> Title | None:
    """The office within a title that the name after it has: "Chief of Staff to President Moreno"."""
    whole = found[title].title
    return whole.inner if whole and title < name else None


def _anothers(found: tuple[Element, ...], match: re.Match[str], title: int | None) -> bool:
    """Whether a second title is of another state than the one before the name."""
    first = _place(match, "first")
    if first is None or title is None:
        return False
    codes = found[first].codes
    return bool(codes and found[title].codes) and not set(codes) & set(found[title].codes)


def _another_state(found: tuple[Element, ...], name: int, title: int | None) -> bool:
    """Whether a title after a name is of another state's official: "Korea's Ahn, Japan's envoy meet"."""
    before = found[name - 1] if name else None
    owned = before is not None and before.symbol == "Z" and title is not None and title > name
    codes = found[title].codes if owned and title is not None else ()
    return bool(codes) and before is not None and not set(codes) & set(before.codes)


def _as_counterpart(
    row: Row, found: tuple[Element, ...], sighting: Sighting, match: re.Match[str]
) -> Sighting:
    inside = found[max(0, match.start()) : match.end()]
    codes = next((e.codes for e in inside if e.symbol in "CDS" and e.codes), ())
    mine = any(e.symbol in "CD" and row.key(e.first) in {"my", "our"} for e in inside)
    sighting = replace(sighting, mine=mine)
    if sighting.role:
        return replace(
            sighting, codes=sighting.codes or codes, strength=SURE if sighting.codes or codes else 0
        )
    return replace(
        sighting,
        counterpart=True,
        codes=sighting.codes or codes,
        strength=strength_of(codes) or sighting.strength,
    )


def _listed(
    row: Row, found: tuple[Element, ...], rule: Rule, match: re.Match[str], names: list[int]
) -> Iterator[Sighting]:
    """Names in a list, each with the state after it or the one at its place in a list of states."""
    titles, own = _list_titles(found, match, len(names)), _list_codes(found, match)
    for place, name in enumerate(names):
        sighting = _sighting(row, found, rule.id, name, titles[place])
        codes = _after_name(row, found, name)[0] or _in_step(own, place, len(names))
        sighting = replace(
            sighting,
            codes=codes,
            strength=strength_of(codes),
            counterpart=titles[place] is None,
            place=place,
            count=len(names),
            list_start=row.tokens[found[names[0]].first].start,
        )
        if len(names) == _PAIR and not codes and sighting.holding not in {"former", "late"}:
            other = found[names[1 - place]]
            sighting = replace(sighting, joined=(row.part(other.inner, other.inner_last),))
        yield sighting


def _list_titles(found: tuple[Element, ...], match: re.Match[str], count: int) -> list[Title | None]:
    """The titles of a list's names: as many as there are, or the plural one for all."""
    many = [found[n].title for n in range(*_range(match, "titles")) if found[n].symbol == "T"]
    plural = next((e.title for e in found[match.start() : match.end()] if e.symbol == "P"), None)
    return many if len(many) == count else [plural] * count


def _list_codes(found: tuple[Element, ...], match: re.Match[str]) -> tuple[str, ...]:
    """The states that a list of names goes through."""
    states = tuple(found[n].codes[0] for n in range(*_range(match, "states")) if found[n].symbol == "S")
    inside = found[match.start() : match.end()]
    return states or next((e.codes for e in inside if e.symbol in "DP" and e.codes), ())


def _in_step(codes: tuple[str, ...], place: int, count: int) -> tuple[str, ...]:
    if len(codes) == count:
        return codes[place : place + 1]
    return codes if len(codes) == 1 else ()


def _sighting(row: Row, found: tuple[Element, ...], rule: str, name: int, title: Title | None) -> Sighting:
    element = found[name]
    span = row.span(element.first, element.last)
    codes, body = _after_name(row, found, name)
    sighting = Sighting(
        span=span,
        name_span=row.span(element.inner, element.inner_last),
        name=row.part(element.inner, element.inner_last),
        rule=rule,
        codes=codes,
        strength=strength_of(codes),
        organization=body,
        honorific=element.inner > element.first,
        style=_style(row, element),
    )
    return _titled(row, sighting, title) if title else sighting


def _style(row: Row, element: Element) -> str | None:
    """The honorific that a single name keeps: "Sheikh Hasina"."""
    single = element.inner_last - element.inner == 1 and element.inner > element.first
    kept = single and row.key(element.inner - 1) in _KEPT
    return row.part(element.inner - 1, element.inner) if kept else None


def _after_name(row: Row, found: tuple[Element, ...], name: int) -> tuple[tuple[str, ...], str | None]:
    """The state or body in "NAME of STATE", "NAME (STATE)", "NAME of the MINISTRY", "STATE's NAME"."""
    after = "".join(e.symbol for e in found[name + 1 : name + 4])
    if after[:2] in {"oS", "oB", "fB"} or (after[:2] == "fS" and _closes(row, found, name)):
        body = found[name + 2].body
        return found[name + 2].codes, row.part(body.label_first, body.label_last) if body else None
    if after == "(S)":
        return found[name + 2].codes, None
    return _before_name(found, name, after), None


def _before_name(found: tuple[Element, ...], name: int, after: str) -> tuple[str, ...]:
    """The state in "STATE's NAME" and "STATE (NAME)"."""
    before = "".join(e.symbol for e in found[max(0, name - 2) : name])
    if before == "S(" and after[:1] == ")":
        return found[name - 2].codes
    return found[name - 1].codes if before[-1:] == "Z" else ()


def _closes(row: Row, found: tuple[Element, ...], name: int) -> bool:
    """Whether "from Japan" or "for Japan" after a name ends there, so that "for" means the state served."""
    end = row.key(found[name + 2].last)
    return row.key(found[name + 1].first) == "from" or end in {",", ".", ";", "and", ""}


def _singular(row: Row, title: Title) -> str:
    """The role's words, the head of "Foreign Ministers" in the singular."""
    role = title.role(row)
    if not title.plural:
        return role
    words = role.split()
    heads = row.words.plurals
    return " ".join(_matched(heads[w.lower()], w) if w.lower() in heads else w for w in words)


def _matched(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word


def _titled(row: Row, sighting: Sighting, title: Title) -> Sighting:
    body = title.body
    codes = title.codes or sighting.codes
    return replace(
        sighting,
        role=_singular(row, title),
        organization=row.part(body.label_first, body.label_last) if body else sighting.organization,
        holding=title.holding,
        head=_HEADS.get(title.head, title.head),
        rank=title.rank,
        alien=title.alien,
        codes=codes,
        strength=strength_of(codes),
    )
