"""Where answers differ from the standard, docs/sparql.md says what to write instead; that works."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.tools import w3c
from tests.w3c.judge import OK, Verdict, judge_text
from tests.w3c.results import Table, read
from tests.w3c.scratch import Bench
from tests.w3c.suites import Case, cases

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sparql.md"
PREFIX = "PREFIX : <http://example.org/>\n"
RIGHT = {
    "OPTIONAL with the graph's own variable": [("one", "a"), ("two", "c")],
    "VALUES with the graph's own variable": [("one", "any"), ("one", "first"), ("two", "any")],
    "MINUS without a shared variable": [("a",), ("b",), ("c",)],
    "Counting in every graph": [("one", "2"), ("two", "0")],
    "Several graphs as the default graph": [("1",)],
}
OF_THE_SUITES = {
    "sparql10/graph#graph-optional": (
        "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o OPTIONAL { ?s ?p ?in } } FILTER (!BOUND(?in) || ?in = ?g) }"
    ),
    "sparql11/bindings#graph": (
        'SELECT ?g ?t { GRAPH ?g {} VALUES (?in ?t) { (UNDEF "foo") (<data01.ttl> "bar") }'
        " FILTER (!BOUND(?in) || ?in = ?g) }"
    ),
    "sparql11/negation#graph-minus": (
        "PREFIX : <http://example/> SELECT ?a { GRAPH ?g { ?a :p :o } MINUS { GRAPH ?h { ?b :p :o } } }"
    ),
    "sparql11/aggregates#agg-empty-group-count-graph": (
        "PREFIX : <http://example/> SELECT ?g (COUNT(?x) AS ?c)"
        " { GRAPH ?g {} OPTIONAL { GRAPH ?g { ?s :p ?x FILTER (?x != :o) } } } GROUP BY ?g"
    ),
}


def blocks(title: str, language: str = "sparql") -> list[str]:
    """The code under a heading."""
    part = PAGE.read_text().partition(f"## {title}\n")[2]
    return re.findall(rf"```{language}\n(.*?)```", re.split(r"^##", part, flags=re.MULTILINE)[0], re.DOTALL)


def fill(store: ox.Store) -> None:
    store.load(blocks("Where answers differ from the standard", "trig")[0].encode(), ox.RdfFormat.TRIG)


def answered(bench: Bench, query: str) -> list[tuple[str, ...]]:
    """Rows of an answer, sorted, each term by its text or the end of its IRI."""
    reply = bench.send("POST", "/sparql", (PREFIX + query).encode(), Content_Type="application/sparql-query")
    assert OK == reply.status
    table = read(reply.body, "srj", "")
    assert isinstance(table, Table)
    return sorted(tuple(row[n].value.rpartition("/")[2] for n in row) for row in table.rows)


@pytest.mark.parametrize("title", RIGHT)
def test_a_rewrite_of_the_docs_answers_as_the_standard_has_it(bench: Bench, title: str) -> None:
    bench.publish(fill)
    asked, rewritten = blocks(title)
    assert RIGHT[title] == answered(bench, rewritten)
    assert RIGHT[title] != answered(bench, asked), "this is no longer wrong: take it out of docs/sparql.md"


@pytest.mark.skipif(not w3c(), reason="../shared/w3c is missing")
@pytest.mark.parametrize("case", [case for case in cases() if case.id in OF_THE_SUITES], ids=lambda c: c.id)
def test_a_rewrite_passes_the_test_that_its_form_fails(bench: Bench, case: Case) -> None:
    assert Verdict("passes") == judge_text(case, OF_THE_SUITES[case.id].encode(), bench)
