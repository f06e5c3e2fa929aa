"""Talks and other events as rows: for lists, timelines and the heads of pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import SKOS

from server.dates import Dated
from server.graph import Graph, par
from server.kinds import class_of
from server.names import capitalised, described


@dataclass(frozen=True, slots=True)
class Row:
    """One event.

    Attributes:
        form: label of its class ("telephone call").
        style: notation of its class ("call"), for the style sheet.
        parties: IRIs, those that have codes first by label.
        status: "Held", "Planned", "Cancelled" or "".
        main: whether an article reports it as its news.
        evidence: its first evidence.
    """

    iri: str
    label: str
    form: str
    style: str
    dated: Dated
    parties: tuple[str, ...]
    place: str | None
    series: str | None
    ordinal: int | None
    status: str
    main: bool
    evidence: str | None = None


def row(graph: Graph, iri: str) -> Row:
    """An event as a row."""
    return graph.kept("row", iri, _row)


def _row(graph: Graph, iri: str) -> Row:
    kind = class_of(graph, iri)
    form = graph.label(kind) if kind else ""
    parties = tuple(sorted(graph.links(iri, par("hasParty")), key=graph.label))
    dated = Dated(
        graph.text(iri, par("date")),
        graph.text(iri, par("earliest")),
        graph.text(iri, par("latest")),
        graph.text(iri, par("dateText")),
    )
    return Row(
        iri=iri,
        label=capitalised(graph.own_label(iri) or described(graph, form, parties)),
        form=form,
        style=notation(graph, kind) if kind else "",
        dated=dated,
        parties=parties,
        place=graph.link(iri, par("place")),
        series=graph.link(iri, par("inSeries")),
        ordinal=graph.number(iri, par("ordinal")),
        status=(graph.link(iri, par("status")) or "").rpartition("#")[2],
        main=par("MainNews") in graph.links(iri, par("reportedAs")),
        evidence=graph.link(iri, par("evidence")),
    )


def rows(graph: Graph, events: Iterable[str], *, newest_first: bool = True) -> list[Row]:
    """Events in order of date; those without one come last."""
    found = [row(graph, iri) for iri in events if par("DiplomaticEvent") in graph.types(iri)]
    found.sort(key=lambda event: (event.dated.sort_key, event.iri), reverse=newest_first)
    dated = [event for event in found if event.dated.sort_key]
    return dated + [event for event in found if not event.dated.sort_key]


def notation(graph: Graph, iri: str) -> str:
    """The `skos:notation` of a concept or class, "" without one."""
    return graph.text(iri, SKOS.notation) or ""
