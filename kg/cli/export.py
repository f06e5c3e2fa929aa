"""`parley export`: the release in a format that other tools open."""

from pathlib import Path

import click

from kg.export import FORMATS
from kg.export import export as export_release
from kg.release import open_release
from kg.settings import Settings


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(sorted(FORMATS)))
@click.option(
    "--out", type=click.Path(path_type=Path), help="File, or folder for csv [parley.<suffix> or parley-csv]."
)
@click.option("--release", "number", type=int, help="Number of the release [the current one].")
@click.pass_obj
def export(settings: Settings, form: str, out: Path | None, number: int | None) -> None:
    """Write the release as FORMAT: csv, graphml, nquads, trig or turtle."""
    for path in export_release(open_release(settings, number), form, out or Path(FORMATS[form])):
        click.echo(path)
