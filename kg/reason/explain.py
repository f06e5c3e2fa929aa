"""What a contradiction rests on: the fewest claims and axioms that cannot be true together.

Items are left out for as long as the rest still contradicts itself; HermiT is asked about several
lists of items in one run. An explanation is a generator that asks questions and gets answers, so that
several can share each run.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import pyoxigraph as ox

from kg.reason.axioms import Axiom, Axioms
from kg.reason.copy import KEY_AXIOMS, keys, value_of
from kg.reason.machine import Machine
from kg.reason.questions import Question, answers

_AT_ONCE = 6

T = TypeVar("T")
Found = tuple[Axiom | ox.Triple, ...]
Asking: TypeAlias = Generator[list[Question], tuple[bool, ...], T]


@dataclass(frozen=True, slots=True)
class Case:
    """Claims that contradict an ontology, with what is said elsewhere of the things they name."""

    ontology: Axioms
    claims: tuple[ox.Triple, ...]

    def explained(self) -> Asking[Found]:
        """Asks until the fewest items are known; none where HermiT sees no contradiction here.

        Claims are tried under all axioms, then the axioms near the claims that are left, then all.
        """
        claims = (*self._individuals, *self.claims)
        (holds,) = yield [self.question()]
        if holds:
            return ()
        few = yield from _fewest(claims, lambda some: self._question(self.ontology.axioms, some))
        for axioms in (self.ontology.near(_terms(few)), self.ontology.axioms):
            (holds,) = yield [self._question(axioms, few)]
            if not holds:
                return (*(yield from _fewest(axioms, lambda some: self._question(some, few))), *few)
        raise AssertionError("all axioms contradict the claims, as asked above")

    def question(self) -> Question:
        """Whether the claims can be true at all."""
        return self._question(self.ontology.axioms, (*self._individuals, *self.claims))

    @property
    def _individuals(self) -> tuple[ox.Triple, ...]:
        """What the ontology says of its own individuals that the claims name."""
        named = {claim.object for claim in self.claims}
        return tuple(claim for claim in self.ontology.individuals if claim.subject in named)

    def _question(self, axioms: Sequence[Axiom], claims: Sequence[ox.Triple]) -> Question:
        named = {node for claim in claims for node in (claim.subject, claim.object)}
        used = tuple(triple for axiom in axioms for triple in axiom.triples)
        kept = [key for key in keys((*self._individuals, *self.claims)) if key.subject in named]
        return Question((*KEY_AXIOMS, *self.ontology.declarations, *used), (*claims, *kept))


def _fewest(items: Sequence[T], question: Callable[[Sequence[T]], Question]) -> Asking[tuple[T, ...]]:
    """The fewest items that still contradict each other, if all of them do."""
    needed: tuple[T, ...] = ()
    rest = tuple(items)
    while True:
        low, high = 0, len(rest)
        while low < high:
            cuts = sorted({low + (high - low) * step // _AT_ONCE for step in range(_AT_ONCE)})
            hold = yield [question((*needed, *rest[:cut])) for cut in cuts]
            high = min((cut for cut, held in zip(cuts, hold, strict=True) if not held), default=high)
            low = max((cut + 1 for cut, held in zip(cuts, hold, strict=True) if held), default=low)
        if high == 0:
            return needed
        needed, rest = (rest[high - 1], *needed), rest[: high - 1]


def explain(cases: Sequence[Case], machine: Machine) -> tuple[Found, ...]:
    """The fewest items of each case, axioms before claims; the cases share HermiT's runs.

    Raises:
        ReasonerError: HermiT fails or takes too long.
    """
    asking = [case.explained() for case in cases]
    open_questions = {number: next(one) for number, one in enumerate(asking)}
    done: dict[int, Found] = {}
    while open_questions:
        said = list(answers(machine, [q for asked in open_questions.values() for q in asked]))
        following = {}
        for number, asked in open_questions.items():
            mine = tuple(said.pop(0) for _ in asked)
            try:
                following[number] = asking[number].send(mine)
            except StopIteration as end:
                done[number] = end.value
        open_questions = following
    return tuple(done[number] for number in range(len(cases)))


def _terms(claims: Iterable[ox.Triple]) -> set[str]:
    return {claim.predicate.value for claim in claims} | {value_of(claim.object) for claim in claims}
