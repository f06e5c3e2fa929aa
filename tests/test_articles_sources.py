"""Sources: files, folders, side-cars and standard input, with one error for each bad one."""

import io
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.articles import read_sources
from kg.errors import ArticleError
from kg.model import Document, Metadata

ENGLISH = "The two ministers met in the capital on Monday and agreed to meet again in the spring."


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    return folder


def identifiers(*sources: Path) -> list[str]:
    return [
        found.identifier for found in read_sources(list(map(str, sources))) if isinstance(found, Document)
    ]


def only_error(*sources: str) -> str:
    (error,) = [found for found in read_sources(sources) if isinstance(found, ArticleError)]
    return str(error)


def test_a_folder_is_walked_in_order_without_hidden_files_and_other_suffixes(tmp_path: Path) -> None:
    write(tmp_path, b__txt=ENGLISH, a__TXT=ENGLISH, c__md=ENGLISH, __hidden__txt=ENGLISH, a__meta__json="{}")
    (tmp_path / "a.d").mkdir()
    write(tmp_path / "a.d", z__txt=ENGLISH)

    assert ["a", "z", "b"] == identifiers(tmp_path)


def test_a_named_file_of_any_suffix_is_read_if_it_is_text(tmp_path: Path) -> None:
    write(tmp_path, a__md=ENGLISH)

    assert ["a"] == identifiers(tmp_path / "a.md")


def test_markup_is_known_by_its_first_words_too(tmp_path: Path) -> None:
    write(tmp_path, a__md=f"<!DOCTYPE html><html><body><article><p>{ENGLISH}</p></article></body></html>")

    assert [ENGLISH] == [
        found.text.strip() for found in read_sources([str(tmp_path / "a.md")]) if isinstance(found, Document)
    ]


def test_lines_of_a_json_file_are_documents(tmp_path: Path) -> None:
    write(tmp_path, a__jsonl=f"{json.dumps({'text': ENGLISH})}\n{{\n{json.dumps({'text': ENGLISH})}\n")

    assert ["a-1", "a-3"] == identifiers(tmp_path)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("missing.txt", "No such file"),
        ("missing.jsonl", "No such file"),
        ("ftp://a.example/b", "only http and https"),
    ],
)
def test_a_source_that_is_not_there_is_one_error(source: str, reason: str) -> None:
    assert reason in only_error(source)


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    assert "no file in it ends in" in only_error(str(tmp_path))


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, a__txt="", b__txt=ENGLISH)

    assert ["b"] == identifiers(tmp_path)


def test_a_second_document_of_one_identifier_is_refused_with_the_first_named(tmp_path: Path) -> None:
    write(tmp_path, a__txt=ENGLISH, a__text=ENGLISH)

    assert f"its identifier 'a' is taken by {tmp_path / 'a.text'}" in only_error(str(tmp_path))


def test_a_text_that_is_not_english_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a__txt="두 나라의 장관은 월요일 수도에서 만나 협력하기로 하였다. " * 3)

    assert "not English (looks like Korean)" in only_error(str(tmp_path / "a.txt"))


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xff.txt")).write_text(ENGLISH)

    assert "not valid UTF-8" in only_error(str(tmp_path))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(ENGLISH.encode())))

    assert [Document("stdin", ENGLISH)] == list(read_sources(["-"]))


def test_what_is_given_wins_over_the_side_car_and_that_over_the_page(tmp_path: Path) -> None:
    head = '<title>Page title here</title><meta name="date" content="2001-01-01">'
    head += '<meta property="og:site_name" content="Page">'
    write(tmp_path, a__html=f"<html><head>{head}</head><body><p>{ENGLISH}</p></body></html>")
    write(tmp_path, a__meta__json='{"publisher": "Side", "published": "2002"}')
    (document,) = read_sources([str(tmp_path)], Metadata(published="2003"))

    assert isinstance(document, Document)
    assert Metadata("Page title here", "Side", "2003") == document.metadata


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "Expecting property name"),
        ("[]", "it is no JSON object"),
        ('{"publishd": "2002"}', "unknown field 'publishd'; known are title"),
        ('{"published": "May 2002"}', "field 'published': 'May 2002' is no date"),
        ('{"url": "a.example"}', "field 'url'"),
        ('{"title": 5}', "field 'title': write a string, not int"),
    ],
)
def test_a_bad_side_car_is_told_by_its_file_and_field(tmp_path: Path, content: str, reason: str) -> None:
    write(tmp_path, a__txt=ENGLISH, a__meta__json=content)
    message = only_error(str(tmp_path))

    assert f"{tmp_path / 'a.meta.json'}: {reason}" in message
