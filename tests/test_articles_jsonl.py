"""JSON lines: every line is a document or an error that names it."""

import json

import pytest

from kg.articles.jsonl import read_json_lines
from kg.errors import ArticleError
from kg.model import Document, Metadata


def read(*lines: bytes) -> list[Document | ArticleError]:
    return [result for _, result in read_json_lines(lines, "a.jsonl", "a")]


def test_the_fields_of_a_line_become_a_document() -> None:
    row = {
        "text": "They met.",
        "title": "T",
        "published": "2019-05",
        "publisher": "P",
        "url": "http://a.example/",
        "x": 1,
    }

    assert [
        Document("http://a.example/", "They met.", Metadata("T", "P", "2019-05", "http://a.example/"))
    ] == (read(json.dumps(row).encode()))


def test_an_id_comes_before_the_address_and_the_line_number() -> None:
    found = read(b'{"id": 7, "url": "http://a.example/", "text": "a"}\n', b"\n", b'{"text": "b"}\n')

    assert ["7", "a-3"] == [result.identifier for result in found if isinstance(result, Document)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "no JSON"),
        (b"[]", "no JSON object"),
        (b"\xff{}", "not UTF-8"),
        (b"{}", "field 'text'"),
        (b'{"text": 1}', "field 'text'"),
        (b'{"text": " "}', "field 'text': it is empty"),
        (b'{"text": "a\\ud800"}', "field 'text': half of a surrogate pair"),
        (b'{"text": "a", "published": "May"}', "'May' is no date: write YYYY-MM-DD"),
        (b'{"text": "a", "title": 1}', "field 'title': write a string"),
        (b'{"text": "a", "url": "ftp://a"}', "field 'url': 'ftp://a' is no http"),
        (b'{"text": "a", "id": true}', "field 'id'"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_the_rest_is_read(line: bytes, reason: str) -> None:
    first, second, third = read(b'{"text": "a"}', line, b'{"text": "b"}')

    assert isinstance(second, ArticleError)
    assert str(second).startswith("a.jsonl:2: ")
    assert reason in second.reason
    assert [True, True] == [isinstance(result, Document) for result in (first, third)]


def test_a_line_that_is_too_long_is_refused() -> None:
    ((place, result),) = read_json_lines([b'{"text": "abc"}'], "a.jsonl", "a", largest=10)

    assert ("a.jsonl:1", "a.jsonl:1: the line has more than 10 bytes") == (place, str(result))
