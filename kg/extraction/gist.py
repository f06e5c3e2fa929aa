"""The gist of an act: its content in the text's own words, trimmed and shortened at a word."""

import re
from collections.abc import Iterable

from kg.model import Span

LIMIT = 200
_LEAD = re.compile(
    r"^(?:[\s,;:.\-–—]|(?:that|to|and|also|on|upon|for|about|the need to|forward to)\b(?=\s))+", re.IGNORECASE
)
_TAIL = re.compile(
    r"[\s,;:.\-–—]+$|\s+(?:and|but|that|while|(?:(?:in|of|to|for|by|on|with|at) )?wh(?:ich|om|o))$",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"(?:\s+(?:the|of|to|a|an|in|with|for|on|by|its|their))+$", re.IGNORECASE)
_SOURCE = re.compile(
    r",\s+(?:according to [^,]{3,60}"
    r"|[^,]{3,60}\s(?:said|announced|reported|added)(?:\s(?:on|in|at|late)\s[^,]{3,40})?)$"
)
_PAIRS = {"“": "”", '"': '"'}


def gist_of(text: str, spans: Iterable[Span], limit: int = LIMIT) -> str:
    """The words of a content clause as one line of at most `limit` characters.

    Args:
        text: the article.
        spans: the pieces of the content, in order.
        limit: greatest length; a longer text ends in "…" after a whole word.
    """
    words = " ".join(" ".join(s.of(text) for s in spans).split())
    return _shorten(_trim(_SOURCE.sub("", _unquote(words))), limit)


def _trim(words: str) -> str:
    words = _LEAD.sub("", words)
    while (shorter := _TAIL.sub("", words)) != words:
        words = shorter
    return words


def _unquote(words: str) -> str:
    """Without quotation marks around the whole of it."""
    words = words.strip().rstrip(".,")
    if len(words) > 1 and _PAIRS.get(words[0]) == words[-1]:
        return words[1:-1]
    return words if words.count('"') % 2 == 0 else words.replace('"', "")


def _shorten(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    cut = words.rfind(" ", 0, limit)
    return _LOOSE.sub("", _trim(words[: cut if cut > 0 else limit - 1])) + "…"
