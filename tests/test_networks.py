"""Networks of states and officials, opened by the library that researchers use."""

from pathlib import Path

import networkx as nx
import pytest

from kg.export.networks import NETWORKS
from kg.pipeline import publish
from kg.release import Release
from kg.settings import Settings
from tests.records import consultation, trilateral

READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
each_file = pytest.mark.parametrize(("name", "form"), [(name, form) for name in NETWORKS for form in READERS])


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    release: Release = publish(settings, [consultation(), trilateral()])
    return release.dumps


def read(dumps: Path, name: str, form: str) -> nx.Graph:
    return READERS[form](dumps / f"network-{name}.{form}")


@each_file
def test_both_formats_hold_the_same_network(dumps: Path, name: str, form: str) -> None:
    one, other = read(dumps, name, form), read(dumps, name, "graphml")
    assert set(other.nodes) == set(one.nodes)
    weights = nx.get_edge_attributes(other, "weight")
    assert {frozenset(edge): weight for edge, weight in weights.items()} == {
        frozenset(edge): weight for edge, weight in nx.get_edge_attributes(one, "weight").items()
    }


@pytest.mark.parametrize("form", READERS)
def test_an_edge_counts_the_talks_that_link_two_parties(dumps: Path, form: str) -> None:
    edge = read(dumps, "states", form).edges["JP", "KR"]
    assert (3, 1) == (edge["weight"], edge["bilateral"])
    assert ("2018-03-15", "2018-10-31") == (edge["first"], edge["last"])
    assert 3 == len(edge["talks"].split("|"))


@pytest.mark.parametrize("form", READERS)
def test_a_node_says_what_it_is(dumps: Path, form: str) -> None:
    nodes = read(dumps, "states", form).nodes
    assert ("South Korea", "state") == (nodes["KR"]["label"], nodes["KR"]["kind"])
    assert "organization" == nodes["ASEAN"]["kind"]


@pytest.mark.parametrize("form", READERS)
def test_officials_are_linked_by_the_talks_that_both_attended(dumps: Path, form: str) -> None:
    network = read(dumps, "officials", form)
    labels = nx.get_node_attributes(network, "label")
    ties = {frozenset(labels[end] for end in edge) for edge in network.edges}
    assert frozenset({"James Mattis", "Takeshi Iwaya"}) in ties
    assert frozenset({"James Mattis", "Kim Yong-kil"}) not in ties
    assert "US" == next(network.nodes[node]["party"] for node in labels if labels[node] == "James Mattis")


def test_a_dated_talk_is_a_spell_of_its_edge(dumps: Path) -> None:
    edge = read(dumps, "states", "gexf").edges["JP", "KR"]
    wanted = [("2018-03-15", "2018-03-15"), ("2018-10-01", "2018-10-31"), ("2018-10-19", "2018-10-19")]
    assert wanted == sorted(edge["spells"])


def test_a_dynamic_network_says_when_it_begins_and_ends(dumps: Path) -> None:
    text = (dumps / "network-states.gexf").read_text()
    assert 'mode="dynamic"' in text
    assert 'start="2018-03-15" end="2018-10-31"' in text
