"""The store of a release and the dumps that it was loaded from say the same."""

import gzip
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.pipeline import publish
from kg.release import Release
from kg.settings import Settings
from kg.store import open_store, write_dumps
from tests.graphs import store_of
from tests.records import consultation, trilateral


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    return publish(settings, [consultation(), trilateral()])


def told(quads: Iterable[ox.Quad]) -> Counter[str]:
    """The quads as text; what loading may rename, the ontology's blank nodes, left unnamed."""
    return Counter(re.sub(r"_:\w+", "_:b", str(quad)) for quad in quads)


@pytest.mark.parametrize("name", ["parley.nq", "parley.trig"])
def test_a_dump_of_all_graphs_is_the_store(release: Release, name: str) -> None:
    assert told(ox.parse(path=str(release.dumps / name))) == told(open_store(release))


def test_the_turtle_dump_is_the_merged_graph(release: Release) -> None:
    merged = open_store(release).quads_for_pattern(None, None, None, ox.DefaultGraph())
    assert told(ox.parse(path=str(release.dumps / "parley.ttl"))) == told(merged)


@pytest.mark.parametrize("name", ["parley.nq", "parley.trig", "parley.ttl"])
def test_a_packed_dump_is_the_plain_one(release: Release, name: str) -> None:
    packed = gzip.decompress((release.dumps / f"{name}.gz").read_bytes())
    assert (release.dumps / name).read_bytes() == packed


def test_a_packed_dump_says_nothing_of_when_it_was_made(release: Release) -> None:
    assert bytes(4) == (release.dumps / "parley.nq.gz").read_bytes()[4:8]


def test_turtle_names_a_subject_once_and_shortens_addresses(release: Release) -> None:
    lines = (release.dumps / "parley.ttl").read_text().splitlines()
    assert 1 == sum(line.startswith("state:KR ") for line in lines)
    assert any(line.startswith("official:kim-yonggil-1df2ee a foaf:Person , par:Official") for line in lines)


def test_the_order_of_quads_changes_no_dump(tmp_path: Path, release: Release) -> None:
    quads = list(open_store(release))
    for name, given in (("one", quads), ("other", quads[::-1])):
        (tmp_path / name).mkdir()
        write_dumps(store_of(given), tmp_path / name, "https://w3id.org/parley/")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()


def test_a_store_of_a_release_cannot_be_written(release: Release) -> None:
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(release).update("INSERT DATA { <http://e.org/a> <http://e.org/b> 1 }")
