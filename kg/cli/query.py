"""`parley query`: a saved query, a file or standard input, locally or at an endpoint."""

import sys
from pathlib import Path

import click

from kg.errors import ParleyError
from kg.queries import saved_queries, saved_query
from kg.settings import Settings
from kg.sparql import FORMATS, run_query


@click.command()
@click.argument("name", required=False)
@click.option(
    "--format", "form", type=click.Choice(sorted(FORMATS)), help="Form of the answer [csv or turtle]."
)
@click.option("--endpoint", help="Ask this SPARQL endpoint instead of the current release.")
@click.option("--list", "listing", is_flag=True, help="List the saved queries.")
@click.pass_obj
def query(
    settings: Settings, name: str | None, form: str | None, endpoint: str | None, listing: bool
) -> None:
    """Run a saved query by its NAME, a FILE, or standard input (`-`)."""
    if listing or name is None:
        for saved in saved_queries():
            click.echo(f"{saved.name:32} {saved.summary}")
        return
    sys.stdout.buffer.write(run_query(settings, _text(name), form, endpoint))


def _text(name: str) -> str:
    if name == "-":
        return sys.stdin.read()
    path = Path(name)
    if path.is_file():
        return path.read_text(encoding="utf-8")
    if path.suffix == ".rq" or "/" in name:
        raise ParleyError(f"{name}: no such file; `parley query --list` names the saved queries")
    return saved_query(name).text
