"""The tables of reference data: one frozen record for each kind of entry."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """A state as an actor.

    Attributes:
        code: ISO 3166-1 alpha-2.
        label: usual English short name.
        names: other names, official ones among them.
        abbreviations: case counts ("US", never "us").
        demonyms: adjectives and nouns that mean this state only.
        shared_demonyms: adjectives and nouns that may mean another state ("Korean").
        capital: slug of the place, None where there is none.
        wikidata: item, such as "Q884".
    """

    code: str
    label: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    demonyms: tuple[str, ...]
    shared_demonyms: tuple[str, ...]
    capital: str | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Organization:
    """An international organisation; `code` is its acronym, `members` are codes of parties."""

    code: str
    label: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    demonyms: tuple[str, ...]
    members: tuple[str, ...]
    headquarters: str | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """A ministry, service, command, office, agency or organ.

    Attributes:
        kind: local name of its class ("Ministry").
        parties: codes of the parties it belongs to; a combined command has several.
        head_titles: titles of the person who heads it.
        parent: slug of the body that it is part of.
    """

    slug: str
    kind: str
    label: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    parties: tuple[str, ...]
    head_titles: tuple[str, ...]
    parent: str | None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A city, site or region; `state` is the code of the land it lies in, None on the high seas."""

    slug: str
    label: str
    names: tuple[str, ...]
    state: str | None
    within: str | None
    latitude: float | None
    longitude: float | None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring talk.

    Attributes:
        form: notation of the class of its editions ("consultation").
        members: codes of the parties that regularly take part.
        topics: notations of topics.
    """

    slug: str
    label: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    members: tuple[str, ...]
    form: str
    topics: tuple[str, ...]
    start_year: int | None
    end_year: int | None
    continues: str | None


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """An edition of a series whose days are known; `earliest` and `latest` are `YYYY-MM-DD`."""

    series: str
    ordinal: int
    earliest: str
    latest: str
    place: str | None


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """A recurring military exercise; `members` are codes of parties."""

    slug: str
    label: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    members: tuple[str, ...]
    start_year: int | None
    end_year: int | None


@dataclass(frozen=True, slots=True)
class InstrumentEntry:
    """A treaty, declaration, agreement or resolution; `adopted` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""

    slug: str
    kind: str
    label: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    symbol: str | None
    adopted: str | None
    signatories: tuple[str, ...]
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A topic or a kind of act; `signals` are words of a text that point to it."""

    notation: str
    label: str
    signals: tuple[str, ...]
    broader: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """All tables, each sorted by its key."""

    states: tuple[State, ...]
    organizations: tuple[Organization, ...]
    bodies: tuple[Body, ...]
    places: tuple[PlaceEntry, ...]
    series: tuple[Series, ...]
    editions: tuple[KnownEdition, ...]
    exercises: tuple[ExerciseEntry, ...]
    instruments: tuple[InstrumentEntry, ...]
    topics: tuple[Concept, ...]
    acts: tuple[Concept, ...]
