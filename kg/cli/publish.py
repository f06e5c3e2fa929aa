"""`parley publish`: a release into another SPARQL engine."""

import json
import os
import sys

import click

from kg.cli import DONE_WITH_PROBLEMS
from kg.publish import Published, Target
from kg.publish import publish as publish_release
from kg.release import open_release
from kg.remote import Account, Endpoint
from kg.settings import Settings


@click.command()
@click.option("--to", "address", required=True, help="Where the engine takes queries.")
@click.option("--update", default="", help="Where it takes updates, if not there too.")
@click.option(
    "--graph-store", default="", help="Its address for the Graph Store Protocol, to send whole graphs."
)
@click.option(
    "--merged", default="", help="Graph for the merged graph, where the engine has no default graph."
)
@click.option("--user", default="", help="Name to log in with; the password is PARLEY_PASSWORD.")
@click.option("--digest", is_flag=True, help="Log in by HTTP's digest scheme (Virtuoso's /sparql-auth).")
@click.option("--release", "number", type=int, help="Number of the release, the current one without.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.pass_obj
def publish(
    settings: Settings,
    address: str,
    update: str,
    graph_store: str,
    merged: str,
    user: str,
    digest: bool,
    number: int | None,
    as_json: bool,
) -> None:
    """Load a release into another engine; run it again to go on where it stopped."""
    account = Account(user, os.environ.get("PARLEY_PASSWORD", ""), digest) if user else None
    endpoint = Endpoint(address, update, merged, max(settings.timeout, 600.0), account)
    release = open_release(settings, number)
    length = release.counts["quads"]
    with click.progressbar(length=length, label="Publishing", file=sys.stderr) as bar:
        seen: dict[str, int] = {}

        def progress(graph: str, triples: int) -> None:
            bar.update(triples - seen.get(graph, 0))
            seen[graph] = triples

        found = publish_release(release, Target(endpoint, graph_store), settings.data / "published", progress)
    click.echo(_json(found) if as_json else _told(found, address))
    if found.wrong:
        raise SystemExit(DONE_WITH_PROBLEMS)


def _told(found: Published, address: str) -> str:
    triples = sum(found.graphs.values())
    lines = [f"{len(found.graphs)} graphs, {triples} triples, are at {address}"]
    if found.skipped:
        lines.append(f"{found.skipped} of them were there from an earlier run")
    if found.dropped:
        lines.append(f"{len(found.dropped)} graphs of an earlier release were removed")
    lines += [
        f"<{name or 'default graph'}>: {sent} triples sent, the engine counts {counted}"
        for name, (sent, counted) in found.wrong.items()
    ]
    return "\n".join(lines)


def _json(found: Published) -> str:
    facts = {"graphs": len(found.graphs), "triples": sum(found.graphs.values()), "skipped": found.skipped}
    return json.dumps(facts | {"dropped": found.dropped, "wrong": found.wrong}, indent=1)
