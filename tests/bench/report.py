"""The tables: medians of ratios to the Oxigraph server on disk, taken within each round."""

import os
import platform
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from math import exp, log
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from tests.bench.queries import QUERIES
from tests.bench.servers import BASELINE

if TYPE_CHECKING:
    from tests.bench.__main__ import Measured
    from tests.bench.measure import Load
    from tests.bench.pages import Pages

_MEMORY: Final = "Oxigraph, memory"


def table(found: "Mapping[str, Measured]", quads: int, rounds: int) -> str:
    """Both tables and the machine, as Markdown."""
    head = f"{quads:,} quads, {rounds} rounds, {datetime.now(UTC):%-d %B %Y}; {machine()}.\n"
    return "\n".join([head, _single(found), _loaded(found)])


def machine() -> str:
    """What this was measured on."""
    names = re.findall(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    busy = os.getloadavg()[1]
    cores = os.cpu_count()
    return (
        f"{cores} cores ({names[0] if names else platform.machine()}), {size:.0f} GB, "
        f"Linux {platform.release()}, Python {platform.python_version()}, load average {busy:.1f}"
    )


def pages_line(pages: "Pages | None") -> str:
    """How many pages a second."""
    if pages is None:
        return ""
    return (
        f"\nPages of things: {pages.first:.0f} a second rendered for the first time for one client, "
        f"{pages.again:.0f} a second when asked for again by eight.\n"
    )


def write(page: Path, quads: int, text: str) -> None:
    """Puts the tables between the marks of this size in a page of the docs."""
    start, end = f"<!-- {quads} quads -->\n", f"<!-- end of {quads} quads -->"
    before, _, rest = page.read_text("utf-8").partition(start)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{start}\n{text}\n{end}{after}", "utf-8")


def _single(found: "Mapping[str, Measured]") -> str:
    base = found[BASELINE].times
    names = list(found)
    rows = [_row(["one client, ms", *names]), _row(["---"] * (len(names) + 1))]
    rows.extend(
        _row([query.about, *(f"{median(found[n].times[query.name]):.2f}" for n in names)])
        for query in QUERIES
    )
    rows.append(_row(["**mean ratio to disk**", *(f"{_mean(found[n].times, base):.2f}" for n in names)]))
    if _MEMORY in found:
        memory = found[_MEMORY].times
        rows.append(
            _row(["worst ratio to memory over 5 ms", *(_worst(found[n].times, memory) for n in names)])
        )
    return "\n".join(rows) + "\n"


def _loaded(found: "Mapping[str, Measured]") -> str:
    base = found[BASELINE]
    if not base.loads:
        return ""
    memory = found[_MEMORY].loads if _MEMORY in found else []
    heads = ["eight clients, mix", "answers/s", "ratio to disk", "ratio to memory", "p95 ms", "CPU ms", "MB"]
    rows = [_row(heads), _row(["---"] * len(heads))]
    for name, measured in found.items():
        rows.append(_load_row(name, measured.loads, (base.loads, memory), measured.memory))
        if name != BASELINE:
            again = "twenty queries again,"
            rows.append(_load_row(f"{again} kept", measured.hot, (base.hot, []), measured.memory))
            rows.append(
                _load_row(f"{again} unchanged (304)", measured.unchanged, (base.hot, []), measured.memory)
            )
    return "\n".join(filter(None, rows)) + "\n"


def _load_row(name: str, loads: "list[Load]", bases: "tuple[list[Load], list[Load]]", memory: int) -> str:
    """A line of the table; "" where nothing was measured."""
    if not loads:
        return ""
    rate, late = median(one.rate for one in loads), median(one.late for one in loads)
    cost = f"{median(one.cost for one in loads):.2f}"
    ratios = [_ratio(loads, base) for base in bases]
    return _row([name, f"{rate:.0f}", *ratios, f"{late:.1f}", cost, str(memory)])


def _mean(times: Mapping[str, list[float]], base: Mapping[str, list[float]]) -> float:
    """Geometric mean over the queries of the median ratio within a round."""
    ratios = [_within(times[name], base[name]) for name in base]
    return exp(sum(map(log, ratios)) / len(ratios))


def _worst(times: Mapping[str, list[float]], memory: Mapping[str, list[float]]) -> str:
    long = {name: _within(times[name], memory[name]) for name in memory if median(memory[name]) > 5}
    name = max(long, key=lambda one: long[one], default="")
    return f"{long[name]:.2f} ({name})" if name else ""


def _within(ours: Iterable[float], theirs: Iterable[float]) -> float:
    return median(one / other for one, other in zip(ours, theirs, strict=False))


def _ratio(loads: "list[Load]", base: "list[Load]") -> str:
    if not loads or not base:
        return ""
    return f"{_within([one.rate for one in loads], [one.rate for one in base]):.2f}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
