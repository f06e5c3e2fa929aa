"""`python -m tests.fuzz --requests 50000`: figures of an attack on a server of the bundled sample."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.attack import attack, settled, target
from tests.serving import build_sample

_WARM = 400


def main() -> int:
    """Prints how often each status came, and what the server holds before and after; 1 for a fault."""
    parser = ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        data = build_sample(Path(folder)).data
        with target(data) as (address, process):
            attack(address, min(_WARM, given.requests), given.seed + 1_000_000)
            before, began = settled(address, process), time.monotonic()
            tally = attack(address, given.requests, given.seed)
            seconds, after = time.monotonic() - began, settled(address, process)
    print(f"{given.requests} requests in {seconds:.0f} s, seed {given.seed}")
    print("  ".join(f"{status}: {count}" for status, count in sorted(tally.statuses.items())))
    print(f"before {before}\nafter  {after}")
    print("\n".join(tally.wrong) or "No 500, no hang, no trace in an answer; the server is alive.")
    return int(bool(tally.wrong))


if __name__ == "__main__":
    sys.exit(main())
