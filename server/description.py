"""What the endpoint says of itself: the SPARQL 1.1 service description."""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox
from rdflib import RDF

from kg.settings import Settings
from server import urls as routes
from server.negotiate import Offer
from server.rdf import FORMATS, PREFIXES
from server.state import Snapshot
from server.urls import Urls

_SD: Final = PREFIXES["sd"]
_VOID: Final = PREFIXES["void"]
_FORMATS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip


def service(urls: Urls, snapshot: Snapshot, settings: Settings, offer: Offer) -> bytes:
    """The description in one RDF format; no entailment regime is claimed."""
    endpoint = urls.absolute(urls.to(routes.SPARQL))
    triples = (ox.Triple(s, p, o) for s, p, o in _triples(endpoint, urls, snapshot, settings))
    return ox.serialize(triples, format=FORMATS[offer.name], prefixes=_prefixes(offer)) or b""


def _triples(
    endpoint: str, urls: Urls, snapshot: Snapshot, settings: Settings
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    one, data, whole = (ox.NamedNode(f"{endpoint}{end}") for end in ("#service", "#dataset", "#default"))
    yield one, _rdf_type(), _sd("Service")
    yield one, _sd("endpoint"), ox.NamedNode(endpoint)
    yield one, _sd("supportedLanguage"), _sd("SPARQL11Query")
    for name in _FORMATS:
        yield one, _sd("resultFormat"), ox.NamedNode(f"{PREFIXES['formats']}{name}")
    yield one, _sd("defaultDataset"), data
    yield data, _rdf_type(), _sd("Dataset")
    yield data, _sd("defaultGraph"), whole
    yield whole, _rdf_type(), _sd("Graph")
    yield whole, ox.NamedNode(f"{_VOID}triples"), ox.Literal(snapshot.release.counts["triples"])
    yield data, ox.NamedNode(f"{PREFIXES['dcterms']}isPartOf"), ox.NamedNode(f"{urls.base}dataset")
    yield one, ox.NamedNode(f"{PREFIXES['rdfs']}comment"), ox.Literal(_limits(settings))


def _limits(settings: Settings) -> str:
    return (
        f"Read-only. A query may take {settings.timeout:g} seconds, up to {settings.max_timeout:g} with "
        f"timeout=, and {settings.memory // 1024**2} MB. SERVICE, LOAD and updates are refused. "
        "The default graph is the merged graph; each article has a named graph of its own."
    )


def _rdf_type() -> ox.NamedNode:
    return ox.NamedNode(str(RDF.type))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_SD}{name}")


def _prefixes(offer: Offer) -> dict[str, str] | None:
    return PREFIXES if offer.name in {"ttl", "rdf"} else None
