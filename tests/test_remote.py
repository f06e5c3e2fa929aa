"""Other engines: a release is loaded into Fuseki and Virtuoso, and its pages stand in front of them."""

import json
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from kg.cli import main
from kg.errors import EndpointError
from kg.pipeline import publish as make_release
from kg.publish import Journal, Target, batches, graphs, publish, verify
from kg.release import Release, open_release
from kg.remote import Endpoint
from kg.settings import Settings
from server import create_app
from server.remote.standin import stand_in
from tests.engines import Engine, fuseki, virtuoso
from tests.records import consultation, trilateral
from tests.serving_app import made


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    settings = Settings(data=tmp_path_factory.mktemp("published"))
    return make_release(settings, [consultation(), trilateral()])


def run(name: str, folder: Path) -> AbstractContextManager[Engine]:
    module = {"fuseki": fuseki, "virtuoso": virtuoso}[name]
    if why := module.missing():
        pytest.skip(why)
    return fuseki.fuseki(folder) if name == "fuseki" else virtuoso.virtuoso(folder, buffers=2000)


@pytest.fixture(scope="module", params=["fuseki", "virtuoso"])
def filled(
    request: pytest.FixtureRequest, release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Endpoint]:
    """An engine into which the release was loaded."""
    with run(request.param, tmp_path_factory.mktemp(request.param)) as engine:
        endpoint = Endpoint(engine.query, engine.update, engine.merged, 60.0)
        found = publish(release, Target(endpoint), tmp_path_factory.mktemp("journal"))
        assert (found.wrong, found.skipped) == ({}, 0)
        yield endpoint


def test_every_graph_is_there_whole(filled: Endpoint, release: Release) -> None:
    sent = {name: sum(1 for _ in triples) for name, triples in graphs(release)}
    assert sum(sent.values()) == release.counts["quads"]
    assert verify(filled, sent) == {}


def test_what_is_missing_is_told(filled: Endpoint, release: Release) -> None:
    assert verify(filled, {f"{release.base}graph/none": 7}) == {f"{release.base}graph/none": (7, 0)}


def test_the_engine_answers_as_ours_does(filled: Endpoint, release: Release) -> None:
    query = "SELECT ?label { ?x a <https://w3id.org/parley/def#Talk> ; rdfs:label ?label } ORDER BY ?label"
    asked = f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {query}"
    ours = ox.Store.read_only(str(release.path / "store")).query(asked)
    assert isinstance(ours, ox.QuerySolutions)
    assert list(filled.rows(asked)) == [(row[0].value,) for row in ours if isinstance(row[0], ox.Literal)]


def test_a_run_that_was_stopped_goes_on(filled: Endpoint, release: Release, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(graph: str, _triples: int) -> None:
        if graph.endswith("graph/ontology"):
            raise StoppedError

    with pytest.raises(StoppedError):
        publish(release, Target(filled), tmp_path, stop)
    found = publish(release, Target(filled), tmp_path)
    assert (found.skipped > 0, found.wrong) == (True, {})


def test_graphs_of_an_earlier_release_go(filled: Endpoint, release: Release, tmp_path: Path) -> None:
    old = f"{release.base}graph/article/old"
    filled.run(f"INSERT DATA {{ GRAPH <{old}> {{ <http://example.org/a> <http://example.org/b> 1 }} }}")
    assert publish(release, Target(filled), tmp_path).dropped == (old,)
    assert filled.count(old) == 0


def test_whole_graphs_go_by_the_graph_store_protocol(release: Release, tmp_path: Path) -> None:
    with run("fuseki", tmp_path / "fuseki") as engine:
        store = engine.query.replace("/sparql", "/data")
        target = Target(Endpoint(engine.query, engine.update, "", 60.0), store)
        assert publish(release, target, tmp_path / "journal").wrong == {}


def test_the_command_says_what_it_did(release: Release, tmp_path: Path) -> None:
    data = str(release.path.parents[1])
    with run("fuseki", tmp_path) as engine:
        arguments = ["--data", data, "publish", "--to", engine.query, "--update", engine.update, "--json"]
        found = CliRunner().invoke(main, arguments)
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)["triples"] == release.counts["quads"]


def test_an_engine_that_is_not_there_is_named(release: Release, tmp_path: Path) -> None:
    with pytest.raises(EndpointError, match="is the engine running"):
        publish(release, Target(Endpoint("http://127.0.0.1:9/sparql")), tmp_path)


def test_blank_nodes_get_addresses_that_last() -> None:
    node, iri = ox.BlankNode("b"), ox.NamedNode("http://example.org/a")
    triples = [ox.Triple(node, iri, ox.Literal(number)) for number in range(1500)]
    found = list(batches(triples, "http://example.org/"))
    assert [len(batch) for batch in found] == [1000, 500]
    assert found[1][-1].startswith("<http://example.org/.well-known/genid/b> ")


def test_a_journal_of_another_release_counts_for_nothing(tmp_path: Path) -> None:
    journal = Journal.of(tmp_path, "http://example.org/", "one")
    journal.done["g"] = 3
    journal.keep()
    assert Journal.of(tmp_path, "http://example.org/", "one").done == {"g": 3}
    assert Journal.of(tmp_path, "http://example.org/", "two").done == {}


def test_the_release_is_as_it_was(release: Release) -> None:
    assert open_release(Settings(data=release.path.parents[1])).digest == release.digest


@pytest.fixture(scope="module")
def pages(filled: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A visitor of our pages in front of the engine."""
    given = Settings(endpoint=filled.query, default_graph=filled.merged)
    return create_app(stand_in(given, tmp_path_factory.mktemp("stand-in"))).test_client()


@pytest.fixture(scope="module")
def own(release: Release) -> Iterator[FlaskClient]:
    """A visitor of the same pages over the release itself."""
    with made(create_app, release.path.parents[1]) as client:
        yield client


@pytest.mark.parametrize("path", ["/page/state/KR", "/data/state/JP.nt"])
def test_a_page_says_the_same_in_front_of_another_engine(
    pages: FlaskClient, own: FlaskClient, path: str
) -> None:
    found = [client.get(path) for client in (pages, own)]
    assert [answer.status_code for answer in found] == [200, 200]
    lists = [sorted(re.findall(r"id/event/[\w-]+|<h1>[^<]+", answer.text)) for answer in found]
    assert lists[0] == lists[1]


@pytest.mark.parametrize(
    "form", ["text/csv", "application/sparql-results+json", "application/sparql-results+xml"]
)
def test_queries_go_to_the_engine(pages: FlaskClient, own: FlaskClient, form: str) -> None:
    query = "SELECT ?x { ?x a <https://w3id.org/parley/def#Talk> } ORDER BY ?x"
    found = [
        client.get("/sparql", query_string={"query": query}, headers={"Accept": form})
        for client in (pages, own)
    ]
    assert {answer.mimetype for answer in found} == {form}
    names = [set(re.findall(r"id/event/[\w-]+", answer.text)) for answer in found]
    assert (names[0], len(names[0]) > 1) == (names[1], True)


def test_a_graph_comes_in_every_form(pages: FlaskClient) -> None:
    query = "CONSTRUCT { ?x a ?kind } { VALUES ?kind { <https://w3id.org/parley/def#Talk> } ?x a ?kind }"
    for form in ("text/turtle", "application/n-triples", "application/rdf+xml"):
        found = pages.get("/sparql", query_string={"query": query}, headers={"Accept": form})
        assert (found.status_code, found.mimetype) == (200, form)
        assert next(iter(ox.parse(found.data, format=ox.RdfFormat.from_media_type(form))), None)


@pytest.mark.parametrize(
    ("query", "status"), [("DROP ALL", 403), ("SELECT ?x { SERVICE <http://a/> {} }", 403)]
)
def test_the_guards_stand_in_front_of_the_engine(pages: FlaskClient, query: str, status: int) -> None:
    assert pages.get("/sparql", query_string={"query": query}).status_code == status


def test_a_bad_query_is_told(pages: FlaskClient) -> None:
    found = pages.get("/sparql", query_string={"query": "SELECT nonsense"}, headers={"Accept": "text/csv"})
    assert (found.status_code, "refused the query" in found.text) == (400, True)


def test_search_finds_names_that_the_engine_has(pages: FlaskClient) -> None:
    assert "Japan" in pages.get("/search?q=japan", headers={"Accept": "text/html"}).text


def test_an_endpoint_that_is_not_there_is_named(tmp_path: Path) -> None:
    given = ["serve", "--endpoint", "http://127.0.0.1:9/sparql"]
    found = CliRunner().invoke(main, ["--data", str(tmp_path), *given])
    assert (found.exit_code, "does not answer" in found.stderr) == (1, True)
