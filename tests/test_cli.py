"""The command line, run as a user runs it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import COMMANDS, DONE_WITH_PROBLEMS, main
from tests.smoke import free_port

REPORT = """Ministers meet in Canberra

Canberra, 12 March 2019

Australian Defence Minister Christopher Pyne met New Zealand Defence Minister Ron Mark in Canberra on \
12 March 2019. The two ministers agreed to deepen cooperation in the Pacific. Minister Mark thanked \
Australia for its support.
"""


def parley(data: Path, *arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), *arguments], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "2019-03-12-pyne-mark.txt"
    path.write_text(REPORT)
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one release of one article."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "2019-03-12-pyne-mark.txt").write_text(REPORT)
    assert parley(folder / "data", "build", str(folder / "2019-03-12-pyne-mark.txt")).exit_code == 0
    return folder / "data"


def test_help_names_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert [name for name in COMMANDS if name not in shown] == []


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["bild"]).exit_code == 2


def test_a_bad_setting_is_one_line_and_exit_code_1() -> None:
    done = CliRunner().invoke(main, ["--base", "nonsense", "releases", "list"])
    assert (done.exit_code, done.output.startswith("Error: base IRI")) == (1, True)


def test_a_missing_release_says_what_to_run(tmp_path: Path) -> None:
    done = parley(tmp_path, "check")
    assert done.exit_code == 1
    assert "parley build" in done.output


def test_extract_prints_readable_text(tmp_path: Path, article: Path) -> None:
    shown = parley(tmp_path, "extract", str(article)).output
    assert "Christopher Pyne (AU)" in shown
    assert "agree: AU, NZ" in shown


def test_extract_stores_nothing(tmp_path: Path, article: Path) -> None:
    parley(tmp_path / "data", "extract", str(article))
    assert not (tmp_path / "data").exists()


def test_extract_prints_the_shape_of_the_guidelines(tmp_path: Path, article: Path) -> None:
    annotation = json.loads(parley(tmp_path, "extract", str(article), "--format", "json").output)
    assert {o["name"] for o in annotation["officials"]} == {"Christopher Pyne", "Ron Mark"}


def test_extract_prints_turtle_that_parses(tmp_path: Path, article: Path) -> None:
    import rdflib  # noqa: PLC0415 - slow to load

    graph = rdflib.Graph().parse(
        data=parley(tmp_path, "extract", str(article), "--format", "turtle").output, format="turtle"
    )
    assert len(graph) > 50


def test_extract_reads_standard_input(tmp_path: Path) -> None:
    assert "Ron Mark" in parley(tmp_path, "extract", "-", stdin=REPORT).output


def test_extract_names_a_missing_file(tmp_path: Path) -> None:
    done = parley(tmp_path, "extract", "nowhere.txt")
    assert done.exit_code == DONE_WITH_PROBLEMS
    assert "nowhere.txt" in done.output


def test_a_bad_date_of_publication_is_wrong_usage(tmp_path: Path, article: Path) -> None:
    done = parley(tmp_path, "build", str(article), "--published", "last week")
    assert (done.exit_code, "YYYY-MM-DD" in done.output) == (2, True)


def test_build_goes_on_after_a_bad_article(tmp_path: Path, article: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = parley(tmp_path / "data", "build", str(article), str(tmp_path / "empty.txt"))
    assert done.exit_code == DONE_WITH_PROBLEMS
    assert "empty.txt" in done.output
    assert "release 1 made" in done.output


def test_building_again_makes_no_new_release(built: Path) -> None:
    assert "release 1 is unchanged" in parley(built, "build").output


def test_build_reports_to_machines(built: Path) -> None:
    report = json.loads(parley(built, "build", "--json").output)
    assert (report["release"], report["is_new"]) == (1, False)


def test_a_saved_query_prints_csv(built: Path) -> None:
    lines = parley(built, "query", "talk_agreements").output.splitlines()
    assert len(lines) > 1
    assert "," in lines[0]


def test_query_reads_standard_input(built: Path) -> None:
    assert parley(built, "query", "-", "--format", "tsv", stdin="SELECT (1 AS ?n) {}").output == "?n\n1\n"


def test_an_unknown_query_names_near_ones(built: Path) -> None:
    done = parley(built, "query", "talk_agreement")
    assert done.exit_code == 1
    assert "talk_agreements" in done.output


def test_a_wrong_query_is_explained(built: Path) -> None:
    done = parley(built, "query", "-", stdin="SELECT ?x WHERE { ?x")
    assert (done.exit_code, "line" in done.output or "1:" in done.output) == (1, True)


def test_query_asks_an_endpoint(tmp_path: Path, sample_endpoint: str) -> None:
    done = parley(tmp_path, "query", "agreement_exercises", "--endpoint", sample_endpoint)
    assert "Vigilant Ace" in done.output


def test_an_endpoint_that_does_not_answer_is_named(tmp_path: Path) -> None:
    done = parley(tmp_path, "query", "talk_hosts", "--endpoint", f"http://127.0.0.1:{free_port()}/sparql")
    assert (done.exit_code, "does not answer" in done.output) == (1, True)


def test_query_lists_the_saved_queries(built: Path) -> None:
    assert "talk_agreements" in parley(built, "query", "--list").output


def test_export_writes_a_file(built: Path, tmp_path: Path) -> None:
    done = parley(built, "export", "turtle", "--out", str(tmp_path / "graph.ttl"))
    assert done.output.strip() == str(tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").stat().st_size > 0


def test_check_finds_a_built_release_in_order(built: Path) -> None:
    done = parley(built, "check")
    assert done.exit_code == 0, done.output


def test_score_compares_with_annotations(built: Path, tmp_path: Path) -> None:
    gold = {
        "officials": [{"name": "Ron Mark", "state": "NZ"}],
        "talks": [],
        "commitments": [],
        "statements": [],
    }
    (tmp_path / "2019-03-12-pyne-mark.json").write_text(json.dumps(gold))
    figures = json.loads(parley(built, "score", str(tmp_path), "--json").output)
    assert figures["fields"]["officials"]["recall"] == 1.0


def test_score_refuses_a_folder_without_annotations(built: Path, tmp_path: Path) -> None:
    assert parley(built, "score", str(tmp_path)).exit_code == 1


def test_releases_are_listed_rolled_back_and_pruned(built: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(built, data, symlinks=True)
    parley(data, "build", "--add", "-", stdin=REPORT.replace("Canberra", "Sydney"))
    assert parley(data, "releases", "rollback", "1").exit_code == 0
    assert parley(data, "releases", "list").output.startswith("*    1")
    assert "nothing" in parley(data, "releases", "prune", "--keep", "2").output


def test_the_installed_command_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("parley, version")
