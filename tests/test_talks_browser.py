"""The talks browser: filters mean what they say, in the list and in the file."""

import csv
import re
from io import StringIO

import pytest
from flask.testing import FlaskClient
from rdflib.plugins.sparql import prepareQuery
from werkzeug.datastructures import MultiDict

from server.problems import RequestError
from server.talks import asked
from server.talks.wanted import LEVELS, ORDERS, Wanted, wanted

BASE = "https://w3id.org/parley/id/"
FILTERS = [
    Wanted(),
    Wanted(parties=(f"{BASE}state/KR", f"{BASE}state/JP"), first="2018-01-01", last="2018-12-31"),
    Wanted(official=f"{BASE}official/x", series=f"{BASE}series/x", place=f"{BASE}place/x"),
    Wanted(topic=f"{BASE}topic/x", form="meeting", status="Held"),
    *(Wanted(level=level) for level in LEVELS),
    *(Wanted(order=order) for order in ORDERS),
]


def read(**given: str | list[str]) -> Wanted:
    return wanted(MultiDict(given), lambda name: BASE + name)


def found(client: FlaskClient, query: str) -> set[str]:
    page = client.get(f"/talks?{query}").text
    return set(re.findall(r'class="name" href="/page/([^"]+)"', page))


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2018-03-15", "2018-03-15", "2018-03-15"),
        ("", "", ""),
    ],
)
def test_a_period_begins_and_ends_with_what_is_named(given: str, first: str, last: str) -> None:
    assert (first, last) == (read(**{"from": given}).first, read(to=given).last)


@pytest.mark.parametrize(
    "given",
    [{"from": "soon"}, {"to": "2018-13"}, {"status": "maybe"}, {"level": "high"}, {"order": "best"},
     {"form": '"x'}, {"party": "a b"}, {"series": "x>"}, {"from": "0000"}],
)  # fmt: skip
def test_a_filter_without_sense_says_what_it_takes(given: dict[str, str]) -> None:
    with pytest.raises(RequestError, match=r"takes|names"):
        read(**given)


@pytest.mark.parametrize("given", FILTERS, ids=str)
@pytest.mark.parametrize("query", [asked.rows, asked.years, lambda given: asked.part(given, 50, 0)])
def test_a_second_parser_reads_every_query(given: Wanted, query: object) -> None:
    assert callable(query)
    assert prepareQuery(query(given)).algebra.name == "SelectQuery"


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_filters_survive_an_address(given: Wanted) -> None:
    pairs = [(name, value.removeprefix(BASE)) for name, value in given.filters() if value]
    assert given == wanted(MultiDict(pairs), lambda name: BASE + name)


def test_every_talk_is_listed_without_a_filter(client: FlaskClient) -> None:
    rows = csv.DictReader(StringIO(client.get("/talks.csv").text))
    assert found(client, "") == {row["talk"].partition("/id/")[2] for row in rows} != set()


def test_two_parties_leave_talks_of_both(client: FlaskClient) -> None:
    both = found(client, "party=state/KR&party=state/JP")
    assert both == found(client, "party=state/KR") & found(client, "party=state/JP") != set()


def test_a_period_leaves_what_fell_into_it(client: FlaskClient) -> None:
    march, rest = found(client, "from=2018-03&to=2018-03"), found(client, "from=2018-04")
    assert (True, set()) == (any("consultation" in talk for talk in march), march & rest)


def test_orders_turn_the_list_round(client: FlaskClient) -> None:
    newest, oldest = (
        re.findall(r'<span class="when">([^<]+)', client.get(f"/talks?order={order}").text)
        for order in ("newest", "oldest")
    )
    assert [day for day in newest if day != "no date"] == [d for d in oldest if d != "no date"][::-1]


def test_a_filter_can_be_taken_away(client: FlaskClient) -> None:
    page = client.get("/talks?party=state/KR&from=2018").text
    assert 'href="/talks?party=state/KR"><span class="hidden">Without </span>from' in page


def test_what_fits_nothing_says_so(client: FlaskClient) -> None:
    assert "No talk of this release fits" in client.get("/talks?from=1900&to=1901").text


def test_a_list_goes_on_in_sparql(client: FlaskClient) -> None:
    page = client.get("/talks?party=state/KR").text
    target = re.search(r'href="(/sparql\?query=[^"]+)"', page)
    assert target
    answer = client.get(target[1].replace("&amp;", "&"), headers={"Accept": "text/csv"})
    assert client.get("/talks.csv?party=state/KR").text == answer.text
