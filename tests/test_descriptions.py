"""What a release says of itself to those who keep, find and cite data."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID
from rocrate.rocrate import ROCrate

from kg.export.about import SOFTWARE_DATE
from kg.pipeline import publish
from kg.release import Release
from kg.settings import Settings
from tests.records import consultation, trilateral

ROOT = Path(__file__).resolve().parents[1]
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DATASET = rdflib.URIRef("https://w3id.org/parley/dataset")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return publish(Settings(data=tmp_path_factory.mktemp("data")), [consultation(), trilateral()])


@pytest.fixture(scope="module")
def dcat(release: Release) -> rdflib.Graph:
    return rdflib.Graph().parse(release.dumps / "dcat.ttl")


def described(release: Release) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((release.dumps / "dataset.jsonld").read_text())
    return found


def crate(release: Release) -> dict[str, dict[str, Any]]:
    graph = json.loads((release.dumps / "ro-crate-metadata.json").read_text())["@graph"]
    return {entity["@id"]: entity for entity in graph}


@pytest.mark.parametrize(
    "name", ["name", "description", "license", "creator", "distribution", "version", "url"]
)
def test_schema_org_has_what_search_engines_ask_for(release: Release, name: str) -> None:
    assert described(release)[name]


def test_schema_org_s_description_is_of_the_length_that_is_asked_for(release: Release) -> None:
    assert 50 <= len(described(release)["description"]) <= 5000


def test_the_period_is_that_of_the_events(release: Release) -> None:
    assert "2018-03-15/2018-10-31" == described(release)["temporalCoverage"]


def test_every_download_has_its_size_and_digest(release: Release) -> None:
    for file in described(release)["distribution"]:
        wanted = release.files[f"dumps/{file['name']}"]
        assert wanted == (int(file["contentSize"].removesuffix(" B")), file["sha256"])


def test_dcat_has_a_distribution_for_every_download(release: Release, dcat: rdflib.Graph) -> None:
    addresses = {str(address) for address in dcat.objects(DATASET, DCAT.distribution)}
    assert {file["contentUrl"] for file in described(release)["distribution"]} == addresses


def test_a_distribution_has_its_size_and_checksum(release: Release, dcat: rdflib.Graph) -> None:
    file = rdflib.URIRef("https://w3id.org/parley/dumps/talks.csv")
    (checksum,) = dcat.objects(file, SPDX.checksum)
    (size,), (value,) = dcat.objects(file, DCAT.byteSize), dcat.objects(checksum, SPDX.checksumValue)
    assert release.files["dumps/talks.csv"] == (int(str(size)), str(value))


def test_dcat_names_the_endpoint(dcat: rdflib.Graph) -> None:
    (service,) = dcat.subjects(RDF.type, DCAT.DataService)
    assert (service, DCAT.servesDataset, DATASET) in dcat


@pytest.mark.parametrize("term", [DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.issued])
def test_dcat_has_what_catalogues_ask_for(dcat: rdflib.Graph, term: rdflib.URIRef) -> None:
    assert (DATASET, term, None) in dcat


def test_void_counts_the_triples_of_the_release(release: Release) -> None:
    void = rdflib.Graph().parse(release.dumps / "void.ttl")
    counted = int(str(void.value(DATASET, VOID.triples)))
    assert 0 < counted < release.counts["triples"]  # the description itself is not counted
    assert len(list(void.objects(DATASET, VOID.classPartition))) > 10


def test_another_tool_opens_the_folder_as_a_research_object(release: Release) -> None:
    opened = ROCrate(release.dumps)
    names = {entity.id for entity in opened.data_entities}
    assert {path.name for path in release.dumps.iterdir()} - {"ro-crate-metadata.json"} == names


@pytest.mark.parametrize("name", ["name", "description", "datePublished", "license", "author", "hasPart"])
def test_the_crate_s_root_has_what_the_specification_asks_for(release: Release, name: str) -> None:
    assert crate(release)["./"][name]


def test_every_reference_within_the_crate_leads_somewhere(release: Release) -> None:
    entities = crate(release)
    named = set(re.findall(r'"@id": "([^"]+)"', json.dumps(list(entities.values()))))
    assert {"https://w3id.org/ro/crate/1.1"} == named - set(entities)


def test_a_file_of_the_crate_has_its_media_type(release: Release) -> None:
    entities = crate(release)
    assert ("text/csv", "File") == (entities["talks.csv"]["encodingFormat"], entities["talks.csv"]["@type"])
    assert "application/gzip" == entities["parley.ttl.gz"]["encodingFormat"]


CITATIONS = ["CITATION.cff", "release"]
"""The software's own, and that of a release."""
TOP = {
    "cff-version", "message", "type", "title", "abstract", "authors", "version", "date-released", "license",
    "url", "keywords", "identifiers",
}  # fmt: skip
"""Keys of the Citation File Format 1.2.0 that we use."""


def citation(release: Release, which: str) -> dict[str, Any]:
    path = release.dumps / "CITATION.cff" if which == "release" else ROOT / which
    found: dict[str, Any] = yaml.safe_load(path.read_text())
    return found


@pytest.mark.parametrize("which", CITATIONS)
def test_a_citation_is_in_the_citation_file_format(release: Release, which: str) -> None:
    found = citation(release, which)
    assert set(found) <= TOP
    assert "1.2.0" == found["cff-version"]
    assert all(found[name] for name in ("message", "title"))
    assert found["type"] in {"software", "dataset"}
    assert all(set(author) <= {"name", "website"} and author["name"] for author in found["authors"])


@pytest.mark.parametrize("which", CITATIONS)
def test_a_citation_s_values_have_their_forms(release: Release, which: str) -> None:
    found = citation(release, which)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(found["date-released"]))
    assert found["license"] in {"Apache-2.0", "CC-BY-4.0"}
    assert found["url"].startswith("https://")
    assert len(set(found["keywords"])) == len(found["keywords"])
    assert all({"type", "value", "description"} == set(one) for one in found.get("identifiers", []))


def test_a_release_s_citation_names_its_content(release: Release) -> None:
    found = citation(release, "release")
    assert (release.digest[:12], f"urn:sha256:{release.digest}") == (
        found["version"],
        found["identifiers"][0]["value"],
    )


def test_a_release_is_dated_by_its_newest_article(release: Release) -> None:
    assert "2018-10-20" == str(citation(release, "release")["date-released"])


def test_the_software_s_date_is_that_of_its_citation(release: Release) -> None:
    assert SOFTWARE_DATE == str(citation(release, "CITATION.cff")["date-released"])


def test_checksums_are_read_by_sha256sum(release: Release) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=release.dumps,
        check=False,
        capture_output=True,
    )
    assert 0 == done.returncode


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader uses it
def test_json_ld_and_turtle_hold_the_same_graph(release: Release) -> None:
    turtle = rdflib.Graph().parse(release.dumps / "parley.ttl")
    assert isomorphic(turtle, rdflib.Graph().parse(release.dumps / "parley.jsonld"))


def test_json_ld_is_compact(release: Release) -> None:
    lines = (release.dumps / "parley.jsonld").read_text().splitlines()
    (korea,) = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"@id": "state:KR"')]
    assert "par:State" in korea["@type"]
    assert "KR" == korea["par:isoCode"]


def test_turtle_begins_with_its_prefixes_in_order(release: Release) -> None:
    lines = (release.dumps / "parley.ttl").read_text().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert sorted(prefixes) == lines[: len(prefixes)]


def test_turtle_has_a_blank_line_before_each_thing(release: Release) -> None:
    lines = (release.dumps / "parley.ttl").read_text().splitlines()
    body = lines[sum(line.startswith("@prefix") for line in lines) :]
    begins = [at for at, line in enumerate(body) if line and not line.startswith("\t")]
    assert all(body[at - 1] == "" for at in begins)
    subjects = [body[at].partition(" ")[0] for at in begins]
    assert len(set(subjects)) == len(subjects)
