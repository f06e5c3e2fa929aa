"""The notebooks run from the first cell to the last, against a real server."""

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "docs" / "notebooks").glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])


def _read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types


def outputs(notebook: Any) -> list[Any]:
    """What the cells of code gave, in order."""
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


@each_notebook
def test_a_notebook_is_kept_without_its_answers(path: Path) -> None:
    notebook = _read(path)
    nbformat.validate(notebook)
    assert [] == outputs(notebook)


@each_notebook
def test_a_notebook_runs_to_its_chart(
    path: Path, sample_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_SERVER", sample_server)
    notebook = _read(path)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": os.fspath(path.parent)}}).execute()
    kinds = {kind for output in outputs(notebook) for kind in output.get("data", {})}
    assert {"image/png", "text/html"} <= kinds


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
