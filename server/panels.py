"""Panels of pages: each lists what a saved query answers, and says which query that is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import pyoxigraph as ox

from kg.queries import panel_queries
from server.acts import card
from server.dates import span
from server.draw.figure import Figure
from server.events import row
from server.graph import Graph, Solution, said
from server.people import tenure
from server.quotes import quote_of, support

SHORT: Final = 5
"""Items of a long list that stand on the overview."""
LONG: Final = 50
"""Items on one page of a list that is shown by itself."""

Note = Callable[[Solution], str]
Items = Callable[[Graph, list[Solution]], Sequence[Any]]
Drawing = Callable[[Graph, list[Solution], Mapping[str, str]], Figure | None]


@dataclass(frozen=True, slots=True)
class Link:
    """A line that leads to another page, with a few words and the evidence of that thing."""

    iri: str
    note: str = ""
    quotes: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """What a list of a page is made of.

    Attributes:
        key: anchor, and the value of `?section=` that shows the list by itself.
        query: name of the query in `queries/panels`.
        sort: which macro of `items.html` writes an item.
        item: variable of the query that names an item.
        note: words beside an item, from its row.
        items: makes all items from all rows, where one row does not make one item.
        draw: the picture above the list.
        remark: a sentence above the list, from all rows.
        folded: shown as a line to unfold.
        least: rows below which the panel is left out.
        whole: shown whole on the overview, never cut.
    """

    key: str
    query: str
    title: str
    sort: str
    item: str
    note: Note | None = None
    items: Items | None = None
    draw: Drawing | None = None
    remark: Callable[[Graph, list[Solution]], str] | None = None
    folded: bool = False
    least: int = 1
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list, as the template writes it.

    Attributes:
        items: what is shown; of `total` there are.
        query: name of the panel's query, "" for what no query lists.
        of: what its parameters stand for, paths from `id/` on by the parameter's name.
    """

    key: str
    title: str
    sort: str
    items: tuple[Any, ...]
    total: int = 0
    note: str = ""
    figure: Figure | None = None
    page: int = 1
    pages: int = 1
    folded: bool = False
    query: str = ""
    of: Mapping[str, str] = field(default_factory=dict)


def section(graph: Graph, panel: Panel, iris: Mapping[str, str], page: int | None) -> Section | None:
    """A panel about things given by the query's parameters; None where its query answers nothing.

    `page` None asks for the beginning on an overview, a number for that part of the list by itself.
    """
    rows = graph.select(panel_queries()[panel.query].filled(iris))
    every = _things(graph, panel, rows)
    number = page or 1
    shown = tuple(make() for make in (every if panel.whole else _part(every, page)))
    if not shown:
        return None
    return Section(
        key=panel.key,
        title=panel.title,
        sort=panel.sort,
        items=shown,
        total=len(every),
        note=panel.remark(graph, rows) if panel.remark else "",
        figure=panel.draw(graph, rows, iris) if panel.draw and number == 1 else None,
        page=number,
        pages=1 if panel.whole else -(-len(every) // LONG),
        folded=panel.folded,
        query=panel.query,
        of=iris,
    )


def _things(graph: Graph, panel: Panel, rows: list[Solution]) -> list[Callable[[], Any]]:
    """A maker for each item, so that only those shown are made; none where there are too few."""
    groups = _groups(rows, panel.item)
    if len(groups) < panel.least:
        return []
    if panel.items:
        return [partial(_given, item) for item in panel.items(graph, rows)]
    return [partial(_MAKERS[panel.sort], graph, panel, group) for group in groups]


def _given(item: object) -> object:
    return item


def _part(every: list[Callable[[], Any]], page: int | None) -> list[Callable[[], Any]]:
    size = SHORT if page is None else LONG
    return every[((page or 1) - 1) * size : (page or 1) * size]


def times(name: str, one: str, many: str) -> Note:
    """Says how often: "3 talks, 2016–2019" from a count and, where there are, first and last day."""

    def note(solution: Solution) -> str:
        count = int(said(solution, name) or 0)
        if not count:
            return ""
        first, last = said(solution, "first"), said(solution, "last")
        when = span(first[:4], last[:4]) if first or last else ""
        return ", ".join(filter(None, [f"{count} {one if count == 1 else many}", when]))

    return note


def joined(*parts: Note) -> Note:
    """Several notes as one."""
    return lambda solution: ", ".join(filter(None, (part(solution) for part in parts)))


def text(name: str) -> Note:
    """The value of a variable as a note."""
    return lambda solution: said(solution, name)


def _groups(rows: list[Solution], item: str) -> list[list[Solution]]:
    """Rows by the thing that they are about, in the order of the answer."""
    groups: dict[str, list[Solution]] = {}
    for solution in rows:
        if isinstance(solution.get(item), ox.NamedNode | ox.Literal):
            groups.setdefault(said(solution, item), []).append(solution)
    return list(groups.values())


def _link(graph: Graph, panel: Panel, group: list[Solution]) -> Link:
    iri = said(group[0], panel.item)
    note = panel.note(group[0]) if panel.note else ""
    return Link(iri, note, tuple(support(graph, iri)[:1]))


_MAKERS: Final[Mapping[str, Callable[[Graph, Panel, list[Solution]], Any]]] = {
    "talk": lambda graph, panel, group: row(graph, said(group[0], panel.item)),
    "act": lambda graph, panel, group: card(graph, said(group[0], panel.item)),
    "tenure": lambda graph, panel, group: tenure(graph, said(group[0], panel.item)),
    "quote": lambda graph, panel, group: quote_of(graph, said(group[0], panel.item)),
    "link": _link,
    "partner": _link,
    "nothing": lambda _graph, _panel, _group: "",
}
