"""Which sections the page of each kind has, and which properties these say already."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from rdflib import DCTERMS

from kg.vocabulary import OA
from server import sections
from server.events import rows
from server.graph import Graph, par
from server.people import counterparts, partners, sides
from server.quotes import quote_of, quotes, quotes_of
from server.reported import differences, read_through
from server.sections import Section

Builder = Callable[[Graph, str], Iterable[Section]]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's plan.

    Attributes:
        build: makes the sections.
        outgoing: IRIs of properties that the plain facts leave out.
        incoming: IRIs of properties whose other ends are shown already.
    """

    build: Builder
    outgoing: frozenset[str] = frozenset()
    incoming: frozenset[str] = frozenset()


def _of_party(graph: Graph, iri: str) -> Iterable[Section]:
    events = graph.subjects(par("hasParty"), iri)
    yield sections.talks(graph, events)
    yield sections.counted("partners", "Met", partners(graph, iri, events), "time", "times")
    yield sections.links(graph, "officials", "Officials", graph.subjects(par("serves"), iri))
    yield sections.acts(graph, "agreements", "Agreements", graph.subjects(par("committedParty"), iri))
    spoken = {*graph.subjects(par("speaksFor"), iri), *graph.subjects(par("speaker"), iri)}
    yield sections.acts(graph, "statements", "Statements", spoken)
    yield sections.acts(graph, "addressed", "Said to it", graph.subjects(par("addressee"), iri))
    series = graph.subjects(par("memberParty"), iri)
    met = [one for one in series if graph.subjects(par("inSeries"), one)]
    yield sections.links(graph, "series", "Series of talks", met)
    rest = sections.links(graph, "other-series", "Series without a talk in this release", {*series} - {*met})
    yield replace(rest, folded=True)
    yield sections.links(graph, "bodies", "Bodies", graph.subjects(par("ofParty"), iri))


def _of_official(graph: Graph, iri: str) -> Iterable[Section]:
    yield sections.held(graph, "posts", "Posts", graph.links(iri, par("holds")))
    yield sections.talks(graph, graph.subjects(par("hasParticipant"), iri))
    yield sections.counted("met", "Met officials of other parties", counterparts(graph, iri), "talk", "talks")
    yield sections.acts(graph, "statements", "Statements", graph.subjects(par("speaker"), iri))
    yield sections.acts(graph, "addressed", "Said to them", graph.subjects(par("addressee"), iri))


def _of_body(graph: Graph, iri: str) -> Iterable[Section]:
    posts = graph.subjects(par("postIn"), iri)
    yield sections.held(graph, "people", "Officials", _tenures(graph, posts))
    yield sections.links(graph, "posts", "Posts", posts)
    yield sections.links(graph, "parts", "Parts", graph.subjects(par("partOfBody"), iri))


def _of_post(graph: Graph, iri: str) -> Iterable[Section]:
    yield sections.held(graph, "people", "Held by", _tenures(graph, [iri]))


def _of_series(graph: Graph, iri: str) -> Iterable[Section]:
    events = graph.subjects(par("inSeries"), iri)
    yield sections.talks(graph, events, "Editions", _gaps(graph, events))
    yield sections.links(graph, "members", "Members", graph.links(iri, par("memberParty")))
    yield from _concerning(graph, iri)


def _of_event(graph: Graph, iri: str) -> Iterable[Section]:
    yield sections.people(sides(graph, iri))
    yield sections.acts(graph, "agreements", "Agreed", graph.subjects(par("reachedIn"), iri))
    yield sections.acts(graph, "statements", "Said", graph.subjects(par("madeIn"), iri))
    yield sections.differences(differences(graph, iri))
    yield sections.sources(quotes_of(graph, iri))
    margins = graph.subjects(par("onMarginsOf"), iri)
    yield sections.talks(graph, margins, "On its margins")
    yield from _neighbours(graph, iri)


def _of_act(graph: Graph, iri: str) -> Iterable[Section]:
    yield sections.sources(quotes_of(graph, iri), "In the words of the source")


def _of_place(graph: Graph, iri: str) -> Iterable[Section]:
    inside = [place for place in graph.subjects(par("within"), iri) if place != iri]
    events = {event for place in (iri, *inside) for event in graph.subjects(par("place"), place)}
    yield sections.talks(graph, events, "Talks held here")
    yield sections.links(graph, "inside", "Places within", inside)


def _of_concept(graph: Graph, iri: str) -> Iterable[Section]:
    about = [*graph.subjects(par("topic"), iri), *graph.subjects(par("actKind"), iri)]
    yield sections.talks(graph, _only(graph, about, "DiplomaticEvent"), "Talks about it")
    yield sections.acts(graph, "agreements", "Agreements", _only(graph, about, "Agreement"))
    yield sections.acts(graph, "statements", "Statements", _only(graph, about, "Statement"))


def _concerning(graph: Graph, iri: str) -> Iterable[Section]:
    acts = graph.subjects(par("concerns"), iri)
    yield sections.acts(graph, "agreements", "Agreements about it", _only(graph, acts, "Agreement"))
    yield sections.acts(graph, "statements", "Statements about it", _only(graph, acts, "Statement"))


def _of_article(graph: Graph, iri: str) -> Iterable[Section]:
    events = rows(graph, graph.links(iri, par("reports")))
    main = [event.iri for event in events if event.main]
    yield sections.talks(graph, main, "Talks reported")
    yield sections.talks(graph, [event.iri for event in events if not event.main], "Talks mentioned")
    yield read_through(graph, iri)


def _of_evidence(graph: Graph, iri: str) -> Iterable[Section]:
    quote = quote_of(graph, iri)
    yield sections.sources([quote] if quote else [], "The sentence")
    yield sections.links(graph, "supports", "Stands behind", graph.subjects(par("evidence"), iri))


def _of_seat(graph: Graph, iri: str) -> Iterable[Section]:
    yield sections.sources(quotes(graph, graph.links(iri, par("evidence"))), "In the words of the source")


def _neighbours(graph: Graph, iri: str) -> Iterable[Section]:
    """The editions before and after, where the event is one of a series."""
    series = graph.link(iri, par("inSeries"))
    editions = rows(graph, graph.subjects(par("inSeries"), series), newest_first=False) if series else []
    at = next((place for place, event in enumerate(editions) if event.iri == iri), None)
    if at is not None and len(editions) > 1:
        near = tuple(editions[max(at - 1, 0) : at] + editions[at + 1 : at + 2])
        yield Section("neighbours", "Before and after in the series", "talk", near, len(near))


def _gaps(graph: Graph, events: Iterable[str]) -> str:
    """Which numbers between the first and the last known edition no article here names."""
    known = {number for event in events if (number := graph.number(event, par("ordinal")))}
    missing = sorted(set(range(min(known), max(known))) - known) if known else []
    return f"No article here names: {', '.join(_runs(missing))}." if missing else ""


def _runs(numbers: list[int]) -> Iterable[str]:
    """3, 4, 5, 9 as "3–5", "9"."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            first, last = numbers[start], numbers[at - 1]
            yield str(first) if first == last else f"{first}–{last}"
            start = at


def _tenures(graph: Graph, posts: Iterable[str]) -> list[str]:
    return [tenure for post in posts for tenure in graph.subjects(par("post"), post)]


def _only(graph: Graph, iris: Iterable[str], kind: str) -> list[str]:
    return [iri for iri in iris if par(kind) in graph.types(iri)]


def _names(words: str) -> frozenset[str]:
    """IRIs of properties of the ontology."""
    return frozenset(map(par, words.split()))


_NONE: Final[frozenset[str]] = frozenset()
_PARTY = Layout(
    _of_party,
    _names("memberParty"),
    _names("hasParty serves committedParty speaksFor speaker addressee memberParty ofParty")
    | _names("hostParty onBehalfOf territoryOf postIn signatory"),
)
_ACT = Layout(_of_act, _names("gist reportedIn"))
_CONCEPT = Layout(_of_concept, _NONE, _names("topic actKind"))
_ITEM = Layout(_concerning, _NONE, _names("concerns"))

LAYOUTS: Final = {
    "state": _PARTY,
    "organization": _PARTY,
    "official": Layout(
        _of_official, _names("holds"), _names("heldBy hasParticipant participant speaker addressee")
    ),
    "body": Layout(_of_body, _NONE, _names("postIn partOfBody")),
    "post": Layout(_of_post, _NONE, _names("post")),
    "tenure": Layout(_of_seat, _NONE, _names("inCapacity holds")),
    "series": Layout(_of_series, _names("memberParty edition"), _names("inSeries concerns")),
    "exercise": Layout(_of_series, _names("edition"), _names("inSeries concerns")),
    "event": Layout(
        _of_event,
        _names("hasParty hasParticipant participation date dateText place status inSeries ordinal")
        | _names("reportedAs hostParty onMarginsOf topic reportedIn"),
        _names("reachedIn madeIn onMarginsOf reports participationOf edition"),
    ),
    "participation": Layout(_of_seat),
    "agreement": _ACT,
    "statement": _ACT,
    "instrument": _ITEM,
    "place": Layout(_of_place, _NONE, _names("place within")),
    "topic": _CONCEPT,
    "act": _CONCEPT,
    "article": Layout(
        _of_article, _names("reports") | {str(DCTERMS.source)}, _names("reportedIn") | {str(OA.hasSource)}
    ),
    "evidence": Layout(_of_evidence, _NONE, _names("evidence")),
}
PLAIN: Final = Layout(lambda _graph, _iri: ())
