"""`SERVICE par:search`: the text index in a query, as the solutions that it finds, in the block's place.

The engine takes no function that yields several solutions, and nothing leaves this process for it: the block
says which words are looked for and which variables are wanted, and is replaced by `VALUES`.
"""

import re
from typing import Final

import pyoxigraph as ox

from kg.textindex import Found, TextIndex
from server import federation, guard
from server.problems import MalformedError

SERVICE: Final = "https://w3id.org/parley/def#search"
MOST: Final = 1000
"""Things that one block may find."""
_NAME: Final = r"(?:[\w-]*:|<[^<>\s]*#)({})>?"
_STRING: Final = r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'"
_WANTED: Final = re.compile(rf"\s*;\s*{_NAME.format('label|text|score|kind')}\s+[?$](\w+)")
_BLOCK: Final = re.compile(
    rf"\{{\s*[?$](\w+)\s+{_NAME.format('matches')}\s+(?:{_STRING})((?:{_WANTED.pattern})*)\s*\.?\s*\}}"
)
_ESCAPED: Final = re.compile(r"\\(.)")


def asks(query: str) -> bool:
    """Whether a query may hold such a block."""
    lower = query.lower()
    return "service" in lower and "search" in lower


def resolved(query: str, index: TextIndex, base: str) -> str:
    """The query with what the index finds in the place of each block.

    Raises:
        MalformedError: a block is not written as it has to be.
    """
    text = guard.unescaped(query)
    found = [block for block in federation.blocks(text, base) if block.endpoint == SERVICE]
    for block in reversed(found):
        text = text[: block.start] + _values(text[block.group : block.end], index) + text[block.end :]
    return text


def _values(group: str, index: TextIndex) -> str:
    match = _BLOCK.fullmatch(group)
    if match is None:
        raise MalformedError(
            'write SERVICE par:search { ?thing par:matches "words" ; par:label ?label ; par:text ?text ; '
            "par:score ?score ; par:kind ?kind }, leaving out what is not needed"
        )
    words = _ESCAPED.sub(r"\1", match[3] if match[3] is not None else match[4])
    wanted = _WANTED.findall(match[5])
    names = " ".join(f"?{name}" for name in (match[1], *(name for _, name in wanted)))
    rows = (" ".join(_cells(found, wanted)) for found in index.search(words, limit=MOST))
    return f"VALUES ({names}) {{ {' '.join(f'({row})' for row in rows)} }}"


def _cells(found: Found, wanted: list[tuple[str, str]]) -> list[str]:
    literals = {
        "label": ox.Literal(found.label),
        "text": ox.Literal(found.text),
        "score": ox.Literal(round(found.rank, 3)),
        "kind": ox.Literal(found.kind),
    }
    return [str(ox.NamedNode(found.iri)), *(str(literals[name]) for name, _ in wanted)]
