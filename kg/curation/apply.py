"""Curators' decisions applied to records: identities, names, what is left out, and what is told of it.

Identity is found without the decisions first, since that is where their addresses and names come from;
then officials are settled, then events, whose addresses depend on officials.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from kg.addresses import Addresses
from kg.curation.contradictions import kept, refuse_contradictions
from kg.curation.decisions import NO_DECISIONS, Decision, Decisions, kind_of
from kg.identity.identify import Identities, identify
from kg.identity.namesakes import addressed
from kg.identity.rulings import Handle, Rulings
from kg.identity.subjects import subjects_of, tenures_of
from kg.model import ArticleRecord
from kg.report import BuildProblem, decision_problem

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
    known = _known(records, plain, addresses)
    united = ((r.subject, r.object) for r in rows if _is_settled(r) and {r.subject, r.object} <= known)
    settled = replace(addresses, moved=kept(united))
    officials = _rulings(rows, "official", [plain])
    between = identify(records, settled, officials)
    found = identify(records, settled, officials, _rulings(rows, "event", [between, plain]))
    moved = {**_moved(records, plain, found, addresses, settled), **settled.moved}
    identities = replace(found, aliases=_aliases(plain, between, found, moved))
    known |= _known(records, identities, settled) | decisions.dropped_articles
    faults = {row: fault for row in rows if (fault := _fault(row, known, plain, identities))}
    applied = [row for row in rows if row not in faults]
    return Curation(
        settled,
        identities,
        {_canonical(row.subject, identities): row.because for row in applied if row.action == "drop"},
        {_canonical(row.subject, identities): row.object for row in applied if row.action == "rename"},
        _notes(applied, identities),
        (*unnamed, *(decision_problem(row.line, fault) for row, fault in faults.items())),
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

    same, different, split = [], [], dict[Handle, str]()
    for row in (row for row in rows if kind_of(row.subject) == kind):
        ones, others = claims(row.subject), claims(row.object)
        if row.action == "same" and ones and others:
            same.append((ones[0], others[0]))
        elif row.action == "different":
            others = others or [claim for claim in ones if f"id/article/{claim[0]}" == row.object]
            pairs, alike = _parted(sights[0], kind, ones, others)
            different += pairs
            split |= dict.fromkeys(alike, f"{row.subject} {row.object}")
    return Rulings(tuple(same), tuple(different), split)


def _parted(
    sight: Identities, kind: str, ones: Sequence[Handle], others: Sequence[Handle]
) -> tuple[list[tuple[Handle, Handle]], list[Handle]]:
    """Pairs that must not be one, a claim for each key, and claims whose key is the other side's too."""
    narrow, rest = _told_apart(ones, others)
    narrow_keys, rest_keys = ({_key(sight, kind, claim): claim for claim in part} for part in (narrow, rest))
    pairs = [(one, other) for one in narrow_keys.values() for other in rest_keys.values()]
    return pairs, [claim for claim in narrow if _key(sight, kind, claim) in rest_keys]


def _told_apart(ones: Sequence[Handle], others: Sequence[Handle]) -> tuple[Sequence[Handle], list[Handle]]:
    """The claims of the address that fewer have, and those of the other that are not among them."""
    narrow, wide = (others, ones) if set(others) <= set(ones) else (ones, others)
    known = set(narrow)
    return narrow, [claim for claim in wide if claim not in known]


def _key(sight: Identities, kind: str, claim: Handle) -> str:
    """What tells one identity key from another: the address before it joined others."""
    return sight.own_officials[claim] if kind == "official" else sight.own_events[claim][1]


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


def _fault(row: Decision, known: set[str], plain: Identities, found: Identities) -> str | None:
    """Why a decision changes nothing, where it does."""
    named = (row.subject, row.object) if row.action in {"same", "different"} else (row.subject,)
    if missing := [path for path in named if path not in known]:
        return f"nothing has the address {' and '.join(missing)}"
    if row.action != "different":
        return None
    if kind_of(row.object) == "article":
        return None if _names(plain, row) else f"{row.object} does not name {row.subject}"
    one = len({_canonical(path, found) for path in named}) == 1
    return (
        f"{row.subject} and {row.object} are two addresses of one report, not of two entities"
        if one
        else None
    )


def _names(plain: Identities, row: Decision) -> bool:
    """Whether the article that a decision names has the entity."""
    paths = plain.officials if kind_of(row.subject) == "official" else plain.events
    wanted = _canonical(row.subject, plain)
    return any(path == wanted and f"id/article/{claim[0]}" == row.object for claim, path in paths.items())


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
