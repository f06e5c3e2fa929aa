"""What a page says of facts: their sentences, what is shown of texts, their history, how to cite them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kg.errors import ParleyError
from kg.library import keep
from kg.pipeline import publish
from kg.settings import Settings
from server import create_app
from server.quotes import Quote, Source, marking
from tests.records import consultation, day, trilateral
from tests.serving_app import made

SOURCE = Source("a", "Title", "", "", "", None)
NASTY = '<script>alert("x")</script>\' onclick="y'


def quote(sentence: str) -> Quote:
    return Quote("e", sentence, "", "", SOURCE, "rule", "0.9")


def talk(client: FlaskClient) -> str:
    found = re.search(r'class="name" href="([^"]+)"', client.get("/search?q=11th+ROK-Japan&kind=event").text)
    assert found
    return found[1]


def known(page: str, name: str) -> str:
    """What a page's box of facts says under a property."""
    return next(part for part in page.split("<div><dt>") if f">{name}<span" in part).split("</dd>")[0]


@pytest.mark.parametrize(
    ("words", "marked"),
    [(["Tokyo"], "Tokyo"), (["Tok"], None), (["met", "met in Tokyo"], "met in Tokyo"), (["", "."], None)],
)
def test_the_longest_whole_words_are_marked(words: list[str], marked: str | None) -> None:
    found = marking(quote("They met in Tokyo yesterday"), words)
    assert marked == (found.words if found else None)


def test_marking_keeps_the_sentence() -> None:
    found = marking(quote("They met in Tokyo."), ["Tokyo"])
    assert found
    assert "They met in Tokyo." == found.sentence


def test_a_place_opens_the_sentence_that_names_it(client: FlaskClient) -> None:
    assert "<mark>Tokyo</mark>" in known(client.get(talk(client)).text, "Takes place in")


def test_a_number_opens_the_sentence_that_counts(client: FlaskClient) -> None:
    assert "<mark>11th</mark>" in known(client.get(talk(client)).text, "Ordinal")


def test_a_sentence_names_its_rule_and_where_it_stands(client: FlaskClient) -> None:
    fact = known(client.get(talk(client)).text, "Takes place in")
    assert ("rule <code>by.hand</code>" in fact, "article/consultation#s" in fact) == (True, True)


def test_a_sentence_is_found_in_its_context(client: FlaskClient) -> None:
    page = client.get(talk(client)).text
    target = re.search(r'href="(/page/article/consultation)#(s\d+)"', page)
    assert target
    assert f'id="{target[2]}"' in client.get(target[1]).text


def test_a_fact_of_the_reference_data_says_so(client: FlaskClient) -> None:
    assert "reference data" in known(client.get("/page/state/KR").text, "Capital")


def test_a_property_carries_its_definition(client: FlaskClient) -> None:
    assert re.search(r'role="tooltip">[^<]{20,}<', known(client.get("/page/state/KR").text, "Capital"))


def test_a_page_is_cited_with_its_release(client: FlaskClient) -> None:
    page = client.get("/page/state/KR").text
    assert "release 1 (version" in page.split('id="cite"')[1]
    assert "@misc{parley-1-state-KR," in page


def test_a_page_says_what_others_call_it(client: FlaskClient) -> None:
    assert "https://www.wikidata.org/" in client.get("/page/state/KR").text.replace("http://", "https://")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Two releases: the second moves the consultation by a day and knows the ADMM-Plus."""
    settings = Settings(data=tmp_path_factory.mktemp("twice"))
    publish(settings, [consultation()])
    first = consultation()
    moved = replace(first, talks=(replace(first.talks[0], when=day("2018-03-16")),))
    publish(settings, [moved, trilateral()])
    with made(create_app, settings.data) as client:
        yield client


def test_history_names_what_changed(twice: FlaskClient) -> None:
    page = twice.get(talk(twice).replace("/page/", "/history/")).text
    assert ("15 March 2018" in page, "16 March 2018" in page) == (True, True)
    assert page.index("Release 2") < page.index("Release 1")


def test_history_says_when_a_thing_came(twice: FlaskClient) -> None:
    found = re.search(
        r'href="/page/([^"]+)"', twice.get("/search?q=mattis&kind=official").text.split("<ol")[1]
    )
    assert found
    assert "New in this release" in twice.get(f"/history/{found[1]}").text


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release whose articles are kept."""
    settings = Settings(data=tmp_path_factory.mktemp("kept"))
    for record in (consultation(), trilateral()):
        keep(settings, record.article.document)
    publish(settings, [consultation(), trilateral()])
    return settings.data


@pytest.mark.parametrize(("text", "quoted"), [("sentence", True), ("none", False), ("full", True)])
def test_the_settings_say_whether_sentences_are_shown(kept: Path, text: str, quoted: bool) -> None:
    with made(create_app, kept, text=text) as client:
        page = client.get("/page/article/consultation").text
    assert (quoted, True) == ("<blockquote>" in page, "by.hand" in page)


def test_without_sentences_a_search_shows_none(kept: Path) -> None:
    with made(create_app, kept, text="none") as client:
        assert "blockquote" not in client.get("/search?q=later+touch").text


def test_a_text_of_one_s_own_may_be_shown_whole(kept: Path) -> None:
    with made(create_app, kept, text="full") as client:
        page = client.get("/page/article/consultation").text
    whole = re.sub("<[^>]+>", "", page.split('id="text"')[1].split("</section>")[0])
    assert consultation().article.document.text in whole.replace("&#39;", "'")


def test_a_whole_text_is_not_shown_unasked(client: FlaskClient) -> None:
    assert 'id="text"' not in client.get("/page/article/consultation").text


def test_no_other_word_says_what_is_shown() -> None:
    with pytest.raises(ParleyError, match="pages show sentence, none or full"):
        Settings(text="some")


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A release whose names are markup."""
    first = consultation()
    talks = (replace(first.talks[0], label=NASTY),)
    settings = Settings(data=tmp_path_factory.mktemp("nasty"))
    publish(settings, [replace(first, talks=talks)])
    with made(create_app, settings.data) as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/page/state/KR", "/talks", "/pairs/JP/KR", "/search?q=script", "/articles"]
)
def test_a_name_that_is_markup_stays_a_name(nasty: FlaskClient, path: str) -> None:
    page = nasty.get(path).text
    assert ("<script>alert" in page, 'onclick="y' in page) == (False, False)


@pytest.mark.parametrize("path", ["/search?q=", "/talks?from=", "/page/state/", "/pairs/KR/", "/history/"])
def test_what_a_visitor_types_stays_text(client: FlaskClient, path: str) -> None:
    page = client.get(path + NASTY.replace('"', "%22"), headers={"Accept": "text/html"}).text
    assert ("<script>alert" in page, 'onclick="y' in page) == (False, False)
