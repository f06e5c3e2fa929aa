"""Who is who and what is what over articles, on pairs from real life: never a false join, few missed ones."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kg.addresses import Addresses
from kg.identity.identify import identify
from kg.identity.known import known_of
from kg.identity.names import name_tokens, table_rows
from kg.model import ArticleRecord, Official, Participant, Place, PostHeld, Talk, When
from kg.reference.load import load_reference
from tests.records import article, on

DATA = Path(__file__).parent / "data"
TEXT = "They met."
BY_HAND = on(TEXT, "They")
Row = dict[str, str]
Pair = tuple[str, bool, Row, Row]


def official_pairs() -> list[Pair]:
    return [
        (
            f"{row['a']} / {row['b']}",
            row["same"] == "yes",
            {"name": row["a"], "party": row["a_party"], "role": row["a_role"]},
            {"name": row["b"], "party": row["b_party"], "role": row["b_role"]},
        )
        for row in rows("official_pairs")
    ]


def event_pairs() -> list[Pair]:
    listed = rows("event_pairs")
    return [
        (one["pair"], one["same"] == "yes", one, other)
        for one, other in zip(listed[::2], listed[1::2], strict=True)
    ]


def rows(name: str) -> list[Row]:
    return list(csv.DictReader((DATA / f"{name}.csv").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def addresses() -> Addresses:
    return Addresses(known=known_of(load_reference()))


def official(name: str, party: str, role: str) -> Official:
    return Official(name, (name,), party, (PostHeld(role, BY_HAND),) if role else (), (BY_HAND,))


def when(text: str) -> When | None:
    """A day, a month, a year, a day of an open year, or nothing."""
    if text.startswith("--"):
        return When(text, "open-year", month_day=text)
    if not text:
        return None
    first = date.fromisoformat((text + "-01-01")[:10])
    if len(text) == 10:
        return When(text, "day", first, first)
    if len(text) == 4:
        return When(text, "year", first, first.replace(month=12, day=31))
    following = (first + timedelta(days=31)).replace(day=1)
    return When(text, "month", first, following - timedelta(days=1))


def people(listed: str) -> Iterator[Official]:
    """Officials written as `name@party` or `name@party:role`."""
    for one in filter(None, listed.split("; ")):
        name, _, side = one.partition("@")
        party, _, role = side.partition(":")
        yield official(name, party, role)


def told_of_official(name: str, row: Row) -> ArticleRecord:
    return ArticleRecord(article(name, TEXT), (official(row["name"], row["party"], row["role"]),))


def told_of_event(name: str, row: Row) -> ArticleRecord:
    named = tuple(people(row["officials"]))
    label, _, state = row["place"].partition("/")
    talk = Talk(
        key="t1",
        form=row["form"],  # type: ignore[arg-type]  # the table holds forms only
        status=row["status"],  # type: ignore[arg-type]  # the table holds statuses only
        parties=tuple(row["parties"].split()),
        evidence=(BY_HAND,),
        series=row["series"] or None,
        ordinal=int(row["ordinal"]) if row["ordinal"] else None,
        when=when(row["when"]),
        place=Place(label, state) if label else None,
        participants=tuple(Participant(o.name, o.party, BY_HAND) for o in named),
    )
    return ArticleRecord(article(name, TEXT), named, (talk,))


def is_joined(told: Callable[[str, Row], ArticleRecord], one: Row, other: Row, addresses: Addresses) -> bool:
    """Whether two articles that name one thing each name the same."""
    found = identify([told("one", one), told("other", other)], addresses)
    paths = found.events or found.officials
    return len(set(paths.values())) == 1


def measured(
    pairs: list[Pair], told: Callable[[str, Row], ArticleRecord], addresses: Addresses
) -> tuple[float, float]:
    """Precision and recall over the pairs that are to be joined."""
    verdicts = [(same, is_joined(told, one, other, addresses)) for _, same, one, other in pairs]
    right = sum(same and found for same, found in verdicts)
    return right / sum(found for _, found in verdicts), right / sum(same for same, _ in verdicts)


def different(pairs: list[Pair]) -> list[Pair]:
    return [pair for pair in pairs if not pair[1]]


def test_the_tables_are_large_enough() -> None:
    assert (len(official_pairs()) >= 60, len(event_pairs()) >= 40) == (True, True)


def test_officials_are_joined_without_a_false_join(addresses: Addresses) -> None:
    precision, recall = measured(official_pairs(), told_of_official, addresses)
    assert precision == 1
    assert recall >= 0.9


def test_events_are_joined_without_a_false_join(addresses: Addresses) -> None:
    precision, recall = measured(event_pairs(), told_of_event, addresses)
    assert precision == 1
    assert recall >= 0.9


@pytest.mark.parametrize("pair", different(official_pairs()), ids=lambda pair: pair[0])
def test_two_officials_of_like_names_stay_two(pair: Pair, addresses: Addresses) -> None:
    assert not is_joined(told_of_official, pair[2], pair[3], addresses)


@pytest.mark.parametrize("pair", different(event_pairs()), ids=lambda pair: pair[0])
def test_two_events_that_look_alike_stay_two(pair: Pair, addresses: Addresses) -> None:
    assert not is_joined(told_of_event, pair[2], pair[3], addresses)


@pytest.mark.parametrize("row", table_rows("cyrillic"), ids=lambda row: row["pattern"])
def test_a_row_of_cyrillic_spellings_joins_its_example_only(row: Row) -> None:
    assert name_tokens(row["same_a"], "RU") == name_tokens(row["same_b"], "RU")
    assert name_tokens(row["other_a"], "RU") != name_tokens(row["other_b"], "RU")
