"""Options that give what an article's text lacks."""

from collections.abc import Callable, Mapping
from typing import Any

import click

from kg.articles.sidecar import metadata_from
from kg.model import Metadata


def metadata_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--title`, `--publisher`, `--published` and `--url` to a command."""
    command = click.option("--url", help="Address of the original.")(command)
    command = click.option("--published", help="Date of publication: YYYY-MM-DD, YYYY-MM or YYYY.")(command)
    command = click.option("--publisher", help="Publisher, where the text lacks it.")(command)
    return click.option("--title", help="Title, where the text lacks it.")(command)


def given_metadata(given: Mapping[str, str | None]) -> Metadata:
    """The options' values.

    Raises:
        click.BadParameter: a value is not valid.
    """
    try:
        return metadata_from(given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
