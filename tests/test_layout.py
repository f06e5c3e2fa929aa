"""Layout: paragraphs with exact offsets, headline, publisher and date from pages of many kinds."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.layout import lay_out
from kg.model import Article, Document, Metadata

LAYOUTS = sorted((Path(__file__).parent / "data/articles/layouts").glob("*.txt"))
OPENING = "The two ministers met in the capital on Monday and spoke of trade."


def laid_out(text: str, **metadata: str) -> Article:
    return lay_out(Document("a", text, Metadata(**metadata)))


def paragraphs(text: str) -> list[str]:
    article = laid_out(text)
    return [span.of(text) for span in article.paragraphs]


def said_of(path: Path) -> dict[str, object]:
    text = path.read_text("utf-8")
    article = laid_out(text)
    said = {name: getattr(article.metadata, name) for name in ("title", "publisher", "published")}
    openings = [" ".join(span.of(text).split()[:4]) for span in article.paragraphs]
    return {name: value for name, value in said.items() if value} | {"paragraphs": openings}


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_each_press_service_gives_its_title_publisher_date_and_paragraphs(path: Path) -> None:
    assert tomllib.loads(path.with_suffix(".toml").read_text("utf-8")) == said_of(path)


@pytest.mark.parametrize(
    ("line", "paragraph"),
    [
        ("1. They agreed to meet again.", "They agreed to meet again."),
        ("2. (1) They agreed to meet again.", "They agreed to meet again."),
        ("° They agreed to meet again.", "They agreed to meet again."),
        ("ㅇThey agreed to meet again.", "They agreed to meet again."),
        ("o They agreed to meet again.", "They agreed to meet again."),
        ("- a round of talks at sea; and", "a round of talks at sea; and"),
        ("※ The last round took place in 2010.", "The last round took place in 2010."),
        ("① They agreed to meet again.", "They agreed to meet again."),
        ("b) They agreed to meet again.", "They agreed to meet again."),
        ("(iv) They agreed to meet again.", "They agreed to meet again."),
        ("3 May was chosen as the day.", "3 May was chosen as the day."),
        ("-5 degrees were measured.", "-5 degrees were measured."),
    ],
)
def test_a_bullet_or_number_is_cut_from_its_paragraph(line: str, paragraph: str) -> None:
    assert paragraph == paragraphs(f"{OPENING}\n\n{line}\n")[1]


@pytest.mark.parametrize(
    "line",
    [
        "“We agree.”",
        "They did.",
        "Minister Roe said:",
        "Other matters were raised as well.",
        "(They had last met in 2010.)",
        "The text was signed by Mr. Doe. — WIRE",
    ],
)
def test_a_short_line_of_prose_is_a_paragraph(line: str) -> None:
    assert line in paragraphs(f"{OPENING}\n\n{line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "2. Regional Issues",
        "File",
        "Quick facts",
        "• (Presentation)",
        "Bilateral relations",
        "외교부 보도자료 목록",
    ],
)
def test_a_heading_or_label_within_the_text_is_no_paragraph(line: str) -> None:
    assert [OPENING, "They agreed."] == paragraphs(f"{OPENING}\n\n{line}\n\nThey agreed.\n")


def test_what_follows_an_end_mark_is_left_out() -> None:
    assert [OPENING] == paragraphs(f"{OPENING}\n\n/END/\n\nAnother story tells of other ministers.\n")


def test_an_end_mark_before_the_text_does_not_end_it() -> None:
    assert [OPENING] == paragraphs(f"Related articles\n\n{OPENING}\n")


WRAPPED = """\
The ministers of the two countries met in the capital on Monday for
the first time in three years. They spoke of trade, of the sea lanes
and of an accord on the exchange of goods, which they had signed on
May 9, 2019.
The next round is to take place in the spring, officials of the two
countries told reporters.
"""


def test_hard_wrapped_lines_are_one_paragraph_up_to_their_short_last_line() -> None:
    found = paragraphs(WRAPPED)

    assert ["May 9, 2019.", "countries told reporters."] == [words.split("\n")[-1] for words in found]


def test_lines_of_a_page_in_markup_are_paragraphs_whatever_their_length() -> None:
    text = "\n".join([OPENING] * 6)

    assert 6 == len(lay_out(Document("a", text, markup=True)).paragraphs)


def test_an_indented_line_starts_a_paragraph() -> None:
    text = WRAPPED.replace("The next", "   The next").replace(
        "May 9, 2019.", "that memorable ninth day of the month of May, it said."
    )

    assert 2 == len(paragraphs(text))


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        ("SEOUL, Oct. 5 (Yonhap) -- ", None),
        ("SEOUL, May 9, 2019 (Yonhap) -- ", "2019-05-09"),
        ("WASHINGTON (Reuters) - ", None),
        ("TOKYO, Japan — ", None),
        ("BRUSSELS, 9 May 2019 – ", "2019-05-09"),
        ("HÀ NỘI — ", None),
        ("MOSCOW, May 9. /TASS/. ", None),
        ("Taipei, May 9 (CNA) ", None),
        ("ABU DHABI, 9th May, 2019 (WAM) -- ", "2019-05-09"),
        ("Riyadh, May 9, 2019, SPA -- ", "2019-05-09"),
        ("Manila, 9 May 2019: ", "2019-05-09"),
        ("(Tokyo, 9 May 2019) ", "2019-05-09"),
    ],
)
def test_a_dateline_is_left_out_of_the_paragraph_and_kept(dateline: str, published: str | None) -> None:
    article = laid_out(dateline + OPENING)

    assert article.dateline is not None
    assert (dateline, [OPENING], published) == (
        article.dateline.of(article.text),
        [span.of(article.text) for span in article.paragraphs],
        article.metadata.published,
    )


@pytest.mark.parametrize(
    "opening",
    [
        "Minister Roe — who had arrived on Monday — met Mr. Doe.",
        "Jane Roe, 52 (Example Party), said she was glad to be here.",
    ],
)
def test_a_dash_or_bracket_alone_makes_no_dateline(opening: str) -> None:
    assert laid_out(opening).dateline is None


def test_what_is_given_wins_over_what_the_page_says() -> None:
    text = f"Ministry of Roads\n\nTwo Ministers Meet in the Capital\n2019-05-09\n\n{OPENING}\n"

    assert Metadata("T", "P", "2001", "http://a.example/") == (
        laid_out(text, title="T", publisher="P", published="2001", url="http://a.example/").metadata
    )


def test_the_line_of_a_given_title_is_the_heading() -> None:
    text = f"Another Line That Is Rather Long\n\nTWO MINISTERS MEET\n\n{OPENING}\n"
    heading = laid_out(text, title="Two ministers meet").heading

    assert heading is not None
    assert "TWO MINISTERS MEET" == heading.of(text)


def test_further_headlines_are_subheadings() -> None:
    text = f"Two Ministers Meet in the Capital\n\nAn accord is in sight, officials say\n\n{OPENING}\n"

    assert ["An accord is in sight, officials say"] == [span.of(text) for span in laid_out(text).subheadings]


def test_nothing_is_invented_where_a_page_says_nothing() -> None:
    assert Metadata() == laid_out(f"{OPENING}\n\nThey spoke on May 9, 2019 of roads.\n").metadata


@pytest.mark.parametrize(("dateline", "published"), [("May 9", "2019-05-09"), ("Sept. 5", "2019-09-05")])
def test_the_dateline_tells_how_a_numeric_date_is_read(dateline: str, published: str) -> None:
    text = f"Two Ministers Meet in the Capital\n05/09/2019 05:02 PM\n\nTAIPEI, {dateline} (WIRE) {OPENING}\n"

    assert published == laid_out(text).metadata.published


def test_a_first_publication_wins_over_an_update() -> None:
    text = f"Two Ministers Meet in the Capital\nUpdated: 2019-05-11\nPublished: 2019-05-09\n\n{OPENING}\n"

    assert "2019-05-09" == laid_out(text).metadata.published


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10**6,
        "[" * 10**6,
        "a " * 500_000,
        "\0" * 10**5,
        "SEOUL, " * 10**5,
        ("SEOUL, " * 25 + "\n") * 300,
        "a > " * 10**5,
    ],
    ids=["letters", "brackets", "words", "nuls", "capitals", "capital-lines", "arrows"],
)
def test_monstrous_texts_are_laid_out(text: str) -> None:
    assert text == laid_out(text).text


PIECES = st.sampled_from(
    [OPENING, "\n", "\r\n", "\f", "\u200b", "\0", " ", "•", "1. ", "(", "]", "–",
     "SEOUL, Oct. 5 (Yonhap) -- ", "Date", "2019-05-09", "/END/", "Ministry of Roads", "서울",
     "Two ministers meet", "\u2028", "\ufeff", "。",
     "Copyright © A"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=20), max_size=30).map("".join))
def test_spans_lie_in_the_text_in_order_apart_and_hold_something(text: str) -> None:
    article = laid_out(text)

    assert all(
        0 <= span.start < span.end <= len(text) and span.of(text).strip() for span in article.paragraphs
    )
    assert all(left.end <= right.start for left, right in pairwise(article.paragraphs))
