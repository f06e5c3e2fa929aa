"""What tests share: one release of the sample and one server of it for a whole run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kg.pipeline import publish
from kg.settings import Settings
from server import create_app
from tests.records import consultation, trilateral
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


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder with a release of records made by hand."""
    settings = Settings(data=tmp_path_factory.mktemp("small"))
    publish(settings, [consultation(), trilateral()])
    return settings.data


@pytest.fixture(scope="session")
def app(small_data: Path) -> Iterator[Flask]:
    """The application over that release, with query processes of its own."""
    made = create_app(Settings(data=small_data))
    yield made
    made.extensions["parley"].pool.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor of that application."""
    return app.test_client()
