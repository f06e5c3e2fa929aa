"""Reports in the styles of many ministries: whom they name, for whom, and what else they mention."""

from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from kg.extraction.mentions import (
    BodyMention,
    ItemMention,
    OfficialMention,
    PartyMention,
    PlaceMention,
    Recognised,
    RoleMention,
)
from kg.extraction.recognise.article import recognise
from kg.language.lexicon import Lexicon, load_lexicon
from kg.model import Article, Document, Metadata, Official, Span
from kg.reference.load import load_reference

TEXTS: list[dict[str, Any]] = loads(
    (Path(__file__).parent / "data" / "officials.toml").read_text(encoding="utf-8")
)["text"]
KOREAN = "Ministry of Foreign Affairs, Republic of Korea"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(load_reference())


def read(text: str, lexicon: Lexicon, publisher: str | None = KOREAN) -> Recognised:
    spans, at = [], 0
    for paragraph in text.split("\n"):
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 1
    metadata = Metadata(publisher=publisher, published="2024-05-06")
    return recognise(Article(Document("x", text), metadata, tuple(spans)), lexicon)


def named(found: Recognised, name: str) -> Official:
    return next(o for o in found.officials if o.name == name)


def words(text: str) -> set[str]:
    return set(text.lower().replace(",", "").split()) - {"of", "the", "for", "and", "to"}


@pytest.mark.parametrize("row", TEXTS, ids=lambda r: r["id"])
def test_a_ministry_s_report_names_these_officials(row: dict[str, Any], lexicon: Lexicon) -> None:
    found = read(row["text"], lexicon, row["publisher"])
    expected = {line.split("|")[0]: line.split("|")[1] for line in row["officials"]}
    assert expected == {o.name: o.party for o in found.officials}


@pytest.mark.parametrize("row", TEXTS, ids=lambda r: r["id"])
def test_an_official_has_the_words_of_the_fullest_title(row: dict[str, Any], lexicon: Lexicon) -> None:
    roles = {
        o.name: words(o.posts[0].role)
        for o in read(row["text"], lexicon, row["publisher"]).officials
        if o.posts
    }
    for name, _, role in (line.split("|") for line in row["officials"]):
        assert len(words(role) & roles[name]) >= len(words(role) | roles[name]) / 2


def test_every_mention_is_sorted_and_says_what_it_covers(lexicon: Lexicon) -> None:
    text = (
        "Minister Ahn Do-jin met US Secretary of Defense Paul Reeves in Seoul. Reeves thanked Minister Ahn."
    )
    found = read(text, lexicon)
    mentions = [m for m in found.mentions if isinstance(m, OfficialMention)]
    assert ["Ahn Do-jin", "Paul Reeves", "Paul Reeves", "Ahn Do-jin"] == [m.official for m in mentions]
    assert ["Minister Ahn Do-jin", "Ahn Do-jin"] == [
        mentions[0].span.of(text),
        mentions[0].name_span.of(text),
    ]
    assert sorted(found.mentions, key=lambda m: (m.span.start, -m.span.end)) == list(found.mentions)


def test_evidence_gives_sentence_words_and_rule(lexicon: Lexicon) -> None:
    text = "It rained. Defense Minister Ahn Do-jin met nobody."
    evidence = read(text, lexicon).officials[0].evidence[0]
    assert "official.title-before-name" == evidence.rule
    assert "Defense Minister Ahn Do-jin met nobody." == evidence.sentence.of(text)
    assert "Defense Minister Ahn Do-jin" == evidence.words.of(text)


def test_forms_of_one_person_are_one_official(lexicon: Lexicon) -> None:
    text = "Defense Minister Ahn Do-jin spoke.\nMinister Ahn left. Ahn returned. AHN Do-jin slept."
    found = read(text, lexicon)
    assert 1 == len(found.officials)
    assert {"Ahn Do-jin", "Ahn", "AHN Do-jin"} == set(found.officials[0].forms)


def test_two_of_one_surname_are_kept_apart_by_title(lexicon: Lexicon) -> None:
    text = "Minister Kim Do-jin and Ambassador to Japan Kim Sun-hee spoke."
    text += " Minister Kim left. Ambassador Kim stayed."
    found = read(text, lexicon)
    last = [m.official for m in found.mentions if isinstance(m, OfficialMention)][2:]
    assert ["Kim Do-jin", "Kim Sun-hee"] == last


def test_a_counterpart_has_the_office_of_the_other(lexicon: Lexicon) -> None:
    text = "Minister of National Defense Ahn Do-jin met his Chinese counterpart, Luo Fei, in Beijing."
    official = named(read(text, lexicon), "Luo Fei")
    assert ("CN", "Defense Minister") == (official.party, official.posts[0].role)


def test_a_side_gives_its_state_to_its_people(lexicon: Lexicon) -> None:
    text = "The Japanese side was comprised of Director-General Toshi Morita and Director for Policy Ken Abe."
    assert {"JP"} == {o.party for o in read(text, lexicon).officials}


def test_a_former_office_is_marked(lexicon: Lexicon) -> None:
    official = read("Former Defense Minister Ahn Do-jin spoke.", lexicon).officials[0]
    assert ("Defense Minister", "former") == (official.posts[0].role, official.posts[0].modifier)


def test_a_body_after_the_name_is_the_organization(lexicon: Lexicon) -> None:
    text = "Director-General for Asian Affairs Ahn Do-jin of the Ministry of Foreign Affairs spoke."
    assert "Ministry of Foreign Affairs" == read(text, lexicon).officials[0].posts[0].organization


@pytest.mark.parametrize(
    ("text", "role", "party", "count"),
    [
        ("The Minister left.", "Minister", None, 1),
        ("The two ministers left.", "ministers", None, 2),
        ("He met his Japanese counterpart.", "counterpart", "JP", 1),
        ("The US Secretary of State left.", "Secretary of State", "US", 1),
        ("He met the counterparts.", "counterpart", None, 0),
    ],
)
def test_a_title_without_a_name_is_a_role(
    text: str, role: str, party: str | None, count: int, lexicon: Lexicon
) -> None:
    found = [m for m in read(text, lexicon).mentions if isinstance(m, RoleMention)]
    assert [(role, party, count)] == [(m.role, m.party, m.count) for m in found]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The two Koreas and the US agreed.", [("KR", "KP"), ("US",)]),
        ("ROK-U.S.-Japan cooperation grew.", [("KR",), ("US",), ("JP",)]),
        ("The inter-Korean summit was held.", [("KR", "KP")]),
        ("Sino-Russian ties grew.", [("CN", "RU")]),
        ("It warned the North on Monday. North Korea did not reply.", [("KP",), ("KP",)]),
        ("Pyongyang refused and Washington waited.", [("KP",), ("US",)]),
        ("Korea thanked NATO.", [("KR",), ("NATO",)]),
        ("They tell us nothing about turkey.", []),
        ("Chad Smith flew to New Jersey with Michael Jordan.", []),
        ("The Korean Peninsula and the South China Sea were discussed.", []),
    ],
)
def test_parties_are_found_where_they_are_meant(
    text: str, codes: list[tuple[str, ...]], lexicon: Lexicon
) -> None:
    assert codes == [m.codes for m in read(text, lexicon).mentions if isinstance(m, PartyMention)]


@pytest.mark.parametrize(
    ("text", "label", "state"),
    [
        ("They met in Phnom Penh, Cambodia, on Monday.", "Phnom Penh", "KH"),
        ("They met in Seoul on Monday.", "Seoul", "KR"),
        ("They met in Singapore on Monday.", "Singapore", "SG"),
        ("He paid a visit to Tokyo on Monday.", "Tokyo", "JP"),
        ("They met in Dazaifu, Japan, on Monday.", "Dazaifu", "JP"),
        ("They met at Camp Humphreys on Monday.", "Camp Humphreys", "KR"),
    ],
)
def test_places_follow_words_of_place(text: str, label: str, state: str, lexicon: Lexicon) -> None:
    found = [m.place for m in read(text, lexicon).mentions if isinstance(m, PlaceMention)]
    assert [(label, state)] == [(p.label, p.state) for p in found]


def test_a_capital_that_acts_is_no_place(lexicon: Lexicon) -> None:
    found = read("Relations between Seoul and Moscow grew.", lexicon).mentions
    assert [] == [m for m in found if isinstance(m, PlaceMention)]


def test_a_body_has_the_state_before_or_after_it(lexicon: Lexicon) -> None:
    text = "The ROK Ministry of National Defense wrote to the Ministry of Defense of Japan."
    bodies = [m for m in read(text, lexicon).mentions if isinstance(m, BodyMention)]
    assert ["KR", "JP"] == [b.party for b in bodies]


def test_a_listed_exercise_has_its_identifier(lexicon: Lexicon) -> None:
    found = read("They agreed to suspend the 'Vigilant Ace' drill.", lexicon).mentions
    items = [m.item for m in found if isinstance(m, ItemMention)]
    assert [("exercise", "vigilant-ace")] == [(i.kind, i.identifier) for i in items]


def test_an_empty_article_has_nothing(lexicon: Lexicon) -> None:
    found = recognise(Article(Document("x", ""), Metadata(), ()), lexicon)
    assert ((), (), ()) == (found.sentences, found.officials, found.mentions)


@pytest.mark.parametrize(
    "text", ["(" * 3000, "President to the " * 400, "A.B." * 1000, "- " * 2000, "Mr " * 800]
)
def test_hostile_text_ends_without_officials(text: str, lexicon: Lexicon) -> None:
    assert () == read(text, lexicon).officials
