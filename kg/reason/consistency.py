"""Looks for contradictions in what a store's articles say, and names what each rests on.

owlready2 classifies the ontology (which classes can have no members); whether all claims hold together
is HermiT's own question of consistency, since owlready2 would have every individual sorted into every
class first, which takes minutes. Where they do not, each article is asked about alone, many in one run;
articles that contradict each other only are found by bisection. Then the claims and axioms that a
contradiction rests on are found by leaving out all others (`kg/reason/explain.py`).
Java comes from the system, or from the extra `java`.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib.namespace import RDF

from kg.reason.axioms import Axiom, Axioms
from kg.reason.copy import Copy, readable
from kg.reason.explain import Case, Found, explain
from kg.reason.machine import Machine, find_java
from kg.reason.questions import answers
from kg.reason.words import Words
from kg.vocabulary import OA, PAR

__all__ = [
    "Contradiction",
    "Copy",
    "Culprit",
    "Machine",
    "Reasoning",
    "find_java",
    "named",
    "readable",
    "reason",
]
_GRAPHS = ("/graph/ontology", "/graph/reference")
_ARTICLE_GRAPH = "/graph/article/"
_MOST = 5

Claims = dict[object, list[ox.Triple]]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot be true together.

    Attributes:
        article: graph of the article with which the contradiction appears; None where ontology and
            reference data contradict themselves.
        statements: the fewest triples that contradict the axioms, as N-Triples.
        claims: the same in words.
        axioms: the fewest axioms that they contradict, in words.
        sentences: sentences of articles that the statements were read from.
    """

    article: str | None
    statements: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    axioms: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"article {self.article.rpartition('/')[2]}" if self.article else "the reference data"
        if not self.claims:
            return f"{where}: what it says contradicts the ontology, or other articles"
        quoted = "".join(f" Sentence: “{' '.join(sentence.split())}”" for sentence in self.sentences)
        return f"{where}: {'; '.join(self.claims)}. That cannot be: {'; '.join(self.axioms)}.{quoted}"


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What HermiT found.

    Attributes:
        is_consistent: whether everything said can be true at once.
        unsatisfiable: IRIs of classes that nothing can belong to.
        contradictions: the first of them, one an article, in the order of articles' names.
    """

    is_consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def __str__(self) -> str:
        if self.is_consistent and not self.unsatisfiable:
            return "consistent: HermiT finds no contradiction and no empty class"
        empty = [f"nothing can belong to {', '.join(self.unsatisfiable)}"] if self.unsatisfiable else []
        found = [f"inconsistent: {contradiction}" for contradiction in self.contradictions]
        return "\n".join([*empty, *found]) or "inconsistent: the ontology contradicts itself"


def reason(store: ox.Store, timeout: float = 600.0) -> Reasoning:
    """Classifies the ontology and looks for contradictions in what a store's articles say.

    Args:
        store: named graphs of ontology, reference data and articles; it is only read.
        timeout: seconds that one run of HermiT may take.

    Raises:
        ReasonerError: there is no Java, HermiT fails, or it takes too long.
    """
    names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    fixed = [name for name in names if name.endswith(_GRAPHS)]
    articles = [name for name in names if _ARTICLE_GRAPH in name]
    machine = Machine(find_java(), timeout)
    copy = Copy.of(store, fixed)
    if machine.is_consistent(copy.over(store, articles)):
        ontology = readable(store, [name for name in names if name.endswith(_GRAPHS[0])])
        return Reasoning(True, machine.empty_classes(ontology))
    culprits = _alone(store, articles, machine) or [_together(store, copy, articles, machine)]
    return Reasoning(False, (), named(store, culprits, machine))


@dataclass(frozen=True, slots=True)
class Culprit:
    """An article's graph with which a contradiction appears, after those that go well together."""

    graph: str | None
    before: tuple[str, ...] = ()


def named(store: ox.Store, culprits: Sequence[Culprit], machine: Machine) -> tuple[Contradiction, ...]:
    """What each contradiction rests on; all are looked into in the same runs.

    Raises:
        ReasonerError: HermiT fails or takes too long.
    """
    found = explain(_cases(store, culprits), machine)
    return tuple(_told(store, culprit, items) for culprit, items in zip(culprits, found, strict=True))


def _cases(store: ox.Store, culprits: Iterable[Culprit]) -> list[Case]:
    names = [graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    ontology = Axioms.of(readable(store, [name for name in names if name.endswith(_GRAPHS[0])]))
    reference = readable(store, [name for name in names if name.endswith(_GRAPHS[1])])
    known = _by_subject(reference)
    return [
        Case(ontology, _claims(store, culprit, known) if culprit.graph else tuple(reference))
        for culprit in culprits
    ]


def _claims(store: ox.Store, culprit: Culprit, reference: Claims) -> tuple[ox.Triple, ...]:
    """What the article says, and what is said elsewhere of the things that it names."""
    own = readable(store, [str(culprit.graph)])
    known = (reference, _by_subject(readable(store, culprit.before)))
    things = {node for claim in own for node in (claim.subject, claim.object)}
    near = [claim for node in things for claims in known for claim in claims.get(node, ())]
    further = {claim.object for claim in near} - things
    around = [claim for node in further for claims in known for claim in claims.get(node, ())]
    types = [claim for claim in around if claim.predicate.value == str(RDF.type)]
    return tuple(dict.fromkeys(sorted([*types, *near], key=_types_first) + own))


def _by_subject(claims: Iterable[ox.Triple]) -> Claims:
    found: Claims = {}
    for claim in claims:
        found.setdefault(claim.subject, []).append(claim)
    return found


def _types_first(claim: ox.Triple) -> tuple[bool, str]:
    return (claim.predicate.value != str(RDF.type), str(claim))


def _told(store: ox.Store, culprit: Culprit, items: Found) -> Contradiction:
    words = Words(store)
    claims = [item for item in items if not isinstance(item, Axiom)]
    return Contradiction(
        article=culprit.graph,
        statements=tuple(map(str, claims)),
        claims=tuple(words.claim(claim) for claim in claims),
        axioms=tuple(words.axiom(item) for item in items if isinstance(item, Axiom)),
        sentences=tuple(sorted(set(_sentences(store, culprit, claims)))),
    )


def _sentences(store: ox.Store, culprit: Culprit, claims: Iterable[ox.Triple]) -> Iterator[str]:
    if culprit.graph:
        graph = ox.NamedNode(culprit.graph)
        for claim in claims:
            for quad in store.quads_for_pattern(claim.subject, ox.NamedNode(PAR.evidence), None, graph):
                for one in store.quads_for_pattern(quad.object, ox.NamedNode(OA.exact), None, graph):  # type: ignore[arg-type]  # evidence is a node
                    yield str(getattr(one.object, "value", ""))


def _alone(store: ox.Store, articles: Sequence[str], machine: Machine) -> list[Culprit]:
    """The first articles that contradict the ontology or the reference data by themselves."""
    culprits = [Culprit(article) for article in articles]
    cases = _cases(store, culprits)
    hold = answers(machine, [case.question() for case in cases])
    return [culprit for culprit, held in zip(culprits, hold, strict=True) if not held][:_MOST]


def _together(store: ox.Store, copy: Copy, articles: Sequence[str], machine: Machine) -> Culprit:
    """The first article that contradicts those before it."""

    def fails_with(number: int) -> bool:
        return not machine.is_consistent(copy.over(store, articles[:number]))

    first = _first(fails_with, len(articles))
    return Culprit(articles[first - 1], tuple(articles[: first - 1])) if first else Culprit(None)


def _first(holds: Callable[[int], bool], most: int) -> int:
    """The least number up to `most` for which something holds, that stays true from there on."""
    return bisect_left(range(most), True, key=holds)
