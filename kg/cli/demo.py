"""`parley demo`: the bundled sample, built and served."""

from contextlib import ExitStack
from dataclasses import replace
from importlib.resources import as_file, files

import click

from kg.cli.build import told
from kg.errors import ReleaseError
from kg.pipeline import build
from kg.release import open_release
from kg.settings import Settings
from server.run import serve

TRY = {
    "": "what is in it",
    "id/state/KR": "one state: its talks, partners and officials",
    "queries/talk_agreements": "what was agreed in which talk, with the sentence that says so",
}


@click.command()
@click.option("--port", type=int, help="Port to listen on [PARLEY_PORT].")
@click.pass_obj
def demo(settings: Settings, port: int | None) -> None:
    """Build the sample if there is no release yet, then serve it."""
    chosen = replace(settings, port=port or settings.port)
    try:
        open_release(chosen)
    except ReleaseError:
        _build_sample(chosen)
    serve(chosen, started=_invite)


def _build_sample(settings: Settings) -> None:
    click.echo(f"Building the sample into {settings.data} …")
    with ExitStack() as stack:
        folder = stack.enter_context(as_file(files("kg") / "sample"))
        click.echo(told(build(settings, [str(folder)])), nl=False)


def _invite(url: str) -> None:
    click.echo("Three addresses to try; Ctrl-C stops the server:")
    for path, what in TRY.items():
        click.echo(f"  {f'{url}/{path}':52} {what}")
