"""The manual renders without a fault, and is served at /docs."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server import manual

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual as Sphinx renders it, with every warning an error."""
    out = tmp_path_factory.mktemp("manual")
    options = ["-W", "--keep-going", "-q", "-b", "html", "-d", str(out / "trees")]
    command = [sys.executable, "-m", "sphinx", *options, str(ROOT / "docs"), str(out / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out / "html"


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_rendered_and_leads_to_the_others(rendered: Path, page: str) -> None:
    text = (rendered / f"{page}.html").read_text()
    assert all(f'href="{other}.html"' in text for other in PAGES if other not in {page, "index"})


def test_no_page_holds_a_script_of_its_own(rendered: Path) -> None:
    for path in rendered.glob("*.html"):
        assert all(" src=" in tag for tag in path.read_text().split("<script")[1:]), path.name


def test_docs_leads_to_the_manual_or_to_help(client: FlaskClient) -> None:
    with client.get("/docs", follow_redirects=True) as answer:
        assert (200, "text/html") == (answer.status_code, answer.mimetype)


def test_a_page_that_the_manual_lacks_is_told(client: FlaskClient) -> None:
    answer = client.get("/docs/nothing.html", headers={"Accept": "text/plain"})
    assert answer.status_code == 404
    assert ("/docs" if manual.folder() else "make frontend") in answer.text


def test_no_path_leads_out_of_the_manual(client: FlaskClient) -> None:
    assert client.get("/docs/..%2f..%2fpyproject.toml").status_code == 404
