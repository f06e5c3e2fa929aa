"""One update on a store that nobody else has open, behind the fences of a query process.

    python -m tests.w3c.updating STORE  < update

Exits with 0, with 2 where the text does not parse, with 3 where the engine refused; says why on standard
error. LOAD reaches no server, as the fences see to.
"""

import os
import sys
from pathlib import Path

import pyoxigraph as ox

from server import sandbox

SYNTAX, ENGINE = 2, 3


def main() -> int:
    """Runs the update that stands on standard input; the first line is its base."""
    base, _, text = sys.stdin.read().partition("\n")
    store = ox.Store(str(Path(sys.argv[1])))
    sandbox.fence(os.getppid())
    try:
        store.update(text, base_iri=base)
    except SyntaxError as error:
        print(error, file=sys.stderr)
        return SYNTAX
    except (OSError, RuntimeError, ValueError) as error:
        print(error, file=sys.stderr)
        return ENGINE
    store.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
