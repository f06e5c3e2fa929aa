"""The unit, the container file and the proxy's part are in step with the software they start."""

import re
import shutil
import subprocess
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from kg.cli import main
from kg.settings import Settings, from_environment

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
VARIABLES = {f"PARLEY_{field.name.upper()}" for field in fields(Settings)}


def options_of_serve() -> set[str]:
    command = main.get_command(click.Context(main), "serve")
    assert command is not None
    return {name for p in command.params for name in p.opts if name.startswith("--")}


@pytest.mark.parametrize("file", sorted(path.name for path in DEPLOY.iterdir()))
def test_every_setting_that_is_named_is_one(file: str) -> None:
    named = set(re.findall(r"\bPARLEY_[A-Z_]+\b", (DEPLOY / file).read_text()))
    assert set() == named - VARIABLES


def test_the_settings_for_production_can_be_read() -> None:
    lines = (DEPLOY / "parley.env").read_text().splitlines()
    settings = from_environment(dict(line.split("=", 1) for line in lines if line and line[0] != "#"))
    assert (1, True, "-") == (settings.trusted_proxies, settings.rate > 0, settings.access_log)


@pytest.mark.parametrize("file", ["parley.service", "Dockerfile"])
def test_the_server_is_started_by_options_that_there_are(file: str) -> None:
    text = (DEPLOY / file).read_text()
    line = next(part for part in text.splitlines() if part.startswith(("ExecStart=", 'CMD ["serve"')))
    assert ({"--server", "--processes"}, set()) == (
        (given := set(re.findall(r"--[a-z]+", line))),
        given - options_of_serve(),
    )


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "parley.service").read_text().replace("/opt/parley/bin/parley", "/bin/true")
    unit = tmp_path / "parley.service"
    unit.write_text(text)
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert [] == [line for line in done.stderr.splitlines() if unit.name in line]


def instructions() -> list[tuple[str, str]]:
    """The container file's instructions with their arguments, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", (DEPLOY / "Dockerfile").read_text())
    lines = (line.split(None, 1) for line in text.splitlines() if line.strip() and line[0] != "#")
    return [(words[0], words[1]) for words in lines]


def test_the_container_file_copies_what_there_is_and_what_a_wheel_needs() -> None:
    copied = {
        name
        for word, rest in instructions()
        if word == "COPY" and not rest.startswith("--from")
        for name in rest.split()[:-1]
    }
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    assert [] == [name for name in copied if not (ROOT / name).exists()]
    assert {*packages["packages"], "docs", "pyproject.toml", "README.md", "LICENSE"} <= copied


def test_the_container_does_not_run_as_root_and_pins_its_base() -> None:
    found = instructions()
    bases = {rest.split()[0] for word, rest in found if word == "FROM"}
    assert all(re.fullmatch(r"python:3\.\d+-slim", base) for base in bases)
    assert ["10001"] == [rest for word, rest in found if word == "USER"]
    assert {"HEALTHCHECK", "ENTRYPOINT", "STOPSIGNAL", "EXPOSE"} <= {word for word, _ in found}


def test_the_composition_builds_that_file_and_keeps_it_small_in_rights() -> None:
    composed: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    service = composed["services"]["parley"]
    context = (DEPLOY / service["build"]["context"]).resolve()
    assert (context / service["build"]["dockerfile"]).is_file()
    assert (True, ["ALL"]) == (service["read_only"], service["cap_drop"])
