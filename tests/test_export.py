"""What researchers take away."""

import csv
import gzip
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kg.export import FORMATS, Format, export
from kg.pipeline import publish
from kg.release import Release
from kg.settings import Settings
from tests.records import consultation, trilateral

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}
EDITION = "https://w3id.org/parley/id/event/jp-kr-security-policy-consultation-11"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return publish(Settings(data=tmp_path_factory.mktemp("data")), [consultation(), trilateral()])


def table(release: Release, folder: Path, name: str) -> list[dict[str, str]]:
    paths = {path.stem: path for path in export(release, "csv", folder)}
    with paths[name].open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_table_of_talks_has_one_row_a_talk(release: Release, tmp_path: Path) -> None:
    rows = table(release, tmp_path, "talks")
    wanted = {
        "event": EDITION,
        "label": "11th ROK-Japan Security Policy Consultation",
        "status": "held",
        "date": "2018-03-15",
        "ordinal": "11",
        "forms": "consultation",
        "parties": "JP; KR",
        "places": "Tokyo",
        "lands": "JP",
    }
    assert 3 == len(rows)
    assert wanted == {name: rows[0][name] for name in wanted}


def test_the_table_of_participants_gives_party_post_and_sentence(release: Release, tmp_path: Path) -> None:
    rows = table(release, tmp_path, "participants")
    kim = next(row for row in rows if row["name"] == "Kim Yong-kil")
    assert ("KR", "head", EDITION) == (kim["party"], kim["role"], kim["event"])
    assert "Director-General for Northeast Asian Affairs" == kim["post"]
    assert kim["sentence"].startswith("Kim Yong-kil led the Korean side")


def test_the_table_of_agreements_names_what_they_concern(release: Release, tmp_path: Path) -> None:
    rows = table(release, tmp_path, "agreements")
    assert [("JP; KR", ""), ("JP; KR; US", "Vigilant Ace")] == [
        (row["parties"], row["concerns"]) for row in rows
    ]


def test_the_table_of_statements_names_both_sides(release: Release, tmp_path: Path) -> None:
    (row,) = table(release, tmp_path, "statements")
    assert ("request", "Kim Yong-kil", "KR", "Japan") == (
        row["kind"],
        row["speaker"],
        row["side"],
        row["addressee"],
    )


def test_the_table_of_officials_tells_when_a_post_is_attested(release: Release, tmp_path: Path) -> None:
    rows = {row["name"]: row for row in table(release, tmp_path, "officials")}
    assert {"Kim Yong-kil", "Kenji Kanasugi", "Jeong Kyeong-doo", "James Mattis", "Takeshi Iwaya"} == set(
        rows
    )
    assert ("2018-03-15", "2018-03-15") == (rows["Kim Yong-kil"]["first"], rows["Kim Yong-kil"]["last"])


def test_the_network_counts_talks_held_by_pair(release: Release, tmp_path: Path) -> None:
    (path,) = export(release, "graphml", tmp_path / "network.graphml")
    edges = ET.parse(path).getroot().findall(".//g:edge", NS)  # noqa: S314 - written a line above
    weights = {
        (edge.get("source"), edge.get("target")): edge.findtext("g:data[@key='weight']", None, NS)
        for edge in edges
    }
    assert ("3", "2") == (weights["JP", "KR"], weights["KR", "US"])


def test_the_network_names_every_party(release: Release, tmp_path: Path) -> None:
    (path,) = export(release, "graphml", tmp_path / "network.graphml")
    nodes = ET.parse(path).getroot().findall(".//g:node", NS)  # noqa: S314 - written a line above
    assert ["ASEAN", "JP", "KR", "US"] == [node.get("id") for node in nodes]


@pytest.mark.parametrize(
    ("form", "dump"), [("turtle", "parley.ttl"), ("trig", "parley.trig"), ("nquads", "parley.nq")]
)
def test_rdf_is_the_dump_of_the_release(release: Release, tmp_path: Path, form: Format, dump: str) -> None:
    (path,) = export(release, form, tmp_path / "new" / dump)
    assert (release.dumps / dump).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_a_file_that_ends_in_gz_is_packed(release: Release, tmp_path: Path, form: Format) -> None:
    (plain,) = export(release, form, tmp_path / "plain")
    (packed,) = export(release, form, tmp_path / "packed.gz")
    assert plain.read_bytes() == gzip.decompress(packed.read_bytes())


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_release_is_exported_the_same(release: Release, tmp_path: Path, form: Format) -> None:
    one, other = export(release, form, tmp_path / "one"), export(release, form, tmp_path / "other")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_nothing_half_written_is_left(release: Release, tmp_path: Path) -> None:
    export(release, "csv", tmp_path)
    assert not list(tmp_path.glob(".*"))
