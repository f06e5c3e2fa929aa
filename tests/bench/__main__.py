"""Measures ours beside others and prints tables of ratios: `python -m tests.bench --help`."""

import argparse
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from tests.bench import report
from tests.bench.measure import Load, latency, load, no_wrk, path_of, resident
from tests.bench.pages import Pages, pages
from tests.bench.queries import QUERIES, instances, known_of, mix
from tests.bench.release import release_of
from tests.bench.servers import BASELINE, SERVERS, Plot, Server
from tests.engines import Engine

_MIX: Final = 3000
_SLOW: Final = frozenset({"rdflib-endpoint"})
_TURNS: Final = {True: 8, False: 2}


@dataclass(slots=True)
class Measured:
    """What a server came to, round by round; `memory` in megabytes at the end."""

    times: dict[str, list[float]] = field(default_factory=dict)
    loads: list[Load] = field(default_factory=list)
    hot: list[Load] = field(default_factory=list)
    unchanged: list[Load] = field(default_factory=list)
    memory: int = 0


def main() -> None:
    """Makes the graph, starts the servers, measures, prints."""
    given = _arguments()
    folder = Path(given.folder).resolve() / str(given.quads)
    release_of(folder / "data", given.quads)
    plot = Plot(folder / "data", folder, given.quads)
    absent = {server.name: server.missing(plot) for server in SERVERS if server.missing(plot)}
    for name, why in absent.items():
        print(f"left out: {name}: {why}", file=sys.stderr)
    wanted = [s for s in SERVERS if s.name not in absent and (not given.only or s.name in given.only)]
    if given.prepare:
        for server in wanted:
            print(f"preparing {server.name}", file=sys.stderr)
            with server.run(plot):
                pass
        return
    found: dict[str, Measured] = {}
    for group in _groups(wanted, given.together):
        for name, measured in _measured(group, plot, given).items():
            found.setdefault(name, measured)
    text = report.table(found, given.quads, given.rounds) + report.pages_line(_pages(given, plot))
    print(text)
    if given.write:
        report.write(Path(given.write), given.quads, text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quads", type=int, default=1_000_000, help="size of the graph")
    parser.add_argument("--rounds", type=int, default=5, help="rounds; each asks every server once")
    parser.add_argument("--seconds", type=int, default=3, help="length of a round under load")
    parser.add_argument("--folder", default="build/bench", help="where graph and databases are kept")
    parser.add_argument("--together", type=int, default=len(SERVERS), help="servers that run at a time")
    parser.add_argument("--only", action="append", help="name of a server to measure, with the baseline")
    parser.add_argument("--no-load", action="store_true", help="single client only")
    parser.add_argument("--prepare", action="store_true", help="only make the graph and fill the databases")
    parser.add_argument("--write", help="page of the docs that keeps the tables")
    return parser.parse_args()


def _groups(wanted: list[Server], together: int) -> list[list[Server]]:
    """So many servers at a time, the baseline always among them."""
    base = [server for server in wanted if server.name == BASELINE]
    others = [server for server in wanted if server.name != BASELINE]
    size = max(together - 1, 1)
    return [base + others[at : at + size] for at in range(0, len(others), size)] or [base]


def _measured(group: list[Server], plot: Plot, given: argparse.Namespace) -> dict[str, Measured]:
    found = {server.name: Measured() for server in group}
    known = known_of(ox.Store.read_only(str(plot.data / "current" / "store")))
    asked = {
        query.name: instances(known, query, given.rounds * _TURNS[bool(query.share)]) for query in QUERIES
    }
    loaded = given.no_load is False and not no_wrk()
    mixed = list(mix(known, _MIX))
    with ExitStack() as stack:
        running = {}
        for server in group:
            print(f"starting {server.name}", file=sys.stderr)
            running[server.name] = stack.enter_context(server.run(plot))
        for at in range(given.rounds):
            print(f"round {at + 1}", file=sys.stderr)
            for name, engine in running.items():
                if at and name in _SLOW:
                    continue  # minutes a round, and far from the others
                _round(found[name], engine, asked, at)
                if loaded:
                    _under_load(found[name], name, engine, mixed, plot.work, given.seconds)
        for name, engine in running.items():
            found[name].memory = resident(engine.process.pid)
    return found


def _round(measured: Measured, engine: Engine, asked: dict[str, list[str]], at: int) -> None:
    for query in QUERIES:
        turns = _TURNS[bool(query.share)]
        part = asked[query.name][at * turns : (at + 1) * turns]
        measured.times.setdefault(query.name, []).append(latency(engine, part))


def _under_load(
    measured: Measured, name: str, engine: Engine, mixed: list[str], folder: Path, seconds: int
) -> None:
    kept = name == "Parley, kept answers"
    if not kept:
        paths = [path_of(engine, query) for query in mixed]
        measured.loads.append(load(engine, paths, folder, seconds))
    if name == BASELINE or kept:
        hot = [path_of(engine, query) for query in mixed[:20]]
        measured.hot.append(load(engine, hot, folder, seconds))
    if kept:
        one = [path_of(engine, mixed[0])]
        measured.unchanged.append(load(engine, one, folder, seconds, tag="*"))


def _pages(given: argparse.Namespace, plot: Plot) -> Pages | None:
    ours = next((server for server in SERVERS if server.name == "Parley, kept answers"), None)
    if given.no_load or no_wrk() or ours is None or (given.only and ours.name not in given.only):
        return None
    known = known_of(ox.Store.read_only(str(plot.data / "current" / "store")))
    with ours.run(plot) as engine:
        return pages(engine, known, plot.work, given.seconds)


if __name__ == "__main__":
    main()
