"""The gist of an act."""

import pytest

from kg.extraction.gist import LIMIT, gist_of
from kg.model import Span


@pytest.mark.parametrize(
    ("content", "gist"),
    [
        ("to reopen the pass,", "reopen the pass"),
        ("that the strait\n  must stay open.", "the strait must stay open"),
        ("“We need time”", "We need time"),
        ("on the need to share data and", "share data"),
        ("", ""),
    ],
)
def test_the_gist_is_the_content_without_joints(content: str, gist: str) -> None:
    assert gist == gist_of(content, [Span(0, len(content))])


def test_two_pieces_around_an_attribution_are_joined() -> None:
    text = "Exchanges, they agreed, will go on."
    assert "Exchanges will go on" == gist_of(text, [Span(0, 9), Span(24, 34)])


def test_a_long_content_is_cut_after_a_word() -> None:
    text = "patrol " * 60
    gist = gist_of(text, [Span(0, len(text))])
    assert len(gist) <= LIMIT
    assert gist.endswith("patrol…")


def test_a_long_word_is_cut_too() -> None:
    assert LIMIT == len(gist_of("x" * 900, [Span(0, 900)]))
