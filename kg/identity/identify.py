"""From records to addresses: the same official, talk and series get one IRI over all articles.

A pure function of the set of records. What an article says of an entity may let its address absorb
a vaguer one; the vaguer address stays as an alias.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from kg.addresses import Addresses, american, article_slug, slug
from kg.identity.claims import Claim
from kg.identity.events import happenings, joins, with_officials
from kg.identity.known import plain
from kg.identity.officials import OfficialIdentities, identify_officials
from kg.identity.rulings import NO_RULINGS, Handle, Rulings, root
from kg.model import ArticleRecord, Talk

_FEW = 4
_TWO_PLUS_TWO = re.compile(r"^2 (?:plus )?2(?: ministerial)?(?: meetings?)?$")
_MINISTERIAL = re.compile(r"^ministers?$")


@dataclass(frozen=True, slots=True)
class Identities:
    """Canonical paths.

    Attributes:
        officials: path by (article slug, `Official.name`).
        events: path by (article slug, `Talk.key`).
        series: path of the series by (article slug, `Talk.key`), where the talk has one.
        aliases: absorbed path to canonical path.
        own_officials: the path that an official would have if no other article named it.
        own_events: the paths that an event would have alone, and before it joined another.
    """

    officials: Mapping[Handle, str]
    events: Mapping[Handle, str]
    series: Mapping[Handle, str]
    aliases: Mapping[str, str]
    own_officials: Mapping[Handle, str]
    own_events: Mapping[Handle, tuple[str, str]]


def identify(
    records: Iterable[ArticleRecord],
    addresses: Addresses,
    officials: Rulings = NO_RULINGS,
    talks: Rulings = NO_RULINGS,
) -> Identities:
    """The identities of everything that the records name; their order does not matter.

    Args:
        records: all records.
        addresses: mints the paths.
        officials: what curators decided of officials.
        talks: what curators decided of events.
    """
    ordered = sorted(records, key=lambda record: record.article.document.identifier)
    people = identify_officials(ordered, officials)
    series = dict(_series(ordered, addresses))
    events, before = _events(
        [c for record in ordered for c in _claims(record, people.paths, series, addresses)], talks
    )
    alone = happenings(c for record in ordered for c in _claims(record, people.own, series, addresses))
    own = {
        (c.article, c.talk): (one.path, before[c.article, c.talk])
        for one in alone.values()
        for c in one.claims
    }
    moved = [
        *((path, events[claim]) for claim, path in before.items()),
        *((path, events[claim]) for claim, (path, _) in own.items()),
        *((people.own[claim], path) for claim, path in people.paths.items()),
        *chain.from_iterable(_tenures(record, people, addresses) for record in ordered),
    ]
    aliases = _aliases(moved, {*events.values(), *people.paths.values()})
    return Identities(people.paths, events, series, aliases, people.own, own)


def _series(records: Iterable[ArticleRecord], addresses: Addresses) -> Iterable[tuple[tuple[str, str], str]]:
    for record in records:
        article = article_slug(record.article.document.identifier)
        for talk in record.talks:
            if path := series_path(talk, addresses):
                yield (article, talk.key), path


def _aliases(moved: Iterable[tuple[str, str]], used: set[str]) -> dict[str, str]:
    """Addresses that nothing has any more, to those that took their place."""
    return {old: new for old, new in sorted(moved) if old != new and old not in used}


def _tenures(
    record: ArticleRecord, people: OfficialIdentities, addresses: Addresses
) -> Iterable[tuple[str, str]]:
    """For each tenure the path that its article alone would give it, and its path."""
    article = article_slug(record.article.document.identifier)
    for official in record.officials:
        own, path = (paths[article, official.name] for paths in (people.own, people.paths))
        for post in (addresses.post(held, official.party) for held in official.posts):
            yield addresses.tenure(own, post), addresses.tenure(path, post)


def series_path(talk: Talk, addresses: Addresses) -> str | None:
    """The path of a talk's series: as listed, or made of its name, with the parties where they are few."""
    kind = "exercise" if talk.form == "exercise" else "series"
    if talk.series_id:
        return addresses.settled(f"id/{kind}/{talk.series_id}")
    if not talk.series:
        return None
    name = _without_parties(_folded(talk.series), addresses.known.party_names)
    name = _TWO_PLUS_TWO.sub("foreign and defense ministerial meeting", name)
    sides = " ".join(talk.parties) if len(talk.parties) <= _FEW else ""
    return addresses.settled(f"id/{kind}/{slug(f'{sides} {name}')}")


def _folded(name: str) -> str:
    """A series' name in one spelling: American, "ministerial" for "ministers'"."""
    words = (_MINISTERIAL.sub("ministerial", word) for word in plain(american(name)).split())
    return " ".join(word for word in words if word not in {"level", "regular", "annual"})


def _without_parties(name: str, party_names: Mapping[str, str]) -> str:
    """The plain name without names of parties, so that "ROK-Japan talks" and "Japan-ROK talks" are one."""
    padded = f" {name} "
    for known in sorted(_contained(name.split(), party_names), key=lambda n: (-len(n), n)):
        padded = padded.replace(f" {known} ", "  ")
    return " ".join(padded.split()) or name


def _contained(words: Sequence[str], party_names: Mapping[str, str]) -> set[str]:
    runs = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 6, len(words)) + 1)}
    return runs & party_names.keys()


def _known_number(addresses: Addresses, series: str | None, days: tuple[date, date] | None) -> int | None:
    """The number of the one listed edition that took place on a day, where an article gives none."""
    if series is None or days is None or days[0] != days[1]:
        return None
    editions = addresses.known.editions.get(series, ())
    fitting = [number for number, first, last in editions if first <= days[0] <= last]
    return fitting[0] if len(fitting) == 1 else None


def _claims(
    record: ArticleRecord,
    people: Mapping[tuple[str, str], str],
    series: Mapping[tuple[str, str], str],
    addresses: Addresses,
) -> Iterable[Claim]:
    article = article_slug(record.article.document.identifier)
    for talk in record.talks:
        when, place = talk.when, talk.place
        path = series.get((article, talk.key))
        days = (when.earliest, when.latest) if when and when.earliest and when.latest else None
        claim = Claim(
            article=article,
            talk=talk.key,
            form=talk.form,
            parties=talk.parties,
            status=talk.status,
            series=path,
            ordinal=talk.ordinal or _known_number(addresses, path, days),
            days=days,
            month_day=when.month_day if when else None,
            place=plain(place.label) if place else None,
            land=place.state if place else None,
        )
        sides = [(p.party, people[article, p.official]) for p in talk.participants if p.party]
        yield with_officials(claim, sides)


def _events(claims: Sequence[Claim], rulings: Rulings) -> tuple[dict[Handle, str], dict[Handle, str]]:
    """The canonical path of each claim, and its path before joins."""
    known = happenings(claims, rulings.split)
    keys = {(claim.article, claim.talk): one.key for one in known.values() for claim in one.claims}
    joined = rulings.united(joins(known, rulings.apart(keys)), keys)
    before = {claim: known[key].path for claim, key in keys.items()}
    return {claim: known[root(key, joined)].path for claim, key in keys.items()}, before
