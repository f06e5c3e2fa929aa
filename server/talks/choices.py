"""What the filters of the talks browser can be set to: things that talks have, with how many."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from server.events import row
from server.graph import Graph, par
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
    events = [row(graph, iri) for iri in graph.instances(par("DiplomaticEvent"))]
    forms = Counter((event.style, event.form) for event in events if event.style)
    return {
        "party": _named(graph, Counter(party for event in events for party in event.parties)),
        "series": _named(graph, Counter(event.series for event in events if event.series)),
        "topic": _named(graph, Counter(topic for e in events for topic in graph.links(e.iri, par("topic")))),
        "form": tuple(Choice(style, form, count) for (style, form), count in sorted(forms.items())),
        "level": tuple(Choice(level, graph.label(par(level))) for level in LEVELS),
    }


def _named(graph: Graph, found: Counter[str]) -> tuple[Choice, ...]:
    named = (Choice(iri, graph.label(iri), count) for iri, count in found.items())
    return tuple(sorted(named, key=lambda choice: (choice.name.casefold(), choice.value)))
