"""`parley check`: shapes, violation queries and, with `--reason`, the ontology's axioms."""

import json
import sys
from dataclasses import asdict

import click

from kg.addresses import Addresses
from kg.check import Problem
from kg.check import check as check_store
from kg.cli import DONE_WITH_PROBLEMS
from kg.library import load
from kg.reason import reason as reason_over
from kg.release import Release, open_release
from kg.settings import Settings
from kg.store import open_store


@click.command()
@click.option("--release", "number", type=int, help="Number of the release [the current one].")
@click.option("--reason", is_flag=True, help="Have HermiT look for contradictions too; needs Java.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(settings: Settings, number: int | None, reason: bool, as_json: bool) -> None:
    """Check the current release, or another."""
    release = open_release(settings, number)
    store = open_store(release)
    problems = check_store(store, _texts(settings, release))
    verdict = reason_over(store) if reason else None
    if as_json:
        report = {"problems": [asdict(p) for p in problems], "reasoner": asdict(verdict) if verdict else None}
        click.echo(json.dumps(report, indent=1, ensure_ascii=False))
    else:
        click.echo("\n".join(map(_line, problems)) or "no problem found")
        if verdict:
            click.echo(str(verdict))
    is_consistent = verdict is None or verdict.is_consistent
    if not is_consistent or any(problem.severity == "violation" for problem in problems):
        sys.exit(DONE_WITH_PROBLEMS)


def _texts(settings: Settings, release: Release) -> dict[str, str]:
    addresses = Addresses(release.base)
    documents = (load(settings, entry) for entry in release.articles)
    return {addresses.iri(addresses.article(document)): document.text for document in documents}


def _line(problem: Problem) -> str:
    sentence = f"\n    “{' '.join(problem.sentence.split())}”" if problem.sentence else ""
    return f"{problem.severity}: {problem.article}: {problem.message} [{problem.rule}]{sentence}"
