"""What curators decided, as triples of the graph that describes the data set."""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox
from rdflib.namespace import RDFS, SKOS

from kg.curation.apply import Curation

_LABEL, _ALT_LABEL = ox.NamedNode(RDFS.label), ox.NamedNode(SKOS.altLabel)
_NOTE = ox.NamedNode(SKOS.changeNote)


def decided_quads(curation: Curation) -> tuple[ox.Quad, ...]:
    """The names that curators gave, and on each entity what was decided of it, with the reason.

    What is no longer published is told of the data set, a dropped item of its article.
    """
    addresses = curation.addresses
    graph = ox.NamedNode(addresses.iri(addresses.graph("dataset")))
    labels = ((path, _LABEL, label) for path, label in curation.labels.items())
    notes = ((path, _NOTE, text) for path, texts in curation.notes.items() for text in texts)
    return tuple(
        ox.Quad(ox.NamedNode(addresses.iri(path)), term, ox.Literal(value), graph)
        for path, term, value in (*labels, *notes)
    )


def renamed(triples: Iterable[ox.Triple], labels: Mapping[str, str]) -> Iterator[ox.Triple]:
    """The triples with the label of each IRI given, whose other labels become alternative ones."""
    for triple in triples:
        label = labels.get(triple.subject.value) if isinstance(triple.subject, ox.NamedNode) else None
        if label is None or triple.predicate not in {_LABEL, _ALT_LABEL}:
            yield triple
        elif not (isinstance(triple.object, ox.Literal) and triple.object.value == label):
            yield ox.Triple(triple.subject, _ALT_LABEL, triple.object)
    yield from (ox.Triple(ox.NamedNode(iri), _LABEL, ox.Literal(label)) for iri, label in labels.items())
