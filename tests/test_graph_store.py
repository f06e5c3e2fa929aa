"""The Graph Store Protocol, reading: what comes is the graph, whole and nothing else."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from kg.release import open_release
from kg.settings import Settings
from kg.store import open_store
from tests.w3c.compare import canonical

ARTICLE = "https://w3id.org/parley/graph/article/consultation"


@pytest.mark.parametrize("name", [None, ARTICLE])
def test_a_graph_comes_whole(client: FlaskClient, small_data: Path, name: str | None) -> None:
    graph = ox.NamedNode(name) if name else ox.DefaultGraph()
    store = open_store(open_release(Settings(data=small_data)))
    asked = {"graph": name} if name else "default"
    answer = client.get("/graphs", query_string=asked, headers={"Accept": "application/n-triples"})
    expected = canonical(quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
    assert expected == canonical(quad.triple for quad in ox.parse(answer.data, ox.RdfFormat.N_TRIPLES))
    assert expected


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_a_graph_cannot_be_written(client: FlaskClient, method: str) -> None:
    answer = client.open(f"/graphs?graph={ARTICLE}", method=method, data="")
    assert (405, {"GET", "HEAD", "OPTIONS"}) == (answer.status_code, set(answer.allow))


def test_a_graph_that_a_client_holds_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/graphs?default").headers["ETag"]
    again = client.get("/graphs?default", headers={"If-None-Match": tag})
    assert (304, True) == (again.status_code, "Accept" in again.vary)


def test_two_graphs_have_two_tags(client: FlaskClient) -> None:
    tags = {client.get(path).headers["ETag"] for path in ("/graphs?default", f"/graphs?graph={ARTICLE}")}
    assert 2 == len(tags)


def test_no_name_of_a_graph_is_read_as_a_query(client: FlaskClient) -> None:
    wicked = "urn:x> { ?s ?p ?o } } #"
    assert 400 == client.get("/graphs", query_string={"graph": wicked}).status_code
