"""Pictures: marks stand within the frame, the same every time, with the same rows in the table."""

import random

import pytest

from server.dates import Dated
from server.draw.calendar import calendar
from server.draw.figure import Figure, Goal
from server.draw.network import Tie, network
from server.draw.shares import Count, shares
from server.draw.spans import Span, spans
from server.draw.world import Spot, outlines, world
from server.draw.years import over_time
from server.events import Row

TIES = [Tie(f"x{n}", f"Name {n}", 30 - n, Goal(f"x{n}")) for n in range(25)]
TOGETHER = {("x1", "x2"): 3, ("x2", "x9"): 1, ("x0", "x40"): 2}
SPOTS = [
    Spot("seoul", "Seoul", 37.6, 127.0, 9),
    Spot("washington", "Washington", 38.9, -77.0, 5),
    Spot("canberra", "Canberra", -35.3, 149.1, 3),
    Spot("honolulu", "Honolulu", 21.3, -157.9, 1),
]
COUNTS = [Count(str(year), f"t{n}", f"Topic {n}", 1 + n) for year in (2015, 2018) for n in range(9)]


def event(day: str) -> Row:
    return Row(day, day, "meeting", "meeting", Dated(day, day, day), (), None, None, None, "Held", main=True)


def drawn(figure: Figure | None) -> Figure:
    assert figure is not None
    return figure


def test_a_network_is_the_same_every_time() -> None:
    shuffled = random.Random(7).sample(TIES, len(TIES))
    ordered = sorted(shuffled, key=lambda tie: -tie.count)
    assert network("Me", TIES, TOGETHER, "T") == network("Me", ordered, dict(reversed(TOGETHER.items())), "T")


def test_a_network_draws_the_most_frequent_within_its_frame() -> None:
    picture = drawn(network("Me", TIES, TOGETHER, "T")).drawn[0]
    assert {f"Name {n}" for n in range(18)} == {node.name for node in picture.nodes}
    assert all(0 < n.x < picture.width and 0 < n.y < picture.height for n in picture.nodes)


def test_two_who_met_are_joined_and_others_are_not() -> None:
    picture = drawn(network("Me", TIES, TOGETHER, "T")).drawn[0]
    assert 2 == sum(edge.inner for edge in picture.edges)


def test_one_neighbour_is_no_network() -> None:
    assert network("Me", TIES[:1], {}, "T") is None


def test_every_place_stands_on_the_map() -> None:
    picture = drawn(world(SPOTS, "T")).drawn[0]
    assert len(SPOTS) == len(picture.dots)
    assert all(0 < dot.x < picture.width and 0 < dot.y < picture.height for dot in picture.dots)


def test_a_map_of_the_pacific_is_cut_elsewhere() -> None:
    places = {dot.title.partition(":")[0]: dot.x for dot in drawn(world(SPOTS, "T")).drawn[0].dots}
    assert places["Seoul"] < places["Honolulu"] < places["Washington"]


@pytest.mark.parametrize(
    "spot", [Spot("p", "Pole", 89.0, 0, 1), Spot("s", "South", -77.8, 166.7, 1), SPOTS[0]]
)
def test_one_place_has_land_around_it_or_none_at_the_poles(spot: Spot) -> None:
    picture = drawn(world([spot], "T")).drawn[0]
    assert 200 < picture.height < 600


def test_no_place_is_no_map() -> None:
    assert world([], "T") is None


@pytest.mark.parametrize("sort", ["land", "water"])
def test_an_outline_is_a_ring_on_the_globe(sort: str) -> None:
    for shape in outlines(sort):
        assert 3 <= len(set(shape)) == len(shape)
        assert all(-180 <= x <= 200 and -60 <= y <= 84 for x, y in shape)


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "land"),
    [
        ("Seoul", 127.2, 37.2, True), ("Beijing", 116.4, 40, True), ("Moscow", 37.6, 55.7, True),
        ("Chicago", -89, 41, True), ("Brasilia", -47.9, -15.8, True), ("Nairobi", 36.8, -1.3, True),
        ("Alice Springs", 133.9, -23.7, True), ("the Philippine Sea", 133, 18, False),
        ("the North Atlantic", -40, 40, False), ("the Bay of Bengal", 88, 15, False),
    ],
)  # fmt: skip
def test_land_is_where_land_is(place: str, longitude: float, latitude: float, land: bool) -> None:
    assert (place, land) == (place, any(inside(longitude, latitude, shape) for shape in outlines("land")))


def inside(x: float, y: float, shape: tuple[tuple[float, float], ...]) -> bool:
    """By the count of edges that a line to the east crosses."""
    crossed = False
    for (a, b), (c, d) in zip(shape, (*shape[1:], shape[0]), strict=True):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            crossed = not crossed
    return crossed


def test_the_shares_of_a_year_fill_its_bar() -> None:
    picture = drawn(shares(COUNTS, (), "T")).drawn[0]
    bars = {part.x: 0.0 for part in picture.parts}
    for part in picture.parts:
        bars[part.x] += part.height
    assert [pytest.approx(picture.base - 6, abs=1)] * 2 == list(bars.values())


def test_what_is_rare_is_one_share() -> None:
    figure = drawn(shares(COUNTS, (), "T"))
    assert "other topics" in [row[1].text for row in figure.rows]
    assert len(figure.rows) == len(figure.drawn[0].parts)


def test_one_year_has_no_course() -> None:
    assert shares(COUNTS[:9], (), "T") is None


def test_a_calendar_shades_the_months_that_had_talks() -> None:
    figure = drawn(calendar([event("2018-03-15"), event("2018-03-16"), event("2019-01-01")], (), "T"))
    shaded = {square.title: square.shade for square in figure.drawn[0].squares if square.shade}
    assert {"March 2018: 2 talks": 4, "January 2019: 1 talk": 2} == shaded


def test_a_month_leads_to_its_talks() -> None:
    figure = drawn(calendar([event("2018-03-15")], (("party", "x"),), "T"))
    goals = [square.goal for square in figure.drawn[0].squares if square.goal]
    assert [Goal(talks=(("party", "x"), ("from", "2018-03"), ("to", "2018-03")))] == goals


def test_posts_stand_in_the_order_of_time() -> None:
    found = [Span("Later", "b", "2018-01-01", "2019-01-01"), Span("Earlier", "a", "2014-05-05", "2014-05-05")]
    picture = drawn(spans(found, "T")).drawn[0]
    assert ["Earlier", "Later"] == [bar.name for bar in picture.bars]
    assert all(0 <= bar.x and bar.x + bar.width <= picture.width for bar in picture.bars)


def test_many_talks_become_bars_of_years() -> None:
    days = [f"{2010 + n % 8}-0{1 + n % 9}-11" for n in range(200)]
    figure = drawn(over_time(map(event, days), (), "T"))
    assert "years" == figure.kind
    assert 200 == sum(int(row[1].text) for row in figure.rows)


def test_few_talks_are_marks_on_a_desk_and_bars_on_a_telephone() -> None:
    figure = drawn(over_time([event(f"{year}-06-01") for year in range(2010, 2020)], (), "T"))
    assert 10 == len(figure.drawn[0].marks) == len(figure.rows) == len(figure.drawn[1].bars)
