"""`parley releases`: list, compare, roll back, prune."""

import json
import sys

import click

from kg.export.change_files import as_csv, as_json, as_markdown, summary
from kg.export.changes import Side, changes
from kg.release import open_release, roll_back
from kg.release import prune as prune_releases
from kg.release import releases as all_releases
from kg.settings import Settings


@click.group()
def releases() -> None:
    """List releases, tell what changed, serve an earlier one again, remove old ones."""


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
@click.argument("old", type=int)
@click.argument("new", type=int)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "csv", "json"]),
    default="markdown",
    show_default=True,
    help="A summary to read or for programs, or every difference as CSV.",
)
@click.pass_obj
def diff(settings: Settings, old: int, new: int, form: str) -> None:
    """Tell what is new, changed and gone in release NEW against release OLD."""
    one, other = open_release(settings, old), open_release(settings, new)
    found = tuple(changes(Side.of(one), Side.of(other)))
    if form == "csv":
        sys.stdout.buffer.write(as_csv(found))
        return
    short = summary(found, *(f"release {r.number} ({r.digest[:12]})" for r in (one, other)))
    sys.stdout.buffer.write(as_json(short) if form == "json" else as_markdown(short))


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
