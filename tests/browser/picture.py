"""Takes the README's picture: the page of one talk, from a release of the bundled sample.

python -m tests.browser.picture docs/talk.png [--talk "33rd AUSMIN"]
"""

import argparse
import json
import tempfile
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.browser.screenshot import browser
from tests.serving import build_sample, serving

TALK = """PREFIX par: <https://w3id.org/parley/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?talk { ?talk a par:DiplomaticEvent ; rdfs:label ?label FILTER(CONTAINS(?label, %s)) }
ORDER BY ?talk"""
SIZE = {"width": 1200, "height": 940}


def page_of(address: str, words: str) -> str:
    """Address of the page of the first talk whose label holds the words."""
    query = urlencode({"query": TALK % json.dumps(words)})
    request = Request(f"{address}/sparql?{query}", headers={"Accept": "text/csv"})
    with urlopen(request, timeout=60) as answer:
        rows = answer.read().decode().split()[1:]
    if not rows:
        raise SystemExit(f"no talk of the sample is called {words!r}")
    return f"{address}/page/{rows[0].partition('/id/')[2]}"


def main() -> None:
    """Builds the sample, serves it and takes the picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--talk", default="33rd AUSMIN", help="words of the talk's label")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = build_sample(Path(folder))
        with serving(settings.data) as address, browser() as opened:
            page = opened.new_page(viewport=SIZE, device_scale_factor=1.5)  # type: ignore[arg-type]  # a size
            page.goto(page_of(address, given.talk))
            page.screenshot(path=given.file)


if __name__ == "__main__":
    main()
