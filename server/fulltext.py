"""The whole text of an article, where the settings say that it may be shown."""

from collections.abc import Iterator

from kg.errors import ReleaseError
from kg.library import load
from kg.settings import Settings
from kg.vocabulary import OA
from server.graph import Graph
from server.state import Snapshot


def whole(settings: Settings, shot: Snapshot, article: str) -> tuple[tuple[str, str], ...]:
    """The text in pieces, each with the evidence that it is ("" for the rest); () where it is not shown."""
    if settings.text != "full":
        return ()
    slug = article.rpartition("/")[2]
    entry = next((entry for entry in shot.release.articles if entry.slug == slug), None)
    if entry is None:
        return ()
    try:
        text = load(settings, entry).text
    except ReleaseError:
        return ()
    return tuple(_pieces(shot.graph, article, text))


def _pieces(graph: Graph, article: str, text: str) -> Iterator[tuple[str, str]]:
    sentences = {
        (graph.number(node, OA.start) or 0, graph.number(node, OA.end) or 0): node
        for node in graph.subjects(str(OA.hasSource), article)
    }
    at = 0
    for (start, end), node in sorted(sentences.items()):
        if at <= start < end:
            yield text[at:start], ""
            yield text[start:end], node
            at = end
    yield text[at:], ""
