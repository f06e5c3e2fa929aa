"""Releases are immutable, numbered, swapped at once; old ones can be served again or removed."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from kg.errors import ReleaseError
from kg.library import keep, kept, load
from kg.model import ArticleRecord
from kg.pipeline import publish
from kg.release import build_lock, new_release, open_release, prune, releases, roll_back
from kg.settings import Settings
from kg.store import open_store
from tests.records import consultation, trilateral


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def published(settings: Settings, *names: str) -> list[int]:
    """Numbers of releases of one article each."""
    return [publish(settings, [consultation(name)]).number for name in names]


def dumps(settings: Settings, *records: ArticleRecord) -> dict[str, bytes]:
    """Content of all dumps of a new release of records."""
    release = publish(settings, records)
    return {path.name: path.read_bytes() for path in sorted(release.dumps.iterdir())}


def test_without_a_release_the_message_says_what_to_run(settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="parley build"):
        open_release(settings)


def test_a_number_that_is_not_there_is_refused(settings: Settings) -> None:
    published(settings, "a")
    with pytest.raises(ReleaseError, match="no release 7"):
        open_release(settings, 7)


def test_releases_are_numbered_and_the_last_one_is_served(settings: Settings) -> None:
    assert [1, 2, 3] == published(settings, "a", "b", "c")
    assert [(1, False), (2, False), (3, True)] == [(r.number, r.is_current) for r in releases(settings)]


def test_the_manifest_names_every_file_with_size_and_digest(settings: Settings) -> None:
    release = publish(settings, [consultation()])
    found = {
        str(path.relative_to(release.path)): (path.stat().st_size, sha256(path.read_bytes()).hexdigest())
        for path in release.path.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == dict(release.files)


def test_the_manifest_holds_counts_and_articles(settings: Settings) -> None:
    release = publish(settings, [consultation(), trilateral()])
    wanted = {"articles": 2, "talks": 3, "officials": 5, "agreements": 2, "statements": 1}
    assert wanted == {name: release.counts[name] for name in wanted}
    assert ["consultation", "trilateral"] == [entry.identifier for entry in release.articles]


def test_the_store_holds_what_the_manifest_counts(settings: Settings) -> None:
    release = publish(settings, [consultation()])
    assert release.counts["quads"] == len(open_store(release))


def test_the_same_records_give_the_same_dumps(tmp_path: Path) -> None:
    one = dumps(Settings(data=tmp_path / "one"), consultation(), trilateral())
    other = dumps(Settings(data=tmp_path / "other"), trilateral(), consultation())
    assert one == other


def test_dumps_do_not_know_their_number(settings: Settings) -> None:
    first, _, third = (dumps(settings, consultation(name)) for name in ("a", "b", "a"))
    assert first == third


def test_rolling_back_serves_an_earlier_release(settings: Settings) -> None:
    published(settings, "a", "b")
    assert roll_back(settings, 1).is_current
    assert 1 == open_release(settings).number


def test_a_number_is_never_given_twice(settings: Settings) -> None:
    published(settings, "a", "b", "c")
    roll_back(settings, 1)
    prune(settings, keep=1)
    assert [4] == published(settings, "d")


def test_a_broken_release_keeps_its_number(settings: Settings) -> None:
    published(settings, "a", "b")
    (settings.data / "releases" / "2" / "manifest.json").unlink()
    assert [3] == published(settings, "c")


def test_pruning_keeps_the_newest_and_the_served_one(settings: Settings) -> None:
    published(settings, "a", "b", "c", "d")
    roll_back(settings, 1)
    assert (2, 3) == prune(settings, keep=1)
    assert [1, 4] == [release.number for release in releases(settings)]


def test_pruning_removes_articles_that_no_release_names(settings: Settings) -> None:
    published(settings, "a", "b")
    prune(settings, keep=1)
    assert [kept(consultation("b").article.document).file] == [
        path.name for path in (settings.data / "articles").iterdir()
    ]


def test_keeping_no_release_is_refused(settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="at least 1"):
        prune(settings, keep=0)


def test_two_builds_at_once_are_refused(settings: Settings) -> None:
    with build_lock(settings), pytest.raises(ReleaseError, match="another build"):
        published(settings, "a")


def test_a_failed_build_leaves_the_served_release_and_no_litter(settings: Settings) -> None:
    published(settings, "a")
    with pytest.raises(IsADirectoryError), build_lock(settings), new_release(settings) as part:
        part.write_text("a folder is no file")
    assert ["1"] == [path.name for path in (settings.data / "releases").iterdir()]


def test_the_next_build_removes_what_a_killed_one_left(settings: Settings) -> None:
    left = settings.data / "releases" / ".tmp-123"
    left.mkdir(parents=True)
    (left / "half").write_text("half")
    published(settings, "a")
    assert not left.exists()


def test_a_release_is_served_through_a_relative_link(settings: Settings) -> None:
    published(settings, "a")
    moved = settings.data.rename(settings.data.with_name("moved"))
    assert 1 == open_release(Settings(data=moved)).number


def test_an_article_is_kept_as_it_was_read(settings: Settings) -> None:
    document = consultation().article.document
    assert document == load(settings, keep(settings, document))


def test_an_article_that_was_changed_by_hand_is_refused(settings: Settings) -> None:
    entry = keep(settings, consultation().article.document)
    path = settings.data / "articles" / entry.file
    path.write_text(json.dumps(json.loads(path.read_text()) | {"text": "Other."}))
    with pytest.raises(ReleaseError, match="was changed"):
        load(settings, entry)


_PUBLISH = """
import sys
from pathlib import Path
from kg.pipeline import publish
from kg.settings import Settings
from tests.records import consultation, trilateral
publish(Settings(data=Path(sys.argv[1])), [consultation(), trilateral()])
"""


def test_another_process_with_another_hash_seed_gives_the_same_dumps(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PUBLISH]
    root = Path(__file__).parent.parent
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([*command, str(tmp_path / seed)], check=True, cwd=root, env=environment)
    one, other = (open_release(Settings(data=tmp_path / seed)).dumps for seed in ("1", "2"))
    assert [p.read_bytes() for p in sorted(one.iterdir())] == [
        p.read_bytes() for p in sorted(other.iterdir())
    ]
