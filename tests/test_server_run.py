"""Starting and stopping: the address is told, a signal ends everything, mistakes are explained."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest

from kg.errors import ParleyError, ReleaseError
from kg.settings import Settings
from server.run import address, command, serve
from tests.serving import wait_for
from tests.smoke import free_port

SERVE = """
from kg.settings import from_environment
from server.run import serve
serve(from_environment(), {server!r}, 2, started=lambda url: print(url, flush=True))
"""


@pytest.mark.parametrize("server", ["waitress", "granian", "gunicorn"])
def test_a_server_answers_until_it_is_told_to_end(small_data: Path, server: str) -> None:
    pytest.importorskip(server, reason=f"{server} is not installed")
    environment = os.environ | {"PARLEY_DATA": str(small_data), "PARLEY_PORT": str(free_port())}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE.format(server=server)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout
    with process, process.stdout:
        try:
            url = process.stdout.readline().decode().strip()
            wait_for(f"{url}/health", process)
            children = processes_below(process.pid, f"{url}/sparql?query=ASK%7B%7D")
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
        finally:
            process.kill()
    assert all_ended(children)


def all_ended(children: list[int]) -> bool:
    """Whether the processes end soon; what nobody has reaped yet has ended."""
    for _ in range(100):
        if not any(state(child) not in "ZX" for child in children):
            return True
        time.sleep(0.1)
    return False


def state(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "X"


def processes_below(parent: int, url: str) -> list[int]:
    """All descendants, query processes included, which the first query starts."""
    with urlopen(url, timeout=60) as answer:
        answer.read()
    parents = {int(path.parent.name): int(path.read_text().rpartition(")")[2].split()[1]) for path in stats()}
    found = [parent]
    for one in found:
        found += [child for child, its_parent in parents.items() if its_parent == one]
    return found[1:]


def stats() -> list[Path]:
    return [path for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]


def test_without_a_release_nothing_is_started(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="parley build"):
        serve(Settings(data=tmp_path))


def test_a_port_in_use_is_told(small_data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Settings(data=small_data, port=taken.getsockname()[1])
        with pytest.raises(ParleyError, match="choose another --port"):
            serve(settings)


def test_the_address_holds_the_prefix() -> None:
    settings = Settings(host="::1", port=80, prefix="/graph")
    assert "http://[::1]:80/graph" == address(settings)


@pytest.mark.parametrize("server", ["granian", "gunicorn"])
def test_other_servers_start_the_number_of_processes_asked_for(server: str) -> None:
    line = command(replace(Settings(), port=8080), "granian" if server == "granian" else "gunicorn", 3)
    assert ("3", True) == (line[line.index("--workers") + 1], any("8080" in part for part in line))
