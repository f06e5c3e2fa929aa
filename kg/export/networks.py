"""Networks of who talks with whom: nodes, and edges that count the talks held and say when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.export.tables import rows_of

NETWORKS = ("states", "officials")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A state, organisation or official.

    Attributes:
        id: code of a party, end of the IRI of an official.
        kind: "state", "organization" or "official".
        party: codes of the parties that an official serves, joined by `|`.
    """

    id: str
    label: str
    kind: str
    iri: str
    party: str


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """One talk that links two nodes; days are "" where they are unknown."""

    first: str
    last: str
    talk: str
    alone: bool


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Two nodes by id, in order, and the talks that link them."""

    source: str
    target: str
    ties: tuple[Tie, ...]

    @property
    def first(self) -> str:
        """First day of the first dated talk."""
        return min((tie.first for tie in self.ties if tie.first), default="")

    @property
    def last(self) -> str:
        """Last day of the last dated talk."""
        return max((tie.last for tie in self.ties if tie.last), default="")

    @property
    def spells(self) -> tuple[tuple[str, str], ...]:
        """The days from and to which the dated talks took place, each once."""
        return tuple(sorted({(tie.first, tie.last) for tie in self.ties if tie.first and tie.last}))


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges in order; every node has an edge."""

    name: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(store: ox.Store, name: str) -> Network:
    """The network of a release that has a name of `NETWORKS`."""
    rows = rows_of(store, f"network_{name}")
    return Network(name, _nodes(rows), _edges(rows))


def _nodes(rows: Iterable[Row]) -> tuple[Node, ...]:
    found: dict[tuple[str, str, str, str], set[str]] = {}
    for row in rows:
        for end in ("source", "target"):
            kind = row.get(f"{end}Kind", "official")
            key = (_id(row, end), row[f"{end}Label"], kind, row[end])
            found.setdefault(key, set()).add(row.get(f"{end}Party", ""))
    return tuple(sorted(Node(*key, "|".join(sorted(filter(None, found[key])))) for key in found))


def _edges(rows: Iterable[Row]) -> tuple[Edge, ...]:
    found: dict[tuple[str, str], set[Tie]] = {}
    for row in rows:
        source, target = sorted((_id(row, "source"), _id(row, "target")))
        tie = Tie(row.get("earliest", ""), row.get("latest", ""), row["talk"], row.get("parties") == "2")
        found.setdefault((source, target), set()).add(tie)
    return tuple(Edge(*ends, tuple(sorted(ties))) for ends, ties in sorted(found.items()))


def _id(row: Row, end: str) -> str:
    return row.get(f"{end}Code") or row[end].rpartition("/")[2]
