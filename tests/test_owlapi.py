"""The ontology as the OWL API reads it; ROBOT, which brings it, is fetched by `.ci/run` into build/owlapi."""

import os
import subprocess
from pathlib import Path

import pytest

from kg.errors import ReasonerError
from kg.reason.consistency import find_java

ROOT = Path(__file__).resolve().parents[1]
JARS = ROOT / "build" / "owlapi"


def robot(*arguments: str) -> str:
    """What ROBOT prints; it fails if ROBOT does."""
    if not JARS.is_dir():
        pytest.skip("the OWL API is not at hand; `.ci/run` fetches it into build/owlapi")
    try:
        java = find_java()
    except ReasonerError as error:
        pytest.skip(str(error))
    command = [java, "-cp", f"{JARS}{os.sep}*", "org.obolibrary.robot.CommandLineInterface", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, text=True, capture_output=True).stdout


@pytest.mark.java
@pytest.mark.parametrize("modules", [["parley.ttl"], ["parley.ttl", "alignments.ttl"]])
def test_the_owl_api_reads_the_ontology_as_owl_2_dl(modules: list[str], tmp_path: Path) -> None:
    inputs = [word for module in modules for word in ("--input", f"ontology/{module}")]
    report = tmp_path / "report.txt"
    said = robot("merge", *inputs, "validate-profile", "--profile", "DL", "--output", str(report))
    assert "" == said.strip()
    assert "[Ontology and imports closure in profile]" in report.read_text("utf-8")


@pytest.mark.java
@pytest.mark.parametrize("name", ["acts.ttl", "codes.ttl", "topics.ttl", "reference/states.ttl"])
def test_the_owl_api_reads_the_data(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out.owl"
    said = robot(
        "merge", "--input", "ontology/parley.ttl", "--input", f"ontology/{name}", "--output", str(out)
    )
    assert ("", True) == (said.strip(), out.stat().st_size > 0)
