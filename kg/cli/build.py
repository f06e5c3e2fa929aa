"""`parley build`: from sources to a release."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import click

from kg.cli import DONE_WITH_PROBLEMS
from kg.cli.metadata import given_metadata, metadata_options
from kg.cli.reader import reader_options
from kg.pipeline import build as build_release
from kg.readers.choice import way_of
from kg.report import BuildProblem, BuildReport, decision_problems
from kg.settings import Settings

KINDS = {
    "unread": "not read",
    "kept": "not read this time, the stored text stays",
    "failed": "not extracted",
    "violation": "breaks a rule, left out",
    "warning": "published with a warning",
}


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--add", is_flag=True, help="Keep the other articles of the current release.")
@click.option("--strict", is_flag=True, help="Make no release when a check finds a violation.")
@metadata_options
@reader_options
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def build(
    settings: Settings,
    /,
    sources: tuple[str, ...],
    add: bool,
    strict: bool,
    parser: str | None,
    extractor: str | None,
    as_json: bool,
    **given: str | None,
) -> None:
    """Read SOURCES (files, folders, web addresses, `-`) and make a release of them.

    Without SOURCES the articles of the current release are read again.
    """
    metadata = given_metadata(given)
    with_bar = sys.stderr.isatty() and not as_json
    bar = _bar() if with_bar else None
    way = way_of(parser, extractor)
    report = build_release(settings, sources, metadata, add=add, strict=strict, way=way, progress=bar)
    click.echo(
        json.dumps(figures(report), indent=1, ensure_ascii=False) if as_json else told(report), nl=as_json
    )
    if not report.is_complete or report.of_kind("violation"):
        sys.exit(DONE_WITH_PROBLEMS)


def _bar() -> Callable[[int, int], None]:
    def show(done: int, total: int) -> None:
        click.echo(f"\r{done} of {total} articles", nl=done == total, err=True)

    return show


def figures(report: BuildReport) -> dict[str, Any]:
    """The report for machines."""
    return {
        "release": report.release.number,
        "digest": report.release.digest,
        "is_new": report.is_new,
        "counts": dict(report.release.counts),
        "problems": [asdict(problem) for problem in report.problems],
    }


def told(report: BuildReport) -> str:
    """The report for people, problems first by kind; warnings are only counted, but for decisions'."""
    lines = [line for kind in KINDS if kind != "warning" for line in _problems(kind, report.problems)]
    lines += [f"{p.subject}: {p.message}" for p in decision_problems(report.problems)]
    warnings = len(report.of_kind("warning")) - len(decision_problems(report.problems))
    if warnings:
        lines.append(f"{warnings} warnings: `parley check` lists them")
    counts = ", ".join(f"{number} {name}" for name, number in report.release.counts.items())
    state = "made" if report.is_new else "is unchanged: the input is the same"
    return "\n".join([*lines, f"release {report.release.number} {state} ({counts})", ""])


def _problems(kind: str, problems: tuple[BuildProblem, ...]) -> list[str]:
    found = [problem for problem in problems if problem.kind == kind]
    heading = [f"{KINDS[kind]}: {len(found)}"] if found else []
    return heading + [f"  {_line(problem)}" for problem in found]


def _line(problem: BuildProblem) -> str:
    rule = f" [{problem.rule}]" if problem.rule else ""
    sentence = f"\n    “{' '.join(problem.sentence.split())}”" if problem.sentence else ""
    return f"{problem.subject}: {problem.message}{rule}{sentence}"
