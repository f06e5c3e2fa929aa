"""From an article to its record: recognise, resolve, relate."""

from kg.articles.layout import lay_out
from kg.extraction.acts.relate import relate_acts
from kg.extraction.clauses.read import ClauseReader, read_clauses
from kg.extraction.discourse import discourse
from kg.extraction.recognise.article import recognise
from kg.extraction.talks.relate import relate_talks
from kg.language.lexicon import Lexicon
from kg.model import ArticleRecord, Document


def extract(document: Document, lexicon: Lexicon, reader: ClauseReader = read_clauses) -> ArticleRecord:
    """All that one article says: a pure function of the document, the lexicon and this software.

    Args:
        document: the article as it was read.
        lexicon: names and rules, as `kg.language.lexicon.load_lexicon` makes it once.
        reader: what reads the clauses of agreements and statements; rules unless another is given.
    """
    recognised = recognise(lay_out(document), lexicon)
    talks = relate_talks(recognised, lexicon.reference)
    agreements, statements = relate_acts(recognised, talks, discourse(recognised, talks), reader)
    return ArticleRecord(
        recognised.article, recognised.officials, talks, agreements, statements, recognised.sentences
    )
