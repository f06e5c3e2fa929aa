"""`parley export`: the release in a format that other tools open."""

from pathlib import Path

import click

from kg.export import ALL, forms, is_folder
from kg.export import export as export_release
from kg.export.listing import names_of
from kg.release import open_release
from kg.settings import Settings


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice((*forms(), ALL)))
@click.option("--out", type=click.Path(path_type=Path), help="File; for several files a folder [parley-…].")
@click.option("--release", "number", type=int, help="Number of the release [the current one].")
@click.pass_obj
def export(settings: Settings, form: str, out: Path | None, number: int | None) -> None:
    """Write the release as FORMAT: tables, RDF, networks, descriptions, or all of them."""
    usual = Path(f"parley-{form}") if is_folder(form) else Path(names_of(form)[0])
    for path in export_release(open_release(settings, number), form, out or usual):
        click.echo(path)
