"""Nothing that is fed in crashes the reading of articles, or makes it take more than its length."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction import extract
from kg.model import ArticleRecord, Document, Metadata
from tests.hostile import KINDS
from tests.reading import lexicon

SMALL, LARGE = 2_500, 10_000
FREE = 1.6
"""What LARGE may cost beyond its length: tables that are read once, pieces that do not come out even."""
CHEAP = 100
"""Calls for a character that are no trouble: a short text may be no prose at all and cost nothing."""
PIECES = (
    *("Ann Lee", "Minister of Defence", "met", "agreed to", "Tokyo", "3 May 2019", "the 11th", "Dialogue"),
    *(
        "Gen.",
        "on",
        "1",
        "2019. 3. 15.",
        "Mr",
        "said",
        "that",
        "UNSCR 2371",
        "H.E.",
        "U.S.",
        "and",
        "ROK-Japan",
    ),
    *("they", "A.", "’s", "é", "日", "\x00", "\u200b", "\t", "\n", "\n\n"),
    *'()"“”,.-;:–',
)


def record_of(text: str) -> ArticleRecord:
    return extract(Document("hostile", text, Metadata(published="2019-05-03")), lexicon())


def calls(work: Callable[[], object]) -> int:
    """How many functions are called: the same for the same work, however busy the machine."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", KINDS)
def test_the_work_grows_with_the_length_of_a_text(kind: str) -> None:
    make = KINDS[kind]
    record_of(make(SMALL))
    small, large = (calls(lambda size=size: record_of(make(size))) for size in (SMALL, LARGE))  # type: ignore[misc]
    assert large <= max(small * LARGE / SMALL * FREE, LARGE * CHEAP)


def test_a_million_brackets_are_read() -> None:
    assert record_of("(" * 1_000_000).talks == ()


def test_a_sentence_of_a_megabyte_is_read() -> None:
    record = record_of(
        "Ministers Ann Lee of Britain and Ken Abe of Japan met in Oslo, " + "as was said, " * 80_000
    )
    assert [("GB", "JP")] == [talk.parties for talk in record.talks]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_words_of_the_genre_make_a_record(pieces: list[str]) -> None:
    record = record_of(" ".join(pieces))
    spans = [one.span for one in record.sentences]
    assert all(0 <= one.start < one.end <= len(record.article.text) for one in spans)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_text_makes_a_record(text: str) -> None:
    assert record_of(text).article.text == text
