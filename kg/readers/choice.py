"""Which way articles are read, and the extractor that does it.

A way is written "rules", "spacy:MODEL" (rules over clauses that a spaCy pipeline parsed) or "llm:URL#MODEL"
(a language model behind an OpenAI-compatible endpoint).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from kg.errors import MissingExtraError, ReaderError
from kg.extraction import extract
from kg.extraction.clauses.read import ClauseReader
from kg.language.lexicon import Lexicon
from kg.model import ArticleRecord, Document

Extractor = Callable[[Document, Lexicon], ArticleRecord]
_LLM: Final = re.compile(r"(?P<url>https?://[^\s#]+)(?:#(?P<model>\S+))?")


@dataclass(frozen=True, slots=True)
class Way:
    """A way of reading.

    Attributes:
        kind: what reads.
        name: the spaCy model, or the endpoint's address; "" for rules.
        model: the language model's name; "" where the endpoint's first is meant.
    """

    kind: Literal["rules", "spacy", "llm"] = "rules"
    name: str = ""
    model: str = ""

    def __str__(self) -> str:
        """As it is written on the command line."""
        return ":".join(filter(None, (self.kind, self.name))) + (f"#{self.model}" if self.model else "")


RULES: Final = Way()


def way_of(parser: str | None, extractor: str | None) -> Way:
    """The way that the options `--parser` and `--extractor` ask for.

    Raises:
        ReaderError: both are given, or one is not written as it should be.
    """
    if parser and extractor:
        raise ReaderError("--parser and --extractor exclude each other: a language model reads without rules")
    if parser:
        kind, _, name = parser.partition(":")
        if kind != "spacy" or not name:
            raise ReaderError(
                f"--parser {parser!r}: write spacy:MODEL, such as spacy:en_core_web_sm or a folder"
            )
        return Way("spacy", name)
    return _model_of(extractor) if extractor else RULES


def _model_of(extractor: str) -> Way:
    kind, _, rest = extractor.partition(":")
    match = _LLM.fullmatch(rest)
    if kind != "llm" or match is None:
        raise ReaderError(
            f"--extractor {extractor!r}: write llm:URL#MODEL, such as llm:http://127.0.0.1:8080/v1#qwen"
        )
    return Way("llm", match["url"].rstrip("/"), match["model"] or "")


def extractor_of(way: Way) -> Extractor:
    """What turns a document into its record.

    Raises:
        ReaderError: the extra is not installed, or the model or the endpoint is not there.
    """
    if way.kind == "spacy":
        return partial(extract, reader=_spacy_reader(way.name))
    if way.kind == "llm":
        return _language_model(way)
    return extract


def _spacy_reader(model: str) -> ClauseReader:
    try:
        from kg.readers.dependency import load_reader  # noqa: PLC0415  an optional extra
    except ImportError as error:
        raise MissingExtraError("spaCy", "parser") from error
    return load_reader(model)


def _language_model(way: Way) -> Extractor:
    try:
        from kg.readers.language_model import LanguageModel  # noqa: PLC0415  an optional extra
    except ImportError as error:
        raise ReaderError(_missing("the OpenAI client", "llm", error)) from error
    return LanguageModel.at(way.name, way.model).read


def _missing(what: str, extra: str, error: ImportError) -> str:
    return f"{what} is not installed ({error.name}): pip install 'parley-kg[{extra}]'"
