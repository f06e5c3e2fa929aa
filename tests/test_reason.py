import sys
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
import pytest
from rdflib.namespace import RDFS

from kg.errors import ReasonerError
from kg.reason.consistency import (
    Contradiction,
    Copy,
    Culprit,
    Machine,
    Reasoning,
    find_java,
    named,
    readable,
    reason,
)
from kg.reference.load import ontology_quads
from kg.vocabulary import PAR
from tests.claims import BASE, CLEAN, GRAPH, broken, store_of

STATES = """
@prefix country: <https://w3id.org/parley/id/country/> .
@prefix body: <https://w3id.org/parley/id/body/> .
state:KR a par:State ; rdfs:label "South Korea" ; par:isoCode "KR" ; par:territory country:KR .
state:JP a par:State ; rdfs:label "Japan" ; par:isoCode "JP" .
series:scm-kr-us a par:TalkSeries ; rdfs:label "SCM" . place:seoul a par:Place ; rdfs:label "Seoul" .
act:agree a par:ActKind . act:explain a par:ActKind . topic:trade a par:Topic ; rdfs:label "Trade" .
country:KR a par:Country ; rdfs:label "the Korean land" ; par:isoCode "KR" .
body:mnd a par:Ministry ; rdfs:label "Ministry of Defence" .
exercise:cobra-gold a par:ExerciseSeries ; rdfs:label "Cobra Gold" .
"""
ONTOLOGY = f"{BASE}graph/ontology"
E1 = "event:e1 a par:Meeting"
PARTY, SPEAKER = "par:hasParty state:KR", "par:speaker official:ann ; par:addressee state:JP"
OFFICIAL, PART = "par:participant official:ann", "<https://w3id.org/parley/id/article/a1/participation/1>"
EVIDENCE1 = "evidence/1> a par:Evidence"


@dataclass(frozen=True)
class Error:
    """A mistake of extraction: what stands in the clean article, what replaces it, what is then said.

    Attributes:
        claim: part of what the contradiction says that the article says.
        axiom: part of what it says that the ontology says.
    """

    old: str
    new: str
    claim: str
    axiom: str


ERRORS = {
    "an official serves two states": Error(
        "par:serves state:KR",
        "par:serves state:KR , state:JP",
        "Ann Lee: serves Japan",
        "nothing has more than one value of “serves”",
    ),
    "a land is a party": Error(
        PARTY,
        "par:hasParty <https://w3id.org/parley/id/country/KR>",
        "has party the Korean land",
        "a party is never a place",
    ),
    "a ministry is a party": Error(
        PARTY,
        "par:hasParty <https://w3id.org/parley/id/body/mnd>",
        "has party Ministry of Defence",
        "a party is never a government body",
    ),
    "a place is a participant": Error(
        OFFICIAL, "par:participant place:seoul", "participant Seoul", "an official is never a place"
    ),
    "a ministry is a participant": Error(
        OFFICIAL,
        "par:participant <https://w3id.org/parley/id/body/mnd>",
        "participant Ministry of Defence",
        "“participant” is only ever an official",
    ),
    "a state holds a post": Error(
        "par:holds tenure:t1",
        "par:holds tenure:t1 . state:JP par:holds tenure:t2",
        "Japan: holds tenure t2",
        "only an official has “holds tenure”",
    ),
    "a post is held without a tenure": Error(
        "par:holds tenure:t1 .",
        "par:holds tenure:t1 , post:p1 .",
        "holds tenure Minister",
        "a post is never a tenure",
    ),
    "a tenure has two holders": Error(
        "tenure:t1 a par:Tenure",
        "official:bob a par:Official ; par:holds tenure:t1 . tenure:t1 a par:Tenure",
        "bob: holds tenure t1",
        "more than one value of “held by”",
    ),
    "a tenure is of two posts": Error(
        "par:post post:p1",
        'par:post post:p1 , post:p2 . post:p2 a par:Post ; rdfs:label "Envoy" . tenure:t1 a par:Tenure',
        "has post Envoy",
        "more than one value of “has post”",
    ),
    "a series is a talk": Error(
        E1,
        f"series:scm-kr-us a par:Talk . {E1}",
        "SCM is a talk",
        "a diplomatic event is never an event series",
    ),
    "an edition belongs to two series": Error(
        "par:inSeries series:scm-kr-us",
        f"par:inSeries series:scm-kr-us , series:kidd . series:kidd a par:TalkSeries . {E1}",
        "in series kidd",
        "more than one value of “in series”",
    ),
    "a talk is an edition of an exercise": Error(
        "par:inSeries series:scm-kr-us",
        "par:inSeries exercise:cobra-gold",
        "in series Cobra Gold",
        "every talk is something with only such “in series” that is a talk series",
    ),
    "an edition has two numbers": Error(
        "par:ordinal 7", "par:ordinal 7 , 8", "ordinal 8", "more than one value of “ordinal”"
    ),
    "an edition has the number 0": Error(
        "par:ordinal 7", "par:ordinal 0", "ordinal 0", "“ordinal” is only ever a whole number from 1"
    ),
    "an edition comes before itself": Error(
        E1,
        f"event:e1 par:previousEdition event:e1 . {E1}",
        "previous edition Meeting",
        "“previous edition” never leads from a thing to itself",
    ),
    "a talk is an exercise": Error(
        E1, f"{E1} , par:Exercise", "Meeting is a military exercise", "a talk is never a military exercise"
    ),
    "a call is a visit": Error(
        E1, f"{E1} , par:Call , par:Visit", "Meeting is a visit", "a telephone call is never a visit"
    ),
    "a call takes place in a city": Error(
        E1,
        f"{E1} , par:Call",
        "takes place in Seoul",
        "every telephone call is something with at most 0 of “takes place in”",
    ),
    "an event is on its own margins": Error(
        E1, f"event:e1 par:onMarginsOf event:e1 . {E1}", "on the margins of Meeting", "to itself"
    ),
    "two events are on each other's margins": Error(
        E1,
        f"event:e1 par:onMarginsOf event:e2 . event:e2 par:onMarginsOf event:e1 . {E1}",
        "e2: on the margins of Meeting",
        "“on the margins of” never holds both ways",
    ),
    "a topic is a place": Error(
        "par:place place:seoul", "par:place topic:trade", "takes place in Trade", "a topic is never a place"
    ),
    "a place is a topic": Error(
        "par:topic topic:trade",
        "par:topic place:seoul",
        "has topic Seoul",
        "“has topic” is only ever a topic",
    ),
    "a mode of reporting is a status": Error(
        "par:status par:Held",
        "par:status par:MainNews",
        "status main news",
        "an event status is never a reporting mode",
    ),
    "a participation is for two parties": Error(
        "par:onBehalfOf state:KR",
        "par:onBehalfOf state:KR , state:JP",
        "participation 1 of a1: on behalf of Japan",
        "more than one value of “on behalf of”",
    ),
    "a participation is that of two officials": Error(
        OFFICIAL,
        "par:participant official:ann , official:bob . official:bob a par:Official . "
        f"{PART} par:onBehalfOf state:KR",
        "participant bob",
        "more than one value of “participant”",
    ),
    "nobody has such a part": Error(
        OFFICIAL, f'{OFFICIAL} ; par:role "bystander"', "part played bystander", "“part played” is only ever"
    ),
    "an agreement is a statement": Error(
        "a par:Statement",
        "a par:Statement , par:Agreement",
        "statement 1 of a1 is an agreement",
        "an agreement is never a statement",
    ),
    "an act is of two kinds": Error(
        "par:actKind act:agree", "par:actKind act:agree , act:explain", "act explain", "value of “act”"
    ),
    "a statement is made in two events": Error(
        'par:gist "a plan"',
        'par:gist "a plan" ; par:madeIn event:e1 , event:e2 . event:e2 a par:Talk . '
        "<https://w3id.org/parley/id/article/a1/statement/1> a par:Statement",
        "made in e2",
        "more than one value of “made in”",
    ),
    "a speaker is the addressee": Error(
        SPEAKER,
        "par:speaker official:ann ; par:addressee official:ann",
        "addressee Ann Lee",
        "“speaker” and “addressee” never lead to the same",
    ),
    "two officials make one statement": Error(
        SPEAKER,
        "par:speaker official:ann , official:bob . official:bob a par:Official . "
        "<https://w3id.org/parley/id/article/a1/statement/1> a par:Statement",
        "speaker bob",
        "more than one value of “speaker”",
    ),
    "a place speaks": Error(
        SPEAKER, "par:speaker place:seoul", "speaker Seoul", "“speaker” is only ever an official or a party"
    ),
    "an article is an event": Error(
        "article:a1 a par:Article", "article:a1 a par:Article , par:Talk", "a1 is a talk", "never an article"
    ),
    "a code is none": Error(
        E1,
        f'state:XX a par:State ; par:isoCode "KOR" . {E1}',
        "XX: ISO code KOR",
        "“ISO code” is only ever text like [A-Z]{2}",
    ),
    "two states have one land": Error(
        E1,
        "state:KP a par:State ; par:territory <https://w3id.org/parley/id/country/KR> . " + E1,
        "KP: territory the Korean land",
        "territory",
    ),
    "an organisation is its own member": Error(
        E1,
        "<https://w3id.org/parley/id/organization/X> a par:InternationalOrganization ; "
        f"par:memberParty <https://w3id.org/parley/id/organization/X> . {E1}",
        "X: has member X",
        "“has member” never leads from a thing to itself",
    ),
    "a rule is right more often than always": Error(
        EVIDENCE1, f"{EVIDENCE1} ; par:confidence 1.5", "confidence 1.5", "at least 0 and at most 1"
    ),
    "a digest is none": Error(
        'par:textDigest "0000', 'par:textDigest "zzzz', "digest of the text zzzz", "text like [0-9a-f]{64}"
    ),
    "a delegation represents two parties": Error(
        E1,
        f"event:e1 par:delegation event:d . event:d par:represents state:KR , state:JP . {E1}",
        "represents Japan",
        "more than one value of “represents”",
    ),
    "a ministry heads a delegation": Error(
        "par:headOfDelegation official:ann",
        "par:headOfDelegation <https://w3id.org/parley/id/body/mnd>",
        "headed by Ministry of Defence",
        "“headed by” is only ever an official",
    ),
    "somebody takes part through two delegations": Error(
        E1,
        f"{PART} par:memberOf event:d2 . event:d2 a par:Delegation ; par:represents state:JP . {E1}",
        "takes part through d2",
        "more than one value of “takes part through”",
    ),
    "a change has two effects": Error(
        "par:effect par:Extends",
        "par:effect par:Extends , par:Ends",
        "has effect ends",
        "more than one value of “has effect”",
    ),
    "an event is changed as if it were an instrument": Error(
        "par:changes <https://w3id.org/parley/id/instrument/pact>",
        "par:changes event:e1",
        "changes Meeting",
        "“changes” is only ever an instrument or an event series",
    ),
    "a sentence puts a fact in two ways": Error(
        "par:modality par:Asserted",
        "par:modality par:Asserted , par:Negated",
        "has modality negated",
        "more than one value of “has modality”",
    ),
    "a post is at two levels": Error(
        "post:p1 par:seniority par:Ministerial",
        "post:p1 par:seniority par:Ministerial , par:WorkingLevel",
        "seniority working level",
        "more than one value of “seniority”",
    ),
    "a spelling is the name of two officials": Error(
        "official:ann par:nameForm",
        "official:bob a par:Official ; par:nameForm <https://w3id.org/parley/id/article/a1/name-form/1> . "
        "official:ann par:nameForm",
        "bob: has name form",
        "more than one value of “name form of”",
    ),
    "a post is civil and military": Error(
        "post:p1 a par:Post ;",
        "post:p1 a par:Post ; par:side par:Civil , par:Military ;",
        "Minister: side",
        "more than one value of “side”",
    ),
}


def small_store(*articles: str) -> ox.Store:
    store = ox.Store()
    store.extend(ontology_quads())
    for number, turtle in enumerate(articles, 1):
        graph = ox.NamedNode(f"{GRAPH[:-1]}{number}")
        store.load(turtle + STATES, format=ox.RdfFormat.TURTLE, to_graph=graph)
    return store


@cache
def contradictions() -> dict[str, Contradiction]:
    """What is said of each error, all looked into in the same runs of HermiT."""
    store = small_store(*(broken(error.old, error.new) for error in ERRORS.values()))
    culprits = [Culprit(f"{GRAPH[:-1]}{number}") for number in range(1, len(ERRORS) + 1)]
    return dict(zip(ERRORS, named(store, culprits, Machine(find_java(), 300)), strict=True))


@pytest.fixture(autouse=True)
def _java(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("java"):
        try:
            find_java()
        except ReasonerError as error:
            pytest.skip(str(error))


@pytest.mark.java
def test_ontology_reference_data_and_a_clean_article_are_consistent() -> None:
    assert Reasoning(is_consistent=True) == reason(store_of(CLEAN))


@pytest.mark.java
@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_found_and_named(name: str) -> None:
    found, error = contradictions()[name], ERRORS[name]
    assert error.claim in "; ".join(found.claims)
    assert error.axiom in "; ".join(found.axioms)


@pytest.mark.java
def test_a_contradiction_names_article_statement_axiom_and_sentence() -> None:
    found = contradictions()["an edition has the number 0"]
    assert GRAPH.rpartition("/")[0] in str(found.article)
    assert (
        "Meeting: ordinal 0. That cannot be: “ordinal” is only ever a whole number from 1."
        " Sentence: “Ann Lee met Ken Abe in Seoul on Monday.”"
    ) in str(found)


@pytest.mark.java
def test_articles_that_contradict_each_other_only_are_named() -> None:
    store = small_store(CLEAN, broken("par:ordinal 7", "par:ordinal 8"))
    (found,) = reason(store).contradictions
    assert (f"{GRAPH[:-1]}2", 2) == (found.article, len(found.statements))


@pytest.mark.java
def test_a_class_that_nothing_can_belong_to_is_named() -> None:
    store = small_store(CLEAN)
    call, below, exercise = map(ox.NamedNode, (PAR.Call, RDFS.subClassOf, PAR.Exercise))
    store.add(ox.Quad(call, below, exercise, ox.NamedNode(ONTOLOGY)))
    assert ("https://w3id.org/parley/def#Call",) == reason(store).unsatisfiable


@pytest.mark.java
def test_a_run_beyond_its_deadline_is_an_error() -> None:
    with pytest.raises(ReasonerError, match=r"longer than 0\.05 s"):
        reason(small_store(CLEAN), timeout=0.05)


def test_what_is_no_reasoner_is_an_error() -> None:
    with pytest.raises(ReasonerError, match="cannot read the derived copy"):
        Machine(sys.executable, 30).is_consistent([])


def test_what_does_not_answer_every_question_is_an_error() -> None:
    with pytest.raises(ReasonerError, match="cannot read the derived copy"):
        Machine(sys.executable, 30).satisfiable([], ["urn:a"])


def test_no_java_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("kg.reason.machine.find_spec", lambda _: None)
    with pytest.raises(ReasonerError, match="install a Java runtime"):
        find_java()


def test_the_derived_copy_holds_no_dates_and_no_names() -> None:
    text = "\n".join(map(str, readable(small_store(CLEAN), [ONTOLOGY, GRAPH])))
    assert not [
        word for word in ("XMLSchema#date", "gYear", 'oa#exact> "', 'rdf-schema#label> "') if word in text
    ]


def test_every_individual_that_is_one_of_a_kind_has_a_key() -> None:
    store = small_store(CLEAN)
    keyed = [
        triple for triple in Copy.of(store, [ONTOLOGY]).over(store, [GRAPH]) if "x-parley:key>" in str(triple)
    ]
    assert {"state/KR", "official/ann", "act/agree"} <= {
        str(triple.object).strip('"').partition("/id/")[2] for triple in keyed
    }


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Reasoning(True), "consistent"),
        (Reasoning(True, ("urn:a",)), "nothing can belong to urn:a"),
        (Reasoning(False), "the ontology contradicts itself"),
        (Reasoning(False, (), (Contradiction("g/article/a1"),)), "article a1: what it says contradicts"),
        (Reasoning(False, (), (Contradiction(None, ("x",), ("A",), ("B",)),)), "A. That cannot be: B."),
    ],
)
def test_a_verdict_reads_as_a_sentence(verdict: Reasoning, words: str) -> None:
    assert words in str(verdict)
