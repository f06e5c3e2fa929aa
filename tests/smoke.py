"""Run a command that serves the sample, ask it as a user would, and stop it.

    python3 -m tests.smoke make demo

Standard library only. Exits 1 with the command's output where an answer is not what it should be.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

QUERY = """PREFIX par: <https://w3id.org/parley/def#>
SELECT (COUNT(DISTINCT ?talk) AS ?n) WHERE { ?talk a par:DiplomaticEvent ; par:evidence ?e }"""


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


def get(url: str, accept: str = "*/*") -> str:
    request = urllib.request.Request(url, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=30) as answer:
        text: str = answer.read().decode()
        return text


def wait_for(url: str, process: "subprocess.Popen[str]", seconds: float = 900) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"the command ended early with {process.returncode}")
        try:
            return get(url)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    raise SystemExit(f"nothing answers at {url} after {seconds} s")


def ask(base: str) -> None:
    rows = get(f"{base}/sparql?{urllib.parse.urlencode({'query': QUERY})}", "application/sparql-results+json")
    talks = int(json.loads(rows)["results"]["bindings"][0]["n"]["value"])
    assert talks >= 20, f"only {talks} talks with evidence"
    assert "<html" in get(f"{base}/", "text/html"), "no front page"
    assert "par:Talk" in get(f"{base}/def", "text/turtle"), "no ontology"
    assert "Republic of Korea" in get(f"{base}/id/state/KR", "text/html"), "no page of a state"
    print(f"{talks} talks with their sentences, served by: {' '.join(sys.argv[1:])}")


def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryFile("w+") as log:
        environment = os.environ | {"PARLEY_PORT": str(port), "PARLEY_DATA": data}
        cwd = data if Path(sys.argv[1]).is_absolute() else None
        process = subprocess.Popen(
            sys.argv[1:],
            env=environment,
            cwd=cwd,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process)
            ask(f"http://127.0.0.1:{port}")
        except BaseException:
            log.seek(0)
            print(log.read(), file=sys.stderr)
            raise
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(30)


if __name__ == "__main__":
    main()
