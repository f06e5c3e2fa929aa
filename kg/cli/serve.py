"""`parley serve`: the current release on this machine."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import click

from kg.release import open_release
from kg.settings import Settings
from server.remote.standin import stand_in
from server.run import serve as serve_release


@click.command()
@click.option("--host", help="Address to listen on [PARLEY_HOST].")
@click.option("--port", type=int, help="Port to listen on [PARLEY_PORT].")
@click.option(
    "--server", type=click.Choice(["waitress", "granian", "gunicorn"]), default="waitress", show_default=True
)
@click.option("--processes", type=click.IntRange(1), default=2, help="Processes of granian or gunicorn [2].")
@click.option("--endpoint", help="Another SPARQL engine to stand in front of [PARLEY_ENDPOINT].")
@click.option(
    "--default-graph", help="Graph in place of its default graph, if it has none [PARLEY_DEFAULT_GRAPH]."
)
@click.pass_obj
def serve(
    settings: Settings,
    host: str | None,
    port: int | None,
    server: Literal["waitress", "granian", "gunicorn"],
    processes: int,
    endpoint: str | None,
    default_graph: str | None,
) -> None:
    """Serve the current release, or another engine, until it is stopped."""
    chosen = replace(
        settings,
        host=host or settings.host,
        port=port or settings.port,
        endpoint=endpoint or settings.endpoint,
        default_graph=default_graph or settings.default_graph,
    )
    with TemporaryDirectory(prefix="parley-") as folder:
        served = stand_in(chosen, Path(folder)) if chosen.endpoint else chosen
        open_release(served)
        serve_release(served, server, processes, started=lambda url: click.echo(f"Parley is at {url}/"))
