"""Docs cannot lag behind the code."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from kg.cli import COMMANDS, main
from kg.queries import saved_queries
from kg.settings import Settings
from tests.filled import FILLED, filled

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])


def section(command: str) -> str:
    """What docs/commands.md says of one command."""
    parts = re.split(r"^## `parley ", (ROOT / "docs/commands.md").read_text(), flags=re.MULTILINE)
    return next((part for part in parts if re.match(rf"{command}\b", part)), "")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented(name: str) -> None:
    assert section(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_a_command_are_documented(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    parts = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    options = {p.opts[0] for part in parts for p in part.params if isinstance(p, click.Option)}
    assert {o for o in options if o not in section(name)} == set()


@pytest.mark.parametrize("field", [field.name for field in fields(Settings)])
def test_a_setting_is_documented(field: str) -> None:
    assert f"`PARLEY_{field.upper()}`" in (ROOT / "docs/settings.md").read_text()


@pytest.mark.parametrize("query", [query.name for query in saved_queries()])
def test_a_saved_query_is_documented(query: str) -> None:
    assert f"`{query}`" in (ROOT / "queries/README.md").read_text()


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_a_link_in_the_docs_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)\)", page.read_text())
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_two_commands_of_the_readme_are_targets_of_make() -> None:
    commands = re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(), flags=re.MULTILINE)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    assert commands == ["demo", "test"]
    assert set(commands) <= set(targets)


@pytest.mark.parametrize("part", FILLED)
def test_a_filled_part_of_the_docs_is_up_to_date(part: str) -> None:
    assert (ROOT / FILLED[part][0]).read_text() == filled(part), "run python -m tests.filled"
