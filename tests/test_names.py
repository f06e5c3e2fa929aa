"""Names of persons are known by their form."""

import pytest

from kg.language.forms import fits
from kg.language.lexicon import Lexicon, load_lexicon
from kg.language.names import honorifics_at, name_at
from kg.language.rows import row_of
from kg.language.tables import table
from kg.model import Span
from kg.reference.load import load_reference

FORMS = table("forms")["form"]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(load_reference())


def name_in(text: str, lexicon: Lexicon) -> str | None:
    row = row_of(text, Span(0, len(text)), lexicon)
    first = honorifics_at(row, 0)
    end = name_at(row, first, titled=True)
    return row.part(first, end) if end else None


@pytest.mark.parametrize(
    "name",
    [
        "Ahn Do-jin", "Yoon Suk Min", "Mohammed bin Salim", "Ursula von der Heide", "S. Raghavan",
        "YUN Byung-ho", "MORITA Toshiyuki", "Lloyd J. Hagan III",
        "Jose Ma. Reyes Jr.", "O'Neill", "McMaster", "Ng Teck Hin",
        "Sudarto", "An Ik-won", "António Gomes", "al-Sudani", "Shinji Abeno", "Jean-Pierre Lacombe",
        "Hossein Amir-Rahimi",
        "Penny Marsh", "Jordan Price", "Chad Bright", "Theresa May", "Taro KONDO", "Sa'ar",
    ],
)  # fmt: skip
def test_a_name_is_read_to_its_end(name: str, lexicon: Lexicon) -> None:
    assert name == name_in(f"{name} spoke at length.", lexicon)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("H.E. Dr. Bui Thanh said so.", "Bui Thanh"),
        ("the Rt Hon Daniel Ashworth MP said so.", "Daniel Ashworth"),
        ("Dato' Seri Mohamad Hasan said so.", "Mohamad Hasan"),
        ("Mr. Fumio Kondo said so.", "Fumio Kondo"),
        ("Shri Arvind Rao said so.", "Arvind Rao"),
        ("Mr. He Lai said so.", "He Lai"),
        ("Dr. To Lan said so.", "To Lan"),
    ],
)
def test_honorifics_and_honours_are_no_part_of_a_name(text: str, name: str, lexicon: Lexicon) -> None:
    assert name == name_in(text, lexicon)


@pytest.mark.parametrize(
    "text",
    ["ministers", "The meeting", "Monday", "ROK", "Ministry of Defense", "2018"],
)
def test_other_words_are_no_name(text: str, lexicon: Lexicon) -> None:
    assert name_in(text, lexicon) is None


@pytest.mark.parametrize(("row", "name"), [(r, n) for r in FORMS for n in r["matches"]])
def test_a_name_of_the_state_fits_its_form(row: dict[str, list[str]], name: str) -> None:
    assert fits(name, row["states"][0])


@pytest.mark.parametrize(("row", "name"), [(r, n) for r in FORMS for n in r["misses"]])
def test_a_name_of_elsewhere_does_not_fit(row: dict[str, list[str]], name: str) -> None:
    assert not fits(name, row["states"][0])
