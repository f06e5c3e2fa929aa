"""The bundled sample: every report has its metadata and is what kg/sample/README.md says."""

import json
import re
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest

SAMPLE = Path(str(files("kg"))) / "sample"
TEXTS = sorted(SAMPLE.glob("*.txt"))
META = {
    path.name.removesuffix(".meta.json"): json.loads(path.read_text()) for path in SAMPLE.glob("*.meta.json")
}
NAMES = [path.stem for path in TEXTS]


def test_there_are_at_least_two_dozen_reports() -> None:
    assert len(TEXTS) >= 24


def test_every_report_has_metadata_and_every_metadata_file_a_report() -> None:
    assert set(NAMES) == set(META)


@pytest.mark.parametrize("path", TEXTS, ids=NAMES)
def test_a_report_has_80_to_250_words(path: Path) -> None:
    assert 80 <= len(path.read_text().split()) <= 250


@pytest.mark.parametrize("name", NAMES)
def test_metadata_give_title_publisher_and_date_of_publication(name: str) -> None:
    assert META[name]["title"]
    assert META[name]["publisher"]
    assert re.fullmatch(r"\d{4}-\d\d(-\d\d)?", META[name]["published"])


@pytest.mark.parametrize("name", NAMES)
def test_metadata_have_no_field_that_readers_do_not_know(name: str) -> None:
    assert META[name].keys() <= {"title", "publisher", "published", "url"}


@pytest.mark.parametrize("name", NAMES)
def test_an_address_is_one_of_the_web(name: str) -> None:
    assert re.fullmatch(r"https?://\S+", META[name].get("url", "https://none"))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_starts_with_the_date_of_publication(name: str) -> None:
    assert name.startswith(f"{META[name]['published']}-")


def test_no_two_reports_share_a_title_an_address_or_a_paragraph() -> None:
    titles = [meta["title"] for meta in META.values()]
    addresses = [meta["url"] for meta in META.values() if "url" in meta]
    paragraphs = list(chain.from_iterable(path.read_text().split("\n\n") for path in TEXTS))
    long = [paragraph for paragraph in paragraphs if len(paragraph.split()) > 8]
    assert [len(set(each)) for each in (titles, addresses, long)] == [len(titles), len(addresses), len(long)]


def test_reports_come_from_ten_publishers_and_from_2008_to_2024() -> None:
    years = {meta["published"][:4] for meta in META.values()}
    assert len({meta["publisher"] for meta in META.values()}) >= 10
    assert ("2008", "2024") == (min(years), max(years))
