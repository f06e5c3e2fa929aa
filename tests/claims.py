"""A small article that breaks no rule, and stores that hold it; tests break it on purpose."""

from functools import cache

import pyoxigraph as ox

from kg.reference.load import ontology_quads, reference_quads

BASE = "https://w3id.org/parley/"
ARTICLE = f"{BASE}id/article/a1"
GRAPH = f"{BASE}graph/article/a1"
TEXT = "Ann Lee met Ken Abe in Seoul on Monday. The two sides agreed to meet again."
CLEAN = """
@prefix id: <https://w3id.org/parley/id/> .
@prefix a1: <https://w3id.org/parley/id/article/a1/> .
@prefix par: <https://w3id.org/parley/def#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix article: <https://w3id.org/parley/id/article/> .
@prefix event: <https://w3id.org/parley/id/event/> .
@prefix official: <https://w3id.org/parley/id/official/> .
@prefix tenure: <https://w3id.org/parley/id/tenure/> .
@prefix post: <https://w3id.org/parley/id/post/> .
@prefix state: <https://w3id.org/parley/id/state/> .
@prefix act: <https://w3id.org/parley/id/act/> .
@prefix topic: <https://w3id.org/parley/id/topic/> .
@prefix place: <https://w3id.org/parley/id/place/> .
@prefix series: <https://w3id.org/parley/id/series/> .
@prefix exercise: <https://w3id.org/parley/id/exercise/> .
article:a1 a par:Article ; dcterms:identifier "a1" ; dcterms:issued "2020-05-05"^^xsd:date ;
  par:textDigest "0000000000000000000000000000000000000000000000000000000000000000" ; par:reports event:e1 .
event:e1 a par:Meeting ; rdfs:label "Meeting" ; par:status par:Held ; par:reportedAs par:MainNews ;
  par:hasParty state:KR , state:JP ; par:place place:seoul ; par:inSeries series:scm-kr-us ; par:ordinal 7 ;
  par:date "2020-05-04"^^xsd:date ; par:earliest "2020-05-04"^^xsd:date ; par:latest "2020-05-04"^^xsd:date ;
  par:topic topic:trade ; par:participation <https://w3id.org/parley/id/article/a1/participation/1> ;
  par:evidence <https://w3id.org/parley/id/article/a1/evidence/1> .
<https://w3id.org/parley/id/article/a1/participation/1> a par:Participation ;
  par:participant official:ann ; par:onBehalfOf state:KR ; par:evidence <https://w3id.org/parley/id/article/a1/evidence/1> .
official:ann a par:Official ; rdfs:label "Ann Lee" ; par:serves state:KR ; par:holds tenure:t1 .
tenure:t1 a par:Tenure ; par:post post:p1 ; par:evidence <https://w3id.org/parley/id/article/a1/evidence/1> .
post:p1 a par:Post ; rdfs:label "Minister" .
<https://w3id.org/parley/id/article/a1/agreement/1> a par:Agreement ; par:committedParty state:KR , state:JP ;
  par:actKind act:agree ; par:gist "to meet again" ; par:evidence <https://w3id.org/parley/id/article/a1/evidence/2> .
<https://w3id.org/parley/id/article/a1/statement/1> a par:Statement ; par:speaker official:ann ; par:addressee state:JP ;
  par:speaksFor state:KR ; par:actKind act:explain ; par:gist "a plan" ; par:evidence <https://w3id.org/parley/id/article/a1/evidence/2> .
<https://w3id.org/parley/id/article/a1/evidence/1> a par:Evidence ; oa:hasSource article:a1 ; par:rule "r" ;
  oa:exact "Ann Lee met Ken Abe in Seoul on Monday." ; oa:start 0 ; oa:end 39 ;
  oa:refinedBy <https://w3id.org/parley/id/article/a1/words/1> .
<https://w3id.org/parley/id/article/a1/words/1> a par:WordsSelector ; oa:exact "met" ; oa:start 8 ; oa:end 11 .
<https://w3id.org/parley/id/article/a1/evidence/2> a par:Evidence ; oa:hasSource article:a1 ; par:rule "r" ;
  oa:exact "The two sides agreed to meet again." ; oa:start 40 ; oa:end 75 .
event:e1 par:delegation <https://w3id.org/parley/id/article/a1/delegation/1> .
<https://w3id.org/parley/id/article/a1/delegation/1> a par:Delegation ; rdfs:label "Delegation of South Korea" ;
  par:represents state:KR ; par:delegate official:ann ; par:headOfDelegation official:ann ;
  par:evidence <https://w3id.org/parley/id/article/a1/evidence/1> .
<https://w3id.org/parley/id/article/a1/participation/1> par:memberOf <https://w3id.org/parley/id/article/a1/delegation/1> ;
  par:role "head" ; par:seniority par:Ministerial .
post:p1 par:seniority par:Ministerial ; par:side par:Civil .
official:ann par:nameForm <https://w3id.org/parley/id/article/a1/name-form/1> .
<https://w3id.org/parley/id/article/a1/name-form/1> a par:NameForm ; par:literalForm "Ann Lee" ; par:nameOrder "given-first" .
<https://w3id.org/parley/id/article/a1/evidence/1> par:modality par:Asserted .
<https://w3id.org/parley/id/article/a1/agreement/1/change/1> a par:InstrumentChange ; par:effect par:Extends ;
  par:changes <https://w3id.org/parley/id/instrument/pact> ; par:changedOn "2020-05-04"^^xsd:date ;
  par:decidedBy <https://w3id.org/parley/id/article/a1/agreement/1> ;
  par:evidence <https://w3id.org/parley/id/article/a1/evidence/2> .
<https://w3id.org/parley/id/instrument/pact> a par:Instrument ; rdfs:label "Pact" ; par:signedIn event:e1 ;
  par:adoptedOn "2019-05-04"^^xsd:date .
"""  # noqa: E501  Turtle lines read best whole


@cache
def background() -> tuple[ox.Quad, ...]:
    """Ontology and reference data."""
    return (*ontology_quads(), *reference_quads())


def broken(old: str, new: str) -> str:
    """The clean article with one stretch of it changed.

    Raises:
        ValueError: the stretch is not there, so that a case would test nothing.
    """
    if old not in CLEAN:
        raise ValueError(old)
    return CLEAN.replace(old, new, 1)


def store_of(*graphs: str) -> ox.Store:
    """A store of ontology, reference data and articles a1, a2 … in graphs of their own."""
    store = ox.Store()
    store.extend(background())
    for number, turtle in enumerate(graphs, 1):
        name = ox.NamedNode(f"{GRAPH[:-1]}{number}")
        store.load(
            turtle.replace("article/a1", f"article/a{number}"), format=ox.RdfFormat.TURTLE, to_graph=name
        )
    return store
