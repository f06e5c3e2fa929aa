"""The Flask application that serves a release: linked-data pages, SPARQL, files.

Query processes import this package too, so the web framework is imported only when an app is made.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from kg.settings import Settings


def create_app(settings: "Settings") -> "Flask":
    """The application for the data folder that the settings name.

    Raises:
        ReleaseError: there is no release to serve; the message says how to make one.
    """
    from server.app import build_app  # noqa: PLC0415  start-up cost, see above

    return build_app(settings)


def create_app_from_environment() -> "Flask":
    """The application with settings from `PARLEY_*` variables, for granian and gunicorn."""
    from kg.settings import from_environment  # noqa: PLC0415  start-up cost, see above

    return create_app(from_environment())
