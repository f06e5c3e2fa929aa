"""Which events of different articles are one.

The key of an edition is its series with its number. The key of another event of a known day is its
parties, the day, the family of its form, its series and the first official named for each party. An
event of a vaguer date has its article in the key. A less exact event then joins a more exact one of
another article that it fits at its own date precision, when exactly one fits.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg.addresses import digest6, slug
from kg.identity.claims import Claim, Happening
from kg.identity.editions import editions
from kg.identity.rulings import Handle, barred, root

GENERIC = frozenset({"meeting", "other"})
_FAMILIES = {"other": "meeting", "dialogue": "consultation"}
_ELSEWHERE = frozenset({"call", "visit", "signing", "exercise"})
_MOST_PARTIES = 4
_MONTH = 31
_NO_SPLIT: Mapping[Handle, str] = {}


def family(form: str) -> str:
    """The family of a form: what one report calls dialogue another calls consultation."""
    return _FAMILIES.get(form, form)


def happenings(claims: Iterable[Claim], split: Mapping[Handle, str] = _NO_SPLIT) -> dict[str, Happening]:
    """The claims gathered by identity key; those to be told apart get another."""
    gathered: dict[str, Happening] = {}
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for claim in claims:
        key, path = _key(claim, seen)
        if told_apart := split.get((claim.article, claim.talk)):
            key += f"|{told_apart}"
            path += f"-{digest6(key)}"
        known = gathered.get(key)
        gathered[key] = Happening(key, path, (*known.claims, claim) if known else (claim,))
    told = (one for happening in gathered.values() for one in editions(happening))
    return {one.key: one for one in sorted(told, key=lambda one: one.key)}


def _key(claim: Claim, seen: dict[tuple[str, str], int]) -> tuple[str, str]:
    if claim.series and claim.ordinal:
        path = f"id/event/{claim.series.rsplit('/', 1)[-1]}-{claim.ordinal}"
        return f"{claim.series} {claim.ordinal}", path
    when = _when_text(claim)
    firsts = " ".join(sorted(named[0] for _, named in claim.officials if named))
    key = "|".join((when, " ".join(claim.parties), family(claim.form), claim.series or "", firsts))
    if claim.day is None or not claim.parties:
        key += f"|in {claim.article}"
    seen[claim.article, key] += 1
    if seen[claim.article, key] > 1:
        key += f"|{claim.article} {seen[claim.article, key]}"
    return key, f"id/event/{_readable(claim, when)}-{digest6(key)}"


def _when_text(claim: Claim) -> str:
    if claim.days is None:
        return claim.month_day or "undated"
    return str(claim.day) if claim.day else f"{claim.days[0]}/{claim.days[1]}"


def _readable(claim: Claim, when: str) -> str:
    many = len(claim.parties) > _MOST_PARTIES
    return slug(f"{when} {'multilateral' if many else ' '.join(claim.parties)} {family(claim.form)}")


def joins(known: Mapping[str, Happening], apart: Mapping[str, set[str]]) -> dict[str, str]:
    """For each key that fits exactly one more exact event, that event's key; never two of one article.

    Args:
        known: events by key.
        apart: keys that a key must not join.
    """
    index = _index(known.values())
    found: dict[str, str] = {}
    for one in sorted(known.values(), key=lambda h: h.rank, reverse=True):
        fitting = [other for other in _candidates(one, index) if other.rank > one.rank and fits(one, other)]
        roots = {root(other.key, found) for other in fitting}
        free = [target for target in roots if not barred(one.key, target, found, apart)]
        if len(free) == 1:
            found[one.key] = free[0]
    return _without_doublets(known, found)


def _without_doublets(known: Mapping[str, Happening], found: dict[str, str]) -> dict[str, str]:
    """The joins without those that would make two events of one article one."""
    members = defaultdict(list)
    for key in known:
        target = root(key, found)
        for article in known[key].articles:
            members[target, article].append(key)
    apart = {key for keys in members.values() if len(keys) > 1 for key in keys}
    return {key: target for key, target in found.items() if key not in apart}


def _index(known: Iterable[Happening]) -> dict[object, list[Happening]]:
    """Happenings by (parties, month), by (parties, month and day) and by series."""
    index: dict[object, list[Happening]] = defaultdict(list)
    for one in known:
        for place in dict.fromkeys(p for claim in one.claims for p in _shelves(claim)):
            index[place].append(one)
    return index


def _shelves(claim: Claim) -> Iterable[object]:
    if claim.series:
        yield claim.series
    if claim.days and (claim.day or claim.ordinal):
        yield from ((claim.parties, month) for month in _months(claim.days))
    if claim.day:
        yield claim.parties, claim.day.strftime("--%m-%d")


def _months(days: tuple[date, date]) -> Iterable[tuple[int, int]]:
    first, last = ((day.year * 12 + day.month - 1) for day in days)
    return (divmod(month, 12) for month in range(first, last + 1))


def _candidates(one: Happening, index: Mapping[object, Sequence[Happening]]) -> list[Happening]:
    found: dict[str, Happening] = {}
    for claim in one.claims:
        places: list[object] = [claim.series] if claim.series else []
        places += [(claim.parties, month) for month in _months(claim.days)] if claim.days else []
        places += [(claim.parties, claim.month_day)] if claim.month_day else []
        found |= {other.key: other for place in places for other in index.get(place, ())}
    return list(found.values())


def fits(one: Happening, other: Happening) -> bool:
    """Whether the less exact event may be the more exact one: no claim of theirs speaks against it."""
    if one.articles & other.articles:
        return False
    return all(any(_agree(a, b) for b in other.claims) for a in one.claims) and not any(
        _clash(a, b) for a in one.claims for b in other.claims
    )


def _agree(vague: Claim, exact: Claim) -> bool:
    """Whether the dates agree, for a vague one with something else to go by."""
    if vague.month_day:
        return exact.day is not None and exact.day.strftime("--%m-%d") == vague.month_day
    if vague.days is None or exact.days is None:
        return False
    inside = vague.days[0] <= exact.days[0] and exact.days[1] <= vague.days[1]
    near = (vague.days[1] - vague.days[0]).days <= _MONTH
    return inside and (near or _corroborated(vague, exact))


def _corroborated(one: Claim, other: Claim) -> bool:
    same_series = one.series is not None and one.series == other.series
    same_place = one.place is not None and one.place == other.place
    return same_series or same_place or bool(_named(one) & _named(other))


def _named(claim: Claim) -> set[str]:
    return {official for _, named in claim.officials for official in named}


def _clash(one: Claim, other: Claim) -> bool:
    return (
        _parties_clash(one, other)
        or _forms_clash(one, other)
        or (None not in {one.series, other.series} and one.series != other.series)
        or (None not in {one.ordinal, other.ordinal} and one.ordinal != other.ordinal)
        or (None not in {one.land, other.land} and one.land != other.land)
        or (one.status == "cancelled") != (other.status == "cancelled")
        or _officials_clash(one, other)
    )


def _parties_clash(one: Claim, other: Claim) -> bool:
    if one.series and one.series == other.series:
        return False
    return one.parties != other.parties


def _forms_clash(one: Claim, other: Claim) -> bool:
    if one.series and one.series == other.series:
        return False
    families = {family(one.form), family(other.form)}
    if len(families) == 1:
        return False
    return bool(families & _ELSEWHERE) or not ({one.form, other.form} & GENERIC)


def _officials_clash(one: Claim, other: Claim) -> bool:
    others = dict(other.officials)
    return any(
        party in others and not set(named) & set(others[party]) for party, named in one.officials if named
    )


def with_officials(claim: Claim, named: Iterable[tuple[str, str]]) -> Claim:
    """The claim with its officials, given as (party, path), gathered by party."""
    sides: dict[str, list[str]] = defaultdict(list)
    for party, path in named:
        sides[party].append(path)
    return replace(claim, officials=tuple((party, tuple(paths)) for party, paths in sorted(sides.items())))
