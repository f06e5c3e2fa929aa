"""Reads articles through a language model behind an OpenAI-compatible endpoint, held to a JSON schema.

What a model answers can differ from run to run; a release keeps what it answered once. Nothing goes in that
does not stand on a sentence of the article.
"""

import logging
import os
from dataclasses import dataclass
from typing import Final

from openai import APIError, OpenAI
from pydantic import ValidationError

from kg.articles.layout import lay_out
from kg.errors import ArticleError, ReaderError
from kg.language.lexicon import Lexicon
from kg.language.sentences import sentences
from kg.model import Article, ArticleRecord, Document
from kg.readers.answer import TASK, AnnotationSaid
from kg.readers.record import record_from

KEY: Final = "PARLEY_LLM_KEY"
"""Environment variable with the endpoint's key, where it wants one."""
_SECONDS: Final = 300.0
_LONGEST: Final = 60_000
"""Characters of an article that are sent; a longer one is refused rather than cut."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model that reads articles.

    Attributes:
        client: speaks to the endpoint.
        model: its name there.
    """

    client: OpenAI
    model: str

    @classmethod
    def at(cls, url: str, model: str = "") -> "LanguageModel":
        """The model of that name at an endpoint; its first one where no name is given.

        Raises:
            ReaderError: the endpoint does not answer, or has no model.
        """
        client = OpenAI(base_url=url, api_key=os.environ.get(KEY, "none"), timeout=_SECONDS, max_retries=2)
        try:
            names = [model] if model else [one.id for one in client.models.list()]
        except APIError as error:
            raise ReaderError(f"{url} does not answer as an OpenAI-compatible endpoint: {error}") from error
        if not names:
            raise ReaderError(f"{url} offers no model: name one, as in llm:{url}#MODEL")
        return cls(client, names[0])

    def read(self, document: Document, _lexicon: Lexicon) -> ArticleRecord:
        """The record of what the model says of an article; an `Extractor`.

        Raises:
            ArticleError: the article is too long, or the answer is not of the schema.
        """
        article = lay_out(document)
        if len(article.text) > _LONGEST:
            raise ArticleError(
                document.identifier, f"{len(article.text)} characters are too long for --extractor"
            )
        try:
            said = AnnotationSaid.model_validate_json(self._asked(article))
        except (APIError, ValidationError) as error:
            raise ArticleError(
                document.identifier, f"the model {self.model} gave no annotation: {error}"
            ) from error
        found = record_from(article, sentences(article), said)
        for line in found.unfounded:
            log.warning("%s: left out, the article has no such sentence: %s", document.identifier, line)
        return found.record

    def _asked(self, article: Article) -> str:
        about = article.metadata
        head = f"Title: {about.title}\nPublisher: {about.publisher}\nPublished: {about.published}\n\n"
        answer = self.client.chat.completions.create(
            model=self.model,
            messages=[
                {"role": "system", "content": TASK},
                {"role": "user", "content": head + article.text},
            ],
            response_format={
                "type": "json_schema",
                "json_schema": {
                    "name": "annotation",
                    "strict": True,
                    "schema": AnnotationSaid.model_json_schema(),
                },
            },
            temperature=0,
            seed=0,
        )
        return answer.choices[0].message.content or ""
