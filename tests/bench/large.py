"""A gigabyte through a server: `python -m tests.bench.large` tells how much memory the front takes for it."""

import http.client
import re
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.bench.release import release_of
from tests.engines import started
from tests.smoke import free_port

_WANTED = 1_000_000_000
_BOUND = 300
_QUERY = "SELECT ?s ?p ?o ?n { VALUES ?n { 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 } ?s ?p ?o }"


def main() -> None:
    """Fetches the answer under each web server; exits with 1 where the front took more than 300 MB."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "build/bench/1000000/data").resolve()
    release_of(data, 1_000_000)
    worst = max(_front(data, server) for server in ("waitress", "granian"))
    sys.exit(worst > _BOUND)


def _front(data: Path, server: str) -> int:
    port = free_port()
    environment = {
        "PARLEY_DATA": str(data),
        "PARLEY_PORT": str(port),
        "PARLEY_TIMEOUT": "500",
        "PARLEY_MAX_TIMEOUT": "500",
    }
    command = [sys.executable, "-m", "kg.cli", "serve", "--server", server, "--processes", "1"]
    url = f"http://127.0.0.1:{port}"
    with started(command, f"{url}/health", environment=environment) as process:
        began = time.monotonic()
        size, first = _fetched(url)
        took = time.monotonic() - began
        peak = max(_peak(one) for one in _fronts(process.pid))
    print(
        f"{server}: {size / 1e6:.0f} MB in {took:.0f} s, the first byte after {first:.1f} s; front {peak} MB"
    )
    if size < _WANTED:
        raise RuntimeError("the answer is shorter than it should be")
    return peak


def _fetched(url: str) -> tuple[int, float]:
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=300)
    began = time.monotonic()
    line.request("GET", f"/sparql?query={quote(_QUERY)}", headers={"Accept": "text/csv"})
    answer = line.getresponse()
    size = len(answer.read(1))
    first = time.monotonic() - began
    while part := answer.read(1 << 20):
        size += len(part)
    line.close()
    return size, first


def _fronts(process: int) -> list[int]:
    """The web processes: all below that are no query processes."""
    found = [process]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            children = (int(child) for child in task.read_text().split())
            found.extend(
                c for c in children if b"server.worker" not in Path(f"/proc/{c}/cmdline").read_bytes()
            )
    return found


def _peak(process: int) -> int:
    text = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"^VmHWM:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    main()
