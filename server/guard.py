"""Looks at a query's tokens before any process runs it: what is refused, and what would break the parser.

This gives clear messages only. The fence that holds is below the engine (`server.sandbox`), because
`SILENT` would hide a refusal and text can be disguised.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from server.problems import MalformedError, RefusedError

MAX_DEPTH: Final = 200
"""Brackets within brackets; the engine's parser overruns its stack at some 3,000."""

MAX_TOKENS: Final = 150_000
"""Words and signs that are looked at; one megabyte of brackets and dots has more."""

_UPDATES: Final = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"],
)
_PROLOGUE: Final = frozenset(["BASE", "PREFIX", "VERSION"])
_VOLATILE: Final = frozenset(["NOW", "RAND", "UUID", "STRUUID", "BNODE"])
_DEPTHS: Final = {"open": 1, "close": -1}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n\r]*|\s+
      |\"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\"|\\?\Z)|'''(?:[^'\\]|\\.|'(?!''))*+(?:'''|\\?\Z)
      |"(?:[^"\\\n\r]|\\.)*+(?:"|(?=[\n\r])|\\?\Z)|'(?:[^'\\\n\r]|\\.)*+(?:'|(?=[\n\r])|\\?\Z)
      |@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      |(?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
      |(?P<variable>[?$]\w+)
      |(?P<name>[\w.\-·]{0,100}+:(?:[\w.:\-·%]|\\.)*+)
      |(?P<word>[A-Za-z_]\w*+)
      |(?P<open>[{(\[])|(?P<close>[})\]])
      |(?P<other>[0-9.,;+*/=!|&^]+|.)""",
    re.VERBOSE | re.DOTALL,
)
"""Linear in the text, whatever it is: an unclosed string reaches to the end, nothing is read twice."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or bracket of a query; `position` counts code points of the query."""

    kind: str
    text: str
    position: int


def tokens(query: str) -> Iterator[Token]:
    """Words, names and brackets in order; strings, IRIs, variables and comments are passed over."""
    return (token for token in lexemes(query) if token.kind not in {"iri", "variable"})


def lexemes(query: str) -> Iterator[Token]:
    """Like `tokens`, with IRIs and variables."""
    for match in _TOKEN.finditer(unescaped(query)):
        kind = match.lastgroup or "other"
        if kind != "skip":
            yield Token(kind, match[0], match.start())


def inspect(query: str, *, services: bool = False) -> bool:
    """Refuses what this endpoint never runs; True where the answer is the same each time.

    Args:
        query: its text.
        services: whether SERVICE may stand in it, for `server.federation` to look at.

    Raises:
        MalformedError: brackets are nested too deeply.
        RefusedError: an update, LOAD or SERVICE.
    """
    words: list[str] = []
    depth = 0
    for count, token in enumerate(lexemes(query)):
        depth += _DEPTHS.get(token.kind, 0)
        if depth > MAX_DEPTH:
            message = f"brackets are nested more than {MAX_DEPTH} deep"
            raise MalformedError(message, *place(query, token.position))
        if count > MAX_TOKENS:
            raise MalformedError(f"the query has more than {MAX_TOKENS} words and signs")
        if token.kind == "word":
            words.append(token.text.upper())
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first in _UPDATES:
        raise RefusedError(
            f"This endpoint is read-only: {first} is an update. Ask with SELECT, ASK, CONSTRUCT."
        )
    if "SERVICE" in words and not services:
        raise RefusedError("SERVICE is switched off: this endpoint fetches nothing from other servers.")
    return not set(words) & (_VOLATILE | {"SERVICE"})


def place(query: str, position: int) -> tuple[int, int]:
    """Line and column, both from 1, of a position in the query."""
    before = query[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def unescaped(query: str) -> str:
    r"""The query with `\u…` written out, as SPARQL 1.1 §19.2 does before it reads tokens."""
    return _ESCAPE.sub(lambda m: _character(int(m[1] or m[2], 16)), query) if "\\" in query else query


def _character(code: int) -> str:
    return chr(code) if code <= sys.maxunicode else "\ufffd"
