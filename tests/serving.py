"""A real server over a real release, for tests that ask as a user would."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from kg.pipeline import build
from kg.settings import Settings
from tests.smoke import free_port

SAMPLE = Path(str(files("kg"))) / "sample"
_PATIENCE = 60.0


def build_sample(data: Path) -> Settings:
    """Settings of a data folder with a release of the bundled sample."""
    settings = Settings(data=data)
    report = build(settings, [str(SAMPLE)])
    assert report.release.counts
    return settings


@contextmanager
def serving(
    data: Path, factory: str = "server:create_app_from_environment", **environment: str
) -> Iterator[str]:
    """The address of a server of its own process; it and its query processes end with the block."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "waitress", f"--listen={address}", "--call", factory]
    process = subprocess.Popen(
        command,
        env=os.environ | {"PARLEY_DATA": str(data)} | environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://{address}/health", process)
        yield f"http://{address}"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(_PATIENCE)


_SERVE = (
    "from kg.settings import from_environment; from server.run import serve; serve(from_environment(), {!r})"
)


@contextmanager
def started(data: Path, server: str = "waitress", **environment: str) -> Iterator[str]:
    """The address of a server as `parley serve` starts it; its processes end with the block."""
    port = str(free_port())
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE.format(server)],
        env=os.environ | {"PARLEY_DATA": str(data), "PARLEY_PORT": port} | environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(_PATIENCE)


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"the server ended early with {process.returncode}"
        try:
            with urlopen(url, timeout=_PATIENCE):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(url)
