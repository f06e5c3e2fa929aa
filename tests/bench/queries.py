"""Twelve queries from a lookup to an aggregation, each with many instances, and a mix of the short ones."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from tests.bench.graphs import BASE, PAR

PREFIXES: Final = (
    f"PREFIX par: <{PAR}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
)
_KEPT: Final = 4000


@dataclass(frozen=True, slots=True)
class Known:
    """What queries may ask for, from the graph that is served."""

    events: tuple[str, ...]
    officials: tuple[str, ...]
    articles: tuple[str, ...]
    states: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A question with blanks.

    Attributes:
        share: percent of the mix, 0 for what is too long for it.
        fill: one instance of it.
    """

    name: str
    about: str
    share: int
    fill: Callable[[Known, random.Random], str]


def known_of(store: ox.Store) -> Known:
    """Some things of each kind, the same each time."""

    def of(kind: str) -> tuple[str, ...]:
        found = store.query(f"SELECT ?x {{ ?x a <{PAR}{kind}> }} ORDER BY ?x")
        assert isinstance(found, ox.QuerySolutions)
        names = [row[0].value for row in found if isinstance(row[0], ox.NamedNode)]
        return tuple(random.Random(kind).sample(names, min(_KEPT, len(names))))

    states = tuple(
        f"{BASE}id/state/{code}" for code in ("AF", "AL", "AD", "AE", "AM", "AO", "AR", "AT", "AU")
    )
    places = tuple(place for place in of("Place") if f"{BASE}id/place/" in place)
    return Known(of("DiplomaticEvent"), of("Official"), of("Article"), states, places)


def _year(chance: random.Random) -> str:
    year = chance.randrange(1996, 2024)
    return f"FILTER (?day >= '{year}-01-01'^^xsd:date && ?day < '{year + 1}-01-01'^^xsd:date)"


def _lookup(known: Known, chance: random.Random) -> str:
    return f"SELECT ?label {{ <{chance.choice(known.officials)}> rdfs:label ?label }}"


def _state(known: Known, chance: random.Random) -> str:
    return (
        f"SELECT ?event ?label ?day {{ ?event par:hasParty <{chance.choice(known.states)}> ; par:date ?day ; "
        f"rdfs:label ?label {_year(chance)} }} ORDER BY ?day"
    )


def _pairs(_known: Known, chance: random.Random) -> str:
    return (
        "SELECT ?one ?other (COUNT(*) AS ?n) { ?event par:hasParty ?one, ?other ; par:date ?day "
        f"FILTER (STR(?one) < STR(?other)) {_year(chance)} }} GROUP BY ?one ?other ORDER BY DESC(?n) LIMIT 50"
    )


def _met(known: Known, chance: random.Random) -> str:
    person = chance.choice(known.officials)
    return (
        f"SELECT DISTINCT ?met ?label {{ ?event par:hasParticipant <{person}>, ?met . ?met rdfs:label ?label "
        f"FILTER (?met != <{person}>) }}"
    )


def _contains(_known: Known, chance: random.Random) -> str:
    one, other = chance.sample(("fisheries", "ceasefire", "satellites", "railways", "customs"), 2)
    return (
        "SELECT ?evidence ?text { ?evidence oa:exact ?text "
        f"FILTER (CONTAINS(?text, '{one}') && REGEX(?text, '{other}$|{other}\\\\.', 'i')) }}"
    )


def _construct(known: Known, chance: random.Random) -> str:
    event = f"<{chance.choice(known.events)}>"
    return (
        f"CONSTRUCT {{ {event} ?p ?o . ?o rdfs:label ?label }} "
        f"WHERE {{ {event} ?p ?o OPTIONAL {{ ?o rdfs:label ?label }} }}"
    )


def _topics(_known: Known, _chance: random.Random) -> str:
    return (
        "SELECT ?topic (COUNT(DISTINCT ?event) AS ?n) { ?event a par:DiplomaticEvent ; par:topic ?topic } "
        "GROUP BY ?topic HAVING (COUNT(DISTINCT ?event) > 10) ORDER BY DESC(?n)"
    )


def _path(known: Known, chance: random.Random) -> str:
    return f"SELECT ?above {{ <{chance.choice(known.places)}> par:within+ ?above }}"


def _optional(known: Known, chance: random.Random) -> str:
    return (
        "SELECT ?event ?label ?day ?place ?host ?person ?act { "
        f"?event par:hasParty <{chance.choice(known.states)}> ; rdfs:label ?label ; par:date ?day "
        "OPTIONAL { ?event par:place ?place } OPTIONAL { ?event par:hostParty ?host } "
        "OPTIONAL { ?event par:hasParticipant ?person } OPTIONAL { ?act par:reachedIn ?event } "
        f"{_year(chance)} }}"
    )


def _export(_known: Known, _chance: random.Random) -> str:
    return "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100000"


def _ask(known: Known, chance: random.Random) -> str:
    one, other = chance.sample(known.states, 2)
    return f"ASK {{ ?event par:hasParty <{one}>, <{other}> ; par:date ?day {_year(chance)} }}"


def _provenance(known: Known, chance: random.Random) -> str:
    return (
        f"SELECT ?graph ?p ?o {{ <{chance.choice(known.articles)}> par:reports ?event "
        "GRAPH ?graph { ?event ?p ?o } }"
    )


QUERIES: Final = (
    Query("lookup", "the label of one official", 36, _lookup),
    Query("state", "a state's talks in a year, by day", 15, _state),
    Query("pairs", "pairs of states in a year, counted", 0, _pairs),
    Query("met", "whom an official has met", 6, _met),
    Query("contains", "words in all sentences, by CONTAINS and REGEX", 0, _contains),
    Query("construct", "an event with the labels around it", 24, _construct),
    Query("topics", "events by topic, counted", 0, _topics),
    Query("path", "what a place is within, by a path", 4, _path),
    Query("optional", "a state's year with four OPTIONALs", 5, _optional),
    Query("export", "100,000 rows", 0, _export),
    Query("ask", "whether two states met in a year", 8, _ask),
    Query("provenance", "which graphs say what of an event", 2, _provenance),
)


def instances(known: Known, query: Query, count: int, seed: int = 11) -> list[str]:
    """So many instances of a query."""
    chance = random.Random(f"{seed}{query.name}")
    return [PREFIXES + query.fill(known, chance) for _ in range(count)]


def mix(known: Known, count: int, seed: int = 13) -> Iterator[str]:
    """So many queries in the proportions of the mix."""
    chance = random.Random(seed)
    short = [query for query in QUERIES if query.share]
    for query in chance.choices(short, [query.share for query in short], k=count):
        yield PREFIXES + query.fill(known, chance)
