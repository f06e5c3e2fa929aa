"""Puts many questions of consistency into one ontology, so that HermiT answers all in one run.

A run takes half a second to start, and HermiT stops at the first contradiction. So the claims of each
question, "can these claims be true under these axioms?", become a class: something exists that is this
individual and has these values. The class can have members if, and only if, the claims can be true.
Questions under the same axioms share them; other axioms get terms of their own, by a suffix.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox
from rdflib.namespace import OWL, RDF, RDFS, XSD

from kg.reason.machine import Machine

_BUILT_IN = tuple(map(str, (OWL, RDF, RDFS, XSD)))
_TYPE, _SUB = ox.NamedNode(RDF.type), ox.NamedNode(RDFS.subClassOf)
_CLASS, _RESTRICTION = ox.NamedNode(OWL.Class), ox.NamedNode(OWL.Restriction)
_NAMED = ox.NamedNode(OWL.NamedIndividual)
_MOST = 120
_THERE_IS = ox.NamedNode("urn:x-parley:there-is")

Node = ox.NamedNode | ox.BlankNode
Term = Node | ox.Literal


@dataclass(frozen=True, slots=True)
class Question:
    """Can the claims be true under the axioms? Claims are about named individuals."""

    axioms: tuple[ox.Triple, ...]
    claims: tuple[ox.Triple, ...]


def answers(machine: Machine, questions: Sequence[Question]) -> tuple[bool, ...]:
    """For each question whether the claims can be true.

    Raises:
        ReasonerError: HermiT fails or takes too long.
    """
    said: list[bool] = []
    for chunk in batched(questions, _MOST):
        names = [f"urn:x-parley:question-{number}" for number in range(len(chunk))]
        said.extend(machine.satisfiable(_asked(chunk, names), names))
    return tuple(said)


def _asked(questions: Sequence[Question], names: Sequence[str]) -> list[ox.Triple]:
    copy = [ox.Triple(_THERE_IS, _TYPE, ox.NamedNode(OWL.ObjectProperty))]
    numbers = {axioms: number for number, axioms in enumerate({q.axioms for q in questions})}
    for axioms, number in numbers.items():
        copy.extend(_apart(triple, number) for triple in axioms)
    for question, name in zip(questions, names, strict=True):
        claims = (_apart(claim, numbers[question.axioms]) for claim in question.claims)
        copy.extend(_case(ox.NamedNode(name), claims))
    return copy


def batched(items: Sequence[Question], most: int) -> Iterator[Sequence[Question]]:
    """Stretches of a list, none longer than `most`."""
    return (items[start : start + most] for start in range(0, len(items), most))


def _case(case: ox.NamedNode, claims: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    yield ox.Triple(case, _TYPE, _CLASS)
    ordered = sorted(claims, key=lambda triple: str(triple.subject))
    for subject, group in groupby(ordered, key=lambda triple: triple.subject):
        yield from _exists(case, subject, [triple for triple in group if triple.object != _NAMED])


def _exists(case: ox.NamedNode, subject: Node, claims: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """That members of the case know of something that is the subject and has what is claimed of it."""
    one, whole, some = ox.BlankNode(), ox.BlankNode(), ox.BlankNode()
    yield ox.Triple(subject, _TYPE, _NAMED)
    yield ox.Triple(one, _TYPE, _CLASS)
    yield from _listed(one, ox.NamedNode(OWL.oneOf), [subject])
    parts: list[Term] = [one]
    for claim in claims:
        if claim.predicate == _TYPE:
            parts.append(claim.object)  # type: ignore[arg-type]  # a class is no triple
            continue
        value = ox.BlankNode()
        yield ox.Triple(value, _TYPE, _RESTRICTION)
        yield ox.Triple(value, ox.NamedNode(OWL.onProperty), claim.predicate)
        yield ox.Triple(value, ox.NamedNode(OWL.hasValue), claim.object)
        parts.append(value)
    yield ox.Triple(whole, _TYPE, _CLASS)
    yield from _listed(whole, ox.NamedNode(OWL.intersectionOf), parts)
    yield ox.Triple(some, _TYPE, _RESTRICTION)
    yield ox.Triple(some, ox.NamedNode(OWL.onProperty), _THERE_IS)
    yield ox.Triple(some, ox.NamedNode(OWL.someValuesFrom), whole)
    yield ox.Triple(case, _SUB, some)


def _listed(subject: Node, predicate: ox.NamedNode, members: Iterable[Term]) -> Iterator[ox.Triple]:
    first, rest = ox.NamedNode(RDF.first), ox.NamedNode(RDF.rest)
    for member in members:
        cell = ox.BlankNode()
        yield ox.Triple(subject, predicate, cell)
        yield ox.Triple(cell, first, member)
        subject, predicate = cell, rest
    yield ox.Triple(subject, predicate, ox.NamedNode(RDF.nil))


def _apart(triple: ox.Triple, number: int) -> ox.Triple:
    subject, value = _own(triple.subject, number), _own(triple.object, number)
    predicate = triple.predicate
    if not predicate.value.startswith(_BUILT_IN):
        predicate = ox.NamedNode(f"{predicate.value}_{number}")
    return ox.Triple(subject, predicate, value)  # type: ignore[arg-type]  # a subject is no literal


def _own(term: object, number: int) -> object:
    if isinstance(term, ox.NamedNode) and not term.value.startswith(_BUILT_IN):
        return ox.NamedNode(f"{term.value}_{number}")
    return ox.BlankNode(f"{term.value}q{number}") if isinstance(term, ox.BlankNode) else term
