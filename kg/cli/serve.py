"""`parley serve`: the current release on this machine."""

from dataclasses import replace
from typing import Literal

import click

from kg.release import open_release
from kg.settings import Settings
from server.run import serve as serve_release


@click.command()
@click.option("--host", help="Address to listen on [PARLEY_HOST].")
@click.option("--port", type=int, help="Port to listen on [PARLEY_PORT].")
@click.option(
    "--server", type=click.Choice(["waitress", "granian", "gunicorn"]), default="waitress", show_default=True
)
@click.option("--processes", type=click.IntRange(1), default=2, help="Processes of granian or gunicorn [2].")
@click.pass_obj
def serve(
    settings: Settings,
    host: str | None,
    port: int | None,
    server: Literal["waitress", "granian", "gunicorn"],
    processes: int,
) -> None:
    """Serve the current release until it is stopped."""
    open_release(settings)
    chosen = replace(settings, host=host or settings.host, port=port or settings.port)
    serve_release(chosen, server, processes, started=lambda url: click.echo(f"Parley is at {url}/"))
