"""The date grammar: each row of its table by its own examples, then what rows do together."""

from datetime import date

import pytest

from kg.language.dates.find import DateRule, date_rules, find_dates, read_by
from kg.language.dates.read import DateMention
from kg.model import Span

PUBLISHED = date(2018, 10, 31)


def shown(mention: DateMention) -> str:
    if mention.when is None:
        return f"{mention.days:+d}"
    if mention.when.value:
        return mention.when.value
    return f"{mention.when.earliest}/{mention.when.latest}"


def dates(text: str, published: date | None = PUBLISHED) -> list[str]:
    return [shown(m) for m in find_dates(text, Span(0, len(text)), published)]


@pytest.mark.parametrize("rule", date_rules(), ids=lambda r: r.id)
def test_a_rule_reads_its_example(rule: DateRule) -> None:
    assert [rule.expect] == [
        shown(m) for m in read_by(rule, rule.example, date.fromisoformat(rule.published))
    ]


@pytest.mark.parametrize("rule", date_rules(), ids=lambda r: r.id)
def test_a_rule_leaves_its_counter_example_alone(rule: DateRule) -> None:
    assert read_by(rule, rule.misses, date.fromisoformat(rule.published)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 12th round of talks", []),
        ("Resolutions 2371 and 2375", []),
        ("the two may meet again", []),
        ("the March 1st Movement", []),
        ("the PyeongChang Winter Olympics", []),
        ("in keeping with the 15th ASEAN summit", []),
        ("marching in step", []),
        ("the F-35 and the 2+2", []),
        ("29 years after the first", []),
        ("March 15, 2018", ["2018-03-15"]),
        ("15th of March", ["2018-03-15"]),
        ("15 March 2018", ["2018-03-15"]),
        ("Oct. 20", ["2018-10-20"]),
        ("on 5 January", ["2019-01-05"]),
        ("31 March-1 April", ["2018-03-31/2018-04-01"]),
        ("March 31-April 1, 2017", ["2017-03-31/2017-04-01"]),
        ("30 December to 2 January", ["2018-12-30/2019-01-02"]),
        ("June 1-3", ["2018-06-01/2018-06-03"]),
        ("4–6 April 2022", ["2022-04-04/2022-04-06"]),
        ("on 4 and 5 June", ["2018-06-04/2018-06-05"]),
        ("in mid-July", ["2018-07"]),
        ("the end of November this year", ["2018-11"]),
        ("late August", ["2018-08"]),
        ("in October of last year", ["2017-10"]),
        ("since April 2015", ["2015-04"]),
        ("will visit in March", ["2019-03"]),
        ("visited in March", ["2018-03"]),
        ("They met in November.", ["2017-11"]),
        ("next month", ["2018-11"]),
        ("will meet on Friday", ["2018-11-02"]),
        ("met on Wednesday", ["2018-10-31"]),
        ("next Monday", ["2018-11-05"]),
        ("last Wednesday", ["2018-10-24"]),
        ("this week", ["2018-10-29/2018-11-04"]),
        ("In 2017 they spoke in May and in July.", ["2017", "2017-05", "2017-07"]),
        ("founded in 2008, opened in December of the same year", ["2008", "2008-12"]),
        ("the day before yesterday", ["2018-10-29"]),
        ("two days later", ["+2"]),
        ("the following day", ["+1"]),
        ("earlier in the day", ["+0"]),
        ("February 30", []),
    ],
)
def test_expressions_of_the_genre(text: str, expected: list[str]) -> None:
    assert expected == dates(text)


def test_without_a_dateline_a_day_keeps_its_year_open() -> None:
    assert dates("on October 20th", None) == ["--10-20"]


def test_without_a_dateline_nothing_relative_is_invented() -> None:
    assert dates("on Friday, last month, in March", None) == []


def test_winter_is_resolved_across_the_turn_of_the_year() -> None:
    (mention,) = find_dates("last winter", Span(0, 11), date(2018, 5, 1))
    assert mention.when is not None
    assert (date(2017, 12, 1), date(2018, 2, 28)) == (mention.when.earliest, mention.when.latest)


def test_the_span_covers_the_words_of_the_date_alone() -> None:
    text = "They met in March 2018 in Seoul."
    assert ["March 2018"] == [m.span.of(text) for m in find_dates(text, Span(0, len(text)), PUBLISHED)]
