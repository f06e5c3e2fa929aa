"""The data tables of this package: TOML files under `data/`."""

from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table `data/<name>.toml`, read once."""
    return loads((files("kg.language") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
