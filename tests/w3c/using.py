"""`using-graph-uri` of the protocol: the graphs of an update, written into its text.

The engine's update takes no data set beside the text, so USING is put before each WHERE (protocol §2.2.3).
"""

from collections.abc import Iterator, Sequence

from server import guard
from server.guard import Token


class WithGraphsError(ValueError):
    """The update names graphs itself, beside those of the request."""


def with_graphs(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update over these graphs; unchanged where none is given.

    Raises:
        WithGraphsError: the text holds WITH or USING as well.
    """
    if not default and not named:
        return text
    using = "".join(f" USING <{iri}>" for iri in default) + "".join(f" USING NAMED <{iri}>" for iri in named)
    made, end, before = "", 0, ""
    for token in _outermost(text):
        word = token.text.upper() if token.kind == "word" else token.kind
        if word in {"WITH", "USING"}:
            raise WithGraphsError(f"{word} stands in an update whose graphs the request names")
        if word == "WHERE":
            block = _pattern(text, token.position) if before == "DELETE" else ""
            made += f"{text[end : token.position]}{block}{using} "
            end = token.position
        before = word
    return made + text[end:]


def _outermost(text: str) -> Iterator[Token]:
    """The words and closing brackets that stand in no bracket."""
    depth = 0
    for token in guard.tokens(text):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0:
            yield token


def _pattern(text: str, place: int) -> str:
    """The block behind a WHERE, for `DELETE WHERE {P}`, which is short for `DELETE {P} WHERE {P}`."""
    depth = 0
    for token in guard.tokens(text[place:]):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.kind == "close" and depth == 0:
            return text[text.index("{", place) : place + token.position + 1]
    return ""
