"""How long pages of the sample take to render and how much they weigh: `python -m tests.bench.rendered`.

Every page is made anew, in this process; the first time counts too, since labels are remembered after it.
"""

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient

from server import create_app
from server.kinds import KINDS
from tests.browser.site import FIXED
from tests.serving import build_sample

ROUNDS = 9
LEAVE_OUT = {"long answer"}
"""A saved query's answer: it is as long as the answer is."""


def paths(client: FlaskClient) -> dict[str, str]:
    """The best linked thing of each kind, and the pages of the site."""
    graph = client.application.extensions["parley"].snapshot().graph
    found = {}
    for kind in KINDS:
        things = graph.instances(f"https://w3id.org/parley/def#{kind.term}")
        own = [thing for thing in things if "/id/" in thing]
        if own:
            best = max(own, key=lambda thing: (sum(map(len, graph.incoming(thing).values())), thing))
            found[kind.name] = "/page/" + best.partition("/id/")[2]
    return found | {name: path for name, path in FIXED.items() if name not in LEAVE_OUT}


def main() -> None:
    """Prints one line for each page: bytes, milliseconds the first time and usually, and of work."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(replace(build_sample(Path(folder)), cache=0))
        client, site = app.test_client(), app.extensions["parley"]
        client.get("/")
        for name, path in paths(client).items():
            times = []
            for _ in range(ROUNDS):
                site.snapshot().pages.clear()
                start, busy = time.perf_counter(), time.thread_time()
                size = len(client.get(path, headers={"Accept": "text/html"}).data)
                times.append((1000 * (time.perf_counter() - start), 1000 * (time.thread_time() - busy)))
            first, usual, work = times[0][0], median(t for t, _ in times), median(t for _, t in times)
            print(f"{name:22} {size:8,} B {first:7.1f} ms first {usual:7.1f} ms {work:7.1f} ms of work")
        site.pool.close()


if __name__ == "__main__":
    main()
