"""Persons and series are recognised by their form: the score stands without names that a list could hold."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tomllib import loads

import pytest

from kg.extraction import extract
from kg.language.lexicon import load_lexicon
from kg.reference.load import Reference, load_reference
from kg.reference.tables import Series
from tests.quality.direct import documents, figures, gold_of
from tests.quality.floors import corpora

ALLOWED = 0.03
CORPORA = corpora()
EXAMPLES = {
    "match", "matches", "miss", "misses", "unmatch", "example", "not", "finds", "gives", "joins", "splits"
}  # fmt: skip
"""Keys of a rule's examples: they name real people, and no rule reads them."""
TABLES = sorted(
    path for folder in ("language", "extraction") for path in Path("kg", folder, "data").glob("*.toml")
)


def plain(text: str) -> str:
    """Words in small letters with one blank between, and around."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "


def read_by_rules(value: object) -> Iterator[str]:
    """The texts of a table, but for examples."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from () if key in EXAMPLES else read_by_rules(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from read_by_rules(inner)
    else:
        yield str(value)


def named_in(text: str, series: Series) -> bool:
    return any(plain(name) in text for name in (series.label, *series.names, *series.abbreviations))


def without_series(reference: Reference, text: str) -> Reference:
    """The reference without the series that a text names, and without their known editions."""
    kept = tuple(one for one in reference.series if not named_in(text, one))
    slugs = {one.slug for one in kept}
    editions = tuple(one for one in reference.editions if one.series in slugs)
    return replace(reference, series=kept, editions=editions)


@pytest.mark.parametrize("name", CORPORA)
def test_the_score_holds_without_the_series_that_the_corpus_names(name: str) -> None:
    folders, gold = CORPORA[name]
    text = plain(" ".join(one.text for one in documents(folders)))
    whole = load_reference()
    bare = without_series(whole, text)
    assert len(bare.series) < len(whole.series)
    before, after = (
        figures(folders, gold, partial(extract, lexicon=load_lexicon(one)))["mean F1"]
        for one in (whole, bare)
    )
    assert after >= before - ALLOWED


@pytest.mark.parametrize("name", CORPORA)
def test_no_table_lists_the_officials_that_the_corpus_names(name: str) -> None:
    people = {one["name"] for gold in gold_of(CORPORA[name][1]).values() for one in gold["officials"]}
    listed = plain("\n".join(text for path in TABLES for text in read_by_rules(loads(path.read_text()))))
    assert [] == sorted(one for one in people if len(one.split()) > 1 and plain(one) in listed)
