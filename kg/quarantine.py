"""Leaves out of the graphs what breaks a rule, and nothing else."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

import pyoxigraph as ox

from kg.assemble import Assembler, Graphs
from kg.report import BuildProblem, Kind
from kg.write.draft import Item

_REMOVABLE = re.compile(
    r"/id/(official|tenure|event)/[^/]+$"
    r"|/(participation|delegation|name-form|agreement|statement|change)/\d+$"
)
_ARTICLE = re.compile(r"/id/article/[^/]+$")
_ROUNDS = 5
_STEPS = 4


class Finding(Protocol):
    """What the check reports of one item."""

    @property
    def severity(self) -> str:
        """Either "violation" or "warning"."""

    @property
    def rule(self) -> str:
        """Name of the rule."""

    @property
    def message(self) -> str:
        """What is wrong."""

    @property
    def article(self) -> str | None:
        """IRI of the article."""

    @property
    def sentence(self) -> str | None:
        """The sentence."""

    @property
    def focus(self) -> str | None:
        """IRI of the item."""


Check = Callable[[ox.Store, Mapping[str, str]], Iterable[Finding]]


def checked(assembler: Assembler, check: Check) -> tuple[Graphs, tuple[BuildProblem, ...]]:
    """The graphs without items that break a rule, with all that was found.

    An item is left out of the graph of the article that says it; the rest of the article stays. What
    is left of that article is checked again, since leaving one item out may bare another.
    """
    leave_out: frozenset[Item] = frozenset()
    problems: dict[BuildProblem, None] = {}
    store, texts = assembler.claims(), assembler.texts()
    for _ in range(_ROUNDS):
        found = tuple(check(store, texts))
        problems |= dict.fromkeys(_problem(finding) for finding in found)
        bad = (finding for finding in found if finding.severity == "violation")
        more = {item for finding in bad for item in _items(store, assembler, finding)} - leave_out
        if not more:
            break
        leave_out |= more
        store = assembler.claims(leave_out, frozenset(article for article, _ in more))
    whole = assembler.claims(leave_out) if leave_out else store
    return assembler.graphs(whole), tuple(problems)


def _problem(finding: Finding) -> BuildProblem:
    kind: Kind = "violation" if finding.severity == "violation" else "warning"
    return BuildProblem(
        kind,
        finding.article or "",
        finding.message,
        finding.rule,
        finding.sentence or "",
        finding.focus or "",
    )


def _items(store: ox.Store, assembler: Assembler, finding: Finding) -> set[Item]:
    """What to leave out, by the article that says it: the item itself, or else what leads to it."""
    if not finding.focus:
        return set()
    focus = ox.NamedNode(finding.focus)
    articles = [finding.article] if finding.article else _claimants(store, assembler, focus)
    return {item for article in articles for item in _within(store, assembler, article, focus)}


def _claimants(store: ox.Store, assembler: Assembler, focus: ox.NamedNode) -> list[str]:
    graphs = {quad.graph_name for quad in store.quads_for_pattern(focus, None, None, None)}
    return [article for article in assembler.texts() if _graph(assembler, article) in graphs]


def _graph(assembler: Assembler, article: str) -> ox.NamedNode:
    base = assembler.writer.addresses.base
    return ox.NamedNode(f"{base}graph/{article.removeprefix(f'{base}id/')}")


def _within(store: ox.Store, assembler: Assembler, article: str, focus: ox.NamedNode) -> set[Item]:
    graph = _graph(assembler, article)
    reached: set[ox.NamedNode] = {focus}
    for _ in range(_STEPS):
        items = {(article, node.value) for node in reached if _REMOVABLE.search(node.value)}
        if items:
            return items
        reached = {
            quad.subject
            for node in reached
            for quad in store.quads_for_pattern(None, None, node, graph)
            if isinstance(quad.subject, ox.NamedNode)
        }
    return {(article, article)} if _ARTICLE.search(focus.value) else set()
