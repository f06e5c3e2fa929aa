"""Who sat at an event, as an article's graph has it: levels, roles, delegations, name forms, visits."""

from dataclasses import replace

import pytest

from kg.model import ArticleRecord, Mentioned, Sentence, Span, Talk
from kg.write.delegations import roles
from kg.write.spellings import order_of
from kg.write.visits import visit_of
from tests.graphs import asks
from tests.records import CONSULTATION, consultation, day, on, trilateral
from tests.test_write import ARTICLE, BASE, EDITION, written

SIDE = f"<{ARTICLE}/delegation/1>"


def with_sentences(record: ArticleRecord) -> ArticleRecord:
    """The record with its sentences, cut at full stops."""
    text, found, start = record.article.text, [], 0
    for index, part in enumerate(text.split(". ")):
        found.append(Sentence(index, 0, Span(start, min(start + len(part) + 1, len(text)))))
        start += len(part) + 2
    return replace(record, sentences=tuple(found))


@pytest.mark.parametrize(
    "pattern",
    [
        "?p rdfs:label 'Director-General for Northeast Asian Affairs' ; par:seniority par:SeniorOfficial",
        "?p rdfs:label 'Director-General for Northeast Asian Affairs' ; par:side par:Civil",
        "?p par:participant ?o ; par:seniority par:SeniorOfficial ; par:inCapacity ?t",
        f"{EDITION} par:delegation {SIDE} . {SIDE} a par:Delegation ; par:represents <id/state/KR>",
        f"{SIDE} rdfs:label 'Delegation of South Korea' ; par:evidence ?e",
        f"{SIDE} par:delegate ?o ; par:headOfDelegation ?o . ?o rdfs:label 'Kim Yong-kil'",
        f"?p par:participant ?o ; par:memberOf {SIDE} . ?o rdfs:label 'Kim Yong-kil'",
        "?o par:nameForm ?n . ?n a par:NameForm ; par:literalForm 'Kim Yong-kil'",
        "?n par:nameOrder 'family-first' ; par:nameLanguage 'ko-Latn'",
        f"{EDITION} par:evidence ?e . ?e par:modality par:Asserted",
        "?a a par:Agreement ; par:evidence ?e . ?e par:modality par:Asserted",
    ],
)
def test_the_graph_of_an_article_says(pattern: str) -> None:
    assert asks(written(with_sentences(consultation())), f"GRAPH ?g {{ {pattern} }}", BASE)


def test_a_side_that_nobody_is_said_to_lead_has_no_head() -> None:
    quads = written(trilateral())
    assert asks(quads, "GRAPH ?g { ?d a par:Delegation ; par:delegate ?o }")
    assert not asks(quads, "GRAPH ?g { ?d par:headOfDelegation ?o }")


def test_a_sentence_says_who_led() -> None:
    record = with_sentences(replace(consultation(), talks=(headless(consultation().talks[0]),)))
    assert {("t1", "Kim Yong-kil"): "head", ("t1", "Kenji Kanasugi"): "head"} == roles(record)


def headless(talk: Talk) -> Talk:
    """The talk with nobody's part known."""
    return replace(talk, participants=tuple(replace(p, role=None) for p in talk.participants))


def test_a_leader_is_of_the_talk_that_the_sentence_tells_of() -> None:
    record = with_sentences(consultation())
    other = replace(headless(record.talks[0]), key="t2", evidence=(on(CONSULTATION, "Later"),), main=False)
    lone = replace(other, participants=(replace(other.participants[0], evidence=on(CONSULTATION, "Later")),))
    assert ("t2", "Kim Yong-kil") not in roles(replace(record, talks=(record.talks[0], lone)))


def test_a_delegation_left_out_leaves_its_members() -> None:
    quads = written(consultation(), SIDE.strip("<>"))
    assert not asks(quads, "GRAPH ?g { ?d par:represents <id/state/KR> }", BASE)
    assert asks(quads, "GRAPH ?g { ?p par:participant ?o . ?o rdfs:label 'Kim Yong-kil' }")


def test_a_call_takes_place_nowhere() -> None:
    call = replace(consultation().talks[0], form="call")
    quads = written(replace(consultation(), talks=(call,)))
    assert asks(quads, "GRAPH ?g { ?x a par:Call }")
    assert not asks(quads, "GRAPH ?g { ?x par:place ?y }")


@pytest.mark.parametrize(
    ("form", "party", "order"),
    [
        ("Kim Yong-kil", "KR", "family-first"),
        ("Yong-kil Kim", "KR", "given-first"),
        ("KISHIDA Fumio", "JP", "family-first"),
        ("Sergey LAVROV", "RU", "given-first"),
        ("Fumio Kishida", "JP", None),
        ("Kim", "KR", None),
    ],
)
def test_the_order_of_a_name_is_known(form: str, party: str, order: str | None) -> None:
    assert order == order_of(form, party)


def visiting() -> tuple[Talk, Talk]:
    """A consultation and a visit of some days around it by one who took part."""
    talk = consultation().talks[0]
    days = replace(day("2018-03-14"), precision="range", latest=day("2018-03-16").latest)
    return talk, replace(talk, key="t2", form="visit", series=None, ordinal=None, when=days)


def test_a_talk_within_the_days_of_a_visit_is_in_its_course() -> None:
    talk, visit = visiting()
    assert visit == visit_of(talk, (talk, visit))


@pytest.mark.parametrize(
    "talk",
    [
        replace(visiting()[0], when=day("2018-03-20")),
        replace(visiting()[0], status="planned"),
        replace(visiting()[0], participants=()),
        replace(visiting()[0], form="call"),
    ],
    ids=["another day", "another status", "other people", "no journey"],
)
def test_a_talk_that_does_not_fit_is_not(talk: Talk) -> None:
    assert visit_of(talk, (talk, visiting()[1])) is None


def test_two_visits_that_fit_leave_it_open() -> None:
    talk, visit = visiting()
    assert visit_of(talk, (talk, visit, replace(visit, key="t3"))) is None


def test_the_visit_of_a_talk_is_written() -> None:
    record = replace(consultation(), talks=visiting())
    assert asks(written(record), f"GRAPH ?g {{ {EDITION} par:duringVisit ?v . ?v a par:Visit }}", BASE)


def signing() -> ArticleRecord:
    """A consultation at which a pact is signed."""
    record = consultation()
    sentence = on(CONSULTATION, "The two sides", "agreed")
    pact = Mentioned("instrument", "Pact on Talks", sentence.words)
    signed = replace(record.agreements[0], act="sign", evidence=sentence, concerns=(pact,))
    return replace(record, agreements=(signed,))


@pytest.mark.parametrize(
    "pattern",
    [
        "?c a par:InstrumentChange ; par:effect par:Signs ; par:changes <id/instrument/pact-on-talks>",
        "?c par:changedOn '2018-03-15'^^xsd:date ; par:evidence ?e",
        f"?c par:decidedBy <{ARTICLE}/agreement/1>",
        f"<id/instrument/pact-on-talks> par:signedIn {EDITION} ; par:adoptedOn '2018-03-15'^^xsd:date",
        "<id/instrument/pact-on-talks> par:signatory <id/state/JP>, <id/state/KR>",
    ],
)
def test_a_signing_is_a_change_of_the_instrument(pattern: str) -> None:
    assert asks(written(signing()), f"GRAPH ?g {{ {pattern} }}", BASE)


def test_a_change_left_out_leaves_its_act() -> None:
    quads = written(signing(), f"{ARTICLE}/agreement/1/change/1")
    assert not asks(quads, "GRAPH ?g { ?c a par:InstrumentChange }")
    assert asks(quads, "GRAPH ?g { ?a a par:Agreement }")
