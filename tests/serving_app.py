"""An application with settings of its own, and a visitor of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from kg.settings import Settings


@contextmanager
def made(create_app: Callable[[Settings], Flask], data: Path, **settings: Any) -> Iterator[FlaskClient]:
    """A test client; the application's query processes end with the block."""
    app = create_app(Settings(data=data, **settings))
    try:
        yield app.test_client()
    finally:
        app.extensions["parley"].pool.close()
        app.extensions["parley.journal"].close()
