"""JSON-LD 1.1 to be read: a context of prefixes, then one thing a line, its type first."""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
from rdflib.namespace import RDF, XSD

from kg.turtle import prefixes

_TYPE: Final = str(RDF.type)
_STRING: Final = str(XSD.string)


def write_jsonld(triples: Iterable[ox.Triple], path: Path, base: str) -> None:
    """Writes triples that come sorted by subject; no more than one subject is held.

    Args:
        triples: of RDF 1.1.
        path: file to write.
        base: base IRI of individuals, for the prefixes.
    """
    names = prefixes(base) | {"article": f"{base}id/article/", "graph": f"{base}graph/"}
    context = dict(sorted(names.items()))
    ends = _Ends(context)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {_text(context)},\n"@graph": [')
        for number, (subject, own) in enumerate(groupby(triples, key=lambda triple: triple.subject)):
            file.write(",\n" if number else "\n")
            file.write(_text(_node(ends, subject, own)))
        file.write("\n]}\n")


class _Ends:
    """Shortens IRIs by the longest prefix that fits."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._by_length = sorted(((space, name) for name, space in names.items()), key=lambda n: -len(n[0]))

    def named(self, term: ox.NamedNode | ox.BlankNode) -> str:
        """The identifier of a thing."""
        return self.short(term.value) if isinstance(term, ox.NamedNode) else str(term)

    def short(self, iri: str) -> str:
        """The compact IRI; the IRI itself where no prefix fits."""
        for space, name in self._by_length:
            if iri.startswith(space) and not iri.startswith("//", len(space)):
                return f"{name}:{iri[len(space) :]}"
        return iri


def _node(ends: _Ends, subject: Any, triples: Iterable[ox.Triple]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for triple in triples:
        if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode):
            found.setdefault("@type", []).append(ends.short(triple.object.value))
        else:
            found.setdefault(ends.short(triple.predicate.value), []).append(_value(ends, triple.object))
    values = {key: values[0] if len(values) == 1 else values for key, values in found.items()}
    return {"@id": ends.named(subject)} | values


def _value(ends: _Ends, term: Any) -> Any:
    if isinstance(term, ox.NamedNode | ox.BlankNode):
        return {"@id": ends.named(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    return {"@value": term.value, "@type": ends.short(term.datatype.value)}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
