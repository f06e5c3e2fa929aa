"""Small parts of the server by themselves: dates in words, timelines, addresses, tokens."""

from dataclasses import dataclass

import pytest

from kg.textindex import folded
from server import guard
from server.dates import Dated, between, written
from server.draw.timeline import timeline
from server.events import Row
from server.problems import MalformedError
from server.urls import Urls
from server.values import literal, outside_name

URLS = Urls("/graph", "https://example.org", "https://data.example/")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2018-03-15", "15 March 2018"),
        ("2018-03-15Z", "15 March 2018"),
        ("2018-03", "March 2018"),
        ("2018", "2018"),
        ("--03-15", "15 March, year not said"),
        ("soon", "soon"),
        ("2018-13-45", "2018-13-45"),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(value: str, expected: str) -> None:
    assert expected == written(value)


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2018-10-19", "2018-10-20", "19–20 October 2018"),
        ("2018-10-19", "2018-10-19", "19 October 2018"),
        ("2018-10-31", "2018-11-02", "31 October – 2 November 2018"),
        ("2018-12-31", "2019-01-01", "31 December 2018 – 1 January 2019"),
    ],
)
def test_a_range_says_once_what_its_ends_share(earliest: str, latest: str, expected: str) -> None:
    assert expected == between(earliest, latest)


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        (Dated("2018-03", "2018-03-01", "2018-03-31", "in March"), "March 2018"),
        (Dated(None, "2018-03-01", "2018-03-10", "early in March"), "1–10 March 2018"),
        (Dated(text="some time ago"), "some time ago"),
        (Dated(), ""),
    ],
)
def test_the_best_words_for_a_date_are_taken(dated: Dated, expected: str) -> None:
    assert expected == dated.words


def event(day: str, name: str = "x") -> Row:
    return Row(
        name, name, "meeting", "meeting", Dated(day, day, day), (), None, None, None, "Held", main=True
    )


YEARS = [event(f"{year}-06-01") for year in range(2010, 2020)]


def test_every_dated_event_has_a_mark() -> None:
    drawn = timeline([*YEARS, event("", "undated")], 760)
    assert drawn
    assert len(YEARS) == len(drawn.marks)


def test_marks_stand_in_the_order_of_time() -> None:
    drawn = timeline(reversed(YEARS), 760)
    assert drawn
    assert [one.dated.value for one in YEARS] == [mark.event.dated.value for mark in drawn.marks]


def test_no_mark_touches_another() -> None:
    drawn = timeline([event(f"2018-0{1 + n % 9}-1{n % 8}", str(n)) for n in range(40)] + YEARS, 340)
    assert drawn
    places = [(mark.x, mark.y) for mark in drawn.marks]
    gaps = [abs(a - c) + abs(b - d) for n, (a, b) in enumerate(places) for c, d in places[:n]]
    assert 2 * drawn.radius <= min(gaps)


def test_every_mark_lies_within_the_picture() -> None:
    for drawn in (timeline(YEARS * 30, width) for width in (760, 340)):
        assert drawn
        assert all(0 <= m.x <= drawn.width and 0 <= m.y <= drawn.height for m in drawn.marks)


def test_one_event_long_before_the_others_does_not_squeeze_them() -> None:
    drawn = timeline([event("1953-07-27"), *YEARS], 760)
    assert drawn
    assert (2010, 1) == (drawn.first, drawn.earlier)


@pytest.mark.parametrize(
    "events", [[], YEARS[:2], [event("2018-01-01"), event("2018-02-02"), event("2018-03-03")]]
)
def test_too_little_for_a_picture_is_none(events: list[Row]) -> None:
    assert timeline(events, 760) is None


@dataclass(frozen=True)
class Led:
    iri: str
    page: str | None


@pytest.mark.parametrize(
    "led",
    [
        Led("https://data.example/id/state/KR", "/graph/page/state/KR"),
        Led("https://data.example/id/place/a b", "/graph/page/place/a%20b"),
        Led("https://w3id.org/parley/def#Talk", "/graph/def#Talk"),
        Led("https://data.example/graph/article/x", None),
        Led("https://elsewhere.example/id/state/KR", None),
        Led("https://data.example/id/", None),
    ],
)
def test_a_page_is_an_address_of_this_server(led: Led) -> None:
    assert led.page == URLS.page(led.iri)


def test_a_query_string_leaves_out_what_is_empty() -> None:
    assert "/graph/search?q=a+b" == URLS.to("/search", q="a b", kind="", page=None)


@pytest.mark.parametrize(
    ("text", "shown", "href"),
    [
        ("https://www.wikidata.org/entity/Q884", "Wikidata Q884", "https://www.wikidata.org/entity/Q884"),
        ("https://news.example/2018/a-long-path", "news.example", "https://news.example/2018/a-long-path"),
        ("plain words", "plain words", None),
        ("javascript:alert(1)", "javascript:alert(1)", None),
    ],
)
def test_an_address_elsewhere_is_called_by_its_site(text: str, shown: str, href: str | None) -> None:
    assert (shown, href) == (literal(text).text, literal(text).href)


def test_a_term_of_another_vocabulary_is_called_by_its_prefix() -> None:
    assert "skos:Concept" == outside_name("http://www.w3.org/2004/02/skos/core#Concept")


@pytest.mark.parametrize(
    ("text", "expected"), [("Đỗ Văn", "đo van"), ("SONG  Young-moo", "song young moo"), ("", "")]
)
def test_names_are_compared_without_marks_and_case(text: str, expected: str) -> None:
    assert expected == folded(text)


@pytest.mark.parametrize(
    ("query", "steady"),
    [
        ("SELECT * {}", True),
        ("SELECT (NOW() AS ?t) {}", False),
        ("SELECT (rand() AS ?t) {}", False),
        ("SELECT ('NOW' AS ?t) {} # RAND", True),
    ],
)
def test_an_answer_is_steady_unless_the_query_asks_for_chance_or_time(query: str, steady: bool) -> None:
    assert steady is guard.inspect(query)


def test_the_bracket_that_is_too_deep_is_named() -> None:
    with pytest.raises(MalformedError) as caught:
        guard.inspect("SELECT *\n" + "{" * 201)
    assert (2, 201) == (caught.value.line, caught.value.column)


def test_brackets_in_strings_and_comments_do_not_count() -> None:
    assert guard.inspect(f"SELECT ('{'{' * 500}' AS ?x) {{}} # {'(' * 500}")
