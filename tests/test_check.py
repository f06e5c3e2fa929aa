import pytest
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import RDF, SH

from kg.check import Problem, check, load_rules
from tests.claims import ARTICLE, CLEAN, TEXT, broken, store_of

E1, PART = "event:e1 a par:Meeting", "<https://w3id.org/parley/id/article/a1/participation/1>"
MEETS = "par:hasParty state:KR , state:JP ;"
KIND = "par:actKind act:agree"
AGREED = "par:committedParty state:KR , state:JP"
EVIDENT = "par:evidence <https://w3id.org/parley/id/article/a1/evidence/1>"
DELEGATION = "<https://w3id.org/parley/id/article/a1/delegation/1>"
PACT = "par:changes <https://w3id.org/parley/id/instrument/pact>"
TELLING = "par:evidence <https://w3id.org/parley/id/article/a1/evidence/2> .\n<https://w3id.org/parley/id/instrument"
VISIT = "event:v1 par:earliest '2020-06-01'^^xsd:date ; par:latest '2020-06-02'^^xsd:date"
SIXTH_OF = "event:e6 par:inSeries series:scm-kr-us ; par:ordinal 6 ; par:status par:Held"
SIXTH = f"{SIXTH_OF} ; par:earliest '2020-06-01'^^xsd:date"
NO_SERIES = "par:inSeries series:scm-kr-us ; par:ordinal 7 ;"
SECOND = f"{PART} a par:Participation ; {EVIDENT} ; par:participant official:ann ; par:onBehalfOf state:JP ."
ELSEWHERE = {"person-on-two-sides", "edition-on-two-dates", "official-of-two-parties"}
# rule; what stands in the clean article; what breaks the rule
CASES = [
    ("sentence-at-offsets", "oa:start 40 ; oa:end 75", "oa:start 41 ; oa:end 75"),
    ("sentence-at-offsets", '"The two sides agreed to meet again."', '"The two sides agreed to meet."'),
    ("words-in-sentence", "oa:start 8 ; oa:end 11", "oa:start 9 ; oa:end 12"),
    ("evidence-of-another-article", "oa:hasSource article:a1", "oa:hasSource article:a9"),
    ("party-missing", f"{MEETS} par:place place:seoul ; {NO_SERIES}", ""),
    ("agreement-parties", AGREED, "par:committedParty state:KR"),
    ("agreement-kind", KIND, "par:actKind act:thank"),
    ("statement-kind", "par:actKind act:explain", "par:actKind act:sign"),
    ("act-kind-unknown", KIND, "par:actKind act:murmur"),
    ("topic-unknown", "par:topic topic:trade", "par:topic topic:gossip"),
    ("party-unknown", MEETS, "par:hasParty state:KR , state:QQ ;"),
    ("participation-party", MEETS, "par:hasParty state:US , state:JP ;"),
    ("speaker-party", "par:speaksFor state:KR", "par:speaksFor state:US"),
    ("statement-to-itself", "par:addressee state:JP", "par:addressee official:ann"),
    ("dates-both", 'par:latest "2020-05-04"^^xsd:date ;', ""),
    ("dates-order", 'par:latest "2020-05-04"', 'par:latest "2020-05-03"'),
    ("date-outside-bounds", 'par:date "2020-05-04"', 'par:date "2020-05-06"'),
    ("held-after-article", 'dcterms:issued "2020-05-05"', 'dcterms:issued "2020-05-01"'),
    ("planned-before-article", "par:status par:Held", "par:status par:Planned"),
    (
        "tenure-order",
        "par:post post:p1",
        'par:post post:p1 ; par:from "2020"^^xsd:gYear ; par:until "2019"^^xsd:gYear',
    ),
    ("ordinal-without-series", "par:inSeries series:scm-kr-us ;", ""),
    ("margins-of-itself", E1, "event:e1 par:onMarginsOf event:e1 ; a par:Meeting"),
    ("label-missing", E1, "place:nowhere a par:Place . event:e1 a par:Meeting"),
    ("edition-of-wrong-kind", "par:inSeries series:scm-kr-us", "par:inSeries exercise:cobra-gold"),
    ("call-in-a-place", E1, f"{E1} , par:Call"),
    (
        "editions-out-of-order",
        E1,
        f"{SIXTH} . {E1}",
    ),
    ("delegation-of-stranger", "par:represents state:KR", "par:represents state:US"),
    ("delegate-absent", "par:delegate official:ann", "par:delegate official:ann , official:bob"),
    ("change-of-resolution", "a par:Instrument ; rdfs", "a par:Resolution ; rdfs"),
    ("change-before-signing", 'par:adoptedOn "2019-05-04"', 'par:adoptedOn "2021-05-04"'),
    ("signed-but-not-held", "par:status par:Held", "par:status par:Planned"),
    ("held-yet-denied", "par:modality par:Asserted", "par:modality par:Negated"),
    ("visit-on-other-days", E1, f"{VISIT} . event:e1 par:duringVisit event:v1 ; a par:Meeting"),
    ("summit-without-leaders", E1, "event:e1 a par:Summit"),
    ("host-elsewhere", E1, "event:e1 par:hostParty state:JP ; a par:Meeting"),
    ("spelling-of-nobody", 'par:literalForm "Ann Lee"', 'par:literalForm "Ann Leigh"'),
    ("event-label", 'rdfs:label "Meeting" ;', ""),
    ("participation-role", 'par:role "head"', 'par:role "boss"'),
    (
        "participation-level",
        "par:seniority par:Ministerial .",
        "par:seniority par:Ministerial , par:TopLevel .",
    ),
    ("participation-delegation", f"par:memberOf {DELEGATION}", f"par:memberOf {DELEGATION} , event:d2"),
    ("delegation-party", "par:represents state:KR ;", ""),
    ("delegation-event", "event:e1 par:delegation", "event:e1 rdfs:seeAlso"),
    ("delegation-member", "par:delegate official:ann ; par:headOfDelegation official:ann ;", ""),
    (
        "delegation-sentence",
        f"par:headOfDelegation official:ann ;\n  {EVIDENT}",
        "par:headOfDelegation official:ann",
    ),
    ("name-form-spelling", 'par:literalForm "Ann Lee" ;', ""),
    ("name-form-order", '"given-first"', '"given-first" , "family-first"'),
    ("name-form-owner", "official:ann par:nameForm", "official:ann par:delegateIn"),
    ("change-thing", f"{PACT} ;", ""),
    ("change-effect", "par:effect par:Extends", "par:effect par:Extends , par:Ends"),
    ("change-act", "par:decidedBy <https://w3id.org/parley/id/article/a1/agreement/1> ;", ""),
    ("change-sentence", f" ;\n  {TELLING}", " .\n<https://w3id.org/parley/id/instrument"),
    ("evidence-modality", "par:modality par:Asserted", "par:modality par:Asserted , par:Negated"),
    (
        "post-level",
        "post:p1 par:seniority par:Ministerial",
        "post:p1 par:seniority par:Ministerial , par:TopLevel",
    ),
    ("post-side", "par:side par:Civil", "par:side par:Civil , par:Military"),
    ("event-status", "par:status par:Held", "par:status par:Held , par:Planned"),
    ("event-status", "par:status par:Held ;", ""),
    ("event-reported", "par:MainNews", "par:MainNews , par:Mentioned"),
    ("event-earliest", 'par:earliest "2020-05-04"^^xsd:date', 'par:earliest "2020-05"^^xsd:gYearMonth'),
    ("event-latest", 'par:latest "2020-05-04"^^xsd:date', 'par:latest "2020-05-04"'),
    ("event-sentence", f"/participation/1> ;\n  {EVIDENT}", f"/participation/1> .\n{PART} {EVIDENT}"),
    ("event-place", "place:seoul", "place:seoul , place:tokyo"),
    ("event-series", "series:scm-kr-us", "series:scm-kr-us , series:kidd"),
    ("talk-parties", MEETS, "par:hasParty state:KR ;"),
    ("participation-official", "par:participant official:ann ;", ""),
    ("participation-party", "par:onBehalfOf state:KR", "par:onBehalfOf state:KR , state:US"),
    ("participation-event", E1, f"event:e2 par:participation {PART} . event:e1 a par:Meeting"),
    ("participation-sentence", f"state:KR ; {EVIDENT}", "state:KR"),
    ("official-name", 'rdfs:label "Ann Lee" ;', ""),
    ("official-party", "par:serves state:KR", "par:serves state:KR , state:JP"),
    ("tenure-post", "par:post post:p1 ;", ""),
    ("tenure-holder", "; par:holds tenure:t1", ""),
    ("tenure-sentence", f"par:post post:p1 ; {EVIDENT}", "par:post post:p1"),
    ("post-title", 'a par:Post ; rdfs:label "Minister"', "a par:Post"),
    ("act-kind", f"{KIND} ;", ""),
    (
        "act-sentence",
        '"a plan" ; par:evidence <https://w3id.org/parley/id/article/a1/evidence/2>',
        '"a plan"',
    ),
    ("act-gist", 'par:gist "a plan" ;', ""),
    ("agreement-party", f"{AGREED} ;", ""),
    ("statement-speaker", "par:speaker official:ann", "par:speaker official:ann , state:KR"),
    ("evidence-sentence", 'oa:exact "The two sides agreed to meet again." ;', ""),
    ("evidence-start", "oa:start 40", "oa:start -1"),
    ("evidence-end", "; oa:end 75", ""),
    ("evidence-article", "oa:hasSource article:a1 ;", ""),
    ("evidence-rule", 'par:rule "r" ;', ""),
    ("article-identifier", 'dcterms:identifier "a1"', 'dcterms:identifier "a1" , "b"'),
    ("article-digest", 'par:textDigest "0000', 'par:textDigest "xyz'),
]


def rules_broken(*graphs: str) -> set[str]:
    return {problem.rule for problem in check(store_of(*graphs), {ARTICLE: TEXT})}


def test_a_clean_article_breaks_no_rule() -> None:
    assert () == check(store_of(CLEAN), {ARTICLE: TEXT})


@pytest.mark.parametrize(("rule", "old", "new"), CASES)
def test_an_error_is_found_by_its_rule(rule: str, old: str, new: str) -> None:
    assert rule in rules_broken(broken(old, new))


def test_a_person_on_two_sides_is_found() -> None:
    second = SECOND.replace("participation/1", "participation/2")
    turtle = broken(E1, f"{second} event:e1 par:participation {PART.replace('1>', '2>')} ; a par:Meeting")
    assert {"person-on-two-sides"} == rules_broken(turtle)


def test_every_rule_and_shape_has_a_failing_case() -> None:
    shapes = Graph().parse("ontology/shapes/parley.ttl").subjects(RDF.type, SH.PropertyShape)
    names = {str(shape).partition("#")[2] for shape in shapes} | {rule.name for rule in load_rules()}
    assert names - ELSEWHERE == {rule for rule, _, _ in CASES}


def test_articles_that_date_one_edition_differently_are_named_once() -> None:
    later = CLEAN.replace("2020-05-0", "2020-06-0")
    assert {"edition-on-two-dates"} == rules_broken(CLEAN, later)


def test_articles_that_have_an_official_serve_two_parties_are_found() -> None:
    assert "official-of-two-parties" in rules_broken(
        CLEAN, broken("par:serves state:KR", "par:serves state:JP")
    )


def test_an_organisation_may_agree_alone() -> None:
    asean = "par:committedParty <https://w3id.org/parley/id/organization/ASEAN>"
    assert set() == rules_broken(broken(AGREED, asean))


def test_a_problem_names_article_sentence_and_rule() -> None:
    (problem,) = check(store_of(broken(AGREED, "par:committedParty state:KR")), {ARTICLE: TEXT})
    expected = Problem(
        article=ARTICLE,
        rule="agreement-parties",
        focus=f"{ARTICLE}/agreement/1",
        message="An agreement takes two parties, or one international organisation: here only South Korea.",
        severity="violation",
        identifier="a1",
        sentence="The two sides agreed to meet again.",
    )
    assert expected == problem


def test_a_problem_reads_as_a_line_for_curators() -> None:
    problem = Problem("iri", "dates-both", None, "It lacks a day.", "warning", "a1", "They met.")
    assert "a1: warning of dates-both: It lacks a day. Sentence: 'They met.'" == str(problem)


def test_offsets_are_not_checked_without_the_text() -> None:
    store = store_of(broken("oa:start 40 ; oa:end 75", "oa:start 41 ; oa:end 76"))
    assert () == check(store, {})


def test_checking_leaves_the_store_as_it_is() -> None:
    store = store_of(CLEAN)
    before = len(store)
    check(store, {ARTICLE: TEXT})
    assert before == len(store)


@pytest.mark.parametrize(("start", "conforms"), [(40, True), (41, False)])
def test_the_shape_of_the_text_finds_a_moved_sentence(start: int, conforms: bool) -> None:
    data = Graph().parse(data=CLEAN.replace("oa:start 40", f"oa:start {start}"), format="turtle")
    data.update(f'INSERT DATA {{ <{ARTICLE}> <https://w3id.org/parley/def#text> "{TEXT}" }}')
    shapes = Graph().parse("ontology/shapes/text.ttl")
    assert conforms == validate(data, shacl_graph=shapes)[0]
