"""What is read, before anything is extracted: documents, articles, sentences and spans of their text."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text, in code points, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; None where nobody said.

    Attributes:
        published: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    def over(self, other: Self) -> "Metadata":
        """These values, filled up from the other's where they are None."""
        return Metadata(
            self.title or other.title,
            self.publisher or other.publisher,
            self.published or other.published,
            self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Document:
    r"""What a reader hands over and the data folder keeps: the text, with what its source said of it.

    Attributes:
        identifier: stem of the file, or the URL, that it was read from.
        text: decoded, line ends "\n", what XML cannot write made spaces, otherwise untouched, page
            furniture included.
        markup: True where the text was extracted from HTML, so that layout rules know.
    """

    identifier: str
    text: str
    metadata: Metadata = Metadata()
    markup: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its page furniture told apart from its paragraphs.

    Attributes:
        metadata: given metadata, filled up from the text itself.
        paragraphs: spans of running prose, in reading order, bullets and numbers left out.
        heading: span of the headline in the text, where it stands there.
        subheadings: spans of further headlines, between the headline and the first paragraph.
        dateline: span of "SEOUL, Oct. 5 (Yonhap) -- " before a paragraph, which leaves it out.
        credits: spans of lines beside the text that name whose it is ("Jane Roe, Minister for Roads").
    """

    document: Document
    metadata: Metadata
    paragraphs: tuple[Span, ...]
    heading: Span | None = None
    subheadings: tuple[Span, ...] = ()
    dateline: Span | None = None
    credits: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `paragraph` and `index` count from 0 over the article."""

    index: int
    paragraph: int
    span: Span
