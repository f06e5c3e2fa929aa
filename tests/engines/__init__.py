"""Other SPARQL engines, started for a test or a measurement where the machine has them."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

_PATIENCE = 180.0


@dataclass(frozen=True, slots=True)
class Engine:
    """A server that runs.

    Attributes:
        query: address that takes queries.
        update: address that takes updates; "" where it takes none.
        process: the process that was started; its children count as its own.
        merged: graph that holds what the default graph should, where the engine has no default graph.
    """

    query: str
    update: str
    process: "subprocess.Popen[bytes]"
    merged: str = ""


@contextmanager
def started(
    command: Sequence[str],
    ready: str,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    patience: float = _PATIENCE,
) -> Iterator["subprocess.Popen[bytes]"]:
    """Runs a server until the block ends; `ready` is an address that answers when it can be used.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | dict(environment or {}),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(ready, process, patience)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _wait(url: str, process: "subprocess.Popen[bytes]", patience: float) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        try:
            with urlopen(url, timeout=10):
                return
        except HTTPError as error:
            error.close()
            return  # it answers, if only to say that something is missing
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {url}")
