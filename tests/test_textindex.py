"""Search by words: names and sentences, folded, by their beginnings, nearly spelt."""

from pathlib import Path

import pytest

from kg.pipeline import publish
from kg.release import Release
from kg.settings import Settings
from kg.store import open_store
from kg.textindex import FILE, TextIndex, asker, folded, kind_by_address, write_index
from tests.records import consultation, trilateral

BASE = "https://w3id.org/parley/"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return publish(Settings(data=tmp_path_factory.mktemp("index")), [consultation(), trilateral()])


@pytest.fixture(scope="module")
def index(release: Release) -> TextIndex:
    return TextIndex.open(release.path / FILE)


@pytest.mark.parametrize("words", ["Japan", "JAPAN", "jap", "  japan "])
def test_a_name_is_found_by_its_beginning_in_any_case(index: TextIndex, words: str) -> None:
    assert f"{BASE}id/state/JP" in {found.iri for found in index.search(words)}


def test_only_some_kinds_are_looked_for(index: TextIndex) -> None:
    assert {"state"} == {found.kind for found in index.search("korea", kinds=("state",))}


def test_a_sentence_leads_to_what_it_supports(index: TextIndex, release: Release) -> None:
    query = (
        "SELECT ?e ?t { ?e a <https://w3id.org/parley/def#Talk> ; <https://w3id.org/parley/def#evidence> ?x ."
    )
    rows = asker(open_store(release))(f"{query} ?x <http://www.w3.org/ns/oa#exact> ?t }}")
    event, sentence = min(rows)
    found = index.search(sentence, limit=500)
    assert (event, "sentence") in {(one.iri, one.field) for one in found}


def test_names_come_before_sentences(index: TextIndex) -> None:
    fields = [found.field == "sentence" for found in index.search("japan", limit=1000)]
    assert fields == sorted(fields)


@pytest.mark.parametrize("words", ["", "  ", "?!", '"', "NEAR(", "a AND", "*"])
def test_what_is_no_word_does_no_harm(index: TextIndex, words: str) -> None:
    assert isinstance(index.search(words), list)


def test_a_name_nearly_so_is_found(index: TextIndex) -> None:
    assert [f"{BASE}id/state/JP"] == [found.iri for found in index.near("Japn", f"{BASE}id/state/")][:1]


def test_the_same_graph_makes_the_same_index(release: Release, tmp_path: Path) -> None:
    write_index(open_store(release), tmp_path, release.base)
    assert (tmp_path / FILE).read_bytes() == (release.path / FILE).read_bytes()


def test_an_index_without_a_file_finds_the_same(release: Release, index: TextIndex) -> None:
    made = TextIndex.made(asker(open_store(release)), release.base)
    assert made.search("consultation") == index.search("consultation")
    made.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("state/KR", "state"),
        ("article/a/agreement/2", "agreement"),
        ("article/a", "article"),
        ("country/KR", "place"),
    ],
)
def test_an_address_tells_the_kind(path: str, kind: str) -> None:
    assert kind_by_address(f"{BASE}id/{path}", BASE) == kind


def test_what_is_elsewhere_has_no_kind() -> None:
    assert kind_by_address("http://example.org/id/state/KR", BASE) == ""


def test_words_are_folded() -> None:
    assert folded("  Çankaya–KÖŞKÜ,  Ankara ") == "cankaya kosku ankara"
