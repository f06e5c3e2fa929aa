"""`parley export`: the release in a format that other tools open."""

from pathlib import Path
from typing import get_args

import click

from kg.export import Format
from kg.export import export as export_release
from kg.release import open_release
from kg.settings import Settings

SUFFIXES: dict[Format, str] = {
    "turtle": ".ttl",
    "trig": ".trig",
    "nquads": ".nq",
    "csv": "-csv",
    "graphml": ".graphml",
}


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(get_args(Format)))
@click.option(
    "--out", type=click.Path(path_type=Path), help="File, for csv a folder [parley.ttl, parley-csv, …]."
)
@click.option("--release", "number", type=int, help="Number of the release [the current one].")
@click.pass_obj
def export(settings: Settings, form: Format, out: Path | None, number: int | None) -> None:
    """Write the release as FORMAT: turtle, trig, nquads, csv or graphml."""
    for path in export_release(open_release(settings, number), form, out or Path(f"parley{SUFFIXES[form]}")):
        click.echo(path)
