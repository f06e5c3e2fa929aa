"""The wheel's build hook: makes the editor and the manual, which the wheel then carries."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[Any]):  # type: ignore[misc, unused-ignore]  # not in every environment
    """Runs for wheels that are installed elsewhere, not for editable ones."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes what the wheel serves.

        Raises:
            CalledProcessError: the editor or the manual could not be made; the reason is printed.
        """
        if version == "editable":
            return
        subprocess.run([sys.executable, str(Path(__file__).with_name("assets.py"))], check=True)
        build_data["artifacts"] += ["server/static/editor/*", "server/handbook/**/*"]
