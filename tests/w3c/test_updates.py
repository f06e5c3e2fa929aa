"""Updates, and writes of the graph store, on a scratch server that takes them."""

from pathlib import Path

import pytest

from kg.errors import ParleyError
from tests.tools import w3c
from tests.w3c import readwrite
from tests.w3c.exchanges import GRAPH_STORE, PROTOCOL, Exchange, exchanges
from tests.w3c.judge import judge
from tests.w3c.judge_http import on_graph_store, on_protocol
from tests.w3c.pins import expected
from tests.w3c.scratch import Bench
from tests.w3c.suites import Case, cases
from tests.w3c.using import WithGraphsError, with_graphs

needs_suites = pytest.mark.skipif(not w3c(), reason="../shared/w3c is missing")
UPDATES = [case for case in cases() if case.kind.startswith("update")]
GRAPHS = [exchange for manifest in GRAPH_STORE for exchange in exchanges(manifest)]


@needs_suites
@pytest.mark.parametrize("case", UPDATES, ids=lambda case: case.id)
def test_an_update_leaves_what_it_should(writable: Bench, case: Case) -> None:
    verdict = judge(case, writable)
    assert expected(case.id, writable=True) == verdict.word, verdict.why


@needs_suites
@pytest.mark.parametrize("exchange", exchanges(PROTOCOL), ids=lambda exchange: exchange.id)
def test_the_protocol_is_kept_with_updates(writable: Bench, exchange: Exchange) -> None:
    verdict = on_protocol(exchange, writable)
    assert expected(exchange.id, writable=True) == verdict.word, verdict.why


@needs_suites
@pytest.mark.parametrize("exchange", GRAPHS, ids=lambda exchange: exchange.id)
def test_the_graph_store_is_written_as_the_protocol_says(writable: Bench, exchange: Exchange) -> None:
    verdict = on_graph_store(exchange, writable)
    assert expected(exchange.id, writable=True) == verdict.word, verdict.why


def test_nothing_is_written_without_the_switch(small_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_DATA", str(small_data))
    monkeypatch.delenv(readwrite.SWITCH, raising=False)
    with pytest.raises(ParleyError, match="for tests only"):
        readwrite.create_app()


def test_graphs_of_the_request_are_written_into_an_update() -> None:
    made = with_graphs("DELETE WHERE { ?s ?p 1 }", ["urn:a"], ["urn:b"])
    assert made == "DELETE { ?s ?p 1 } USING <urn:a> USING NAMED <urn:b> WHERE { ?s ?p 1 }"


def test_graphs_are_named_by_the_request_or_by_the_update() -> None:
    with pytest.raises(WithGraphsError, match="USING"):
        with_graphs("INSERT {} USING <urn:c> WHERE {}", ["urn:a"], [])
