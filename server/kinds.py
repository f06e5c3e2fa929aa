"""The kinds of thing that have pages: what they are called, how they are recognised."""

from dataclasses import dataclass
from typing import Final

from server.graph import Graph, par


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page.

    Attributes:
        name: key of the kind, also a CSS class.
        term: name of the class in the ontology that makes a thing one.
        one: what one is called.
        many: what several are called.
    """

    name: str
    term: str
    one: str
    many: str


KINDS: Final = (
    Kind("state", "State", "State", "States"),
    Kind(
        "organization",
        "InternationalOrganization",
        "International organisation",
        "International organisations",
    ),
    Kind("body", "GovernmentBody", "Government body", "Government bodies"),
    Kind("official", "Official", "Official", "Officials"),
    Kind("tenure", "Tenure", "Tenure", "Tenures"),
    Kind("post", "Post", "Post", "Posts"),
    Kind("series", "TalkSeries", "Series of talks", "Series of talks"),
    Kind("exercise", "ExerciseSeries", "Exercise", "Exercises"),
    Kind("event", "DiplomaticEvent", "Event", "Talks and other events"),
    Kind("participation", "Participation", "Participation", "Participations"),
    Kind("delegation", "Delegation", "Delegation", "Delegations"),
    Kind("agreement", "Agreement", "Agreement", "Agreements"),
    Kind("statement", "Statement", "Statement", "Statements"),
    Kind("instrument", "Instrument", "Instrument", "Instruments"),
    Kind("change", "InstrumentChange", "Change of an instrument", "Changes of instruments"),
    Kind("place", "Place", "Place", "Places"),
    Kind("topic", "Topic", "Topic", "Topics"),
    Kind("act", "ActKind", "Kind of act", "Kinds of act"),
    Kind("article", "Article", "Article", "Articles"),
    Kind("evidence", "Evidence", "Evidence", "Evidence"),
    Kind("name-form", "NameForm", "Form of a name", "Forms of names"),
)
THING: Final = Kind("thing", "", "Thing", "Things")


def kind_of(graph: Graph, iri: str) -> Kind:
    """The kind of a thing, by its classes; by its address where the graph gives no class."""
    types = graph.types(iri)
    found = next((kind for kind in KINDS if par(kind.term) in types), None)
    return found or _by_address(graph, iri)


def form_of(graph: Graph, iri: str) -> str:
    """Label of the most specific class of the ontology that the thing has; "" without one."""
    found = class_of(graph, iri)
    return graph.label(found) if found else ""


def class_of(graph: Graph, iri: str) -> str | None:
    """The most specific class of the ontology that the thing has."""
    own = {kind for kind in graph.types(iri) if kind.startswith(par("Talk")[: -len("Talk")])}
    broader = {parent for kind in own for parent in superclasses(graph, kind)}
    return min(own - broader, default=None)


def superclasses(graph: Graph, term: str) -> frozenset[str]:
    """Every class above a class, without itself."""
    found: set[str] = set()
    waiting = [term]
    while waiting:
        for parent in graph.links(waiting.pop(), _BROADER):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return frozenset(found - {term})


def _by_address(graph: Graph, iri: str) -> Kind:
    first = iri.removeprefix(f"{graph.base}id/").split("/", maxsplit=1)[0]
    return next((kind for kind in KINDS if kind.name == first), THING)


_BROADER: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
