"""Set phrases of a sentence that amount to an act ("in the view of …", "witnessed the signing of …")."""

from collections.abc import Iterator

from kg.extraction.clauses.tokens import Masked, Token
from kg.language.verbs import ActRow, act_lexicon


def find_idioms(masked: Masked) -> Iterator[tuple[ActRow, int, int, tuple[int, ...]]]:
    """Set phrases: their row, first and last token, and the numbers of the actors in them."""
    for row in act_lexicon().idioms:
        match = row.pattern.search(masked.text) if row.pattern else None
        if match is None:
            continue
        start, end = match.start() + masked.offset, match.end() + masked.offset
        inside = [i for i, t in enumerate(masked.tokens) if start <= t.start < end]
        who = match.span("who") if "who" in match.re.groupindex else match.span()
        actors = tuple(t.actor for t in masked.tokens if _stands(t, who, masked.offset) and t.actor >= 0)
        if (actors or row.joint) and not masked.tokens[inside[0]].quoted:
            yield row, inside[0], inside[-1], actors


def _stands(token: Token, within: tuple[int, int], offset: int) -> bool:
    return within[0] <= token.start - offset < within[1]
