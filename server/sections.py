"""Whatever leads to a thing and no panel of its page shows."""

from collections.abc import Collection, Mapping

from server.facts import property_name
from server.graph import Graph
from server.panels import LONG, SHORT, Link, Section


def incoming(
    graph: Graph, iri: str, *, without: Collection[str], linked: Collection[str]
) -> Mapping[str, tuple[str, list[str]]]:
    """The rest by property: a key for its section, a title, and the things.

    `without` holds IRIs of properties that the page shows in its own way, `linked` the things that
    it leads to already.
    """
    found: dict[str, tuple[str, list[str]]] = {}
    for prop, subjects in graph.incoming(iri).items():
        left = [subject for subject in subjects if subject not in linked]
        if prop not in without and left and graph.own_label(prop):
            name, _ = property_name(graph, prop)
            found[f"in-{prop.rpartition('#')[2].rpartition('/')[2]}"] = f"{name}: named by", left
    return found


def listed(
    graph: Graph, iri: str, key: str, title: str, things: list[str], page: int | None
) -> Section | None:
    """Things by label; `page` and None as in `server.panels.section`."""
    size, number = (SHORT if page is None else LONG), page or 1
    every = sorted(set(things), key=lambda one: (graph.label(one), one))
    shown = tuple(Link(one) for one in every[(number - 1) * size : number * size])
    pages = -(-len(every) // LONG)
    if not shown:
        return None
    return Section(
        key,
        title,
        "link",
        shown,
        len(every),
        page=number,
        pages=pages,
        query="thing_incoming",
        of={"this": iri},
    )
