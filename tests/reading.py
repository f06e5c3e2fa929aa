"""Extraction of short texts for the tests."""

from functools import cache

from kg.annotations import date_text
from kg.articles.layout import lay_out
from kg.extraction import extract
from kg.extraction.mentions import Recognised
from kg.extraction.recognise.article import recognise
from kg.language.lexicon import Lexicon, load_lexicon
from kg.model import ArticleRecord, Document, Metadata, Talk
from kg.reference.load import load_reference

TITLE = "Ministry News"


@cache
def lexicon() -> Lexicon:
    """The lexicon over the reference data, built once."""
    return load_lexicon(load_reference())


def _document(text: str, published: str | None) -> Document:
    return Document("a", f"{TITLE}\n\n{text}\n", Metadata(TITLE, "News", published))


def record_of(text: str, published: str | None = "2019-06-05") -> ArticleRecord:
    """The record of a text under a headline that says nothing."""
    return extract(_document(text, published), lexicon())


def recognised(text: str, published: str | None = "2019-06-05") -> Recognised:
    """What recognition finds in a text under a headline that says nothing."""
    return recognise(lay_out(_document(text, published)), lexicon())


def shown(talk: Talk) -> str:
    """A talk in one line: form, status, parties, date, place, people."""
    people = ", ".join(sorted(p.official for p in talk.participants))
    place = talk.place.label if talk.place else "-"
    return (
        f"{talk.form} {talk.status} {'+'.join(talk.parties)} {date_text(talk.when) or '-'} {place}: {people}"
    )
