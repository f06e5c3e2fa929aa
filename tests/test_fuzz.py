"""A short attack: no 500, no hang, nothing left behind; `python -m tests.fuzz` runs a long one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.attack import Tally, Usage, attack, settled, target
from tests.fuzz.shapes import Shapes

REQUESTS = 400


@pytest.fixture(scope="module")
def attacked(small_data: Path) -> Iterator[tuple[Tally, Usage, Usage]]:
    with target(small_data) as (address, process):
        attack(address, REQUESTS // 4, 7)
        before = settled(address, process)
        tally = attack(address, REQUESTS, 1)
        yield tally, before, settled(address, process)


def test_no_request_makes_a_fault_or_hangs(attacked: tuple[Tally, Usage, Usage]) -> None:
    assert [] == attacked[0].wrong


def test_many_sorts_of_answers_came(attacked: tuple[Tally, Usage, Usage]) -> None:
    statuses = attacked[0].statuses
    assert REQUESTS == sum(statuses.values())
    assert {"200", "400", "404", "405", "406"} <= set(statuses)


def test_nothing_is_left_behind(attacked: tuple[Tally, Usage, Usage]) -> None:
    _, before, after = attacked
    assert after.files <= before.files + 20
    assert after.processes <= before.processes + 2
    assert after.megabytes <= before.megabytes + 100


def test_the_same_seed_makes_the_same_requests() -> None:
    one, other = Shapes(3), Shapes(3)
    assert [one.make() for _ in range(50)] == [other.make() for _ in range(50)]
