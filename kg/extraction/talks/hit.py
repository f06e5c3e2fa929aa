"""A trigger in a sentence, and the words that part what stands about it."""

from dataclasses import dataclass

from kg.extraction.mentions import (
    SeriesMention,
)
from kg.extraction.talks.rules import TriggerRule, words
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a sentence; `name` where it is the name of a talk."""

    span: Span
    rule: TriggerRule
    name: SeriesMention | None = None
    margin: bool = False


EDITION = "talk.edition"
TOPIC = words("topic")


VERBLIKE = words("verb")
