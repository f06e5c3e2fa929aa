"""The protocol, the graph store, the service description."""

import pyoxigraph as ox
import pytest

from tests.tools import w3c
from tests.w3c.exchanges import GRAPH_STORE, PROTOCOL, Exchange, exchanges, parsed
from tests.w3c.judge_http import on_graph_store, on_protocol
from tests.w3c.pins import expected
from tests.w3c.scratch import Bench

pytestmark = pytest.mark.skipif(not w3c(), reason="../shared/w3c is missing")

SD = "http://www.w3.org/ns/sparql-service-description#"
SD_TERMS = """
Service Feature Language Function Aggregate EntailmentRegime EntailmentProfile GraphCollection Dataset Graph
NamedGraph endpoint feature defaultEntailmentRegime entailmentRegime defaultSupportedEntailmentProfile
supportedEntailmentProfile extensionFunction extensionAggregate languageExtension supportedLanguage
propertyFeature defaultDataset availableGraphs resultFormat inputFormat defaultGraph namedGraph name graph
SPARQL10Query SPARQL11Query SPARQL11Update DereferencesURIs UnionDefaultGraph RequiresDataset EmptyGraphs
BasicFederatedQuery
"""
GRAPHS = [exchange for manifest in GRAPH_STORE for exchange in exchanges(manifest)]


@pytest.mark.parametrize("exchange", exchanges(PROTOCOL), ids=lambda exchange: exchange.id)
def test_the_protocol_is_kept(bench: Bench, exchange: Exchange) -> None:
    verdict = on_protocol(exchange, bench)
    assert expected(exchange.id) == verdict.word, verdict.why


@pytest.mark.parametrize("exchange", GRAPHS, ids=lambda exchange: exchange.id)
def test_the_graph_store_is_read_as_the_protocol_says(bench: Bench, exchange: Exchange) -> None:
    verdict = on_graph_store(exchange, bench)
    assert expected(exchange.id) == verdict.word, verdict.why


@pytest.fixture(scope="module")
def description(bench: Bench) -> list[ox.Triple]:
    """What the endpoint says of itself."""
    bench.serve(())
    reply = bench.send("GET", "/sparql", Accept="application/rdf+xml;q=0.5, text/turtle")
    assert ("text/turtle", 200) == (reply.media, reply.status)
    return parsed(reply.body, ox.RdfFormat.TURTLE, f"{bench.address}/sparql")


def test_the_service_description_returns_rdf(description: list[ox.Triple]) -> None:
    assert description


def test_the_service_description_names_the_endpoint(bench: Bench, description: list[ox.Triple]) -> None:
    named = {t.object for t in description if t.predicate == ox.NamedNode(f"{SD}endpoint")}
    assert {ox.NamedNode(f"{bench.address}/sparql")} == named


def test_the_service_description_keeps_to_the_vocabulary(description: list[ox.Triple]) -> None:
    used = {
        term.value.removeprefix(SD) for t in description for term in terms(t) if term.value.startswith(SD)
    }
    assert (set(), True) == (used - set(SD_TERMS.split()), "Service" in used)


def terms(triple: ox.Triple) -> list[ox.NamedNode]:
    return [term for term in (triple.predicate, triple.object) if isinstance(term, ox.NamedNode)]
