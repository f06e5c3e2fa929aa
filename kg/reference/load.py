"""The curated facts of `ontology/reference/*.ttl` and the schemes, as typed tables and as quads.

The files are written with the default base IRI and re-based when they are read. Three sets of quads
come of them: the ontology (`ontology_quads`), the reference data with the topic and act schemes
(`reference_quads`), and the tables (`load_reference`). Known editions of series are in the tables
only: what the graph says of an event comes from articles.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

import pyoxigraph as ox

from kg.errors import ReferenceDataError
from kg.reference.facts import Facts
from kg.reference.tables import (
    Body,
    Concept,
    ExerciseEntry,
    InstrumentEntry,
    KnownEdition,
    Organization,
    PlaceEntry,
    Reference,
    Series,
    State,
)
from kg.settings import DEFAULT_BASE

__all__ = [
    "Body",
    "Concept",
    "ExerciseEntry",
    "InstrumentEntry",
    "KnownEdition",
    "Organization",
    "PlaceEntry",
    "Reference",
    "Series",
    "State",
    "by_code",
    "load_reference",
    "ontology_quads",
    "reference_of",
    "reference_quads",
]
ONTOLOGY = "ontology"
SCHEMES = ("acts.ttl", "codes.ttl", "topics.ttl")
EDITIONS = "editions.ttl"


def load_reference(base: str = DEFAULT_BASE) -> Reference:
    """The tables, read from the reference data of the package.

    Raises:
        ReferenceDataError: the data contradict themselves or point to what they do not describe.
    """
    return reference_of(_parsed(_sources(editions=True), base, graph=None), base)


def reference_of(quads: Iterable[ox.Quad], base: str = DEFAULT_BASE) -> Reference:
    """The tables that quads of reference data hold.

    Raises:
        ReferenceDataError: as `load_reference`.
    """
    facts = Facts.of(quads, base)
    return Reference(
        states=tuple(_state(facts, key) for key in facts.keys_under("state/")),
        organizations=tuple(_organization(facts, key) for key in facts.keys_under("organization/")),
        bodies=tuple(_body(facts, key) for key in facts.keys_under("body/")),
        places=tuple(_place(facts, key) for key in facts.keys_under("place/")),
        series=tuple(_series(facts, key) for key in facts.keys_under("series/")),
        editions=tuple(_edition(facts, key) for key in facts.keys_under("event/")),
        exercises=tuple(_exercise(facts, key) for key in facts.keys_under("exercise/")),
        instruments=tuple(_instrument(facts, key) for key in facts.keys_under("instrument/")),
        topics=tuple(_concept(facts, key) for key in facts.keys_under("topic/")),
        acts=tuple(_concept(facts, key) for key in facts.keys_under("act/")),
    )


def ontology_quads(base: str = DEFAULT_BASE) -> tuple[ox.Quad, ...]:
    """The ontology in `…/graph/ontology`; its blank nodes are named by content, the same every time."""
    dataset = ox.Dataset(_parsed([files(ONTOLOGY).joinpath("parley.ttl")], base, f"{base}graph/ontology"))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted(dataset, key=str))


def reference_quads(base: str = DEFAULT_BASE) -> tuple[ox.Quad, ...]:
    """Reference data and the topic and act schemes in `…/graph/reference`, without known editions."""
    return tuple(_parsed(_sources(editions=False), base, f"{base}graph/reference"))


def _sources(*, editions: bool) -> Iterator[Traversable]:
    folder = files(ONTOLOGY)
    yield from (folder.joinpath(name) for name in SCHEMES)
    tables = sorted(folder.joinpath("reference").iterdir(), key=lambda source: source.name)
    yield from (t for t in tables if t.name.endswith(".ttl") and (editions or t.name != EDITIONS))


def _parsed(sources: Iterable[Traversable], base: str, graph: str | None) -> Iterator[ox.Quad]:
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    for source in sources:
        data = source.read_bytes().replace(f"{DEFAULT_BASE}id/".encode(), f"{base}id/".encode())
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, name)


def _state(facts: Facts, key: str) -> State:
    code = facts.text(key, "isoCode")
    if key != f"state/{code}":
        raise ReferenceDataError(f"{key} has the code {code}: a state's address ends in its code")
    return State(
        code=code,
        label=facts.label(key),
        names=facts.names(key),
        abbreviations=facts.texts(key, "abbreviation"),
        demonyms=facts.texts(key, "demonym"),
        shared_demonyms=facts.texts(key, "sharedDemonym"),
        capital=facts.link(key, "capital"),
        wikidata=facts.wikidata(key),
    )


def _organization(facts: Facts, key: str) -> Organization:
    return Organization(
        code=facts.text(key, "acronym"),
        label=facts.label(key),
        names=facts.names(key),
        abbreviations=facts.texts(key, "abbreviation"),
        demonyms=facts.texts(key, "demonym"),
        members=facts.codes(key, "memberParty"),
        headquarters=facts.link(key, "headquarters"),
        wikidata=facts.wikidata(key),
    )


def _body(facts: Facts, key: str) -> Body:
    return Body(
        slug=facts.slug(key),
        kind=facts.kind(key),
        label=facts.label(key),
        names=facts.names(key),
        abbreviations=facts.texts(key, "abbreviation"),
        parties=facts.codes(key, "ofParty"),
        head_titles=facts.texts(key, "headTitle"),
        parent=facts.link(key, "partOfBody"),
        wikidata=facts.wikidata(key),
    )


def _place(facts: Facts, key: str) -> PlaceEntry:
    return PlaceEntry(
        slug=facts.slug(key),
        label=facts.label(key),
        names=facts.names(key),
        state=facts.land(key),
        within=facts.link(key, "within"),
        latitude=facts.number(key, "lat"),
        longitude=facts.number(key, "long"),
        wikidata=facts.wikidata(key),
    )


def _series(facts: Facts, key: str) -> Series:
    return Series(
        slug=facts.slug(key),
        label=facts.label(key),
        names=facts.names(key),
        abbreviations=facts.texts(key, "abbreviation"),
        members=facts.codes(key, "memberParty"),
        form=facts.text(key, "editionForm"),
        topics=facts.links(key, "topic"),
        start_year=facts.year(key, "startYear"),
        end_year=facts.year(key, "endYear"),
        continues=facts.link(key, "continues"),
    )


def _edition(facts: Facts, key: str) -> KnownEdition:
    series, ordinal = facts.link(key, "inSeries"), facts.text(key, "ordinal")
    if key != f"event/{series}-{ordinal}":
        raise ReferenceDataError(f"{key} is edition {ordinal} of {series}: its address must say so")
    return KnownEdition(
        series=str(series),
        ordinal=int(ordinal),
        earliest=facts.text(key, "earliest"),
        latest=facts.text(key, "latest"),
        place=facts.link(key, "place"),
    )


def _exercise(facts: Facts, key: str) -> ExerciseEntry:
    return ExerciseEntry(
        slug=facts.slug(key),
        label=facts.label(key),
        names=facts.names(key),
        abbreviations=facts.texts(key, "abbreviation"),
        members=facts.codes(key, "memberParty"),
        start_year=facts.year(key, "startYear"),
        end_year=facts.year(key, "endYear"),
    )


def _instrument(facts: Facts, key: str) -> InstrumentEntry:
    return InstrumentEntry(
        slug=facts.slug(key),
        kind=facts.kind(key).lower(),
        label=facts.label(key),
        names=facts.names(key),
        abbreviations=facts.texts(key, "abbreviation"),
        symbol=facts.maybe(key, "symbol"),
        adopted=facts.maybe(key, "adoptedOn"),
        signatories=facts.codes(key, "signatory"),
        wikidata=facts.wikidata(key),
    )


def _concept(facts: Facts, key: str) -> Concept:
    return Concept(
        notation=facts.text(key, "notation"),
        label=facts.label(key),
        signals=facts.names(key),
        broader=facts.link(key, "broader"),
    )


def by_code(reference: Reference) -> Mapping[str, State | Organization]:
    """States and international organisations by the code that records name them by."""
    parties: tuple[State | Organization, ...] = (*reference.states, *reference.organizations)
    return {party.code: party for party in parties}
