"""Answers as tables for pages: as many rows as a page can carry."""

from server.results import Table, fitting


def table(rows: int, text: str) -> Table:
    return Table(
        ("a", "b"), tuple((["literal", text, "", ""], None) for _ in range(rows)), False, None, False
    )


def test_short_rows_are_all_shown() -> None:
    assert table(500, "x") == fitting(table(500, "x"))


def test_long_rows_are_cut_and_the_page_says_that_there_are_more() -> None:
    found = fitting(table(500, "x" * 1000))
    assert 10 < len(found.rows) < 100
    assert found.more


def test_one_row_is_shown_however_long_it_is() -> None:
    assert 1 == len(fitting(table(2, "x" * 1_000_000)).rows)
