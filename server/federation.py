"""`SERVICE` to the endpoints of the allow-list, without a hole in the fence around the query processes.

The web process asks the other endpoint for the block's solutions and puts them, as `VALUES`, in the
block's place; the query process then answers as if there had been no `SERVICE`. By SPARQL 1.1 Federated
Query §2 that is what the block means: its solutions, computed on their own, are joined with the rest.
What comes back is bounded in rows, bytes and time.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox

from kg.settings import Settings
from server import fetch, guard
from server.guard import Token
from server.problems import MalformedError, RefusedError, ServiceError

ROWS: Final = 10_000
"""Solutions that another endpoint may hand over for one block."""
BLOCKS: Final = 5
"""Blocks that a query may have."""
_FORM: Final = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_PROLOGUE: Final = frozenset(["PREFIX", "BASE", "VERSION"])


@dataclass(frozen=True, slots=True)
class Block:
    """One `SERVICE` block: from `start` to `end` in the query, its group from `group` on."""

    start: int
    end: int
    group: int
    endpoint: str
    silent: bool


def allowed(settings: Settings) -> tuple[str, ...]:
    """The endpoints of the allow-list."""
    return tuple(settings.services.split())


def resolved(query: str, settings: Settings, base: str) -> str:
    """The query with each block's solutions in its place; itself where it has none.

    Raises:
        RefusedError: an endpoint is not on the list.
        MalformedError: a block is not closed, or there are too many.
        ServiceError: an endpoint did not answer, or not in a way that can be used.
    """
    if not allowed(settings):
        return query
    text = guard.unescaped(query)
    found = tuple(blocks(text, base))
    if not found:
        return query
    if len(found) > BLOCKS:
        raise MalformedError(f"the query has {len(found)} SERVICE blocks; {BLOCKS} are the most")
    for block in found:
        _check(block.endpoint, settings)
    for block in reversed(found):
        text = text[: block.start] + _values(text, block, settings) + text[block.end :]
    return text


def blocks(query: str, base: str) -> Iterator[Block]:
    """The outermost blocks in order; what stands within one is the other endpoint's affair."""
    found = tuple(guard.lexemes(query))
    names = _prefixes(found, base)
    end = 0
    for place, token in enumerate(found):
        if token.kind == "word" and token.text.upper() == "SERVICE" and token.position >= end:
            block = _block(query, found[place:], names, base)
            end = block.end
            yield block


def _block(query: str, found: Sequence[Token], names: dict[str, str], base: str) -> Block:
    place = 1
    silent = len(found) > 1 and found[1].text.upper() == "SILENT" and found[1].kind == "word"
    place += silent
    if len(found) < place + 2 or found[place + 1].text != "{":
        raise _unlike(query, found[0])
    group = found[place + 1]
    depth = 0
    for token in found[place + 1 :]:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0:
            endpoint = _iri(query, found[place], names, base)
            return Block(found[0].position, token.position + 1, group.position, endpoint, silent)
    raise _unlike(query, found[0])


def _iri(query: str, token: Token, names: dict[str, str], base: str) -> str:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1])
    prefix, colon, local = token.text.partition(":")
    if token.kind == "name" and colon and prefix in names:
        return names[prefix] + local.replace("\\", "")
    if token.text[:1] in "?$":
        raise RefusedError("SERVICE with a variable is not taken: name the endpoint.")
    raise _unlike(query, token)


def _prefixes(found: Sequence[Token], base: str) -> dict[str, str]:
    """The prefixes that the query declares."""
    names: dict[str, str] = {}
    for word, name, iri in zip(found, found[1:], found[2:], strict=False):
        if word.kind == "word" and word.text.upper() == "PREFIX" and iri.kind == "iri":
            names[name.text.removesuffix(":")] = urljoin(base, iri.text[1:-1])
    return names


def _check(endpoint: str, settings: Settings) -> None:
    if endpoint not in allowed(settings):
        host = urlsplit(endpoint).hostname or endpoint
        raise RefusedError(
            f"SERVICE may not ask {host}: it is not on this endpoint's list. It may ask: {settings.services}"
        )


def _values(query: str, block: Block, settings: Settings) -> str:
    """The block's solutions as `VALUES`; by SILENT one empty solution where the endpoint fails."""
    asked = f"{_prologue(query)}\nSELECT * WHERE {query[block.group : block.end]} LIMIT {ROWS + 1}"
    try:
        return written(fetch.select(block.endpoint, asked, settings.service_timeout))
    except ServiceError:
        if block.silent:
            return "VALUES () { () }"
        raise


def _prologue(query: str) -> str:
    """What stands before the query's form: BASE and PREFIX."""
    first = next((t for t in guard.tokens(query) if t.kind == "word" and t.text.upper() in _FORM), None)
    return query[: first.position] if first else ""


def written(answer: bytes) -> str:
    """A table in JSON as `VALUES`.

    Raises:
        ServiceError: it is no table, holds blank nodes (which have no name outside), or is too long.
    """
    try:
        found = json.loads(answer)
        names = [ox.Variable(name).value for name in found["head"]["vars"]]
        rows = found["results"]["bindings"]
        if len(rows) > ROWS:
            raise ServiceError(
                f"The other endpoint has more than {ROWS} solutions. Narrow the SERVICE block."
            )
        cells = [" ".join(_term(row.get(name)) for name in names) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ServiceError("The other endpoint's answer is not a table of results in JSON.") from error
    variables = " ".join(f"?{name}" for name in names)
    return f"VALUES ({variables}) {{ {' '.join(f'({row})' for row in cells)} }}"


def _term(term: dict[str, Any] | None) -> str:
    if term is None:
        return "UNDEF"
    kind, value = term["type"], term["value"]
    if kind == "uri":
        return str(ox.NamedNode(value))
    if kind == "bnode":
        raise ServiceError(
            "The other endpoint's answer holds blank nodes; leave their variables out of the block."
        )
    if language := term.get("xml:lang"):
        return str(ox.Literal(value, language=language))
    datatype = term.get("datatype")
    return str(ox.Literal(value, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(value))


def _unlike(query: str, token: Token) -> MalformedError:
    return MalformedError("expected SERVICE <endpoint> { … }", *guard.place(query, token.position))
