"""What the endpoint says of itself, read as clients read it."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, SH, VOID, Graph, Literal, Namespace, URIRef

from kg.queries import saved_queries
from server import create_app
from tests.serving_app import made

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SCHEMA = Namespace("https://schema.org/")
HERE = "http://localhost/sparql"


def read(client: FlaskClient, path: str) -> Graph:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    return Graph().parse(data=answer.text, format="turtle", publicID=HERE)


@pytest.fixture
def described(client: FlaskClient) -> Graph:
    return read(client, "/sparql")


@pytest.fixture
def examples(client: FlaskClient) -> Graph:
    return read(client, "/sparql/examples")


def test_the_formats_of_answers_are_named(described: Graph) -> None:
    named = {str(form).rpartition("/")[2] for form in described.objects(None, SD.resultFormat)}
    tables = {"SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"}
    assert tables | {"Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N3"} == named


def test_the_partitions_count_what_queries_count(client: FlaskClient, described: Graph) -> None:
    counted = dict(partitions(described))
    query = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"
    text = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"}).text
    rows = dict(line.split(",") for line in text.split()[1:])
    parley = {iri: int(n) for iri, n in rows.items() if "parley" in iri and iri in counted}
    assert len(parley) > 5
    assert parley == {iri: counted[iri] for iri in parley}


def partitions(graph: Graph) -> Iterator[tuple[str, int]]:
    for part in graph.objects(URIRef(f"{HERE}#default"), VOID.classPartition):
        yield str(graph.value(part, VOID["class"])), int(str(graph.value(part, VOID.entities)))


def test_properties_have_partitions_too(described: Graph) -> None:
    whole = URIRef(f"{HERE}#default")
    parts = list(described.objects(whole, VOID.propertyPartition))
    assert len(parts) > 20
    assert all((part, VOID.triples, None) in described for part in parts)


def test_every_named_graph_is_listed(client: FlaskClient, described: Graph) -> None:
    text = client.get("/sparql?query=SELECT+DISTINCT+?g+{+GRAPH+?g+{}+}", headers={"Accept": "text/csv"}).text
    assert set(text.split()[1:]) == {str(name) for name in described.objects(None, SD.name)}


def test_limits_are_told_as_numbers(small_data: Path) -> None:
    with made(create_app, small_data, timeout=7.0, rate=2.5) as client:
        found = read(client, "/sparql")
    limits = {
        str(found.value(node, SCHEMA.propertyID)): found.value(node, SCHEMA.value)
        for node in found.objects(None, SCHEMA.additionalProperty)
    }
    assert (Literal(7), Literal(2.5)) == (limits["timeout"], limits["rate"])


@pytest.mark.parametrize(("services", "expected"), [("", False), ("http://example.org/sparql", True)])
def test_federation_is_a_feature_where_it_is_one(small_data: Path, services: str, *, expected: bool) -> None:
    with made(create_app, small_data, services=services) as client:
        assert expected == ((None, SD.feature, SD.BasicFederatedQuery) in read(client, "/sparql"))


def test_no_entailment_beyond_the_simple_one_is_claimed(described: Graph) -> None:
    claimed = set(described.objects(None, SD.defaultEntailmentRegime))
    assert {URIRef("http://www.w3.org/ns/entailment/Simple")} == claimed


def test_prefixes_are_declared(described: Graph, examples: Graph) -> None:
    for graph in (described, examples):
        entries = graph.objects(URIRef(f"{HERE}#prefixes"), SH.declare)
        names = {str(graph.value(e, SH.prefix)): str(graph.value(e, SH.namespace)) for e in entries}
        assert names["par"] == "https://w3id.org/parley/def#"


def test_every_saved_query_is_an_example(examples: Graph) -> None:
    texts = {
        *examples.objects(None, SH.select),
        *examples.objects(None, SH.ask),
        *examples.objects(None, SH.construct),
    }
    assert len(saved_queries()) == len(texts) == len(set(examples.subjects(RDF.type, SH.SPARQLExecutable)))


@pytest.mark.parametrize("place", range(3))
def test_an_example_can_be_run_as_it_stands(client: FlaskClient, examples: Graph, place: int) -> None:
    node = sorted(str(found) for found in examples.subjects(RDF.type, SH.SPARQLExecutable))[place]
    text = str(next(examples.objects(URIRef(node), SH.select)))
    assert 200 == client.get("/sparql", query_string={"query": text}).status_code
    assert 200 == client.get(node).status_code


@pytest.mark.parametrize("path", ["/sparql", "/sparql/examples"])
@pytest.mark.parametrize(
    "media", ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
)
def test_the_description_comes_in_every_form(client: FlaskClient, path: str, media: str) -> None:
    answer = client.get(path, headers={"Accept": media})
    triples = list(ox.parse(answer.data, ox.RdfFormat.from_media_type(media)))
    assert (media, True) == (answer.mimetype, len(triples) > 50)
