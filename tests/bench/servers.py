"""The servers that are measured, each over the same graph: ours in its ways, and others'."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.request import Request, urlopen

from tests.engines import Engine, fuseki, started, virtuoso
from tests.smoke import free_port

_ROOT: Final = Path(__file__).resolve().parents[2]
_BUDGET: Final = 64 * 1024**3
_LARGE: Final = 3_000_000


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a graph lies: the data folder of its release, a folder for the others' databases, its size."""

    data: Path
    work: Path
    quads: int

    @property
    def dump(self) -> Path:
        """Its N-Quads."""
        return (self.data / "current").resolve() / "dumps" / "parley.nq"


@dataclass(frozen=True, slots=True)
class Server:
    """One that can be measured; `missing` says why it cannot, "" where it can."""

    name: str
    run: Callable[[Plot], AbstractContextManager[Engine]]
    missing: Callable[[Plot], str]


def parley(*, memory: bool = True, cache: int = 0) -> Callable[[Plot], AbstractContextManager[Engine]]:
    """Ours under granian, as docs/production.md recommends it."""

    @contextmanager
    def run(plot: Plot) -> Iterator[Engine]:
        port = free_port()
        environment = {
            "PYTHONPATH": str(_ROOT),
            "PARLEY_DATA": str(plot.data),
            "PARLEY_PORT": str(port),
            "PARLEY_MEMORY_BUDGET": str(_BUDGET if memory else 0),
            "PARLEY_CACHE": str(cache),
        }
        command = [sys.executable, "-m", "kg.cli", "serve", "--server", "granian", "--processes", "1"]
        url = f"http://127.0.0.1:{port}"
        with started(command, f"{url}/health", environment=environment) as process:
            while memory and not _in_memory(url):
                time.sleep(0.2)
            yield Engine(f"{url}/sparql", "", process)

    return run


def _in_memory(url: str) -> bool:
    with urlopen(f"{url}/health", timeout=60) as answer:
        return bool(json.load(answer)["memory"])


@contextmanager
def oxigraph_disk(plot: Plot) -> Iterator[Engine]:
    """The Oxigraph server over a database that was loaded and optimised."""
    place = plot.work / "oxigraph"
    if not place.exists():
        subprocess.run(
            [_oxigraph(), "load", "-l", str(place), "-f", str(plot.dump)], check=True, capture_output=True
        )
        subprocess.run([_oxigraph(), "optimize", "-l", str(place)], check=True, capture_output=True)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [_oxigraph(), "serve-read-only", "-l", str(place), "--bind", f"127.0.0.1:{port}"]
    with started(command, url) as process:
        yield Engine(f"{url}/query", "", process)


@contextmanager
def oxigraph_memory(plot: Plot) -> Iterator[Engine]:
    """The Oxigraph server with the graph in memory."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with started([_oxigraph(), "serve", "--bind", f"127.0.0.1:{port}"], url) as process:
        with plot.dump.open("rb") as body:
            headers = {"Content-Type": "application/n-quads", "Content-Length": str(plot.dump.stat().st_size)}
            with urlopen(Request(f"{url}/store", body, headers, method="POST"), timeout=3600) as answer:
                answer.read()
        yield Engine(f"{url}/query", "", process)


@contextmanager
def rdflib_endpoint(plot: Plot) -> Iterator[Engine]:
    """rdflib-endpoint with rdflib's own store."""
    port = free_port()
    program = shutil.which("rdflib-endpoint", path=_path()) or ""
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(plot.dump)]
    url = f"http://127.0.0.1:{port}"
    with started(command, f"{url}/?query=ASK%7B%7D", patience=600) as process:
        yield Engine(f"{url}/", "", process)


def _fuseki(plot: Plot) -> AbstractContextManager[Engine]:
    return fuseki.fuseki(plot.work / "fuseki", memory="4g", load=plot.dump)


def _virtuoso(plot: Plot) -> AbstractContextManager[Engine]:
    buffers = 85_000 if plot.quads < _LARGE else 400_000
    return virtuoso.virtuoso(plot.work / "virtuoso", buffers=buffers, load=plot.dump)


def _no_oxigraph(_plot: Plot) -> str:
    return "" if shutil.which("oxigraph", path=_path()) else "no Oxigraph server: pip install oxigraph"


def _no_endpoint(plot: Plot) -> str:
    if plot.quads > _LARGE:
        return "rdflib-endpoint is measured on the small graph only"
    there = shutil.which("rdflib-endpoint", path=_path())
    return "" if there else "no rdflib-endpoint: pip install 'rdflib-endpoint[web]'"


def _oxigraph() -> str:
    return shutil.which("oxigraph", path=_path()) or "oxigraph"


def _path() -> str:
    """Where programs are looked for: beside this Python first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def _here(_plot: Plot) -> str:
    return ""


SERVERS: Final = (
    Server("Oxigraph, disk", oxigraph_disk, _no_oxigraph),
    Server("Oxigraph, memory", oxigraph_memory, _no_oxigraph),
    Server("Parley, memory", parley(), _here),
    Server("Parley, disk", parley(memory=False), _here),
    Server("Parley, kept answers", parley(cache=256 * 1024**2), _here),
    Server("Virtuoso", _virtuoso, lambda _plot: virtuoso.missing()),
    Server("Fuseki", _fuseki, lambda _plot: fuseki.missing()),
    Server("rdflib-endpoint", rdflib_endpoint, _no_endpoint),
)
BASELINE: Final = SERVERS[0].name
