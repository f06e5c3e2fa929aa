"""What tests share: one release of the sample and one server of it for a whole run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import build_sample, serving


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder with a release of the bundled sample."""
    return build_sample(tmp_path_factory.mktemp("sample")).data


@pytest.fixture(scope="session")
def sample_server(sample_data: Path) -> Iterator[str]:
    """Address of a server of that release."""
    with serving(sample_data) as address:
        yield address


@pytest.fixture(scope="session")
def sample_endpoint(sample_server: str) -> str:
    """Address of its SPARQL endpoint."""
    return f"{sample_server}/sparql"
