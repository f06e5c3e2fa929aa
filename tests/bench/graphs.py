"""Realistic graphs of any size: the reference data as they are, and articles that chance has written.

Every article has one event with parties, participants, place, topics, agreements, statements and the
sentences that carry them, in a graph of its own; the merged graph holds the same once more, with what the
build infers. The same size and seed give the same bytes.
"""

import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.reference.load import ontology_quads, reference_quads

BASE: Final = "https://w3id.org/parley/"
PAR: Final = f"{BASE}def#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OA = "http://www.w3.org/ns/oa#"
_DCT = "http://purl.org/dc/terms/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_SHARED: Final = tuple(f"<{BASE}id/{kind}/" for kind in ("official", "tenure", "post"))
"""What several articles name: they all say the same of it, and the merged graph says it once."""
_FIRST_DAY: Final = date(1995, 1, 1)
_DAYS: Final = 11_000
_FORMS: Final = ("Meeting", "Summit", "Consultation", "Dialogue", "Call", "CourtesyCall")
_GIVEN: Final = ("Aiko", "Bruno", "Chandra", "Dalia", "Emil", "Farah", "Goran", "Hana", "Ivo", "Jun", "Kofi")
_FAMILY: Final = (
    "Abe",
    "Bello",
    "Costa",
    "Duda",
    "Eriksen",
    "Faye",
    "Gupta",
    "Horvat",
    "Ito",
    "Jensen",
    "Kim",
)
_WORDS: Final = (
    "security", "trade", "border", "exercise", "fisheries", "energy", "training", "visit", "sanctions",
    "shipping", "climate", "health", "dialogue", "ministry", "treaty", "airspace", "customs", "refugees",
    "satellites", "minerals", "ports", "railways", "ceasefire",
)  # fmt: skip
_VERBS: Final = ("agreed to deepen work on", "called for progress on", "welcomed the plan for", "discussed")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what the articles speak of: IRIs from the reference data."""

    states: tuple[str, ...]
    places: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A claim as N-Triples spells its terms; `inferred` ones stand in the merged graph only."""

    subject: str
    predicate: str
    value: str
    inferred: bool = False

    @property
    def text(self) -> str:
        """The triple."""
        return f"{self.subject} {self.predicate} {self.value}"


def write_graph(folder: Path, quads: int, seed: int = 7) -> tuple[int, int]:
    """Writes `parley.nq` of about so many quads, and its merged graph as `parley.ttl`, as a release has them.

    Returns:
        How many triples the merged graph has, and how many quads there are in all.
    """
    fixed = [*reference_quads(BASE), *ontology_quads(BASE)]
    path, named, whole = (folder / name for name in ("parley.ttl", "named.nq", "parley.nq"))
    with path.open("w", encoding="utf-8") as merged, named.open("w", encoding="utf-8") as own:
        known = dict.fromkeys(quad.triple for quad in fixed)
        merged.writelines(f"{triple} .\n" for triple in known)
        own.writelines(f"{quad} .\n" for quad in fixed)
        said: set[str] = set()
        triples, written = len(known), len(known) + len(fixed)
        for graph, claims in articles(cast(fixed), seed):
            new = [f"{claim.text} .\n" for claim in claims if claim.subject not in said]
            here = [f"{claim.text} {graph} .\n" for claim in claims if not claim.inferred]
            merged.writelines(new)
            own.writelines(here)
            said.update(_shared(claims))
            triples, written = triples + len(new), written + len(new) + len(here)
            if written >= quads:
                break
    with whole.open("wb") as out:
        _append(out, path, named)
    named.unlink()
    return triples, written


def _shared(claims: Iterable[Line]) -> set[str]:
    return {claim.subject for claim in claims if claim.subject.startswith(_SHARED)}


def _append(out: BinaryIO, *parts: Path) -> None:
    for part in parts:
        with part.open("rb") as content:
            shutil.copyfileobj(content, out, 1 << 20)


def cast(fixed: list[ox.Quad]) -> Cast:
    """Names of states, places and topics."""

    def of(kind: str) -> tuple[str, ...]:
        start = f"{BASE}id/{kind}/"
        subjects = (quad.subject.value for quad in fixed if isinstance(quad.subject, ox.NamedNode))
        return tuple(sorted({iri for iri in subjects if iri.startswith(start)}))

    return Cast(of("state"), of("place"), of("topic"))


def articles(known: Cast, seed: int) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Articles without end: graph, claims."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        name = f"bench-{number:07d}"
        yield f"<{BASE}graph/article/{name}>", tuple(dict.fromkeys(_article(chance, known, name)))


def _article(chance: random.Random, known: Cast, name: str) -> Iterator[Line]:
    day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    iri = f"{BASE}id/article/{name}"
    weights = range(len(known.states), 0, -1)
    parties = tuple(dict.fromkeys(chance.choices(known.states, weights, k=chance.choice((2, 2, 2, 3)))))
    event = f"{BASE}id/event/{day}-{name}"
    yield from _typed(iri, "Article")
    yield _text(iri, f"{_DCT}title", f"{chance.choice(_WORDS).title()} talks of {day:%d %B %Y}")
    yield _text(iri, f"{_DCT}publisher", f"Publisher {chance.randrange(40)}")
    yield _day(iri, f"{_DCT}issued", day)
    yield _link(iri, f"{PAR}reports", event)
    yield from _event(chance, known, event, day, parties)
    yield _link(event, f"{PAR}reportedIn", iri, inferred=True)
    for at in range(1, 4):
        yield from _participation(chance, iri, event, at, chance.choice(parties))
    for at in range(1, 3):
        yield from _act(chance, known, iri, event, at, parties)


def _event(
    chance: random.Random, known: Cast, event: str, day: date, parties: tuple[str, ...]
) -> Iterator[Line]:
    form = chance.choice(_FORMS)
    codes = ", ".join(party.rsplit("/", 1)[1] for party in parties)
    yield from _typed(event, form, "Talk", "DiplomaticEvent")
    yield _text(event, f"{_RDFS}label", f"{form} of {codes}, {day:%-d %B %Y}")
    for prop in ("date", "earliest", "latest"):
        yield _day(event, f"{PAR}{prop}", day)
    for party in parties:
        yield _link(event, f"{PAR}hasParty", party)
    yield _link(event, f"{PAR}hostParty", parties[0])
    yield _link(event, f"{PAR}place", chance.choice(known.places))
    yield _link(event, f"{PAR}status", f"{PAR}{chance.choice(('Held', 'Held', 'Held', 'Planned'))}")
    yield _link(event, f"{PAR}topic", chance.choice(known.topics))


def _participation(chance: random.Random, article: str, event: str, at: int, party: str) -> Iterator[Line]:
    iri = f"{article}/participation/{at}"
    rank = min(int(chance.expovariate(0.03)), 400)
    code = party.rsplit("/", 1)[1]
    given, family = _GIVEN[rank % len(_GIVEN)], _FAMILY[rank // len(_GIVEN) % len(_FAMILY)]
    official = f"{BASE}id/official/{given}-{family}-{code}-{rank}".lower()
    post = f"{BASE}id/post/{code}-{rank % 9}".lower()
    tenure = f"{BASE}id/tenure/{code}-{rank}-{rank % 9}".lower()
    yield from _typed(official, "Official")
    yield _text(official, f"{_RDFS}label", f"{given} {family} {rank}")
    yield _text(official, f"{_SKOS}altLabel", f"{family} {given} {rank}")
    yield _link(official, f"{PAR}serves", party)
    yield _link(official, f"{PAR}holds", tenure)
    yield from _typed(tenure, "Tenure")
    yield _link(tenure, f"{PAR}post", post)
    yield _text(post, f"{_RDFS}label", f"Minister {rank % 9} of {code}")
    yield from _typed(iri, "Participation")
    yield _link(iri, f"{PAR}participant", official)
    yield _link(iri, f"{PAR}onBehalfOf", party)
    yield _link(iri, f"{PAR}inCapacity", tenure)
    yield _link(event, f"{PAR}participation", iri)
    yield _link(event, f"{PAR}hasParticipant", official)
    yield _link(iri, f"{PAR}participationOf", event, inferred=True)


def _act(
    chance: random.Random, known: Cast, article: str, event: str, at: int, parties: tuple[str, ...]
) -> Iterator[Line]:
    agreed = at == 1
    iri = f"{article}/{'agreement' if agreed else 'statement'}/{at}"
    yield from _typed(iri, "Agreement" if agreed else "Statement", "CommunicativeAct")
    yield _link(iri, f"{PAR}{'reachedIn' if agreed else 'madeIn'}", event)
    sentence = f"The sides {chance.choice(_VERBS)} {' and '.join(chance.sample(_WORDS, 3))} in {at} steps."
    yield _text(iri, f"{PAR}gist", sentence)
    yield _link(iri, f"{PAR}topic", chance.choice(known.topics))
    for party in parties if agreed else parties[:1]:
        yield _link(iri, f"{PAR}{'committedParty' if agreed else 'speaker'}", party)
    evidence = f"{article}/evidence/{at}"
    yield _link(iri, f"{PAR}evidence", evidence)
    yield _link(event, f"{PAR}evidence", evidence)
    yield from _typed(evidence, "Evidence")
    yield _link(evidence, f"{_OA}hasSource", article)
    yield _text(evidence, f"{_OA}exact", f"{sentence} {' '.join(chance.choices(_WORDS, k=12))}.")
    yield Line(f"<{evidence}>", f"<{_OA}start>", f'"{at * 100}"^^<{_XSD}integer>')
    yield Line(f"<{evidence}>", f"<{PAR}confidence>", f'"0.{chance.randrange(60, 99)}"^^<{_XSD}decimal>')


def _typed(iri: str, asserted: str, *inferred: str) -> Iterator[Line]:
    for at, kind in enumerate((asserted, *inferred)):
        yield _link(iri, f"{_RDF}type", f"{PAR}{kind}", inferred=at > 0)


def _link(iri: str, prop: str, value: str, *, inferred: bool = False) -> Line:
    return Line(f"<{iri}>", f"<{prop}>", f"<{value}>", inferred)


def _text(iri: str, prop: str, value: str) -> Line:
    return Line(f"<{iri}>", f"<{prop}>", f'"{value}"')


def _day(iri: str, prop: str, value: date) -> Line:
    return Line(f"<{iri}>", f"<{prop}>", f'"{value}"^^<{_XSD}date>')
