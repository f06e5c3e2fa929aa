"""The lexicon: names of states, organisations, bodies, places, exercises, instruments.

Built once from the reference data and the tables of this package. Look-up is longest match from left
to right over tokens, linear in the text.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Literal

from kg.language.tables import table
from kg.language.tokens import Token, tokens
from kg.language.words import Words, words
from kg.model import Span
from kg.reference.tables import Reference

EntryKind = Literal[
    "name", "demonym", "abbreviation", "capital", "compound", "body", "place", "exercise", "instrument"
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in the lexicon.

    Attributes:
        codes: parties meant, all together for a compound, one of them for a shared demonym;
            of a place, the state it lies in.
        label: preferred name.
        identifier: slug in the reference data.
        exact: capitals count ("US", never "us").
        shared: the codes are candidates of which the context selects one.
    """

    kind: EntryKind
    codes: tuple[str, ...]
    label: str
    identifier: str | None = None
    exact: bool = False
    shared: bool = False
    organization: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in tokens `first` to before `last`, with the other readings of the same words."""

    first: int
    last: int
    entry: Entry
    others: tuple[Entry, ...] = ()

    def of(self, kind: EntryKind) -> Entry | None:
        """The reading of a kind, if there is one."""
        return next((e for e in (self.entry, *self.others) if e.kind == kind), None)


_NAMING = frozenset({"name", "abbreviation", "demonym", "capital"})
_Keys = tuple[str, ...]
_Row = tuple[_Keys, Entry]
_ORDER: tuple[EntryKind, ...] = (
    "compound",
    "name",
    "abbreviation",
    "demonym",
    "capital",
    "body",
    "exercise",
    "instrument",
    "place",
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that recognition looks up.

    Attributes:
        reference: the tables that it was built from.
        rows: by the keys of a name's tokens: its words, and what it is the name of, the likeliest first.
        lengths: by the key of the first token how many tokens names have, the most first.
        parties: preferred name of each party by its code.
        publishers: state by a word or name that a publisher carries ("KBS").
        words: classes of words that offices and names are made of.
    """

    reference: Reference
    rows: Mapping[_Keys, tuple[_Row, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    parties: Mapping[str, str]
    publishers: Mapping[str, str]
    words: Words

    def find(self, row: Sequence[Token]) -> tuple[Hit, ...]:
        """The longest names in a row of tokens, none within another, in order."""
        keys = tuple(token.key for token in row)
        plain = keys if all(map(str.isascii, keys)) else tuple(map(_plain, keys))
        found: list[Hit] = []
        at = 0
        while at < len(row):
            hit = self._at(row, keys, at)
            if hit is None and plain is not keys:
                hit = self._at(row, plain, at, shortest=2)  # "Hà Nội"; one word may be a name's
            if hit:
                found.append(hit)
            at = hit.last if hit else at + 1
        return tuple(found)

    def _at(self, row: Sequence[Token], keys: _Keys, at: int, shortest: int = 1) -> Hit | None:
        for length in self.lengths.get(keys[at], ()):
            if length < shortest:
                continue
            candidates = self.rows.get(keys[at : at + length], ()) if at + length <= len(keys) else ()
            entries = [entry for forms, entry in candidates if _same(row, at, forms, entry)]
            if entries:
                return Hit(at, at + length, entries[0], tuple(entries[1:]))
        return None

    def state_of_publisher(self, publisher: str | None) -> str | None:
        """The state whose ministry or medium a publisher is, None for an organisation or an unknown one."""
        if not publisher:
            return None
        hits = self.find(tokens(publisher, Span(0, len(publisher))))
        entries = [[e for e in (hit.entry, *hit.others) if e.codes] for hit in hits]
        states = [[e for e in row if not e.organization] for row in entries]
        return (
            _single(states, _NAMING)
            or self._medium(publisher)
            or _single(entries, _NAMING)
            or _single(entries, {"body"})
        )

    def _medium(self, publisher: str) -> str | None:
        keys = (t.key for t in tokens(publisher, Span(0, len(publisher))))
        return next((self.publishers[key] for key in keys if key in self.publishers), None)


def _plain(key: str) -> str:
    """A key without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))


def _single(readings: Iterable[list[Entry]], kinds: AbstractSet[str]) -> str | None:
    """The party of the first name of these kinds that means one only."""
    found = ({e.codes for e in row if e.kind in kinds} for row in readings)
    return next((next(iter(codes))[0] for codes in found if len(codes) == 1), None)


def _same(row: Sequence[Token], at: int, forms: tuple[str, ...], entry: Entry) -> bool:
    """Whether words whose keys are a name's are written as it is."""
    if entry.exact:
        return all(row[at + n].text.replace(".", "") == form for n, form in enumerate(forms))
    return all(row[at + n].capital or not form[0].isupper() for n, form in enumerate(forms))


def load_lexicon(reference: Reference) -> Lexicon:
    """The lexicon of the reference data, with the tables of this package."""
    parties = {s.code: s.label for s in reference.states} | {o.code: o.label for o in reference.organizations}
    media = {w: code for code, names in table("publishers")["media"].items() for w in names}
    rows = _rows(_entries(reference))
    lengths: dict[str, set[int]] = {}
    for keys in rows:
        lengths.setdefault(keys[0], set()).add(len(keys))
    longest = {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()}
    return Lexicon(reference, rows, longest, parties, media, words())


def _rows(entries: Iterable[tuple[str, Entry]]) -> dict[_Keys, tuple[_Row, ...]]:
    rows: dict[_Keys, dict[_Row, None]] = {}
    for name, entry in entries:
        parts = tokens(name, Span(0, len(name)))
        forms = tuple(t.text.replace(".", "") if entry.exact else t.text for t in parts)
        if parts:
            rows.setdefault(tuple(t.key for t in parts), {})[forms, entry] = None
    return {keys: tuple(sorted(found, key=_order)) for keys, found in rows.items()}


def _order(row: _Row) -> tuple[int, tuple[str, ...]]:
    return _ORDER.index(row[1].kind), row[1].codes


def _entries(reference: Reference) -> Iterator[tuple[str, Entry]]:
    yield from _states(reference)
    yield from _organizations(reference)
    for body in reference.bodies:
        entry = Entry("body", body.parties, body.label, body.slug)
        generic = replace(entry, codes=())
        names = (n for n in (body.label, *body.names) if not _portfolio_only(n))
        yield from ((n, generic if _generic(n) else entry) for n in names if n)
        yield from _named(body.abbreviations, replace(entry, exact=True))
    for place in reference.places:
        codes = (place.state,) if place.state else ()
        yield from _named((place.label, *place.names), Entry("place", codes, place.label, place.slug))
    for exercise in reference.exercises:
        entry = Entry("exercise", exercise.members, exercise.label, exercise.slug)
        yield from _named((exercise.label, *exercise.names), entry)
        yield from _named(exercise.abbreviations, replace(entry, exact=True))
    for instrument in reference.instruments:
        entry = Entry("instrument", instrument.signatories, instrument.label, instrument.slug)
        yield from _named((instrument.label, *instrument.names), entry)
        yield from _named(instrument.abbreviations, replace(entry, exact=True))
    for row in table("parties")["compound"]:
        yield row["form"], Entry("compound", tuple(row["codes"]), row["form"])
    for row in table("parties")["body"]:
        yield row["form"], Entry("body", tuple(row["codes"]), row.get("label", row["form"]))


def _states(reference: Reference) -> Iterator[tuple[str, Entry]]:
    shared: dict[str, list[str]] = {}
    cities = {p.slug: p for p in reference.places}
    for state in reference.states:
        entry = Entry("name", (state.code,), state.label, state.code)
        yield from _named((state.label, *state.names), entry)
        yield from _named(state.abbreviations, replace(entry, kind="abbreviation", exact=True))
        yield from _named(state.demonyms, replace(entry, kind="demonym"))
        for word in state.shared_demonyms:
            shared.setdefault(word, []).append(state.code)
        if state.capital in cities:
            city = cities[state.capital]
            capital = Entry("capital", (state.code,), city.label, city.slug)
            yield from _named((city.label, *city.names), capital)
    first = table("parties")["preferred"]
    for word, codes in shared.items():
        ordered = sorted(codes, key=lambda c: (c not in first, c))
        yield word, Entry("demonym", tuple(ordered), word, shared=True)


def _organizations(reference: Reference) -> Iterator[tuple[str, Entry]]:
    for organization in reference.organizations:
        entry = Entry("name", (organization.code,), organization.label, organization.code, organization=True)
        yield from _named((organization.label, *organization.names), entry)
        abbreviations = (organization.code, *organization.abbreviations)
        yield from _named(abbreviations, replace(entry, kind="abbreviation", exact=True))
        yield from _named(organization.demonyms, replace(entry, kind="demonym"))


def _generic(name: str) -> bool:
    """Whether bodies of any state may have the name ("Defence Staff", "Ministry of Defence")."""
    known = words()
    keys = name.lower().replace("-", " ").split()
    if {"european", "african", "asian"} & set(keys):
        return False
    return all(k in known.portfolios or k in known.bodies or k in {"and", "of", "the", "for"} for k in keys)


def _portfolio_only(name: str) -> bool:
    """Whether a body's name is only a portfolio ("National Defence"), which offices are named by too."""
    known = words()
    keys = name.lower().replace("-", " ").split()
    return all(known.portfolio(k) or k in {"and", "of"} for k in keys) and not known.bodies & set(keys)


def _named(names: Iterable[str], entry: Entry) -> Iterator[tuple[str, Entry]]:
    return ((name, entry) for name in dict.fromkeys(names) if name)
