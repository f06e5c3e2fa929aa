"""The options that say what reads the articles."""

from collections.abc import Callable
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])


def reader_options(command: F) -> F:
    """Adds `--parser` and `--extractor` to a command."""
    for option in (
        click.option("--parser", metavar="spacy:MODEL", help="Parse clauses with a spaCy pipeline."),
        click.option(
            "--extractor",
            metavar="llm:URL#MODEL",
            help="Read with a language model behind an OpenAI-compatible endpoint.",
        ),
    ):
        command = option(command)
    return command
