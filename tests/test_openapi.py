"""The OpenAPI document: whole, valid, and true under schemathesis against a real server."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.serving import serving


@pytest.fixture
def document(client: FlaskClient) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = json.loads(client.get("/openapi.json").data)
    return found


def test_every_route_is_in_the_document_and_none_besides(
    app: Flask, document: dict[str, dict[str, dict[str, object]]]
) -> None:
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == {(path, method) for path, found in document["paths"].items() for method in found}


def test_the_parameters_of_a_path_are_told(document: dict[str, dict[str, dict[str, object]]]) -> None:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            told = {p["name"] for p in operation["parameters"] if p["in"] == "path"}  # type: ignore[index]
            assert set(re.findall(r"{(\w+)}", path)) == told


@pytest.mark.skipif(not find_spec("schemathesis"), reason="schemathesis is not installed")
def test_the_server_does_as_the_document_says(small_data: Path) -> None:
    checks = "not_a_server_error,status_code_conformance,content_type_conformance"
    with serving(small_data) as address:
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json"]
        limits = ["--phases", "examples,coverage,fuzzing", "--max-examples", "4", "--seed", "1"]
        done = subprocess.run(
            [*command, *limits, "--checks", checks, "--max-failures", "20", "--warnings", "off"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-6000:]
