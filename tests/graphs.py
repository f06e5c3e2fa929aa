"""Short queries over quads, for tests."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.assemble import Assembler
from kg.model import ArticleRecord

PREFIXES = """PREFIX par: <https://w3id.org/parley/def#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX void: <http://rdfs.org/ns/void#>
PREFIX dcat: <http://www.w3.org/ns/dcat#> """
DEFAULT = "https://w3id.org/parley/"

Quads = ox.Store | Iterable[ox.Quad]


def store_of(quads: Quads) -> ox.Store:
    """A store of the quads."""
    if isinstance(quads, ox.Store):
        return quads
    store = ox.Store()
    store.extend(quads)
    return store


def ask(quads: Quads, query: str, base: str = DEFAULT) -> list[dict[str, str]]:
    """Rows of a SELECT query, or of a bare pattern, values as strings."""
    text = query if "SELECT" in query else f"{PREFIXES} SELECT DISTINCT * WHERE {{ {query} }}"
    solutions = store_of(quads).query(text, base_iri=base)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{n: getattr(row[n], "value", "") for n in names if row[n] is not None} for row in solutions]


def asks(quads: Quads, pattern: str, base: str = DEFAULT) -> bool:
    """Whether a pattern is met."""
    return bool(ask(quads, pattern, base))


def graphs_of(records: Iterable[ArticleRecord], base: str = DEFAULT, digest: str = "0" * 64) -> ox.Store:
    """All graphs of a release of records, in memory."""
    assembler = Assembler.over(records, base, digest)
    return assembler.graphs(assembler.claims()).store
