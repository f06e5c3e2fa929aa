"""What the reference data know by name, so that articles do not mint a second address for it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.reference.tables import Organization, Reference, State

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "æ": "ae", "Æ": "Ae"}
    | {"œ": "oe", "Œ": "Oe", "ə": "e", "Ə": "E", "þ": "th", "ð": "d"}
    | dict.fromkeys("'’‘ʼ`´", "")
)


def plain(text: str) -> str:
    """Lower-case ASCII words of a text: accents folded, apostrophes dropped, all else a space."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return _NOT_SLUG.sub(" ", letters.casefold()).strip()


@dataclass(frozen=True, slots=True)
class Known:
    """Names of the reference data, all plain.

    Attributes:
        states: label of each state by code.
        organizations: label of each international organisation by code.
        bodies: path of a government body by party code and name.
        places: path of a place by name and code of the state it lies in.
        party_names: every name, demonym and abbreviation of a party, to its code.
        editions: by path of a series, number and days of its editions that are known.
        names: by path, the names that the reference data give; what has none here is not listed.
    """

    states: Mapping[str, str] = field(default_factory=dict)
    organizations: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[tuple[str, str], str] = field(default_factory=dict)
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    party_names: Mapping[str, str] = field(default_factory=dict)
    editions: Mapping[str, tuple[tuple[int, date, date], ...]] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)


def known_of(reference: Reference) -> Known:
    """The names of the tables."""
    return Known(
        states={state.code: state.label for state in reference.states},
        organizations={organization.code: organization.label for organization in reference.organizations},
        bodies=dict(_bodies(reference)),
        places=dict(_places(reference)),
        party_names=dict(_party_names(reference)),
        editions=_editions(reference),
        names=dict(_listed(reference)),
    )


def _bodies(reference: Reference) -> Iterable[tuple[tuple[str, str], str]]:
    for body in reference.bodies:
        for code in (*body.parties, ""):
            for name in (body.label, *body.names, *body.abbreviations):
                yield (code, plain(name)), f"id/body/{body.slug}"


def _places(reference: Reference) -> Iterable[tuple[tuple[str, str], str]]:
    for place in reference.places:
        for name in (place.label, *place.names):
            yield (plain(name), place.state or ""), f"id/place/{place.slug}"


def _party_names(reference: Reference) -> Iterable[tuple[str, str]]:
    parties: tuple[State | Organization, ...] = (*reference.states, *reference.organizations)
    for party in parties:
        for name in (party.label, *party.names, *party.abbreviations, *party.demonyms):
            yield plain(name), party.code
    for state in reference.states:
        yield from ((plain(name), state.code) for name in state.shared_demonyms)


def _editions(reference: Reference) -> dict[str, tuple[tuple[int, date, date], ...]]:
    found: dict[str, tuple[tuple[int, date, date], ...]] = {}
    for edition in reference.editions:
        path = f"id/series/{edition.series}"
        days = date.fromisoformat(edition.earliest), date.fromisoformat(edition.latest)
        found[path] = (*found.get(path, ()), (edition.ordinal, *days))
    return found


def _listed(reference: Reference) -> Iterable[tuple[str, frozenset[str]]]:
    for state in reference.states:
        yield f"id/state/{state.code}", _names(state.label, state.names)
        yield f"id/country/{state.code}", _names(state.label, state.names)
    for organization in reference.organizations:
        yield f"id/organization/{organization.code}", _names(organization.label, organization.names)
    for body in reference.bodies:
        yield f"id/body/{body.slug}", _names(body.label, (*body.names, *body.abbreviations))
    for place in reference.places:
        yield f"id/place/{place.slug}", _names(place.label, place.names)
    for series in reference.series:
        yield f"id/series/{series.slug}", _names(series.label, (*series.names, *series.abbreviations))
    for exercise in reference.exercises:
        yield (
            f"id/exercise/{exercise.slug}",
            _names(exercise.label, (*exercise.names, *exercise.abbreviations)),
        )
    for instrument in reference.instruments:
        names = (*instrument.names, *instrument.abbreviations)
        yield f"id/instrument/{instrument.slug}", _names(instrument.label, names)
    for kind, concepts in (("topic", reference.topics), ("act", reference.acts)):
        for concept in concepts:
            yield f"id/{kind}/{concept.notation}", _names(concept.label, ())


def _names(label: str, others: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(name) for name in (label, *others))
