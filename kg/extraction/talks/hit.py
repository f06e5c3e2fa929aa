"""A trigger in a sentence, and the words that part what stands about it."""

import re
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

    @property
    def noun(self) -> bool:
        """Whether the trigger is a noun; "visited" goes by its own rule."""
        return self.rule.kind in ("noun", "visit") and self.rule.id != "talk.visit-verb"


EDITION = "talk.edition"
TOPIC = words("topic")


VERBLIKE = words("verb")

_FRONT = words("fronted")
_STILL = re.compile(
    r", ?(?:(?:which|that) )?(?:was |were |is |are |to be |also )*"
    r"(?:held|taking|took|hosted|convened|on|in|at|scheduled|(?:co-)?chaired|led|attended)\b"
)


def fronted(text: str, start: int, hit: Hit) -> bool:
    """Whether a talk only sets the scene and the main clause follows: "At the talks, A recalled that …".

    Args:
        text: the article's text.
        start: offset of the sentence.
        hit: the words that name the talk.
    """
    opens = _FRONT.match(text, start, hit.span.start + 1)
    return bool(opens) and text.startswith(",", hit.span.end) and not _STILL.match(text, hit.span.end)
