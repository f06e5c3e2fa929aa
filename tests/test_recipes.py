"""The code in the manual runs against a real server; what is R is read as text."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
HOME = "http://127.0.0.1:5000"
CODE = re.compile(r"<!-- run -->\n```python\n(.*?)```", re.DOTALL)
R_CODE = re.compile(r"```r\n(.*?)```", re.DOTALL)


def codes(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Name of the page with a number, and the code."""
    pages = sorted(DOCS.glob("*.md"))
    found = [(page.stem, code) for page in pages for code in pattern.findall(page.read_text())]
    return [(f"{page}-{number}", code) for number, (page, code) in enumerate(found)]


@pytest.mark.parametrize("code", [pytest.param(code, id=name) for name, code in codes(CODE)])
def test_the_code_of_a_recipe_runs(sample_server: str, tmp_path: Path, code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error::FutureWarning", "-c", code.replace(HOME, sample_server)],
        cwd=tmp_path,
        env=os.environ | {"MPLBACKEND": "agg", "MPLCONFIGDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout or list(tmp_path.glob("*.png"))


@pytest.mark.parametrize("code", [pytest.param(code, id=name) for name, code in codes(R_CODE)])
def test_what_r_reads_is_there(sample_server: str, code: str) -> None:
    addresses = re.findall(rf'read\.csv\("{HOME}([^"]+)"', code)
    assert addresses
    for address in addresses:
        with urlopen(sample_server + address) as answer:
            assert answer.headers.get_content_type() == "text/csv"


def test_there_are_ten_recipes() -> None:
    text = (DOCS / "recipes.md").read_text()
    assert list(range(1, 11)) == [int(number) for number in re.findall(r"^## (\d+)\. ", text, re.MULTILINE)]
