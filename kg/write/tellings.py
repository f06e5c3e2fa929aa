"""How an article tells of its events: each mention with its modality."""

from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox
from rdflib import URIRef

from kg.model import ArticleRecord, Evidence, Talk
from kg.write.draft import Draft
from kg.write.modality import modality_of_talk


@dataclass(frozen=True, slots=True)
class Telling:
    """What tells how an article puts an event.

    Attributes:
        news: the first day of what it reports as its news; None where that has no day.
    """

    text: str
    news: date | None

    @classmethod
    def of(cls, record: ArticleRecord) -> "Telling":
        """The telling of a record."""
        days = (talk.when.earliest for talk in record.talks if talk.main and talk.when)
        return cls(record.article.text, min((day for day in days if day), default=None))

    def modality(self, talk: Talk, evidence: Evidence) -> URIRef:
        """How a sentence puts a talk or what belongs to it."""
        ended = talk.when.latest if talk.when else None
        is_past = bool(not talk.main and ended and self.news and ended < self.news)
        return modality_of_talk(evidence, self.text, talk.status, is_past=is_past)

    def write(self, draft: Draft, talk: Talk, event: ox.NamedNode) -> None:
        """The sentences that an event was read from."""
        for one in talk.evidence:
            draft.evident(event, one, modality=self.modality(talk, one))
