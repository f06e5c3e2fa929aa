"""Decisions that name officials and events as articles do, put into addresses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.addresses import Addresses, article_slug
from kg.curation.decisions import Decision, Decisions, kind_of
from kg.errors import DecisionError
from kg.identity.identify import Identities
from kg.identity.known import plain
from kg.labels import event_label
from kg.model import ArticleRecord
from kg.report import BuildProblem, decision_problem

Names = Mapping[str, frozenset[str]]


def addressed(
    decisions: Decisions, records: Sequence[ArticleRecord], identities: Identities, addresses: Addresses
) -> tuple[tuple[Decision, ...], tuple[BuildProblem, ...]]:
    """The decisions with an address for each name, and warnings for names that nothing or more has.

    Raises:
        DecisionError: the two names of a decision are those of two kinds of things, or of one thing.
    """
    if all(_is_addressed(row) for row in decisions.rows):
        return decisions.rows, ()
    names = _names(records, identities, addresses)
    rows, problems = [], []
    for row in decisions.rows:
        settled, fault = _addressed(row, names, decisions.file)
        if fault:
            problems.append(decision_problem(row.line, fault))
        else:
            rows.append(settled)
    return tuple(rows), tuple(problems)


def _is_addressed(row: Decision) -> bool:
    return all(kind_of(one) for one in _named(row))


def _named(row: Decision) -> tuple[str, ...]:
    return (row.subject, row.object) if row.action in {"same", "different"} else (row.subject,)


def _addressed(row: Decision, names: Names, file: str) -> tuple[Decision, str]:
    paths = []
    for one in _named(row):
        found = [one] if kind_of(one) else sorted(names.get(plain(one), ()))
        if len(found) != 1:
            told = (
                f"give the address, since {len(found)} things are named so ({', '.join(found)})"
                if found
                else "nothing is named so"
            )
            return row, f"“{one}”: {told}"
        paths += found
    if len(set(paths)) < len(paths):
        raise DecisionError(
            file, row.line, f"both sides name {paths[0]}: name two entities by their addresses"
        )
    if len({kind_of(path) for path in paths} - {"article"}) > 1:
        raise DecisionError(
            file, row.line, f"{row.action!r} takes two things of one kind: {' and '.join(paths)}"
        )
    return replace(row, subject=paths[0], object=paths[1] if len(paths) > 1 else row.object), ""


def _names(records: Iterable[ArticleRecord], identities: Identities, addresses: Addresses) -> Names:
    """Paths by folded name; an official's are those that each article alone would give it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, path in _named_paths(records, identities, addresses):
        found[plain(name)].add(path)
    return {name: frozenset(paths) for name, paths in found.items()}


def _named_paths(
    records: Iterable[ArticleRecord], identities: Identities, addresses: Addresses
) -> Iterator[tuple[str, str]]:
    for record in records:
        article = article_slug(record.article.document.identifier)
        for official in record.officials:
            yield official.name, identities.own_officials[article, official.name]
        for talk in record.talks:
            for label in {talk.label or "", event_label(talk, addresses.party_label)} - {""}:
                yield label, identities.events[article, talk.key]
