"""What is known not to pass, by test id with a reason: `expected.toml`."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("expected.toml")


@cache
def pins() -> dict[str, tuple[str, str]]:
    """The verdict's word and the reason, by the id of a test."""
    tables = tomllib.loads(_FILE.read_text())["pin"]
    return {name: (table["verdict"], table["reason"]) for table in tables for name in table["ids"]}


def expected(name: str, *, writable: bool = False) -> str:
    """The word of the verdict that a test must get; a refused write passes where writes are taken."""
    word, reason = pins().get(name, ("passes", ""))
    return "passes" if writable and word == "refused" and reason.startswith(("Updates", "Writes")) else word
