import sys

import pyoxigraph as ox
import pytest
from rdflib.namespace import RDFS

from kg.errors import ReasonerError
from kg.reason import Copy, Machine, Reasoning, find_java, readable, reason
from kg.reference import ontology_quads
from kg.vocabulary import PAR
from tests.claims import BASE, CLEAN, GRAPH, broken, store_of

STATES = """
@prefix country: <https://w3id.org/parley/id/country/> .
state:KR a par:State ; par:isoCode "KR" ; par:territory country:KR .
state:JP a par:State ; par:isoCode "JP" .
series:scm-kr-us a par:TalkSeries . place:seoul a par:Place .
act:agree a par:ActKind . topic:trade a par:Topic .
country:KR a par:Country ; par:isoCode "KR" .
"""
ONTOLOGY = f"{BASE}graph/ontology"
LAND = "<https://w3id.org/parley/id/country/KR>"
SPEAKER = "par:speaker official:ann ; par:addressee state:JP"
ERRORS = {
    "one official serves two states": ("par:serves state:KR", "par:serves state:KR , state:JP"),
    "a land is a party": ("par:hasParty state:KR", f"par:hasParty {LAND}"),
    "a place is a participant": ("par:participant official:ann", "par:participant place:seoul"),
    "a state holds a post": ("par:holds tenure:t1", "par:holds tenure:t1 . state:JP par:holds tenure:t2"),
    "a tenure has two holders": (
        "tenure:t1 a par:Tenure",
        "official:bob a par:Official ; par:holds tenure:t1 . tenure:t1 a par:Tenure",
    ),
    "a series is a talk": ("event:e1 a par:Meeting", "series:scm-kr-us a par:Talk . event:e1 a par:Talk"),
    "an edition belongs to two series": (
        "par:inSeries series:scm-kr-us",
        "par:inSeries series:scm-kr-us , series:kidd . series:kidd a par:TalkSeries . event:e1 a par:Talk",
    ),
    "an edition has two numbers": ("par:ordinal 7", "par:ordinal 7 , 8"),
    "an edition has the number 0": ("par:ordinal 7", "par:ordinal 0"),
    "a talk is an exercise": ("a par:Meeting", "a par:Meeting , par:Exercise"),
    "an event takes place on its own margins": ("a par:Meeting", "par:onMarginsOf event:e1 ; a par:Meeting"),
    "a statement is an agreement": ("a par:Statement", "a par:Statement , par:Agreement"),
    "a speaker is the addressee": (SPEAKER, "par:speaker official:ann ; par:addressee official:ann"),
    "two officials make one statement": (
        SPEAKER,
        "par:speaker official:ann , official:bob . official:bob a par:Official",
    ),
    "an article is an event": ("article:a1 a par:Article", "article:a1 a par:Article , par:Talk"),
}  # fmt: skip


def small_store(turtle: str) -> ox.Store:
    store = ox.Store()
    store.extend(ontology_quads())
    store.load(turtle + STATES, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH))
    return store


def is_consistent(turtle: str) -> bool:
    store = small_store(turtle)
    return Machine(find_java(), 120).is_consistent(Copy.of(store, [ONTOLOGY]).over(store, [GRAPH]))


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
def test_a_clean_article_is_consistent() -> None:
    assert is_consistent(CLEAN)


@pytest.mark.java
@pytest.mark.parametrize(("old", "new"), ERRORS.values(), ids=ERRORS.keys())
def test_an_error_contradicts_the_ontology(old: str, new: str) -> None:
    assert not is_consistent(broken(old, new))


@pytest.mark.java
def test_the_article_and_the_triple_that_contradict_are_named() -> None:
    store = small_store(broken("par:ordinal 7", "par:ordinal 0"))
    verdict = reason(store)
    assert (False, GRAPH) == (verdict.is_consistent, verdict.culprit)
    assert "#ordinal> " in str(verdict.statement)


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


def test_no_java_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("kg.reason.find_spec", lambda _: None)
    with pytest.raises(ReasonerError, match="install a Java runtime"):
        find_java()


def test_the_derived_copy_holds_no_dates_and_no_names() -> None:
    text = "\n".join(map(str, readable(small_store(CLEAN), [ONTOLOGY, GRAPH])))
    assert not [
        word for word in ("XMLSchema#date", "gYear", 'oa#exact> "', 'rdf-schema#label> "') if word in text
    ]


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Reasoning(True), "consistent"),
        (Reasoning(True, ("urn:a",)), "nothing can belong to urn:a"),
        (Reasoning(False), "in the ontology and reference data themselves"),
        (Reasoning(False, (), "urn:g", "<a> <b> <c>"), "with urn:g; it goes away without <a> <b> <c>"),
    ],
)
def test_a_verdict_reads_as_a_sentence(verdict: Reasoning, words: str) -> None:
    assert words in str(verdict)
