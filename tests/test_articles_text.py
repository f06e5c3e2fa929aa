"""Bytes of many encodings become text; what is no text is refused with its reason."""

import codecs
from pathlib import Path

import pytest

from kg.articles.text import cleaned, decoded, read_bytes
from kg.errors import ArticleError

ENGLISH = "The two ministers met in the capital on Monday and agreed to meet again."


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", "“Roe” — 서울"),
        ("utf-16-le", "Roe"),
        ("utf-16-be", "Roe"),
        ("cp1252", "“Roe” — João in Zürich"),
        ("cp949", "보도자료 바로가기 ㅇ °"),
        ("cp932", "報道発表 このページの先頭へ戻る"),
        ("cp1250", "Žluťoučký kůň, pan Šedivý"),
        ("big5", "新聞稿 外交部 返回頁首"),
        ("cp1251", "Министерство дорог"),
    ],
)
def test_an_encoding_is_detected(encoding: str, words: str) -> None:
    text = f"{words}\n{ENGLISH}"

    assert text == decoded(text.encode(encoding), "a.txt")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, encoding: str) -> None:
    assert "서울 Roe" == decoded(mark + "서울 Roe".encode(encoding), "a.txt")


@pytest.mark.parametrize(
    ("declared", "encoding"), [("EUC-KR", "cp949"), ("GB2312", "gb18030"), ("ISO-8859-1", "cp1252")]
)
def test_a_declared_encoding_means_its_larger_kin(declared: str, encoding: str) -> None:
    words = {"cp949": "똠방각하", "gb18030": "新闻发布", "cp1252": "“é”"}[encoding]

    assert words == decoded(words.encode(encoding), "a.html", declared)


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    assert "café" == decoded("café".encode("cp1252"), "a.html", "x-unknown")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no text"),
        (b" \n\t\n", "holds no text"),
        (b"%PDF-1.7 ...", "a PDF file: save its text as .txt"),
        (b"PK\x03\x04....", "an office document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "a binary file, not text"),
        (b"ab\x00\x01\x02\x03" * 50, "a binary file, not text"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=f"^a.txt: .*{reason}"):
        decoded(content, "a.txt")


def test_line_ends_become_one_kind_and_unwritable_characters_spaces() -> None:
    assert "a\nb\nc\nd e f" == cleaned("\ufeffa\r\nb\rc\fd\x07e\uffffF".replace("F", "f"))


def test_blanks_of_other_widths_part_words_as_the_plain_one_does() -> None:
    assert "NATO Secretary General" == cleaned("NATO\N{NO-BREAK SPACE}Secretary\N{THIN SPACE}General")


def test_a_file_larger_than_allowed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abcd")

    with pytest.raises(ArticleError, match="4 bytes are more than an article may have"):
        read_bytes(path, largest=3)
