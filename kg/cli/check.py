"""`parley check`: shapes, violation queries and, with `--reason`, the ontology's axioms."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict

import click

from kg.addresses import Addresses
from kg.check import Problem
from kg.check import check as check_store
from kg.cli import DONE_WITH_PROBLEMS
from kg.curation.decisions import read_decisions
from kg.library import load
from kg.reason.consistency import reason as reason_over
from kg.release import Release, open_release
from kg.report import BuildProblem, decision_problems, from_json
from kg.settings import Settings
from kg.store import open_store


@click.command()
@click.option("--release", "number", type=int, help="Number of the release [the current one].")
@click.option("--reason", is_flag=True, help="Have HermiT look for contradictions too; needs Java.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(settings: Settings, number: int | None, reason: bool, as_json: bool) -> None:
    """Check the current release, or another, and the file of curators' decisions."""
    decisions = read_decisions(settings)
    release = open_release(settings, number)
    store = open_store(release)
    problems = check_store(store, _texts(settings, release))
    idle = decision_problems(from_json(release.report()))
    verdict = reason_over(store) if reason else None
    if as_json:
        report = {
            "problems": list(map(asdict, problems)),
            "decisions": list(map(asdict, idle)),
            "reasoner": asdict(verdict) if verdict else None,
        }
        click.echo(json.dumps(report, indent=1, ensure_ascii=False))
    else:
        click.echo(_told(problems, idle))
        if decisions.rows:
            click.echo(f"{len(decisions.rows)} decisions in {decisions.file}, all well formed", err=True)
        if verdict:
            click.echo(str(verdict))
    is_consistent = verdict is None or verdict.is_consistent
    if not is_consistent or any(problem.severity == "violation" for problem in problems):
        sys.exit(DONE_WITH_PROBLEMS)


def _texts(settings: Settings, release: Release) -> dict[str, str]:
    addresses = Addresses(release.base)
    documents = (load(settings, entry) for entry in release.articles)
    return {addresses.iri(addresses.article(document)): document.text for document in documents}


def _told(problems: Iterable[Problem], idle: Iterable[BuildProblem]) -> str:
    lines = [*map(_line, problems), *(f"{problem.subject}: {problem.message}" for problem in idle)]
    return "\n".join(lines) or "no problem found"


def _line(problem: Problem) -> str:
    sentence = f"\n    “{' '.join(problem.sentence.split())}”" if problem.sentence else ""
    where = problem.article or "all articles"
    return f"{problem.severity}: {where}: {problem.message} [{problem.rule}]{sentence}"
