"""`using-graph-uri` of the protocol: the graphs of an update, written into its text.

The engine's update takes no data set beside the text, so USING is put before each WHERE (protocol §2.2.3).
"""

from collections.abc import Sequence

from server import guard


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
    made, end, depth, before = "", 0, 0, ""
    for token in guard.tokens(text):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        word = token.text.upper() if token.kind == "word" and depth == 0 else ""
        if word in {"WITH", "USING"}:
            raise WithGraphsError(f"{word} stands in an update whose graphs the request names")
        if word == "WHERE":
            made += text[end : token.position] + (
                _pattern(text, token.position) if before == "DELETE" else ""
            )
            made += f"{using} "
            end = token.position
        before = word or token.kind
    return made + text[end:]


def _pattern(text: str, place: int) -> str:
    """The block behind a WHERE, for `DELETE WHERE {P}`, which is short for `DELETE {P} WHERE {P}`."""
    depth = 0
    for token in guard.tokens(text[place:]):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.kind == "close" and depth == 0:
            return text[text.index("{", place) : place + token.position + 1]
    return ""
