"""The judge tells right answers from wrong ones, and every pin names a test."""

import pyoxigraph as ox
import pytest

from tests.tools import w3c
from tests.w3c.compare import difference
from tests.w3c.exchanges import GRAPH_STORE, PROTOCOL, exchanges
from tests.w3c.judge import judge
from tests.w3c.pins import pins
from tests.w3c.results import Answer, Row, Table, read
from tests.w3c.scratch import Bench
from tests.w3c.suites import Case, cases

A, B, C = (ox.BlankNode(name) for name in "abc")
ONE, OTHER = ox.NamedNode("urn:one"), ox.NamedNode("urn:other")
DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")

SRX = b"""<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head>
<results><result><binding name="x"><uri>urn:one</uri></binding></result></results></sparql>"""


def table(*rows: Row, ordered: bool = False) -> Table:
    return Table(tuple(rows[0]), rows, ordered)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (True, True),
        (table({"x": ONE}, {"x": OTHER}), table({"x": OTHER}, {"x": ONE})),
        (table({"x": A, "y": A}, {"x": B, "y": ONE}), table({"x": A, "y": ONE}, {"x": C, "y": C})),
        (table({"x": ox.Literal("1.0", datatype=DECIMAL)}), table({"x": ox.Literal("1", datatype=DECIMAL)})),
        (table({"x": ox.Triple(A, ONE, B)}), table({"x": ox.Triple(C, ONE, A)})),
        ((ox.Triple(A, ONE, B),), (ox.Triple(B, ONE, C),)),
    ],
)
def test_equal_answers_have_no_difference(wanted: Answer, found: Answer) -> None:
    assert "" == difference(wanted, found)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (True, False),
        (False, table({"x": ONE})),
        (table({"x": ONE}), table({"y": ONE})),
        (table({"x": ONE}), table({"x": OTHER})),
        (table({"x": ONE}), table({"x": ONE}, {"x": ONE})),
        (table({"x": ONE}, {"x": OTHER}, ordered=True), table({"x": OTHER}, {"x": ONE})),
        (table({"x": A, "y": A}), table({"x": A, "y": B})),
        (table({"x": A, "y": B}), table({"x": A, "y": A})),
        (table({"x": ox.Literal("1.0", datatype=DECIMAL)}), table({"x": ox.Literal("1.0")})),
        ((ox.Triple(A, ONE, A),), (ox.Triple(A, ONE, B),)),
    ],
)
def test_other_answers_differ(wanted: Answer, found: Answer) -> None:
    assert difference(wanted, found)


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("srj", b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:one"}}]}}'),
        ("tsv", b"?x\n<urn:one>\n"),
        ("srx", SRX),
    ],
)
def test_an_answer_is_read_from_every_format(form: str, body: bytes) -> None:
    assert table({"x": ONE}) == read(body, form, "")


def test_csv_keeps_text_only() -> None:
    assert table({"x": ox.Literal("urn:one"), "y": ox.Literal("")}) == read(b"x,y\r\nurn:one,\r\n", "csv", "")


@pytest.mark.skipif(not w3c(), reason="../shared/w3c is missing")
def test_a_wrong_result_fails(bench: Bench) -> None:
    case = next(case for case in cases() if case.id == "sparql10/basic#base-prefix-1")
    other = next(other for other in cases() if other.id == "sparql10/ask#ask-1")
    swapped = Case(case.id, case.kind, case.asked, case.data, other.result)
    assert ("passes", "fails") == (judge(case, bench).word, judge(swapped, bench).word)


@pytest.mark.skipif(not w3c(), reason="../shared/w3c is missing")
def test_every_pin_names_a_test() -> None:
    known = {e.id for manifest in (PROTOCOL, *GRAPH_STORE) for e in exchanges(manifest)}
    assert set() == pins().keys() - known - {case.id for case in cases()}


@pytest.mark.skipif(not w3c(), reason="../shared/w3c is missing")
def test_every_suite_is_whole() -> None:
    """As many tests as the manifests list, entailment and updates included."""
    requests = [len(exchanges(manifest)) for manifest in (PROTOCOL, *GRAPH_STORE)]
    assert (1326, [34, 9, 4]) == (len(cases()), requests)
