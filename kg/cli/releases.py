"""`parley releases`: list, roll back, prune."""

import json

import click

from kg.release import prune as prune_releases
from kg.release import releases as all_releases
from kg.release import roll_back
from kg.settings import Settings


@click.group()
def releases() -> None:
    """List releases, serve an earlier one again, remove old ones."""


@releases.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(settings: Settings, as_json: bool) -> None:
    """List the releases, the one that is served marked with a star."""
    found = all_releases(settings)
    if as_json:
        rows = [
            {"release": r.number, "digest": r.digest, "current": r.is_current, "counts": dict(r.counts)}
            for r in found
        ]
        click.echo(json.dumps(rows, indent=1))
        return
    for release in found:
        counts = ", ".join(f"{number} {name}" for name, number in release.counts.items())
        click.echo(f"{'*' if release.is_current else ' '} {release.number:4} {release.digest[:12]}  {counts}")


@releases.command()
@click.argument("number", type=int)
@click.pass_obj
def rollback(settings: Settings, number: int) -> None:
    """Serve release NUMBER again."""
    click.echo(f"release {roll_back(settings, number).number} is served now")


@releases.command()
@click.option(
    "--keep", type=click.IntRange(1), default=3, show_default=True, help="How many of the newest to keep."
)
@click.pass_obj
def prune(settings: Settings, keep: int) -> None:
    """Remove all but the newest releases, never the one that is served."""
    removed = prune_releases(settings, keep)
    click.echo(f"removed: {', '.join(map(str, removed)) or 'nothing'}")
