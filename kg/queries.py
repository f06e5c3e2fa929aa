"""The saved queries: files of the package `queries`, each one question in SPARQL with a header.

The header is made of comments that SPARQL ignores and that grlc reads:

    #+ summary: Which talks were called off?
    #+ description: One or more lines; a line that goes on
    #+   is indented.
    #+ tags: [status, talks]
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from kg.errors import QueryError

_HEADER = re.compile(r"#\+ (?P<key>[a-z]+): *(?P<value>.*)")
_MORE = re.compile(r"#\+ {2,}(?P<value>\S.*)")
_TAGS = re.compile(r"\[(?P<tags>[^\[\]]*)\]")
_TAG = re.compile(r"[a-z][a-z0-9-]*")
_KEYS = frozenset({"summary", "description", "tags"})


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One question that the graph answers.

    Attributes:
        name: stem of its file, `<subject>_<panel>`.
        summary: the question in words, ending in "?".
        description: what the answer's rows are; "" where the summary says it all.
        tags: in the order of the file, one or more.
        text: the whole file, header included; valid SPARQL 1.1.
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    text: str

    @property
    def subject(self) -> str:
        """The first part of the name: what the query is about."""
        return self.name.partition("_")[0]


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """All saved queries, sorted by name; read once, since they are part of the software.

    Raises:
        QueryError: a file's header lacks something or cannot be read.
    """
    found = (item for item in files("queries").iterdir() if item.name.endswith(".rq"))
    return tuple(
        parse_saved(item.name.removesuffix(".rq"), item.read_text(encoding="utf-8"))
        for item in sorted(found, key=lambda item: item.name)
    )


def saved_query(name: str) -> SavedQuery:
    """The saved query of that name.

    Raises:
        QueryError: there is none; the message lists the names nearest to it.
    """
    known = {query.name: query for query in saved_queries()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.4) or [n for n in known if name and name in n][:3]
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
    raise QueryError(f"no saved query is called {name!r}: {hint}")


def parse_saved(name: str, text: str) -> SavedQuery:
    """A saved query from its file's stem and text.

    Raises:
        QueryError: the header has no question or no tags, says a thing twice or has an unknown key.
    """
    header = _header(name, text)
    summary = header.get("summary", "")
    if not summary.endswith("?"):
        raise QueryError(f"saved query {name}: start with '#+ summary:' and a question that ends in '?'")
    return SavedQuery(name, summary, header.get("description", ""), _tags(name, header.get("tags", "")), text)


def _header(name: str, text: str) -> dict[str, str]:
    """The header's values by key; reading stops at the first line that is not of the header."""
    values: dict[str, str] = {}
    key = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            break
        if (more := _MORE.fullmatch(line.rstrip())) and key:
            values[key] += f" {more['value']}"
            continue
        match = _HEADER.fullmatch(line.rstrip())
        if not match or match["key"] not in _KEYS or match["key"] in values:
            raise QueryError(
                f"saved query {name}, line {number}: a header line is '#+ summary: …', '#+ description: …'"
                f" or '#+ tags: […]', each once, not {line!r}",
                line=number,
            )
        key = match["key"]
        values[key] = match["value"]
    return values


def _tags(name: str, value: str) -> tuple[str, ...]:
    match = _TAGS.fullmatch(value)
    tags = tuple(tag.strip() for tag in match["tags"].split(",")) if match else ()
    if not tags or not all(map(_TAG.fullmatch, tags)):
        raise QueryError(f"saved query {name}: add '#+ tags: [one, another]' in small letters")
    return tags
