"""`parley score`: how good the graph is."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kg.errors import ParleyError
from kg.scoring.bootstrap import Interval, by_article, intervals
from kg.scoring.measure import Score, measure
from kg.scoring.readback import annotations
from kg.settings import Settings
from kg.sparql import asker


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--endpoint", help="Score the graph behind this SPARQL endpoint instead of the current release."
)
@click.option("--errors", is_flag=True, help="List what is missing and what is extra.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def score(settings: Settings, gold: Path, endpoint: str | None, errors: bool, as_json: bool) -> None:
    """Measure the graph against the folder GOLD of annotations, one ID.json per article."""
    wanted = {path.stem: _annotation(path) for path in sorted(gold.glob("*.json"))}
    if not wanted:
        raise ParleyError(f"{gold} holds no ID.json: give the folder of the annotations")
    read = annotations(asker(settings, endpoint))
    found = {Path(identifier).stem: item for identifier, item in read.items()}
    result, spread = measure(wanted, found), intervals(by_article(wanted, found))
    told = json.dumps(figures(result, spread), indent=1) if as_json else _table(result, spread)
    click.echo(told, nl=as_json)
    for line in result.errors if errors else []:
        click.echo(line)


def _annotation(path: Path) -> dict[str, Any]:
    try:
        annotation: dict[str, Any] = json.loads(path.read_text())
    except json.JSONDecodeError as error:
        raise ParleyError(f"{path}: not JSON ({error}); mend it or take it out of the folder") from error
    missing = {"officials", "talks", "commitments", "statements"} - set(annotation)
    if missing:
        raise ParleyError(f"{path}: lacks {', '.join(sorted(missing))}; see the annotation guidelines")
    return annotation


def _table(result: Score, spread: Mapping[str, Interval]) -> str:
    lines = [f"{'':22}{'precision':>11}{'recall':>9}{'F1':>9}{'95 % interval':>16}{'gold':>7}{'found':>7}"]
    for name, tally in result.fields.items():
        shares = f"{tally.precision:11.3f}{tally.recall:9.3f}{tally.f1:9.3f}{_span(spread.get(name)):>16}"
        lines.append(f"{name:22}{shares}{tally.gold:7}{tally.found:7}")
    for name, (right, judged) in result.attributes.items():
        share = right / judged if judged else 0
        lines.append(f"{name:22}{share:11.3f}{_span(spread.get(name)):>34}  ({right} of {judged})")
    return "\n".join([*lines, f"mean F1 {result.mean_f1:.3f} ({_span(spread['mean F1'])})", ""])


def _span(found: Interval | None) -> str:
    return f"{found.low:.3f} to {found.high:.3f}" if found else ""


def figures(result: Score, spread: Mapping[str, Interval]) -> dict[str, Any]:
    """The score for machines: shares in 0..1 with the ends of their 95 % intervals, and counts."""
    ends = {name: [round(one.low, 4), round(one.high, 4)] for name, one in spread.items()}
    fields = {
        name: {
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            "interval": ends.get(name),
            "gold": tally.gold,
            "found": tally.found,
        }
        for name, tally in result.fields.items()
    }
    attributes = {
        name: {"right": right, "judged": judged, "interval": ends.get(name)}
        for name, (right, judged) in result.attributes.items()
    }
    mean = {"mean_f1": round(result.mean_f1, 4), "mean_f1_interval": ends["mean F1"]}
    return mean | {"fields": fields, "attributes": attributes}
