"""Curators' decisions applied to records: identities, names, what is left out, and what is told of it.

Identity is found without the decisions first, since that is where their addresses and names come from;
then officials are settled, then events, whose addresses depend on officials.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from kg.addresses import Addresses
from kg.contradictions import kept, refuse_contradictions
from kg.decisions import NO_DECISIONS, Decision, Decisions, kind_of
from kg.identify import Identities, identify
from kg.identity_rulings import Handle, Rulings
from kg.model import ArticleRecord
from kg.namesakes import addressed
from kg.report import BuildProblem, decision_problem
from kg.subjects import subjects_of, tenures_of

_IDENTIFIED = frozenset({"official", "event"})
_DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Curation:
    """What records are after the decisions.

    Attributes:
        addresses: mint the paths, with what curators made one.
        dropped: path of what is not published, to the reason.
        labels: preferred label by path.
        notes: what was decided of a path, in the order of the file.
        problems: decisions that name nothing, as warnings.
    """

    addresses: Addresses
    identities: Identities
    dropped: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[BuildProblem, ...] = ()


def curate(
    records: Sequence[ArticleRecord], addresses: Addresses, decisions: Decisions = NO_DECISIONS
) -> Curation:
    """The records' identities under the decisions.

    Args:
        records: those of articles that are not dropped.
        addresses: as the reference data have them.
        decisions: all rows.

    Raises:
        DecisionError: two rows contradict each other through the entities that their names stand for.
    """
    plain = identify(records, addresses)
    if not decisions.rows:
        return Curation(addresses, plain)
    rows, unnamed = addressed(decisions, records, plain, addresses)
    refuse_contradictions(rows, decisions.file)
    settled = replace(addresses, moved=kept((r.subject, r.object) for r in rows if _is_settled(r)))
    officials = _rulings(rows, "official", [plain])
    between = identify(records, settled, officials)
    found = identify(records, settled, officials, _rulings(rows, "event", [between, plain]))
    moved = {**_moved(records, plain, found, addresses, settled), **settled.moved}
    identities = replace(found, aliases=_aliases(plain, between, found, moved))
    known = _known(records, plain, addresses) | _known(records, identities, settled)
    known |= decisions.dropped_articles
    applied = [row for row in rows if _is_known(row, known)]
    unknown = [_unknown(row, known) for row in rows if not _is_known(row, known)]
    return Curation(
        settled,
        identities,
        {_canonical(row.subject, identities): row.because for row in applied if row.action == "drop"},
        {_canonical(row.subject, identities): row.object for row in applied if row.action == "rename"},
        _notes(applied, identities),
        (*unnamed, *unknown),
    )


def _known(records: Iterable[ArticleRecord], identities: Identities, addresses: Addresses) -> set[str]:
    """Every path that a decision may name."""
    described = chain.from_iterable(subjects_of(record, identities, addresses) for record in records)
    return {*described, *identities.aliases, *addresses.known.names}


def _is_settled(row: Decision) -> bool:
    return row.action == "same" and kind_of(row.subject) not in _IDENTIFIED


def _rulings(rows: Iterable[Decision], kind: str, sights: Sequence[Identities]) -> Rulings:
    """The decisions on one kind of entity, over the claims that their addresses stand for."""
    tables = [_claims(sight, kind) for sight in sights]

    def claims(path: str) -> list[Handle]:
        return next((table[path] for table in tables if path in table), [])

    same, different, split = [], [], set[Handle]()
    for row in (row for row in rows if kind_of(row.subject) == kind):
        ones, others = claims(row.subject), claims(row.object)
        if row.action == "same" and ones and others:
            same.append((ones[0], others[0]))
        elif row.action == "different" and ones and others:
            different.append((ones[0], others[0]))
        elif row.action == "different":
            other = [one for one in ones if f"id/article/{one[0]}" == row.object]
            split |= {*other}
            different += [(one, left) for one in other for left in ones if left not in other]
    return Rulings(tuple(same), tuple(different), frozenset(split))


def _claims(sight: Identities, kind: str) -> dict[str, list[Handle]]:
    """The claims behind each address; an address of one's own before one that others joined."""
    canonical, own = defaultdict(list), defaultdict(list)
    paths = sight.officials if kind == "official" else sight.events
    for claim in sorted(paths):
        canonical[paths[claim]].append(claim)
        owned = (sight.own_officials[claim],) if kind == "official" else sight.own_events[claim]
        for path in dict.fromkeys(owned):
            own[path].append(claim)
    return {**canonical, **own}


def _moved(
    records: Iterable[ArticleRecord], plain: Identities, found: Identities, old: Addresses, new: Addresses
) -> dict[str, str]:
    """Paths without the decisions to those with them."""
    pairs = [
        *((path, found.officials[claim]) for claim, path in plain.officials.items()),
        *((path, found.events[claim]) for claim, path in plain.events.items()),
    ]
    for record in records:
        pairs += zip(tenures_of(record, plain, old), tenures_of(record, found, new), strict=True)
    return dict(sorted(pairs))


def _aliases(
    plain: Identities, between: Identities, found: Identities, moved: Mapping[str, str]
) -> dict[str, str]:
    """Every address that anything had before the decisions or has under them, to the one that it has."""
    used = {*found.officials.values(), *found.events.values(), *moved.values()}
    passed = {path: found.events[claim] for claim, path in between.events.items()}
    before = {path: moved.get(target, target) for path, target in plain.aliases.items()}
    every = {**before, **passed, **moved, **found.aliases}
    return {path: target for path, target in sorted(every.items()) if path != target and path not in used}


def _canonical(path: str, identities: Identities) -> str:
    return identities.aliases.get(path, path)


def _is_known(row: Decision, known: set[str]) -> bool:
    return not _missing(row, known)


def _missing(row: Decision, known: set[str]) -> list[str]:
    named = (row.subject, row.object) if row.action in {"same", "different"} else (row.subject,)
    return [path for path in named if path not in known]


def _unknown(row: Decision, known: set[str]) -> BuildProblem:
    missing = " and ".join(_missing(row, known))
    return decision_problem(row.line, f"nothing has the address {missing}")


def _notes(rows: Iterable[Decision], identities: Identities) -> dict[str, tuple[str, ...]]:
    """What the pages say of each decision."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for path, text in _told(row):
            found[_canonical(path, identities)].append(text)
    return {path: tuple(dict.fromkeys(texts)) for path, texts in found.items()}


def _told(row: Decision) -> Iterator[tuple[str, str]]:
    if row.action == "same":
        yield row.object, f"Merged with {row.subject} by decision: {row.because}"
    elif row.action == "different":
        yield row.subject, f"Kept apart from {row.object} by decision: {row.because}"
        yield row.object, f"Kept apart from {row.subject} by decision: {row.because}"
    elif row.action == "rename":
        yield row.subject, f"Named “{row.object}” by decision: {row.because}"
    else:
        article, _, item = row.subject.rpartition(f"/{kind_of(row.subject)}/")
        yield article if article.startswith("id/article/") and item else _DATASET, _dropped(row)


def _dropped(row: Decision) -> str:
    return f"Dropped {row.subject} by decision: {row.because}"
