"""What the filters of the talks browser can be set to: things that talks have, with how many."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.vocabulary import PAR
from server.events import notation
from server.graph import Graph, par, said
from server.talks.wanted import LEVELS


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter; `count` 0 where it is not counted."""

    value: str
    name: str
    count: int = 0


Choices = Mapping[str, tuple[Choice, ...]]


def choices(graph: Graph) -> Choices:
    """Values of all filters, each list by name; made once for a release."""
    return graph.kept("choices", "", _made)


def _made(graph: Graph, _iri: str) -> Choices:
    return {
        "party": _named(graph, _counted(graph, "?talk par:hasParty ?value")),
        "series": _named(graph, _counted(graph, "?talk par:inSeries ?value")),
        "topic": _named(graph, _counted(graph, "?talk par:topic ?value . ?talk a par:DiplomaticEvent")),
        "form": _forms(graph),
        "level": tuple(Choice(level, graph.label(par(level))) for level in LEVELS),
    }


def _counted(graph: Graph, pattern: str) -> dict[str, int]:
    prefix = f"PREFIX par: <{PAR}>"
    query = f"{prefix} SELECT ?value (COUNT(DISTINCT ?talk) AS ?n) {{ {pattern} }} GROUP BY ?value"
    return {said(row, "value"): int(said(row, "n")) for row in graph.select(query)}


def _forms(graph: Graph) -> tuple[Choice, ...]:
    """Classes of events by their notation, without the class of all."""
    found = _counted(graph, "?talk a par:DiplomaticEvent , ?value")
    own = ((notation(graph, kind), graph.label(kind), count) for kind, count in found.items())
    known = (one for one in own if one[0] and one[1] != graph.label(par("DiplomaticEvent")))
    return tuple(Choice(*one) for one in sorted(known, key=lambda one: one[1]))


def _named(graph: Graph, found: Mapping[str, int]) -> tuple[Choice, ...]:
    named = (Choice(iri, graph.label(iri), count) for iri, count in found.items() if iri)
    return tuple(sorted(named, key=lambda choice: (choice.name.casefold(), choice.value)))
