"""Networks as GraphML and as dynamic GEXF, for Gephi, networkx, igraph and their like."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from kg.export.networks import Edge, Network, Node

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"
"""The version that every reader knows; 1.3 adds nothing that is used here."""
_NODE_KEYS = {"label": "string", "kind": "string", "iri": "string", "party": "string"}
_EDGE_KEYS = {"weight": "int", "bilateral": "int", "first": "string", "last": "string", "talks": "string"}
_GEXF_TYPES = {"int": "integer"}


def as_graphml(content: Network) -> bytes:
    """GraphML; `weight` counts talks, `talks` names them, joined by `|`."""
    root = ET.Element("graphml", {"xmlns": _GRAPHML})
    for owner, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            given = {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": kind}
            ET.SubElement(root, "key", given)
    graph = ET.SubElement(root, "graph", {"id": content.name, "edgedefault": "undirected"})
    for node in content.nodes:
        element = ET.SubElement(graph, "node", {"id": node.id})
        _data(element, "node", _node_values(node))
    for edge in content.edges:
        element = ET.SubElement(graph, "edge", {"source": edge.source, "target": edge.target})
        _data(element, "edge", _edge_values(edge))
    return _written(root)


def as_gexf(content: Network) -> bytes:
    """Dynamic GEXF: an edge has a spell for the days of each dated talk."""
    root = ET.Element("gexf", {"xmlns": _GEXF, "version": "1.2"})
    given = {"mode": "dynamic", "defaultedgetype": "undirected", "timeformat": "date"}
    graph = ET.SubElement(root, "graph", given | _span(content.edges))
    for owner, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        listed = ET.SubElement(graph, "attributes", {"class": owner, "mode": "static"})
        for name, kind in keys.items():
            if name not in {"label", "weight"}:
                given = {"id": f"{owner}-{name}", "title": name, "type": _GEXF_TYPES.get(kind, kind)}
                ET.SubElement(listed, "attribute", given)
    nodes = ET.SubElement(graph, "nodes")
    for node in content.nodes:
        _attributes(
            ET.SubElement(nodes, "node", {"id": node.id, "label": node.label}), "node", _node_values(node)
        )
    edges = ET.SubElement(graph, "edges")
    for number, edge in enumerate(content.edges):
        ends = {"id": str(number), "source": edge.source, "target": edge.target}
        element = ET.SubElement(edges, "edge", ends | {"weight": str(len(edge.ties))})
        _attributes(element, "edge", _edge_values(edge))
        _spells(element, edge)
    return _written(root)


def _node_values(node: Node) -> Iterator[tuple[str, str]]:
    yield from (("label", node.label), ("kind", node.kind), ("iri", node.iri))
    if node.party:
        yield "party", node.party


def _edge_values(edge: Edge) -> Iterator[tuple[str, str]]:
    yield "weight", str(len(edge.ties))
    yield "bilateral", str(sum(tie.alone for tie in edge.ties))
    if edge.first:
        yield from (("first", edge.first), ("last", edge.last))
    yield "talks", "|".join(sorted(tie.talk for tie in edge.ties))


def _data(element: ET.Element, owner: str, values: Iterable[tuple[str, str]]) -> None:
    for name, value in values:
        ET.SubElement(element, "data", {"key": f"{owner}-{name}"}).text = value


def _attributes(element: ET.Element, owner: str, values: Iterable[tuple[str, str]]) -> None:
    listed = ET.SubElement(element, "attvalues")
    for name, value in values:
        if name not in {"label", "weight"}:
            ET.SubElement(listed, "attvalue", {"for": f"{owner}-{name}", "value": value})


def _spells(element: ET.Element, edge: Edge) -> None:
    if edge.spells:
        listed = ET.SubElement(element, "spells")
        for first, last in edge.spells:
            ET.SubElement(listed, "spell", {"start": first, "end": last})


def _span(edges: Iterable[Edge]) -> dict[str, str]:
    spells = [spell for edge in edges for spell in edge.spells]
    if not spells:
        return {}
    return {"start": min(first for first, _ in spells), "end": max(last for _, last in spells)}


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content
