"""A build that is killed at any moment leaves the served release as it was, and the next build clean."""

import random
import subprocess
import sys
import time
from pathlib import Path

from kg.pipeline import publish
from kg.release import Release, open_release, releases
from kg.settings import Settings
from kg.store import open_store
from tests.records import consultation, trilateral

_BUILD = """
import sys
from pathlib import Path
from kg.pipeline import publish
from kg.settings import Settings
from tests.records import consultation, trilateral
print("go", flush=True)
publish(Settings(data=Path(sys.argv[1])), [consultation(), trilateral(), consultation(sys.argv[2])])
"""
_ROOT = Path(__file__).parent.parent
_KILLS = 12


def start(data: Path, name: str) -> subprocess.Popen[bytes]:
    """A build in a process of its own, its modules loaded."""
    command = [sys.executable, "-c", _BUILD, str(data), name]
    process = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE)
    assert process.stdout
    with process.stdout as output:
        assert b"go\n" == output.readline()
    return process


def dumps(release: Release) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(release.dumps.iterdir())}


def test_killed_builds_leave_no_trace(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    served = publish(settings, [consultation()])
    content = dumps(served)
    begun = time.monotonic()
    assert 0 == start(tmp_path / "timed", "last").wait()
    length = time.monotonic() - begun
    chance = random.Random(20181019)
    for turn in range(_KILLS):
        process = start(settings.data, f"kill-{turn}")
        time.sleep(chance.uniform(0, length))
        process.kill()
        process.wait()
        for release in releases(settings):
            assert release.counts["quads"] == len(open_store(release))
        assert content == dumps(open_release(settings, served.number))
        assert open_release(settings).is_current
    records = [consultation(), trilateral(), consultation("last")]
    undisturbed = publish(Settings(data=tmp_path / "undisturbed"), records)
    assert dumps(undisturbed) == dumps(publish(settings, records))
    assert not list((settings.data / "releases").glob(".tmp-*"))
    assert not list((settings.data / "articles").glob(".*"))
