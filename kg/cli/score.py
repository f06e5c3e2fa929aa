"""`parley score`: how good the graph is."""

import json
from pathlib import Path
from typing import Any

import click

from kg.errors import ParleyError
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
    found = annotations(asker(settings, endpoint))
    result = measure(wanted, {Path(identifier).stem: item for identifier, item in found.items()})
    click.echo(json.dumps(_figures(result), indent=1) if as_json else _table(result), nl=as_json)
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


def _table(result: Score) -> str:
    lines = [f"{'':22}{'precision':>11}{'recall':>9}{'F1':>9}{'gold':>7}{'found':>7}"]
    for name, tally in result.fields.items():
        shares = f"{tally.precision:11.3f}{tally.recall:9.3f}{tally.f1:9.3f}"
        lines.append(f"{name:22}{shares}{tally.gold:7}{tally.found:7}")
    for name, (right, judged) in result.attributes.items():
        lines.append(f"{name:22}{right / judged if judged else 0:11.3f}  ({right} of {judged})")
    return "\n".join([*lines, f"mean F1 {result.mean_f1:.3f}", ""])


def _figures(result: Score) -> dict[str, Any]:
    fields = {
        name: {
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            "gold": tally.gold,
            "found": tally.found,
        }
        for name, tally in result.fields.items()
    }
    return {"mean_f1": round(result.mean_f1, 4), "fields": fields, "attributes": result.attributes}
