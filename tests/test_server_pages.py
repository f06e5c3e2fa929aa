"""What the pages say: labels, sentences with their words, differences, redirects."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kg.model import When
from kg.pipeline import publish
from kg.release import open_release
from kg.settings import Settings
from server import create_app
from tests.records import consultation, day, trilateral
from tests.serving_app import made

EVENT = "/page/event/rok-japan-security-policy-consultation-11"


def address(client: FlaskClient, words: str, kind: str) -> str:
    """The page that search finds first."""
    found = re.search(r'class="name" href="([^"]+)"', client.get(f"/search?q={words}&kind={kind}").text)
    assert found
    return found[1]


@pytest.fixture
def talk(client: FlaskClient) -> str:
    return client.get(address(client, "11th ROK-Japan", "event")).text


def test_a_talk_says_when_and_where(talk: str) -> None:
    assert ">15 March 2018</time>" in talk
    assert ">Tokyo</a>" in talk


def test_a_talk_names_its_people_by_side_with_their_posts(talk: str) -> None:
    japan, korea = talk.split('class="side"')[1:3]
    assert ("Kenji Kanasugi" in japan, "Director-General of the Asian" in japan) == (True, True)
    assert ("Kim Yong-kil" in korea, "head" in korea) == (True, True)


def test_a_statement_comes_with_its_sentence_and_the_words_marked(talk: str) -> None:
    assert "<p>Later Kim <mark>asked</mark> Japan to stay in touch.</p>" in talk


def test_a_sentence_names_its_article_and_date(talk: str) -> None:
    assert "Eleventh consultation held</a>, Parley tests, 15 March 2018" in talk


def test_an_agreement_names_its_parties(talk: str) -> None:
    agreed = talk.split('id="agreements"')[1].split("</section>", maxsplit=1)[0]
    assert ("More frequent talks" in agreed, ">Japan</a> and " in agreed) == (True, True)


def test_an_official_shows_posts_with_the_sentence(client: FlaskClient) -> None:
    page = client.get(address(client, "kanasugi", "official")).text
    assert ("attested 15 March 2018" in page, "<mark>Kenji Kanasugi</mark>" in page) == (True, True)


def test_an_article_is_read_through_in_its_order(client: FlaskClient) -> None:
    page = client.get("/page/article/consultation").text.split('id="sentences"')[1]
    sentences = [re.sub("<[^>]+>", "", text) for text in re.findall(r"<blockquote><p>(.*?)</p>", page)]
    assert ["Kim Yong", "Kenji Ka", "The two ", "Later Ki"] == [sentence[:8] for sentence in sentences]


def test_a_name_is_found_without_accents_and_in_parts(client: FlaskClient) -> None:
    assert "Takeshi Iwaya" in client.get("/search?q=iwa").text


def test_a_name_is_found_written_as_one_word(client: FlaskClient) -> None:
    assert "Jeong Kyeong-doo" in client.get("/search?q=kyeongdoo").text


def test_a_name_spelt_nearly_so_is_offered(client: FlaskClient) -> None:
    assert "Kenji Kanasugi" in client.get("/search?q=kenji+kanasuki").text


def test_an_unknown_address_offers_near_ones(client: FlaskClient) -> None:
    real = address(client, "kanasugi", "official")
    page = client.get(real.replace("kanasugi", "kanasuki"), headers={"Accept": "text/html"})
    assert (404, True) == (page.status_code, "Kenji Kanasugi" in page.text)


def test_a_page_links_to_its_data(client: FlaskClient) -> None:
    answer = client.get("/page/state/KR")
    assert '</data/state/KR.ttl>; rel="alternate"; type="text/turtle"' in answer.headers["Link"]
    assert '<link rel="alternate" type="application/ld+json" href="/data/state/KR.jsonld">' in answer.text


def test_data_hold_the_evidence(client: FlaskClient) -> None:
    page = address(client, "11th ROK-Japan", "event")
    assert "oa:exact" in client.get(page.replace("/page/", "/data/") + ".ttl").text


def test_data_say_what_they_are_about_and_under_which_licence(client: FlaskClient) -> None:
    data = client.get("/data/state/KR.ttl").text
    assert "foaf:primaryTopic <https://w3id.org/parley/id/state/KR>" in data
    assert "creativecommons.org/licenses/by/4.0/" in data


def test_a_term_has_its_definition_and_anchor(client: FlaskClient) -> None:
    page = client.get("/def", headers={"Accept": "text/html"}).text
    term = page.split('id="Tenure"')[1].split("</section>")[0]
    assert ("That one official holds one post" in term, "par:Tenure" in term) == (True, True)


def test_a_dump_is_sent_in_ranges(client: FlaskClient) -> None:
    with client.get("/dumps/parley.nq", headers={"Range": "bytes=0-9"}) as answer:
        assert (206, 10) == (answer.status_code, len(answer.data))


def test_a_dump_is_what_the_release_holds(client: FlaskClient, small_data: Path) -> None:
    with client.get("/dumps/parley.ttl") as answer:
        assert (open_release(Settings(data=small_data)).dumps / "parley.ttl").read_bytes() == answer.data


def test_a_page_is_packed_where_the_client_takes_it(client: FlaskClient) -> None:
    answer = client.get("/page/state/KR", headers={"Accept-Encoding": "gzip"})
    assert ("gzip", True) == (answer.headers["Content-Encoding"], "Accept-Encoding" in answer.vary)


@pytest.fixture(scope="module")
def disagreeing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Two articles on one talk, which one of them puts on another day."""
    first = consultation("first")
    talk = replace(first.talks[0], when=day("2018-03-16"))
    settings = Settings(data=tmp_path_factory.mktemp("disagreeing"))
    publish(settings, [consultation(), replace(first, talks=(talk,)), trilateral()])
    with made(create_app, settings.data) as client:
        yield client


def test_articles_that_differ_stand_side_by_side(disagreeing: FlaskClient) -> None:
    page = disagreeing.get(address(disagreeing, "11th ROK-Japan", "event")).text
    part = page.split('id="differences"')[1].split("</section>")[0]
    assert ("15 March 2018" in part, "16 March 2018" in part) == (True, True)


def test_a_rougher_date_is_no_difference(tmp_path: Path) -> None:
    rough = When("March", "month", day("2018-03-01").earliest, day("2018-03-31").latest)
    other = consultation("other")
    talks = (replace(other.talks[0], when=rough),)
    publish(Settings(data=tmp_path), [consultation(), replace(other, talks=talks)])
    with made(create_app, tmp_path) as client:
        assert "Where the articles differ" not in client.get(address(client, "11th ROK", "event")).text


def test_a_merged_thing_is_found_at_its_old_address(client: FlaskClient) -> None:
    shot = client.application.extensions["parley"].snapshot()
    shot.aliases["id/state/OLD"] = "id/state/KR"
    old = [
        client.get(f"/{part}/state/OLD{end}") for part, end in (("id", ""), ("page", ""), ("data", ".ttl"))
    ]
    assert [(308, "/id/state/KR"), (308, "/page/state/KR"), (308, "/data/state/KR.ttl")] == [
        (answer.status_code, answer.headers["Location"]) for answer in old
    ]
