"""How fast articles are read on one core, and whether memory stays flat.

    python -m tests.bench.extraction [--articles 100000]

Speed is given in articles of 300 words for each second of processor time; memory as the peak after the last
article over that after the first tenth. What is read are the annotated articles of this project, over and
over, each time under another identifier.
"""

import argparse
import re
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from kg.extraction import extract
from kg.language.lexicon import load_lexicon
from kg.model import Document
from kg.reference.load import load_reference
from tests.quality.direct import documents
from tests.quality.floors import BLIND, OWN

WORDS = 300


def articles(count: int) -> Iterator[Document]:
    """As many articles, none with the identifier of another."""
    texts = tuple(documents([OWN, BLIND]))
    for number, document in enumerate(islice(cycle(texts), count)):
        yield replace(document, identifier=f"{document.identifier}-{number}")


def peak() -> int:
    """Peak of resident memory so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def run(count: int) -> tuple[float, float]:
    """Articles of 300 words a second, and the growth of memory after the first tenth, as a ratio."""
    lexicon = load_lexicon(load_reference())
    words, early, begun = 0, 0, 0.0
    for number, document in enumerate(articles(count)):
        if number == count // 10:
            words, early, begun = 0, peak(), time.process_time()
        extract(document, lexicon)
        words += len(re.findall(r"\w+", document.text))
    return words / WORDS / (time.process_time() - begun), peak() / early


def main() -> int:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=2000)
    count = parser.parse_args().articles
    speed, growth = run(count)
    print(f"{count} articles: {speed:.0f} of {WORDS} words a second of one core, memory x {growth:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
