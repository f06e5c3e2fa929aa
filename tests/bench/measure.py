"""Measures servers in turn, by short rounds, so that whatever else the machine does hits all alike."""

import http.client
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import urlencode, urlsplit

from tests.engines import Engine

ACCEPT: Final = "application/sparql-results+json, application/n-triples"
_SCRIPT: Final = """
local lines = {}
for line in io.lines("%s") do lines[#lines + 1] = line end
local at, step = %d, %d
request = function()
  at = at %% #lines + 1
  return wrk.format("GET", lines[at])
end
done = function(summary, latency)
  local bad = summary.errors.status + summary.errors.read + summary.errors.timeout
  io.write(string.format("RESULT %%d %%d %%d %%d\\n", summary.requests, summary.duration,
    latency:percentile(95), bad))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What a round under load came to.

    Attributes:
        rate: answers a second.
        late: milliseconds within which 95 of 100 came.
        cost: milliseconds of processor time that the server took for one.
        bad: answers that were errors.
    """

    rate: float
    late: float
    cost: float
    bad: int


def path_of(engine: Engine, query: str) -> str:
    """Path of a query by GET."""
    more = {"default-graph-uri": engine.merged} if engine.merged and "GRAPH" not in query else {}
    return f"{urlsplit(engine.query).path}?{urlencode({'query': query} | more)}"


class Line:
    """One client that asks one thing after the other."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._line = http.client.HTTPConnection(urlsplit(engine.query).netloc, timeout=900)

    def ask(self, query: str) -> tuple[float, bytes]:
        """Seconds until the last byte, and the answer."""
        began = time.perf_counter()
        self._line.request("GET", path_of(self._engine, query), headers={"Accept": ACCEPT})
        answer = self._line.getresponse()
        body = answer.read()
        seconds = time.perf_counter() - began
        if answer.status != http.client.OK:
            raise RuntimeError(f"{answer.status} {body[:200]!r} to {query}")
        return seconds, body

    def close(self) -> None:
        """Hangs up."""
        self._line.close()


def latency(engine: Engine, queries: list[str]) -> float:
    """Median milliseconds of queries asked one after the other."""
    line = Line(engine)
    try:
        return median(line.ask(query)[0] for query in queries) * 1000
    finally:
        line.close()


def load(
    engine: Engine, paths: list[str], folder: Path, seconds: int, *, tag: str = "", accept: str = ACCEPT
) -> Load:
    """Eight clients for some seconds, by wrk; `tag` is sent as If-None-Match."""
    listed, script = folder / "paths.txt", folder / "paths.lua"
    listed.write_text("\n".join(paths) + "\n")
    script.write_text(_SCRIPT % (listed, int(time.time() * 1000) % max(len(paths), 1), 1))
    spent = processor(engine.process.pid)
    headers = ["-H", f"Accept: {accept}", *(["-H", f"If-None-Match: {tag}"] if tag else [])]
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(engine.query))
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--timeout=60s", "-s", str(script), *headers, origin]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout + done.stderr)
    count, lasted, late, bad = map(int, found.groups())
    cost = (processor(engine.process.pid) - spent) / max(count, 1) * 1000
    return Load(count / (lasted / 1e6), late / 1000, cost, bad)


def no_wrk() -> str:
    """Why there is no load; "" where there is."""
    return "" if shutil.which("wrk") else "no wrk: apt-get install wrk"


def family(process: int) -> list[int]:
    """A process and all below it."""
    below: list[int] = [process]
    for one in below:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            below.extend(int(child) for child in task.read_text().split())
    return below


def processor(process: int) -> float:
    """Seconds of processor time that a process and all below it have taken, ended children included."""
    ticks = 0
    for one in family(process):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> int:
    """Megabytes that a process and all below it hold, shared pages counted once (PSS)."""
    total = 0
    for one in family(process):
        try:
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(size) for size in re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE))
    return total // 1024
