"""Feeds hostile and broken texts to the reading of articles, and tells what they cost.

    python -m tests.fuzz_articles [--texts 5000] [--seed 1]

Each text is one of `tests.hostile` of any length up to a megabyte, or an annotated article cut, doubled,
shuffled or strewn with such pieces. It fails where a text raises, or is at work after a minute.
"""

import argparse
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

from kg.extraction import extract
from kg.language.lexicon import load_lexicon
from kg.model import Document, Metadata
from kg.reference.load import load_reference
from tests.hostile import KINDS
from tests.quality.direct import documents
from tests.quality.floors import BLIND, OWN

PATIENCE = 60
MEGABYTE = 1_000_000


def mangled(text: str, random: Random) -> str:
    """A text with a few of its pieces lost, doubled, moved or replaced."""
    for _ in range(random.randint(1, 6)):
        start, end = sorted(random.randrange(len(text) + 1) for _ in range(2))
        piece = text[start:end]
        text = random.choice(
            (
                text[:start] + text[end:],
                text + piece,
                piece + text,
                text[:start] + random.choice(list(KINDS.values()))(random.randint(1, 400)) + text[start:],
                text[:start] + piece[::-1] + text[end:],
            )
        )
    return text


def texts(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Names and texts; first every hostile kind at a megabyte, then at random."""
    random = Random(seed)
    articles = [document.text for document in documents([OWN, BLIND])]
    for name, make in KINDS.items():
        yield f"{name}, a megabyte", make(MEGABYTE)
    for _ in range(count - len(KINDS)):
        if random.random() < 0.05:
            name = random.choice(list(KINDS))
            yield name, KINDS[name](random.randint(1, 20_000))
        else:
            yield "article", mangled(random.choice(articles), random)


def main() -> int:
    """Read them all; 1 with a line for each that failed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    lexicon, failed, slowest = load_lexicon(load_reference()), Counter[str](), (0.0, "")
    for name, text in texts(asked.texts, asked.seed):
        begun = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            extract(Document("fuzz", text, Metadata(published="2019-05-03")), lexicon)
        except Exception as error:  # noqa: BLE001  what may come is what is asked
            failed[f"{name}: {type(error).__name__}: {str(error)[:80]}"] += 1
        signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, (time.process_time() - begun, name))
    print(f"{asked.texts} texts, {failed.total()} failed; the slowest took {slowest[0]:.1f} s ({slowest[1]})")
    print(*(f"{number} x {line}" for line, number in failed.most_common()), sep="\n")
    return int(bool(failed))


def _late(*_: object) -> None:
    raise TimeoutError(f"still at work after {PATIENCE} seconds")


if __name__ == "__main__":
    signal.signal(signal.SIGPROF, _late)
    sys.exit(main())
