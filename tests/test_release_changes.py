"""What is new, changed and gone between two releases: as files, on the command line, on a page."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from kg.cli import main
from kg.errors import ReleaseError
from kg.export.change_files import as_csv, as_json, as_markdown, from_json, summary
from kg.export.changes import Change, Side, changes, kind_of
from kg.pipeline import publish
from kg.release import Release, prune, releases
from kg.settings import Settings
from server import create_app
from tests.records import consultation, trilateral
from tests.serving_app import made

BASE = "https://w3id.org/parley/"
EDITION = f"{BASE}id/event/jp-kr-security-policy-consultation-11"
ARTICLE = f"{BASE}id/article/trilateral"
DECIDED = f"""action,subject,object,reason
rename,{EDITION},The Tokyo talks,Known so
drop,{BASE}id/article/consultation/agreement/1,,Misread
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Three releases: one article, two articles, then curators' decisions."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    publish(settings, [consultation()])
    publish(settings, [consultation(), trilateral()])
    (settings.data / "decisions.csv").write_text(DECIDED)
    publish(settings, [consultation()])
    return settings


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[FlaskClient]:
    with made(create_app, settings.data) as client:
        yield client


def kept(settings: Settings) -> tuple[Release, ...]:
    return releases(settings)


def found(settings: Settings, old: int, new: int) -> list[Change]:
    return list(changes(Side.of(kept(settings)[old - 1]), Side.of(kept(settings)[new - 1])))


def of(listed: list[Change], change: str, kind: str) -> set[str]:
    return {one.entity for one in listed if (one.change, one.kind) == (change, kind)}


def test_a_new_article_brings_new_things(settings: Settings) -> None:
    listed = found(settings, 1, 2)
    assert {ARTICLE} == of(listed, "new", "article")
    assert {"Jeong Kyeong-doo", "James Mattis", "Takeshi Iwaya"} == {
        one.label for one in listed if (one.change, one.kind) == ("new", "official")
    }


def test_what_was_not_touched_is_not_listed(settings: Settings) -> None:
    assert EDITION not in {one.entity for one in found(settings, 1, 2)}


def test_backwards_what_was_new_is_gone(settings: Settings) -> None:
    forth, back = found(settings, 1, 2), found(settings, 2, 1)
    assert of(forth, "new", "event") == of(back, "gone", "event") != set()


def test_a_release_against_itself_has_no_changes(settings: Settings) -> None:
    assert [] == found(settings, 2, 2)


def test_a_changed_property_has_its_values_before_and_after(settings: Settings) -> None:
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    (one,) = [c for c in found(settings, 1, 3) if (c.entity, c.property) == (EDITION, label)]
    wanted = ("changed", "11th ROK-Japan Security Policy Consultation", "The Tokyo talks")
    assert wanted == (one.change, one.before, one.after)


def test_what_curators_took_down_is_told_from_what_is_gone(settings: Settings) -> None:
    listed = found(settings, 1, 3)
    (one,) = [c for c in listed if c.change == "withdrawn"]
    assert (f"{BASE}id/article/consultation/agreement/1", "Misread") == (one.entity, one.after)
    assert set() == of(listed, "gone", "agreement")


def test_what_was_merged_says_into_what(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    publish(settings, [trilateral()])
    (settings.data / "decisions.csv").write_text(
        "action,subject,object,reason\nsame,James Mattis,Takeshi Iwaya,Test\n"
    )
    publish(settings, [trilateral()])
    (one,) = [c for c in found(settings, 1, 2) if (c.change, c.kind) == ("merged", "official")]
    assert ("James Mattis", True) == (one.label, one.after.startswith(f"{BASE}id/official/"))


def test_releases_with_other_addresses_are_not_compared(settings: Settings, tmp_path: Path) -> None:
    elsewhere = publish(Settings(data=tmp_path, base="https://example.org/"), [consultation()])
    with pytest.raises(ReleaseError, match="different base IRIs"):
        list(changes(Side.of(kept(settings)[0]), Side.of(elsewhere)))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("id/state/KR", "state"),
        ("id/article/x", "article"),
        ("id/article/x/agreement/2", "agreement"),
        ("id/article/x/agreement/2/change/1", "change"),
    ],
)
def test_a_thing_s_kind_is_read_off_its_address(path: str, kind: str) -> None:
    assert kind == kind_of(BASE + path, BASE)


def test_the_first_release_tells_of_no_changes(settings: Settings) -> None:
    assert ["changes.csv" in release.files for release in kept(settings)] == [False, True, True]


def test_the_file_of_changes_has_a_line_for_each(settings: Settings) -> None:
    lines = list(csv.DictReader(io.StringIO((kept(settings)[1].path / "changes.csv").read_text())))
    assert len(found(settings, 1, 2)) == len(lines)
    assert {"change", "kind", "entity", "label", "property", "before", "after"} == set(lines[0])


def test_a_value_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert b"'=1+1" in as_csv([Change("new", "event", "urn:x", "=1+1")])


def test_a_summary_counts_things_and_not_their_properties() -> None:
    twice = [Change("changed", "event", "urn:x", "X", name, "a", "b") for name in ("urn:p", "urn:q")]
    assert {"event": 1} == summary(twice, "one", "other").counts["changed"]


def test_a_summary_names_what_matters_and_counts_the_rest() -> None:
    short = summary(
        [Change("new", "evidence", "urn:e", "1"), Change("new", "event", "urn:x", "X")], "one", "other"
    )
    assert ["X"] == [one.label for one in short.named["new"]]
    assert {"event": 1, "evidence": 1} == short.counts["new"]


def test_a_summary_is_read_back_as_it_was_written() -> None:
    short = summary([Change("gone", "event", "urn:x", "X")], "one", "other")
    assert short == from_json(json.loads(as_json(short)))


def test_a_summary_without_changes_says_so() -> None:
    assert b"Nothing that has an address" in as_markdown(summary([], "one", "other"))


def test_the_command_compares_any_two_releases(settings: Settings) -> None:
    done = CliRunner().invoke(main, ["--data", str(settings.data), "releases", "diff", "1", "2"])
    assert 0 == done.exit_code
    assert "## New" in done.output
    assert f"- [James Mattis]({BASE}id/official/" in done.output


@pytest.mark.parametrize(("form", "start"), [("csv", "change,kind,entity"), ("json", "{")])
def test_the_command_has_forms_for_programs(settings: Settings, form: str, start: str) -> None:
    command = ["--data", str(settings.data), "releases", "diff", "1", "2", "--format", form]
    assert CliRunner().invoke(main, command).output.startswith(start)


def test_the_list_of_releases_leads_to_each(client: FlaskClient) -> None:
    page = client.get("/releases", headers={"Accept": "text/html"}).text
    assert all(f'href="/releases/{number}"' in page for number in (1, 2, 3))
    assert 1 == page.count("served now")


def test_the_page_of_a_release_tells_what_changed(client: FlaskClient) -> None:
    page = client.get("/releases/2", headers={"Accept": "text/html"}).text
    assert "What changed since release 1" in page
    assert "James Mattis" in page


def test_the_page_of_a_release_leads_to_its_own_files(client: FlaskClient) -> None:
    page = client.get("/releases/1", headers={"Accept": "text/html"}).text
    assert 'href="/releases/1/talks.csv"' in page
    assert "What changed" not in page


def test_an_earlier_release_keeps_its_files(settings: Settings, client: FlaskClient) -> None:
    for release in kept(settings):
        with client.get(f"/releases/{release.number}/agreements.csv") as answer:
            assert (release.dumps / "agreements.csv").read_bytes() == answer.data


@pytest.mark.parametrize(
    ("name", "media"),
    [("changes.csv", "text/csv"), ("changes.md", "text/markdown"), ("changes.json", "application/json")],
)
def test_what_changed_is_there_as_files(client: FlaskClient, name: str, media: str) -> None:
    with client.get(f"/releases/3/{name}") as answer:
        assert (200, media) == (answer.status_code, answer.mimetype)


def test_a_release_that_was_removed_is_gone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    publish(settings, [consultation()])
    publish(settings, [consultation(), trilateral()])
    with made(create_app, settings.data) as client:
        assert 200 == client.get("/releases/1").status_code
        prune(settings, 1)
        assert (410, 410) == (
            client.get("/releases/1").status_code,
            client.get("/releases/1/talks.csv").status_code,
        )
        assert (404, 1) == (
            client.get("/releases/3").status_code,
            client.get("/releases").text.count("<tr><td>"),
        )


def test_the_dataset_s_page_describes_itself_to_search_engines(client: FlaskClient) -> None:
    page = client.get("/dataset", headers={"Accept": "text/html"}).text
    script = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    described = json.loads(script)
    assert ("Dataset", "http://localhost/dataset") == (described["@type"], described["url"])
    for file in described["distribution"][:3]:
        with client.get(file["contentUrl"]) as answer:
            assert 200 == answer.status_code
