"""`parley mcp`: the current release for assistants, by the Model Context Protocol."""

import click

from kg.settings import Settings
from server.assistant.protocol import serve


@click.command()
@click.pass_obj
def mcp(settings: Settings) -> None:
    """Answer an assistant (Model Context Protocol) on standard input and output."""
    serve(settings)
