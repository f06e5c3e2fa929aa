"""The checks of OOPS! and FOOPS! that can be decided without the network; docs/ontology.md lists them all."""

import re

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VANN, Namespace

from kg.vocabulary import PAR
from tests.test_ontology import HEADER, PREFIX, classes_of, data, ontology, own

BIBO = Namespace("http://purl.org/ontology/bibo/")
OBJECT, DATA = OWL.ObjectProperty, OWL.DatatypeProperty
# Properties that lead to a value of a list, a concept, a party or a text; a query asks what points there.
WITHOUT_INVERSE = {
    "actKind",
    "addressee",
    "adoptedBy",
    "capital",
    "committedParty",
    "concerns",
    "continues",
    "decidedBy",
    "effect",
    "evidence",
    "hasParticipant",
    "hasParty",
    "headOfDelegation",
    "headquarters",
    "hostParty",
    "inCapacity",
    "madeIn",
    "memberOf",
    "memberParty",
    "modality",
    "ofParty",
    "onBehalfOf",
    "organizer",
    "partOfBody",
    "participant",
    "place",
    "post",
    "postIn",
    "reachedIn",
    "reportedAs",
    "represents",
    "seniority",
    "serves",
    "side",
    "signatory",
    "speaker",
    "speaksFor",
    "status",
    "topic",
    "within",
}


ALIGNED = (
    *("w3.org/ns/prov#", "w3.org/ns/org#", "schema.org", "2009/11/sem", "linkedevents.org"),
    *("data.europa.eu/m8g", "w3.org/ns/oa#", "w3.org/ns/dcat#", "skos/core#", "skos-xl#"),
    *("commoncoreontologies.org/ont", "wikidata.org"),
)
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
REGIONS = {
    "afghanistan",
    "indo-pacific",
    "korean-peninsula",
    "middle-east",
    "myanmar",
    "ukraine",
}
NOT_CODED = {"id/plover/": {"assess", "emphasize", "explain"}}  # PLOVER drops statements


def name(term: URIRef) -> str:
    return term.removeprefix(PREFIX)


def test_p02_no_two_classes_are_synonyms() -> None:
    assert [] == [
        pair for pair in ontology().subject_objects(OWL.equivalentClass) if pair[1] in own(OWL.Class)
    ]


def test_p03_no_property_is_called_is() -> None:
    assert not {"is", "isA", "be"} & {name(term) for term in own()}


def test_p04_no_class_stands_alone() -> None:
    tied: set[object] = set().union(
        *(classes_of(end) for p in (RDFS.domain, RDFS.range) for end in ontology().objects(None, p)),
        *(pair for pair in ontology().subject_objects(RDFS.subClassOf)),
    )
    assert [] == [term for term in own(OWL.Class) if term not in tied]


def test_p07_no_class_merges_two_concepts() -> None:
    assert [] == [term for term in own(OWL.Class) if re.search(r"(And|Or)[A-Z]", name(term))]


def test_p12_no_two_properties_are_the_same() -> None:
    assert not set(ontology().subject_objects(OWL.equivalentProperty))


def test_p13_an_object_property_has_an_inverse_or_is_listed_as_needing_none() -> None:
    joined = {term for pair in ontology().subject_objects(OWL.inverseOf) for term in pair}
    assert WITHOUT_INVERSE == {name(term) for term in own(OBJECT) if term not in joined}


def test_p20_a_definition_says_more_than_the_label() -> None:
    for term in own():
        label, definition = (
            str(ontology().value(term, RDFS.label)),
            str(ontology().value(term, SKOS.definition)),
        )
        assert len(definition) > len(label)


def test_p21_no_class_is_a_rest() -> None:
    assert [] == [term for term in own(OWL.Class) if re.search("Other|Misc", name(term))]


@pytest.mark.parametrize(
    ("kind", "pattern"), [(OWL.Class, "[A-Z][A-Za-z]+"), (OBJECT, "[a-z][A-Za-z]+"), (DATA, "[a-z][A-Za-z]+")]
)
def test_p22_names_follow_one_convention(kind: URIRef, pattern: str) -> None:
    assert [] == [term for term in own(kind) if not re.fullmatch(pattern, name(term))]


def test_p24_no_class_is_defined_by_itself() -> None:
    for term, defined in ontology().subject_objects(OWL.equivalentClass):
        assert term not in set(ontology().transitive_objects(defined, OWL.oneOf))
        assert term not in classes_of(defined)


def test_p25_and_p26_an_inverse_is_another_property_and_not_of_a_symmetric_one() -> None:
    symmetric = set(ontology().subjects(RDF.type, OWL.SymmetricProperty))
    pairs = set(ontology().subject_objects(OWL.inverseOf))
    assert [] == [pair for pair in pairs if pair[0] == pair[1] or symmetric & set(pair)]


def test_p28_and_p29_what_is_symmetric_or_transitive_leads_to_its_own_kind() -> None:
    kinds = (OWL.SymmetricProperty, OWL.TransitiveProperty)
    terms = {term for kind in kinds for term in ontology().subjects(RDF.type, kind)}
    assert [] == [t for t in terms if ontology().value(t, RDFS.domain) != ontology().value(t, RDFS.range)]


def test_p33_a_chain_has_two_steps_or_more() -> None:
    chains = ontology().objects(None, OWL.propertyChainAxiom)
    assert [] == [chain for chain in chains if len(list(ontology().items(chain))) <= 1]


def test_p34_and_p35_every_term_that_is_used_has_a_type() -> None:
    used = {node for triple in ontology() for node in triple if str(node).startswith(PREFIX)}
    assert set() == {str(node) for node in used if node not in own()} - {PREFIX}


def test_p36_to_p39_the_ontology_names_itself_once_without_a_file_extension() -> None:
    (header,) = ontology().subjects(RDF.type, OWL.Ontology)
    assert HEADER == header
    assert not str(header).endswith((".owl", ".ttl", ".rdf"))
    assert PREFIX == str(ontology().value(header, VANN.preferredNamespaceUri))


@pytest.mark.parametrize(
    "predicate",
    [
        *(DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator, DCTERMS.contributor),
        *(
            DCTERMS.publisher,
            DCTERMS.created,
            DCTERMS.issued,
            DCTERMS.modified,
            DCTERMS.bibliographicCitation,
        ),
        *(OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, OWL.backwardCompatibleWith, SKOS.changeNote),
        *(VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri, BIBO.status),
        *(DCTERMS.source, FOAF.logo),
    ],
)
def test_foops_om_the_header_says(predicate: URIRef) -> None:
    assert list(ontology().objects(HEADER, predicate))


def test_foops_voc1_the_header_is_in_vocabularies_that_tools_know() -> None:
    known = (str(DCTERMS), str(VANN), str(OWL), str(SKOS), str(FOAF), str(BIBO), str(RDFS), str(RDF))
    assert [] == [term for term in ontology().predicates(HEADER) if not str(term).startswith(known)]


def test_foops_find1_the_prefix_is_the_one_of_the_namespace() -> None:
    prefixes = {str(space): prefix for prefix, space in ontology().namespaces()}
    assert str(ontology().value(HEADER, VANN.preferredNamespacePrefix)) == prefixes[PREFIX]


def test_foops_om4_the_licence_is_an_address_of_an_open_licence() -> None:
    licence = ontology().value(HEADER, DCTERMS.license)
    assert URIRef("https://creativecommons.org/licenses/by/4.0/") == licence


def test_foops_http1_and_uri1_an_open_protocol_serves_the_ontology(client: FlaskClient) -> None:
    assert str(HEADER).startswith(("http://", "https://"))
    assert 200 == client.get(HEADER.removeprefix("https://w3id.org/parley")).status_code


def test_foops_ver1_the_version_has_another_address_than_the_ontology() -> None:
    assert HEADER != ontology().value(HEADER, OWL.versionIRI) != ontology().value(HEADER, OWL.priorVersion)


def test_foops_purl1_the_base_is_meant_to_last() -> None:
    assert HEADER.startswith("https://w3id.org/")


def test_foops_voc2_terms_of_other_vocabularies_are_reused() -> None:
    spaces = {str(parent).rpartition("#")[0] for parent in ontology().objects(None, RDFS.subClassOf)}
    assert {"http://www.w3.org/ns/prov", "http://www.w3.org/ns/org"} <= spaces


@pytest.mark.parametrize("media", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_foops_cn1_and_rdf1_the_ontology_comes_as_rdf(client: FlaskClient, media: str) -> None:
    answer = client.get("/def", headers={"Accept": media})
    form = ox.RdfFormat.from_media_type(media)
    assert form is not None
    assert media == answer.mimetype
    assert any(str(HEADER) == getattr(quad.subject, "value", "") for quad in ox.parse(answer.data, form))


def test_foops_doc1_the_ontology_comes_as_a_page(client: FlaskClient) -> None:
    answer = client.get("/def", headers={"Accept": "text/html"})
    assert "text/html" == answer.mimetype
    assert all(f'id="{name(term)}"' in answer.text for term in own(OWL.Class))


@pytest.mark.parametrize("version", ["0.2.0", "0.1.0"])
def test_foops_ver2_a_version_leads_to_the_ontology(client: FlaskClient, version: str) -> None:
    assert 303 == client.get(f"/def/{version}").status_code


def test_the_alignments_say_nothing_of_terms_of_others() -> None:
    graph = Graph().parse(data=data("alignments.ttl").read_bytes(), format="turtle")
    said = {(s, p) for s, p in graph.subject_predicates() if not str(s).startswith((PREFIX, str(HEADER)))}
    assert {RDF.type} == {predicate for _, predicate in said}
    assert {s for s in graph.subjects() if str(s).startswith(PREFIX)} <= set(own())


def test_the_alignments_reach_the_vocabularies_that_they_name(client: FlaskClient) -> None:
    answer = client.get("/def/alignments")
    graph = Graph().parse(data=answer.data, format="turtle")
    objects = " ".join(map(str, graph.objects()))
    assert [] == [space for space in ALIGNED if space not in objects]


@pytest.mark.parametrize("space", ["id/plover/", "id/cameo/", "commoncoreontologies.org/ont"])
def test_every_kind_of_act_is_matched_to_codes_that_others_use(space: str) -> None:
    graph = Graph().parse(data=data("acts.ttl").read_bytes(), format="turtle")
    matched = {act for p in MATCHES for act, other in graph.subject_objects(p) if space in str(other)}
    without = set(graph.subjects(RDF.type, PAR.ActKind)) - matched
    assert NOT_CODED.get(space, set()) == {str(act).rpartition("/")[2] for act in without}


def test_topics_are_matched_to_contexts_but_for_regions_and_a_legacy() -> None:
    graph = Graph().parse(data=data("topics.ttl").read_bytes(), format="turtle")
    matched = {topic for p in MATCHES for topic in graph.subjects(p)}
    without = {
        str(topic).rpartition("/")[2]
        for topic in graph.subjects(RDF.type, PAR.Topic)
        if matched.isdisjoint(graph.transitive_objects(topic, SKOS.broader))
    }
    assert REGIONS | {"war-remains"} == without


def test_every_match_of_ours_leads_to_a_listed_code() -> None:
    codes = Graph().parse(data=data("codes.ttl").read_bytes(), format="turtle")
    listed = set(codes.subjects(SKOS.notation))
    for name in ("acts.ttl", "topics.ttl"):
        graph = Graph().parse(data=data(name).read_bytes(), format="turtle")
        used = {code for p in MATCHES for code in graph.objects(None, p) if "/id/" in str(code)}
        assert used <= listed


def test_a_code_and_its_scheme_know_each_other() -> None:
    codes = Graph().parse(data=data("codes.ttl").read_bytes(), format="turtle")
    named = {(scheme, code) for scheme, code in codes.subject_objects(SKOS.hasTopConcept)}
    assert named == {(scheme, code) for code, scheme in codes.subject_objects(SKOS.topConceptOf)}


@pytest.mark.parametrize("name", ["wide", "narrow"])
def test_the_page_draws_the_main_classes_with_the_properties_between_them(
    client: FlaskClient, name: str
) -> None:
    page = client.get("/def", headers={"Accept": "text/html"}).text
    drawn = re.search(rf'<svg class="{name}".*?</svg>', page, re.DOTALL)
    assert drawn
    assert all(word in drawn[0] for word in ("DiplomaticEvent", "hasParty", "holds", "inSeries"))


def test_a_term_is_found_by_words_of_its_definition(client: FlaskClient) -> None:
    page = client.get("/def?q=telephone+video", headers={"Accept": "text/html"}).text
    assert ["Call"] == re.findall(r'<section id="([A-Z]\w+)"', page)


def test_a_class_is_shown_with_examples_from_the_data(client: FlaskClient) -> None:
    page = client.get("/def", headers={"Accept": "text/html"}).text
    term = page[page.index('<section id="Official"') :]
    assert "/page/official/" in term[: term.index("</section>")]
