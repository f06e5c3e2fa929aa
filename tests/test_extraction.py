"""The whole way from a document to its record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction import extract
from kg.model import Document
from tests.reading import lexicon, record_of

TEXT = (
    "The 7th ROK-Canada Strategic Dialogue was held in Ottawa on June 3, with Vice Minister Cho Sei-young of "
    "the Republic of Korea and Deputy Minister Ian Shugart of Canada leading the delegations. "
    "The two sides agreed to strengthen cooperation."
)
PIECES = st.sampled_from(
    ["met ", "the 5th ", "ADMM-Plus ", "talks ", "with ", "and ", "ROK-", "on 31 ", "June ", ", ", "(", "); ",
     "Minister ", "Kim ", "of Japan ", "“", "’s ", ". ", "\n\n", "will visit ", "2+2 ", "they ", "\u202e"]
)  # fmt: skip


def test_a_record_holds_officials_talks_and_agreements() -> None:
    record = record_of(TEXT)
    assert (2, 1, 1) == (len(record.officials), len(record.talks), len(record.agreements))


def test_an_agreement_points_to_its_talk() -> None:
    record = record_of(TEXT)
    assert record.talks[0].key == record.agreements[0].talk


def test_evidence_stands_at_its_offsets() -> None:
    record = record_of(TEXT)
    sentences = {s.span for s in record.sentences}
    assert all(e.sentence in sentences for t in record.talks for e in t.evidence)


def test_extraction_is_deterministic() -> None:
    assert record_of(TEXT) == record_of(TEXT)


@pytest.mark.parametrize(
    "text", ["", "\n", "((((((((" * 50, "met " * 200, "a" * 5000, "\x00\x01", "2018" * 300]
)
def test_odd_texts_give_a_record_without_talks(text: str) -> None:
    assert () == extract(Document("odd", text), lexicon()).talks


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_no_mixture_of_the_genre_breaks_extraction(pieces: list[str]) -> None:
    text = "".join(pieces)
    record = extract(Document("mixture", text), lexicon())
    assert all(e.words.end <= len(text) for t in record.talks for e in t.evidence)
