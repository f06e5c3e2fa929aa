"""Who and what is the same over articles, and what stays apart."""

from dataclasses import replace
from datetime import date

import pytest

from kg.addresses import Addresses, article_slug, slug
from kg.identity.identify import Identities, identify
from kg.identity.known import Known
from kg.identity.names import name_tokens, table_rows
from kg.model import ArticleRecord, Official, Participant, Place, PostHeld, Talk, When
from tests.records import article, consultation, day, month, on, trilateral

TEXT = "They met."
BY_HAND = on(TEXT, "They")
NAMES = Addresses(known=Known(party_names={"rok": "KR", "korea": "KR", "japan": "JP", "russia": "RU"}))


def person(name: str, party: str | None, role: str | None = None) -> Official:
    posts = (PostHeld(role, BY_HAND),) if role else ()
    return Official(name, (name,), party, posts, (BY_HAND,))


def people(*officials: Official) -> tuple[list[str], Identities]:
    """Paths of officials that stand in an article each."""
    records = [
        ArticleRecord(article(f"a{position}", TEXT), (official,))
        for position, official in enumerate(officials)
    ]
    found = identify(records, NAMES)
    return [found.officials[f"a{i}", official.name] for i, official in enumerate(officials)], found


ONE_PERSON = [
    (person("Kim Yong-kil", "KR"), person("KIM Yong Kil", "KR")),
    (person("Kim Yong-kil", "KR"), person("Yong-kil Kim", "KR")),
    (person("Jeong Kyeong-doo", "KR"), person("Chung Kyung-doo", "KR")),
    (person("Noh Kyu-duk", "KR"), person("Roh Gyu-deok", "KR")),
    (person("Lee Su-hoon", "KR"), person("Yi Soo-hun", "KR")),
    (person("Park Cheol-kyun", "KR"), person("Bak Chul-gyun", "KR")),
    (person("Kang Kyung-wha", "KR"), person("Kang Kyung-hwa", "KR")),
    (person("Kenji Kanasugi", "JP"), person("KANASUGI Kenji", "JP")),
    (person("Taro Kono", "JP"), person("Kono Taro", "JP")),
    (person("Wei Fenghe", "CN"), person("WEI Fenghe", "CN")),
    (person("Enrique Peña Nieto", "MX"), person("Enrique Pena Nieto", "MX")),
    (person("Sergey LAVROV", "RU"), person("LAVROV Sergey", "RU")),
    (person("James Mattis", "US"), person("James N. Mattis", "US")),
    (person("John F. Kelly", "US"), person("John Francis Kelly", "US")),
    (person("Putin", "RU", "President"), person("Vladimir Putin", "RU", "President")),
    (person("Mattis", "US", "Secretary"), person("James Mattis", "US", "Secretary of Defense")),
    (person("Iwaya", "JP", "Defense Minister"), person("Takeshi Iwaya", "JP", "Minister of Defense")),
    (person("Iwaya", "JP"), person("Takeshi Iwaya", "JP", "Minister of Defense")),
    (person("Jeong", "KR", "Minister"), person("Jeong Kyeong-doo", "KR", "Minister of National Defence")),
    (person("Prabowo", "ID", "Defense Minister"), person("Prabowo Subianto", "ID", "Minister of Defense")),
    (person("Tsai Ing-wen", "TW"), person("TSAI Ingwen", "TW")),
    (person("Putin", "RU", "President"), person("Putin", "RU", "President")),
    (person("James Mattis", None), person("James Mattis", "US", "Secretary of Defense")),
]
TWO_PEOPLE = [
    (person("Mike Pompeo", "US"), person("Michael Pompeo", "US")),
    (person("Jim Mattis", "US", "Secretary of Defense"), person("James Mattis", "US", "Governor")),
    (person("Kim Yong-kil", "KR"), person("Kim Young-kil", "KR")),
    (person("Kim Yong-kil", "KR"), person("Kim Yong-kil", "KP")),
    (person("Choi Jong-kun", "KR"), person("Cho Jong-kun", "KR")),
    (person("Lee Jung-ho", "KR"), person("Lim Jung-ho", "KR")),
    (person("Yoon Min-ho", "KR"), person("Yoo Min-ho", "KR")),
    (person("Kim Jong-il", "KP"), person("Kim Jong-un", "KP")),
    (person("Kim", "KR", "Minister"), person("Kim", "KR", "Minister")),
    (person("Putin", "RU", "President"), person("Vladimir Putin", "RU", "Prime Minister")),
    (person("Abe", "JP", "Vice Minister"), person("Shinzo Abe", "JP", "Minister")),
    (person("Bush", "US", "President"), person("Bush", "US", "Governor")),
    (person("George W. Bush", "US"), person("George H. W. Bush", "US")),
    (person("Michael Pence", "US"), person("Michael Pompeo", "US")),
    (person("Ali Hassan", "IQ"), person("Hassan Ali", "IQ")),
    (person("James", "US", "Secretary"), person("James Mattis", "US", "Secretary of Defense")),
    (person("Smith", None), person("Ann Smith", "GB")),
]


@pytest.mark.parametrize(("one", "other"), ONE_PERSON, ids=lambda o: f"{o.name} {o.party}")
def test_two_ways_to_name_one_official_give_one_address(one: Official, other: Official) -> None:
    (first, second), _ = people(one, other)
    assert first == second


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE, ids=lambda o: f"{o.name} {o.party}")
def test_two_officials_keep_two_addresses(one: Official, other: Official) -> None:
    (first, second), _ = people(one, other)
    assert first != second


@pytest.mark.parametrize("row", table_rows("romanisation"), ids=lambda r: f"{r['part']} {r['canonical']}")
def test_a_row_of_romanisation_joins_its_example_only(row: dict[str, str]) -> None:
    assert name_tokens(row["same_a"], "KR") == name_tokens(row["same_b"], "KR")
    assert name_tokens(row["other_a"], "KR") != name_tokens(row["other_b"], "KR")


@pytest.mark.parametrize("row", table_rows("nicknames"), ids=lambda r: r["canonical"])
def test_a_row_of_nicknames_joins_its_example_only(row: dict[str, str]) -> None:
    same, other = (
        people(*(person(row[f"{pair}_{side}"], "US", "Secretary") for side in "ab"))[0]
        for pair in ("same", "other")
    )
    assert (1, 2) == (len(set(same)), len(set(other)))


def test_romanisation_is_for_korean_names_only() -> None:
    assert name_tokens("Lee Chung", "SG") != name_tokens("Yi Jeong", "SG")


def test_a_surname_that_fits_two_officials_stays_apart() -> None:
    paths, _ = people(person("Bush", "US"), person("George Bush", "US"), person("Jeb Bush", "US"))
    assert len(set(paths)) == 3


def test_a_surname_that_joined_leaves_an_alias() -> None:
    bare = person("Putin", "RU", "President")
    (alone,), _ = people(bare)
    (joined, _), found = people(bare, person("Vladimir Putin", "RU", "President"))
    assert joined == found.aliases[alone]


def test_an_official_carries_a_digest_of_the_identity_key() -> None:
    (path,), _ = people(person("Kim Yong-kil", "KR"))
    assert path == "id/official/kim-yonggil-1df2ee"


def held(form: str = "meeting", parties: tuple[str, ...] = ("JP", "KR"), **given: object) -> Talk:
    return replace(Talk("t1", "meeting", "held", parties, (BY_HAND,)), form=form, **given)  # type: ignore[arg-type]


def events(*talks: Talk | tuple[Talk, tuple[Official, ...]]) -> tuple[list[str], Identities]:
    """Paths of talks that stand in an article each."""
    pairs = [talk if isinstance(talk, tuple) else (talk, ()) for talk in talks]
    records = [ArticleRecord(article(f"a{i}", TEXT), named, (talk,)) for i, (talk, named) in enumerate(pairs)]
    found = identify(records, NAMES)
    return [found.events[f"a{i}", talk.key] for i, (talk, _) in enumerate(pairs)], found


def led(talk: Talk, *officials: Official) -> tuple[Talk, tuple[Official, ...]]:
    """A talk with its officials."""
    named = tuple(Participant(o.name, o.party, BY_HAND) for o in officials)
    return replace(talk, participants=named), officials


MARCH_15 = day("2018-03-15")
SERIES = "ROK-Japan Security Policy Consultation"
KONO, KANG, ABE = person("Taro Kono", "JP"), person("Kang Kyung-wha", "KR"), person("Shinzo Abe", "JP")
TOKYO, SEOUL = Place("Tokyo", "JP"), Place("Seoul", "KR")
NUMBERED = held("consultation", series=SERIES, ordinal=11, when=MARCH_15)
OPEN_YEAR = When("March 15", "open-year", month_day="--03-15")
WHOLE_YEAR = When("2018", "year", date(2018, 1, 1), date(2018, 12, 31))
TWO_PLUS_TWO = "Foreign and Defense Ministers' Meeting"
IN_2019 = replace(NUMBERED, when=day("2019-05-09"))
ONE_EVENT = [
    (NUMBERED, replace(NUMBERED, when=day("2018-03-20"))),
    (NUMBERED, replace(NUMBERED, series="Japan-ROK Security Policy Consultation")),
    (replace(NUMBERED, series=TWO_PLUS_TWO), held(when=MARCH_15, series="2+2 meeting")),
    (
        replace(NUMBERED, series="Foreign and Defence Ministers' Meeting"),
        replace(NUMBERED, series="Foreign and Defense Ministerial Meeting"),
    ),
    (replace(NUMBERED, status="planned"), IN_2019),
    (NUMBERED, replace(NUMBERED, when=WHOLE_YEAR)),
    (NUMBERED, held("meeting", series="Korea-Japan security policy consultation", ordinal=11)),
    (NUMBERED, held("consultation", when=MARCH_15)),
    (NUMBERED, held("meeting", when=month("2018-03"))),
    (NUMBERED, held("consultation", series=SERIES, when=WHOLE_YEAR)),
    (held("consultation", when=MARCH_15), held("dialogue", when=MARCH_15)),
    (held(when=MARCH_15), held("other", when=MARCH_15)),
    (held(when=MARCH_15), held("summit", when=month("2018-03"))),
    (held(when=MARCH_15), held(when=OPEN_YEAR)),
    (held("call", when=MARCH_15), held("call", when=month("2018-03"))),
    (held(when=MARCH_15, status="planned"), held(when=MARCH_15)),
    (led(held(when=MARCH_15), KONO, KANG), held(when=MARCH_15)),
    (led(held(when=MARCH_15), KONO, KANG), led(held(when=MARCH_15), KANG)),
    (led(held(when=MARCH_15), KONO, KANG), led(held(when=WHOLE_YEAR), KANG)),
]
TWO_EVENTS = [
    (NUMBERED, IN_2019),
    (NUMBERED, replace(NUMBERED, ordinal=10)),
    (NUMBERED, replace(NUMBERED, series="Russia strategic dialogue")),
    (held(when=MARCH_15), held(when=day("2018-03-16"))),
    (held(when=MARCH_15), held(parties=("KR", "US"), when=MARCH_15)),
    (held("call", when=MARCH_15), held("meeting", when=MARCH_15)),
    (held("summit", when=MARCH_15), held("consultation", when=MARCH_15)),
    (held(), held()),
    (held(when=month("2018-03")), held(when=month("2018-03"))),
    (held(when=MARCH_15), held(when=WHOLE_YEAR)),
    (held(when=MARCH_15), held(when=month("2018-04"))),
    (held(when=MARCH_15, status="cancelled"), held(when=MARCH_15, parties=("JP", "US"))),
    (led(held(when=MARCH_15), KONO, KANG), led(held(when=MARCH_15), ABE, KANG)),
    (
        held(when=MARCH_15, place=Place("Tokyo", "JP")),
        held(when=month("2018-03"), place=Place("Seoul", "KR")),
    ),
]


@pytest.mark.parametrize(("one", "other"), ONE_EVENT)
def test_two_reports_of_one_event_give_one_address(one: Talk, other: Talk) -> None:
    (first, second), _ = events(one, other)
    assert first == second


@pytest.mark.parametrize(("one", "other"), TWO_EVENTS)
def test_two_events_keep_two_addresses(one: Talk, other: Talk) -> None:
    (first, second), _ = events(one, other)
    assert first != second


def test_a_vague_mention_that_fits_two_events_stays_apart() -> None:
    paths, _ = events(held(when=MARCH_15), held(when=day("2018-03-20")), held(when=month("2018-03")))
    assert len(set(paths)) == 3


def test_two_talks_of_one_article_never_become_one() -> None:
    twice = ArticleRecord(
        article("a", TEXT),
        talks=(held(when=month("2018-03")), replace(held("summit", when=month("2018-03")), key="t2")),
    )
    once = ArticleRecord(article("b", TEXT), talks=(held(when=MARCH_15),))
    found = identify([twice, once], NAMES)
    assert len(set(found.events.values())) == 3


def test_an_edition_is_addressed_by_series_and_number() -> None:
    (path,), _ = events(NUMBERED)
    assert path == "id/event/jp-kr-security-policy-consultation-11"


def test_a_listed_edition_is_known_by_its_day() -> None:
    editions = {"id/series/listed": ((7, date(2018, 3, 14), date(2018, 3, 16)),)}
    talk = held("consultation", series="Listed", series_id="listed", when=MARCH_15)
    found = identify(
        [ArticleRecord(article("a", TEXT), talks=(talk,))], Addresses(known=Known(editions=editions))
    )
    assert "id/event/listed-7" == found.events["a", "t1"]


def test_of_two_editions_of_one_number_the_later_carries_its_year() -> None:
    (later, earlier), _ = events(IN_2019, NUMBERED)
    assert f"{earlier}-2019" == later


def test_of_two_editions_of_one_number_and_year_the_later_carries_its_day() -> None:
    (later, earlier), _ = events(replace(NUMBERED, when=day("2018-09-01")), NUMBERED)
    assert f"{earlier}-2018-09-01" == later


def test_a_vague_report_of_a_doubled_number_goes_where_its_date_fits() -> None:
    (_, later, vague), _ = events(NUMBERED, IN_2019, replace(NUMBERED, when=month("2019-05")))
    assert later == vague


def test_an_unnumbered_event_is_addressed_by_day_parties_form_and_digest() -> None:
    (path,), _ = events(held("dialogue", when=MARCH_15))
    assert path.rsplit("-", 1)[0] == "id/event/2018-03-15-jp-kr-consultation"


def test_a_listed_series_keeps_its_listed_address() -> None:
    (path,), _ = events(replace(NUMBERED, series_id="defense-trilateral-talks"))
    assert path == "id/event/defense-trilateral-talks-11"


def test_the_order_of_articles_changes_no_address() -> None:
    records = [consultation(), trilateral(), consultation("copy"), trilateral("copy-2")]
    assert identify(records, NAMES) == identify(records[::-1], NAMES)


def test_a_new_article_changes_no_old_address_but_by_an_alias() -> None:
    old, new = [consultation(), trilateral()], replace(trilateral("later"), officials=(), talks=())
    before, after = identify(old, NAMES), identify([*old, new], NAMES)
    kept = {key: after.aliases.get(path, path) for key, path in before.events.items()}
    assert kept == {key: path for key, path in after.events.items() if key in kept}


@pytest.mark.parametrize(
    ("text", "made"),
    [("Peña Nieto", "pena-nieto"), ("Ministers’ Meeting", "ministers-meeting"), ("Łódź/Øst", "lodz-ost")],
)
def test_slugs_fold_accents(text: str, made: str) -> None:
    assert made == slug(text)


def test_what_ascii_cannot_spell_gets_a_digest_for_a_slug() -> None:
    assert slug("한국") != slug("日本")
    assert slug("한국").startswith("x-")


def test_identifiers_that_make_one_slug_are_told_apart() -> None:
    assert len({article_slug(name) for name in ("a b", "a-b", "A b", "a_b")}) == 4
