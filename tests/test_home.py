"""Whose page a report is, and for whom its officials without a state serve then."""

import pytest

from kg.articles.layout import lay_out
from kg.extraction.mentions import Recognised
from kg.extraction.recognise.article import recognise
from kg.extraction.recognise.letters import redefined
from kg.model import Document
from tests.reading import lexicon

AWAY = "Minister of Defence of Kazakhstan Nurlan Abenov"


def page(text: str) -> Recognised:
    return recognise(lay_out(Document("a", text)), lexicon())


@pytest.mark.parametrize(
    ("text", "home"),
    [
        (f"MANILA, May 5 (Wire) -- Defense Secretary Ramon Teves met {AWAY} on Friday.", "PH"),
        (f"Talks on trade\n\nManila – Defense Secretary Ramon Teves met {AWAY} on Friday.", "PH"),
        (f"www.defence.gov.au\n\nMinister for Defence Ann Perry met {AWAY} on Friday.", "AU"),
        (f"Raksha Mantri Arvind Rao met {AWAY} in the capital on Friday.", "IN"),
        (f"Foreign Minister Luis Soto met {AWAY}. Peru-Kazakhstan relations were discussed.", "PE"),
        ("Republic of Peru\nMinistry of Defence\n\nMinister Luis Soto met the envoys on Friday.", "PE"),
        ("The envoys met on Friday and spoke of peace.", None),
    ],
)
def test_a_page_tells_whose_it_is(text: str, home: str | None) -> None:
    assert home == page(text).home


def test_an_official_without_a_state_is_of_the_page_s() -> None:
    found = page(f"Raksha Mantri Arvind Rao met {AWAY}. Secretary (Production) Raj Sahni was there.")
    assert {"Arvind Rao": "IN", "Nurlan Abenov": "KZ", "Raj Sahni": "IN"} == {
        o.name: o.party for o in found.officials
    }


@pytest.mark.parametrize(
    "header",
    ["Peter Lowe; Minister for Defence", "The Hon Peter Lowe MP\nMinister for Defence, Australia"],
)
def test_a_credit_beside_the_text_names_its_official(header: str) -> None:
    text = f"Visit to Tonga\n\n{header}\n\nToday I depart for Tonga to hold talks with my counterpart."
    official = page(text).officials[0]
    assert ("Peter Lowe", "Minister for Defence") == (official.name, official.posts[0].role)


def test_a_headline_with_an_office_is_no_credit() -> None:
    article = lay_out(
        Document("a", "Minister Lowe, Secretary Perry Discuss Trade\n\nThey met on Friday in Suva.")
    )
    assert ((), "Minister Lowe, Secretary Perry Discuss Trade") == (article.credits, article.metadata.title)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("the Antalya Diplomacy Forum (ADF) in Antalya", {"ADF"}),
        ("the Australian Defence Force (ADF) in Darwin", set()),
        ("the Association of Southeast Asian Nations (ASEAN) in Jakarta", set()),
        ("the Deep Trade Talks (DTT) in Geneva", set()),
    ],
)
def test_letters_mean_what_a_text_says(text: str, letters: set[str]) -> None:
    assert letters == redefined(text, lexicon())
