"""What it costs to draw inferences, in processor seconds for each 10,000 talks, and that it grows linearly.

    python -m tests.bench.inference [--talks 10000]

What is drawn from are copies of the bundled sample: each copy's articles, events, officials and acts have
addresses of their own, so that no copy makes another smaller; states, places and topics are shared.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator

import pyoxigraph as ox

from kg.assemble import Assembler
from kg.extraction import extract
from kg.infer import infer
from kg.language.lexicon import load_lexicon
from kg.reference.load import load_reference
from kg.settings import DEFAULT_BASE
from kg.vocabulary import PAR
from tests.quality.direct import documents
from tests.serving import SAMPLE

STEPS = 4
_OWN = re.compile(r"/(article|event|official|tenure)/([^/]+)")


def copied(quads: tuple[ox.Quad, ...], copy: int) -> Iterator[ox.Quad]:
    """The quads with addresses that only this copy has."""

    def moved(node: ox.NamedNode) -> ox.NamedNode:
        return ox.NamedNode(_OWN.sub(rf"/\1/\2-{copy}", node.value))

    for quad in quads:
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        if isinstance(subject, ox.NamedNode) and isinstance(graph, ox.NamedNode):
            other = moved(value) if isinstance(value, ox.NamedNode) else value
            yield ox.Quad(moved(subject), quad.predicate, other, moved(graph))


def main() -> int:
    """Prints a row for each size; 1 where ten times the talks cost over fifteen times as much."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--talks", type=int, default=10_000)
    wanted = parser.parse_args().talks
    lexicon = load_lexicon(load_reference())
    records = [extract(document, lexicon) for document in documents([SAMPLE])]
    claims = tuple(Assembler.over(records, DEFAULT_BASE, "").claims())
    said = tuple(quad for quad in claims if "/graph/article/" in str(quad.graph_name))
    shared = tuple(quad for quad in claims if "/graph/article/" not in str(quad.graph_name))
    each = len({quad.subject for quad in said if quad.predicate.value == str(PAR.status)})
    print(
        "| talks | quads read | triples inferred | seconds | per 10,000 talks |\n|---:|---:|---:|---:|---:|"
    )
    rates = []
    for step in range(STEPS, 0, -1):
        copies = max(1, round(wanted / each / 2 ** (step - 1)))
        quads = (*shared, *(quad for copy in range(copies) for quad in copied(said, copy)))
        began = time.process_time()
        drawn = len(infer(quads))
        seconds = time.process_time() - began
        talks = each * copies
        rates.append(seconds / talks * 10_000)
        print(f"| {talks:,} | {len(quads):,} | {drawn:,} | {seconds:.1f} | {rates[-1]:.1f} |", flush=True)
    return int(rates[-1] > 1.5 * rates[0])


if __name__ == "__main__":
    sys.exit(main())
