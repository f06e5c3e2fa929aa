"""What is new, changed and gone between two releases: by thing, and for what changed by property."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
from rdflib.namespace import DCTERMS, RDFS, SKOS

from kg.errors import ReleaseError
from kg.release import Release
from kg.store import merged_triples
from kg.vocabulary import OA, PAR

Kind = Literal["new", "changed", "gone", "merged", "withdrawn"]
KINDS: tuple[Kind, ...] = ("new", "changed", "merged", "withdrawn", "gone")
_LABELS = (str(RDFS.label), str(SKOS.prefLabel), str(DCTERMS.title))
_NUMBERED = frozenset({str(PAR.evidence), str(OA.refinedBy)})
"""They lead to what is numbered anew in each release; the sentence itself is compared where it stands."""
_OF_ARTICLE = 3
"""Parts of the path of what an article says: article/x/agreement/1."""

Facts = Mapping[str, frozenset[str]]
"""Values by property."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two releases.

    Attributes:
        nquads: its dump.
        base: base IRI of its individuals.
        aliases: path that was absorbed to the path that stays.
        dropped: path of what curators took down to their reason.
    """

    nquads: Path
    base: str
    aliases: Mapping[str, str]
    dropped: Mapping[str, str]

    @classmethod
    def of(cls, release: Release) -> "Side":
        """The side that a finished release is."""
        return cls(release.dumps / "parley.nq", release.base, release.aliases(), release.dropped())


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        change: "merged" where the thing is now part of another, "withdrawn" where curators took it down.
        kind: what the thing is, by its address: "event", "official", "agreement", …
        property: IRI of the property that changed; "" where the whole thing is new or gone.
        before: values that are no longer given, joined by `|`.
        after: values that were not given before; where it was merged, the IRI that stays; the reason
            where it was withdrawn.
    """

    change: Kind
    kind: str
    entity: str
    label: str
    property: str = ""
    before: str = ""
    after: str = ""


def changes(old: Side, new: Side) -> Iterator[Change]:
    """The differences, in order of the things' IRIs; holds no more than one thing of each side.

    Raises:
        ReleaseError: the two name their individuals by different base IRIs.
    """
    if old.base != new.base:
        raise ReleaseError(f"the releases have different base IRIs, {old.base} and {new.base}")
    for iri, before, after in _pairs(_things(old), _things(new)):
        if before and after:
            yield from _changed(iri, old.base, before, after)
        elif after:
            yield Change("new", kind_of(iri, new.base), iri, _label(iri, after))
        else:
            yield _gone(iri, _label(iri, before), new)


def kind_of(iri: str, base: str) -> str:
    """What a thing is, by its address."""
    parts = iri.removeprefix(f"{base}id/").split("/")
    return parts[-2] if parts[0] == "article" and len(parts) > _OF_ARTICLE else parts[0]


def _things(side: Side) -> Iterator[tuple[str, Facts]]:
    """Individuals with their facts, in the order of the dump."""
    start = f"<{side.base}id/"
    triples = (t for t in merged_triples(side.nquads) if str(t.subject).startswith(start))
    for subject, own in groupby(triples, key=lambda triple: triple.subject):
        facts: dict[str, set[str]] = {}
        for triple in own:
            if triple.predicate.value not in _NUMBERED:
                facts.setdefault(triple.predicate.value, set()).add(_text(triple.object))
        yield str(subject)[1:-1], {term: frozenset(values) for term, values in facts.items()}


def _text(term: object) -> str:
    """A value as text; what two languages write the same stays apart."""
    if isinstance(term, ox.Literal) and term.language and term.language != "en":
        return f"{term.value} ({term.language})"
    return str(getattr(term, "value", term))


def _pairs(
    old: Iterator[tuple[str, Facts]], new: Iterator[tuple[str, Facts]]
) -> Iterator[tuple[str, Facts, Facts]]:
    """Things of both sides side by side; no facts where one side lacks it."""
    none: Facts = {}
    left, right = next(old, None), next(new, None)
    while left or right:
        if right is None or (left and _order(left) < _order(right)):
            assert left  # noqa: S101 - one of the two is there
            yield left[0], left[1], none
            left = next(old, None)
        elif left is None or _order(right) < _order(left):
            yield right[0], none, right[1]
            right = next(new, None)
        else:
            yield left[0], left[1], right[1]
            left, right = next(old, None), next(new, None)


def _order(thing: tuple[str, Facts]) -> str:
    """As the dump is sorted: with the bracket that ends an IRI."""
    return f"{thing[0]}>"


def _changed(iri: str, base: str, before: Facts, after: Facts) -> Iterator[Change]:
    for term in sorted({*before, *after}):
        lost = before.get(term, frozenset()) - after.get(term, frozenset())
        gained = after.get(term, frozenset()) - before.get(term, frozenset())
        if lost or gained:
            label = _label(iri, after)
            yield Change("changed", kind_of(iri, base), iri, label, term, _joined(lost), _joined(gained))


def _gone(iri: str, label: str, new: Side) -> Change:
    path, kind = iri.removeprefix(new.base), kind_of(iri, new.base)
    if path in new.aliases:
        return Change("merged", kind, iri, label, after=new.base + new.aliases[path])
    article = "/".join(path.split("/")[:_OF_ARTICLE])
    reason = new.dropped.get(path) or new.dropped.get(article)
    return Change("withdrawn", kind, iri, label, after=reason) if reason else Change("gone", kind, iri, label)


def _label(iri: str, facts: Facts) -> str:
    found = (min(facts[term]) for term in _LABELS if term in facts)
    return next(found, iri.rpartition("/")[2])


def _joined(values: Iterable[str]) -> str:
    return "|".join(sorted(value.replace("|", "/") for value in values))
