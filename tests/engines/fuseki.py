"""Apache Jena Fuseki, from Maven's local repository, where `mvn dependency:get` puts it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from tests.engines import Engine, started
from tests.smoke import free_port

_WHERE = "org/apache/jena/jena-fuseki-server/*/jena-fuseki-server-*.jar"


def jar() -> Path | None:
    """The newest jar that is here; `FUSEKI_JAR` names another."""
    if given := os.environ.get("FUSEKI_JAR"):
        return Path(given)
    return max((Path.home() / ".m2/repository").glob(_WHERE), default=None)


def missing() -> str:
    """Why it cannot be started; "" where it can."""
    if jar() is None:
        return "no Fuseki: mvn dependency:get -Dartifact=org.apache.jena:jena-fuseki-server:5.2.0"
    return "" if shutil.which("java") else "no Java for Fuseki"


@contextmanager
def fuseki(folder: Path, *, memory: str = "2g", load: Path | None = None) -> Iterator[Engine]:
    """A data set in this folder (TDB2) that takes updates, filled from a file of N-Quads."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    folder.mkdir(parents=True, exist_ok=True)
    filled = (folder / "Data-0001").exists()
    where = ["--localhost", f"--port={port}", "--tdb2", f"--loc={folder}", "--update", "/ds"]
    with started(
        ["java", f"-Xmx{memory}", "-jar", str(jar()), "--ping", *where], f"{base}/$/ping"
    ) as process:
        if load and not filled:
            send(load, f"{base}/ds")
        yield Engine(f"{base}/ds/sparql", f"{base}/ds/update", process)


def send(path: Path, url: str) -> None:
    """Sends a file of N-Quads."""
    with path.open("rb") as body:
        headers = {"Content-Type": "application/n-quads", "Content-Length": str(path.stat().st_size)}
        with urlopen(Request(url, body, headers, method="POST"), timeout=3600) as answer:
            answer.read()
