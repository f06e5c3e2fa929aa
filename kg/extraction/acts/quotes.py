"""Quotations that fill a sentence of their own: who speaks stands in the line before or the line after."""

import re
from collections.abc import Sequence

from kg.extraction.acts.content import concerns_in, kind_by_content
from kg.extraction.acts.context import Act
from kg.extraction.acts.who import Cast
from kg.extraction.gist import gist_of
from kg.extraction.resolve.actors import Actor
from kg.extraction.topics import topics_of
from kg.model import Agent, Evidence, Span, Statement

QUOTED = re.compile(r"""^\W{0,3}["“”].{12,}["”“]?\W*$""", re.DOTALL)
"""A sentence that begins as a quotation; whether throughout shows after its closing mark."""
SIGNED = re.compile(r"\s*[-–—~]{1,2}\s*\S.*")
"""A line below a quotation that says whose it is."""
_CLOSED = re.compile(r"""[,?!]["”]\s+\w|["”]\s+(?:\w+\s+){0,3}(?:said|says|added|adds|told|stated|noted)\b""")
_COLON = re.compile(r":\W*$")


def with_quotes(casts: Sequence[Cast], acts: Sequence[Sequence[Act]]) -> list[Act]:
    """All acts in order, with a statement for each quotation that stands by itself.

    Args:
        casts: one for each sentence.
        acts: the acts of each sentence; an introduction's empty statement gives way to the words said.
    """
    found: list[Act] = []
    for index, own in enumerate(acts):
        introduces = (
            index + 1 < len(casts) and _opens(casts, index) and is_quotation(_words(casts[index + 1]))
        )
        found += [a for a in own if not (introduces and isinstance(a, Statement) and not a.gist)]
        if not own and is_quotation(_words(casts[index])):
            found += _said(casts, acts, index)
    return found


def is_quotation(sentence: str) -> bool:
    """Whether a sentence is a quotation throughout, without the one who speaks."""
    return bool(QUOTED.match(sentence)) and not _CLOSED.search(sentence)


def _words(cast: Cast) -> str:
    return cast.recognised.sentences[cast.scene.sentence].span.of(cast.recognised.article.text)


def _opens(casts: Sequence[Cast], index: int) -> bool:
    return bool(_COLON.search(_words(casts[index])))


def _said(casts: Sequence[Cast], acts: Sequence[Sequence[Act]], index: int) -> list[Statement]:
    """The statement that a quotation amounts to; none where nobody is named for it."""
    cast = casts[index]
    speaker = _signatory(casts, index) or _introduced(casts, index) or _goes_on(casts, acts, index)
    if speaker is None:
        return []
    span = cast.recognised.sentences[cast.scene.sentence].span
    text = cast.recognised.article.text
    gist = gist_of(text, [span])
    return [
        Statement(
            kind_by_content(span.of(text), "assess"), speaker, gist,
            Evidence(span, Span(span.start, span.end), "act.quotation"),
            cast.party(speaker), None, cast.scene.talk, concerns_in(cast.recognised, [span]), topics_of(gist),
        )
    ]  # fmt: skip


def _signatory(casts: Sequence[Cast], index: int) -> Agent | None:
    """Who signs the quotation in the line below."""
    cast = casts[index]
    end = cast.recognised.sentences[cast.scene.sentence].span.end
    line = SIGNED.match(cast.recognised.article.text, end)
    named = [o.name for o in cast.recognised.officials if line and any(f in line[0] for f in o.forms)]
    return Agent("official", named[0]) if named else None


def _introduced(casts: Sequence[Cast], index: int) -> Agent | None:
    """Whom the line above names before its colon."""
    if not index or not _opens(casts, index - 1):
        return None
    people = [a for a in casts[index - 1].scene.actors if _person(a)]
    return people[-1].agents[0] if people else None


def _goes_on(casts: Sequence[Cast], acts: Sequence[Sequence[Act]], index: int) -> Agent | None:
    """Who spoke the quotation that the sentence before began."""
    if not index or not _CLOSED.search(_words(casts[index - 1])):
        return None
    sentences = casts[index].recognised.sentences
    same = sentences[index].paragraph == sentences[index - 1].paragraph
    speakers = [a.speaker for a in acts[index - 1] if isinstance(a, Statement)]
    return speakers[0] if same and len(speakers) == 1 else None


def _person(actor: Actor) -> bool:
    return len(actor.agents) == 1 and actor.agents[0].kind == "official"
