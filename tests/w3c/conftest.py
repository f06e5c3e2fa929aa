"""One server for all suites of a process."""

from collections.abc import Iterator

import pytest

from tests.w3c import scratch


@pytest.fixture(scope="session")
def bench() -> Iterator[scratch.Bench]:
    """A server whose data the tests choose."""
    with scratch.bench() as made:
        yield made


@pytest.fixture(scope="session")
def writable() -> Iterator[scratch.Bench]:
    """A server that takes updates, which only the tests have."""
    with scratch.bench(writable=True) as made:
        yield made
