"""What stands in an article's own graph."""

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.addresses import Addresses
from kg.annotations import annotation_of
from kg.assemble import Assembler
from kg.identity.identify import identify
from kg.labels import event_label, ordinal
from kg.model import Agent, ArticleRecord, Talk, When
from kg.scoring.readback import annotations
from kg.write.record import Writer
from tests.graphs import ask, asks, graphs_of
from tests.records import CONSULTATION, consultation, day, month, on, trilateral

BASE = "https://example.org/kg/"
EDITION = "<https://example.org/kg/id/event/jp-kr-security-policy-consultation-11>"
ARTICLE = "https://example.org/kg/id/article/consultation"
NAMES = Addresses(BASE, Assembler.over([], BASE, "").writer.addresses.known)


def written(
    record: ArticleRecord, *leave_out: str, confidence: dict[str, str] | None = None
) -> tuple[ox.Quad, ...]:
    """The quads of one record's graph."""
    items = frozenset((f"{BASE}{NAMES.article(record.article.document)}", item) for item in leave_out)
    return Writer(NAMES, identify([record], NAMES), confidence or {}).quads(record, items)


@pytest.mark.parametrize(
    "pattern",
    [
        f"{EDITION} a par:Consultation ; rdfs:label '11th ROK-Japan Security Policy Consultation'",
        f"{EDITION} par:hasParty <id/state/JP>, <id/state/KR> ; par:hostParty <id/state/JP>",
        f"{EDITION} par:status par:Held ; par:reportedAs par:MainNews ; par:dateText 'March 15'",
        f"{EDITION} par:date '2018-03-15'^^xsd:date ; par:earliest '2018-03-15'^^xsd:date",
        f"{EDITION} par:place ?p . ?p a par:Place ; par:within <id/country/JP>",
        f"{EDITION} par:inSeries ?s ; par:ordinal 11 . ?s a par:TalkSeries",
        f"{EDITION} par:topic <id/topic/denuclearization> ; par:evidence ?e",
        f"{EDITION} par:participation ?p ; par:hasParticipant ?o . ?p par:participant ?o",
        "?p a par:Participation ; par:onBehalfOf <id/state/KR> ; par:role 'head' ; par:evidence ?e",
        "?p par:participant ?o ; par:inCapacity ?t . ?o par:holds ?t",
        "?o a par:Official ; rdfs:label 'Kim Yong-kil' ; skos:altLabel 'Kim' ; par:serves <id/state/KR>",
        "?t a par:Tenure ; par:post ?p ; par:attestedOn '2018-03-15'^^xsd:date ; par:evidence ?e",
        "?t par:post ?p . ?p rdfs:label 'Director-General for Northeast Asian Affairs' ; par:postIn ?b",
        "?b a par:GovernmentBody ; par:ofParty <id/state/KR>",
        "?a a par:Agreement ; par:committedParty <id/state/JP>, <id/state/KR> ; par:actKind <id/act/agree>",
        f"?a a par:Agreement ; par:reachedIn {EDITION} ; par:gist 'more frequent talks' ; par:evidence ?e",
        "?s a par:Statement ; par:speaker ?o ; par:speaksFor <id/state/KR> ; par:addressee <id/state/JP>",
        f"?s a par:Statement ; par:madeIn {EDITION} ; par:actKind <id/act/request> ; par:evidence ?e",
        "?e a par:Evidence ; oa:hasSource <id/article/consultation> ; oa:start 0 ; oa:end 84",
        "?e par:rule 'by.hand'",
        "?e oa:refinedBy ?w . ?w a par:WordsSelector ; oa:exact 'Kim Yong-kil' ; oa:start 0 ; oa:end 12",
        "<id/article/consultation> a par:Article ; dcterms:identifier 'consultation'",
        "<id/article/consultation> dcterms:issued '2018-03-15'^^xsd:date ; dcterms:publisher 'Parley tests'",
        f"<id/article/consultation> par:reports {EDITION} ; par:textDigest ?d",
    ],
)
def test_the_graph_of_an_article_says(pattern: str) -> None:
    graph = "<graph/article/consultation>"
    assert asks(written(consultation()), f"GRAPH {graph} {{ {pattern} }}", BASE)


def test_every_quote_stands_at_its_offsets() -> None:
    rows = ask(written(consultation()), "GRAPH ?g { ?e oa:exact ?x ; oa:start ?a ; oa:end ?b }", BASE)
    assert {row["x"] for row in rows} == {CONSULTATION[int(row["a"]) : int(row["b"])] for row in rows}


def test_no_blank_node_is_written() -> None:
    nodes = {node for quad in written(trilateral()) for node in (quad.subject, quad.object)}
    assert not [node for node in nodes if isinstance(node, ox.BlankNode)]


def test_a_record_read_back_from_the_graph_is_the_record() -> None:
    store = graphs_of([consultation()], BASE)
    found = annotations(lambda query: ask(store, query, BASE))["consultation"]
    wanted = annotation_of(consultation())
    assert [o["name"] for o in wanted["officials"]] == sorted(
        (o["name"] for o in found["officials"]), reverse=True
    )
    assert {k: v for k, v in wanted["talks"][0].items() if k in _COMPARED} == {
        k: v for k, v in found["talks"][0].items() if k in _COMPARED
    }
    assert [c["evidence"] for c in wanted["commitments"]] == [c["evidence"] for c in found["commitments"]]
    assert [s["speaker"] for s in wanted["statements"]] == [s["speaker"] for s in found["statements"]]


_COMPARED = {"form", "label", "ordinal", "date", "place", "place_state", "parties", "status", "main"}


def dates(when: When) -> dict[str, str]:
    """Date properties of a talk that took place then, with the datatype of `par:date`."""
    talk = replace(consultation().talks[0], when=when)
    quads = written(replace(consultation(), talks=(talk,)))
    rows = ask(quads, "GRAPH ?g { ?x a par:Consultation ; ?p ?o } BIND(DATATYPE(?o) AS ?type)", BASE)
    terms = {row["p"].rpartition("#")[2]: row for row in rows}
    found = {name: terms[name]["o"] for name in ("date", "earliest", "latest") if name in terms}
    return found | ({"type": terms["date"]["type"].rpartition("#")[2]} if "date" in terms else {})


def test_a_month_is_a_year_and_month_with_both_bounds() -> None:
    wanted = {"date": "2018-03", "type": "gYearMonth", "earliest": "2018-03-01", "latest": "2018-03-31"}
    assert wanted == dates(month("2018-03"))


def test_a_range_has_bounds_only() -> None:
    first, last = day("2018-03-15").earliest, day("2018-03-17").latest
    wanted = {"earliest": "2018-03-15", "latest": "2018-03-17"}
    assert wanted == dates(When("March 15-17", "range", first, last))


def test_a_day_of_an_open_year_has_no_bounds() -> None:
    wanted = {"date": "--03-15", "type": "gMonthDay"}
    assert wanted == dates(When("March 15", "open-year", month_day="--03-15"))


def test_a_former_post_is_not_attested() -> None:
    first = consultation().officials[0]
    former = replace(first, posts=(replace(first.posts[0], modifier="former"),))
    record = replace(consultation(), officials=(former, consultation().officials[1]))
    assert not asks(
        written(record), "GRAPH ?g { ?o rdfs:label 'Kim Yong-kil' ; par:holds ?t . ?t par:attestedOn ?d }"
    )


def test_an_item_left_out_takes_no_other_with_it() -> None:
    quads = written(consultation(), f"{ARTICLE}/agreement/1")
    assert not asks(quads, "GRAPH ?g { ?a a par:Agreement }")
    assert asks(quads, "GRAPH ?g { ?s a par:Statement }")


def test_a_talk_left_out_leaves_its_acts() -> None:
    quads = written(consultation(), EDITION.strip("<>"))
    assert not asks(quads, "GRAPH ?g { ?x ?p ?event FILTER(CONTAINS(STR(?event), '/id/event/')) }")
    assert asks(quads, "GRAPH ?g { ?a a par:Agreement }")


def test_an_official_left_out_is_named_nowhere() -> None:
    kim = f"{BASE}id/official/kim-yonggil-1df2ee"
    quads = written(consultation(), kim)
    assert not [quad for quad in quads if kim in {str(quad.subject)[1:-1], str(quad.object)[1:-1]}]


def test_a_measured_rule_gives_its_evidence_a_confidence() -> None:
    quads = written(consultation(), confidence={"by.hand": "0.93"})
    assert asks(quads, "GRAPH ?g { ?e par:rule 'by.hand' ; par:confidence 0.93 }")


def test_a_party_as_speaker_needs_no_official() -> None:
    said = replace(consultation().statements[0], speaker=Agent("party", "KR"))
    assert asks(
        written(replace(consultation(), statements=(said,))),
        "GRAPH ?g { ?s par:speaker <id/state/KR> }",
        BASE,
    )


def test_two_talks_that_are_one_edition_are_written_as_one() -> None:
    talk = consultation().talks[0]
    again = replace(talk, key="t2", when=month("2018-03"), main=False, participants=())
    quads = written(replace(consultation(), talks=(again, talk)))
    rows = ask(quads, f"GRAPH ?g {{ {EDITION} par:date ?d ; par:reportedAs ?r }}", BASE)
    assert [("2018-03-15", "MainNews")] == [(row["d"], row["r"].rpartition("#")[2]) for row in rows]


def unnamed(parties: tuple[str, ...], when: When | None) -> Talk:
    return Talk("t1", "meeting", "held", parties, (on(CONSULTATION, "Kim"),), when=when)


@pytest.mark.parametrize(
    ("talk", "label"),
    [
        (
            unnamed(("JP", "KR"), day("2018-03-15")),
            "Meeting of Japan and the Republic of Korea, 15 March 2018",
        ),
        (unnamed(("JP",), month("2018-03")), "Meeting of Japan, March 2018"),
        (unnamed((), None), "Meeting"),
        (unnamed(("JP", "KR", "US"), None), "Meeting of Japan, the Republic of Korea and the United States"),
        (
            unnamed(("CN", "JP", "KR", "RU", "US"), None),
            "Meeting of China, Japan, the Republic of Korea and 2 more parties",
        ),
        (unnamed((), When("March 15", "open-year", month_day="--03-15")), "Meeting, 15 March"),
    ],
)
def test_an_unnamed_talk_gets_a_label_of_facts(talk: Talk, label: str) -> None:
    states = {"JP": "Japan", "KR": "Republic of Korea", "US": "United States", "CN": "China", "RU": "Russia"}
    assert label == event_label(talk, states.__getitem__)


def test_ordinals_are_spelt() -> None:
    wanted = ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]
    assert wanted == [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)]
