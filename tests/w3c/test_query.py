"""Evaluation, result formats, syntax: SPARQL 1.0, 1.1 and 1.2. Updates are refused, every one."""

import pytest

from tests.tools import w3c
from tests.w3c.judge import judge
from tests.w3c.pins import expected
from tests.w3c.scratch import Bench
from tests.w3c.suites import Case, cases

pytestmark = pytest.mark.skipif(not w3c(), reason="../shared/w3c is missing")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_case_of_the_suites_ends_as_expected(bench: Bench, case: Case) -> None:
    verdict = judge(case, bench)
    assert expected(case.id) == verdict.word, verdict.why
