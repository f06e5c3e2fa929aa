"""The parts of a page: each a titled list of one sort of item, cut to a page where it is long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from server.acts import cards
from server.draw.timeline import Timeline, both_widths
from server.events import rows
from server.facts import Fact, property_name
from server.graph import Graph
from server.people import Held, Side, tenures
from server.quotes import Quote

SHORT: Final = 12
"""Items of a long list that stand on the overview."""
LONG: Final = 50
"""Items on one page of a list that is shown by itself."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line that leads to another page, with a few words."""

    iri: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that articles answer differently: each answer with the articles that give it."""

    name: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list.

    Attributes:
        key: anchor, and the value of `?section=` that shows it by itself.
        sort: which macro of `items.html` writes an item.
        items: what is shown; of `total` there are.
        pictures: a timeline for a desk and one for a telephone.
        folded: shown as a line to unfold, and not counted among what the page is about.
    """

    key: str
    title: str
    sort: str
    items: tuple[Any, ...]
    total: int = 0
    note: str = ""
    pictures: tuple[Timeline, Timeline] | None = None
    page: int = 1
    pages: int = 1
    folded: bool = False

    def shown(self, page: int | None) -> "Section":
        """The beginning of the list; with a number, that page of it and nothing else of the picture."""
        size = SHORT if page is None else LONG
        number = page or 1
        items = self.items[(number - 1) * size : number * size]
        pages = -(-len(self.items) // LONG)
        return replace(self, items=items, page=number, pages=pages)


@dataclass(frozen=True, slots=True)
class Page:
    """What the template writes about a thing, beside its head.

    Attributes:
        quotes: sentences that the thing itself rests on.
    """

    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    quotes: tuple[Quote, ...] = field(default=())


def talks(graph: Graph, events: Iterable[str], title: str = "Talks", note: str = "") -> Section:
    """Events, the newest first, with a timeline."""
    found = tuple(rows(graph, events))
    return Section("talks", title, "talk", found, len(found), note, both_widths(found))


def acts(graph: Graph, key: str, title: str, iris: Iterable[str]) -> Section:
    """Agreements or statements, each with its sentence."""
    found = tuple(cards(graph, iris))
    return Section(key, title, "act", found, len(found))


def links(graph: Graph, key: str, title: str, iris: Iterable[str]) -> Section:
    """Other things by label."""
    found = tuple(Link(iri) for iri in sorted(set(iris), key=lambda iri: (graph.label(iri), iri)))
    return Section(key, title, "link", found, len(found))


def counted(key: str, title: str, pairs: Sequence[tuple[str, int]], one: str, many: str) -> Section:
    """Other things with how often."""
    found = tuple(Link(iri, f"{count} {one if count == 1 else many}") for iri, count in pairs)
    return Section(key, title, "link", found, len(found))


def held(graph: Graph, key: str, title: str, nodes: Iterable[str]) -> Section:
    """Tenures with the sentences that give the title."""
    found: tuple[Held, ...] = tuple(tenures(graph, nodes))
    return Section(key, title, "tenure", found, len(found))


def people(found: Sequence[Side]) -> Section:
    """Participants by side."""
    return Section(
        "participants", "Who took part", "side", tuple(found), sum(len(side.seats) for side in found)
    )


def sources(found: Sequence[Quote], title: str = "Where this is reported") -> Section:
    """Sentences, each with its article."""
    return Section("sources", title, "quote", tuple(found), len(found))


def differences(found: Sequence[Difference]) -> Section:
    """What articles say differently, side by side."""
    return Section("differences", "Where the articles differ", "difference", tuple(found), len(found))


def incoming(graph: Graph, iri: str, *, without: Iterable[str], linked: frozenset[str]) -> list[Section]:
    """Whatever else leads here, a section for each property.

    `without` holds IRIs of properties that the page shows in its own way, `linked` the things that
    it leads to already.
    """
    hidden = frozenset(without)
    found = []
    for prop, subjects in graph.incoming(iri).items():
        left = [subject for subject in subjects if subject not in linked]
        if prop not in hidden and left and graph.own_label(prop):
            name, _ = property_name(graph, prop)
            key = f"in-{prop.rpartition('#')[2].rpartition('/')[2]}"
            found.append(links(graph, key, f"{name}: named by", left))
    return found
