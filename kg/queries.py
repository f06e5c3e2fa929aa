"""The saved queries: files of the package `queries`, each one question in SPARQL with a header.

The header is made of comments that SPARQL ignores and that grlc reads:

    #+ summary: Which talks were called off?
    #+ description: One or more lines; a line that goes on
    #+   is indented.
    #+ literature: Which published work studies the question.
    #+ tags: [status, talks]

A panel of a page is a saved query too, in `queries/panels`, with parameters: `?_this_iri` stands for
the IRI of the thing that the page is about, in grlc's way of writing parameters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import QueryError

_HEADER = re.compile(r"#\+ (?P<key>[a-z]+): *(?P<value>.*)")
_MORE = re.compile(r"#\+ {2,}(?P<value>\S.*)")
_TAGS = re.compile(r"\[(?P<tags>[^\[\]]*)\]")
_TAG = re.compile(r"[a-z][a-z0-9-]*")
_KEYS = frozenset({"summary", "description", "literature", "tags"})
_PARAMETER = re.compile(r"\?_([a-z]+)_iri\b")
_ILLEGAL = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One question that the graph answers.

    Attributes:
        name: stem of its file, `<subject>_<panel>`.
        summary: the question in words, ending in "?".
        description: what the answer's rows are; "" where the summary says it all.
        tags: in the order of the file, one or more.
        text: the whole file, header included; valid SPARQL 1.1.
        literature: which published work studies the question; "" where none is named.
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    text: str
    literature: str = ""

    @property
    def subject(self) -> str:
        """The first part of the name: what the query is about."""
        return self.name.partition("_")[0]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of what must be filled in before the query runs, in the order of the text."""
        return tuple(dict.fromkeys(_PARAMETER.findall(self.text)))

    def filled(self, iris: Mapping[str, str]) -> str:
        """The query with an IRI in place of each parameter.

        Raises:
            QueryError: a parameter has no IRI, or what is given cannot be one.
        """
        for name in self.parameters:
            if not iris.get(name) or _ILLEGAL.search(iris[name]):
                raise QueryError(f"saved query {self.name}: give an IRI for its parameter {name!r}")
        return _PARAMETER.sub(lambda found: f"<{iris[found[1]]}>", self.text)


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """All saved queries, sorted by name; read once, since they are part of the software.

    Raises:
        QueryError: a file's header lacks something or cannot be read.
    """
    return tuple(_read(files("queries")))


@cache
def panel_queries() -> Mapping[str, SavedQuery]:
    """The queries behind the panels of pages by name; each has at least one parameter.

    Raises:
        QueryError: as `saved_queries`.
    """
    return {query.name: query for query in _read(files("queries").joinpath("panels"))}


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
    tags = _tags(name, header.get("tags", ""))
    return SavedQuery(name, summary, header.get("description", ""), tags, text, header.get("literature", ""))


def _read(folder: Traversable) -> Iterator[SavedQuery]:
    found = (item for item in folder.iterdir() if item.name.endswith(".rq"))
    for item in sorted(found, key=lambda item: item.name):
        yield parse_saved(item.name.removesuffix(".rq"), item.read_text(encoding="utf-8"))


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
                f"saved query {name}, line {number}: a header line is '#+ summary: …', '#+ description: …',"
                f" '#+ literature: …' or '#+ tags: […]', each once, not {line!r}",
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
