"""Texts that are not English are named and refused."""

import pytest

from kg.articles.language import language_of, refuse_foreign
from kg.errors import ArticleError
from kg.model import Document

ENGLISH = "The two ministers met in the capital on Monday and agreed that their countries will trade more. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("두 나라의 장관은 월요일 수도에서 만나 협력하기로 하였다. " * 3, "Korean"),
        ("両大臣は月曜日に首都で会談し、協力を続けることで一致した。" * 3, "Japanese"),
        ("两国部长星期一在首都举行会谈,同意加强合作。" * 3, "Chinese"),
        ("Министры двух стран встретились в столице в понедельник. " * 3, "Russian"),
        ("التقى الوزيران في العاصمة يوم الاثنين واتفقا على التعاون. " * 3, "Arabic"),
        (ENGLISH, "English"),
        ("2019-05-09", None),
        ("Roe, Doe", None),
    ],
)
def test_the_language_of_a_text_is_named(text: str, language: str | None) -> None:
    assert language == language_of(text)


def test_a_menu_in_another_language_does_not_decide() -> None:
    assert "English" == language_of("보도자료\n본문 바로가기\n주메뉴\n" * 20 + ENGLISH)


def test_a_foreign_text_is_refused_with_its_language() -> None:
    with pytest.raises(ArticleError, match=r"a\.txt: not English \(looks like Korean\)"):
        refuse_foreign(Document("a", "두 나라의 장관은 월요일에 만났다. " * 5), "a.txt")
