"""What the endpoint says of itself: service description, VoID partitions, prefixes, limits, examples.

The vocabularies are those that clients read: SPARQL 1.1 Service Description; VoID for what the default
graph holds; SHACL for prefixes (`sh:declare`) and for example queries (`sh:SPARQLExecutable`), as the
collections of examples of life-science endpoints have it; schema.org for limits.
"""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, VOID

from kg.queries import SavedQuery, saved_queries
from kg.settings import Settings
from server import guard
from server import urls as routes
from server.federation import allowed
from server.negotiate import Offer
from server.rdf import PREFIXES, written
from server.state import Snapshot
from server.urls import Urls

_SD: Final = PREFIXES["sd"]
_SH: Final = "http://www.w3.org/ns/shacl#"
_SCHEMA: Final = "https://schema.org/"
_PREFIXES: Final = PREFIXES | {"sh": _SH, "schema": _SCHEMA}
_SIMPLE: Final = ox.NamedNode("http://www.w3.org/ns/entailment/Simple")
_TABLES: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N3")
_LISTED: Final = 1000
"""Named graphs that the description lists; a query lists all."""
_FORMS: Final = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe"}

Facts = Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]


def service(urls: Urls, snapshot: Snapshot, settings: Settings, offer: Offer) -> bytes:
    """The description in one RDF format; no entailment beyond the simple one is claimed."""
    endpoint = urls.absolute(urls.to(routes.SPARQL))
    facts = (
        *_service(endpoint, urls, settings),
        *_data(endpoint, urls, snapshot),
        *_limits(endpoint, settings),
        *_declared(endpoint, urls),
    )
    return _written(facts, offer)


def examples(urls: Urls, offer: Offer) -> bytes:
    """The saved queries as SHACL describes them, with the prefixes that the endpoint declares."""
    endpoint = urls.absolute(urls.to(routes.SPARQL))
    told = (fact for query in saved_queries() for fact in _example(query, endpoint, urls))
    return _written((*_declared(endpoint, urls), *told), offer)


def _written(
    facts: tuple[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal], ...], offer: Offer
) -> bytes:
    return written((ox.Triple(*fact) for fact in facts), offer, _PREFIXES)


def _service(endpoint: str, urls: Urls, settings: Settings) -> Facts:
    one = _node(endpoint, "#service")
    yield one, _rdf_type(), _sd("Service")
    yield one, _sd("endpoint"), _node(endpoint)
    yield one, _sd("supportedLanguage"), _sd("SPARQL11Query")
    yield one, _sd("supportedLanguage"), _sd("SPARQL10Query")
    yield one, _sd("defaultEntailmentRegime"), _SIMPLE
    if allowed(settings):
        yield one, _sd("feature"), _sd("BasicFederatedQuery")
    for name in (*_TABLES, *_GRAPHS):
        yield one, _sd("resultFormat"), _node(PREFIXES["formats"], name)
    yield one, _sd("defaultDataset"), _node(endpoint, "#dataset")
    yield one, _term("rdfs", "comment"), ox.Literal(_summary(settings), language="en")
    yield one, _term("rdfs", "seeAlso"), _node(urls.absolute(urls.to(routes.EXAMPLES)))
    yield one, _node(_SCHEMA, "documentation"), _node(urls.absolute(urls.to(routes.DOCS)))


def _data(endpoint: str, urls: Urls, snapshot: Snapshot) -> Facts:
    """The data set: the default graph with its partitions, and the named graphs."""
    data, whole = _node(endpoint, "#dataset"), _node(endpoint, "#default")
    yield data, _rdf_type(), _sd("Dataset")
    yield data, _sd("defaultGraph"), whole
    yield data, _term("dcterms", "isPartOf"), _node(f"{urls.base}dataset")
    yield whole, _rdf_type(), _sd("Graph")
    yield whole, _rdf_type(), _node(str(VOID.Dataset))
    yield whole, _node(str(VOID.triples)), ox.Literal(snapshot.release.counts["triples"])
    yield from _partitions(whole, snapshot)
    names = sorted((g for g in snapshot.graph.store.named_graphs() if isinstance(g, ox.NamedNode)), key=str)
    yield data, _term("rdfs", "comment"), ox.Literal(_of_graphs(len(names)), language="en")
    for number, name in enumerate(names[:_LISTED], 1):
        entry = _node(endpoint, f"#graph-{number}")
        yield data, _sd("namedGraph"), entry
        yield entry, _rdf_type(), _sd("NamedGraph")
        yield entry, _sd("name"), name


def _partitions(whole: ox.NamedNode, snapshot: Snapshot) -> Facts:
    """Which classes and properties the merged graph holds, and how often, as the build counted them."""
    graph, described = snapshot.graph, f"{snapshot.release.base}dataset"
    kinds = (str(VOID.classPartition), str(VOID.propertyPartition))
    parts = [(kind, part) for kind in kinds for part in sorted(graph.links(described, kind))]
    for kind, part in parts:
        yield whole, _node(kind), _node(part)
    for _, part in parts:
        for triple in graph.triples(subject=part):
            if isinstance(triple.object, ox.NamedNode | ox.Literal):
                yield _node(part), triple.predicate, triple.object


def _limits(endpoint: str, settings: Settings) -> Facts:
    """The bounds as properties with a value, for programs."""
    bounds: dict[str, tuple[float, str, str]] = {
        "timeout": (settings.timeout, "SEC", "seconds that a query may take"),
        "max-timeout": (settings.max_timeout, "SEC", "seconds that a client may ask for with timeout="),
        "memory": (settings.memory, "AD", "bytes that a query may need"),
        "answer": (settings.max_answer, "AD", "bytes that an answer may have; 0 sets no bound"),
        "request": (settings.max_request, "AD", "bytes that a request may have"),
        "rate": (settings.rate, "", "requests a second from one client on the average; 0 sets no bound"),
        "burst": (settings.burst, "", "requests that a client may send at once"),
        "depth": (guard.MAX_DEPTH, "", "brackets within brackets"),
    }
    for name, (value, unit, words) in bounds.items():
        node = _node(endpoint, f"#limit-{name}")
        yield _node(endpoint, "#service"), _node(_SCHEMA, "additionalProperty"), node
        yield node, _rdf_type(), _node(_SCHEMA, "PropertyValue")
        yield node, _node(_SCHEMA, "propertyID"), ox.Literal(name)
        yield node, _node(_SCHEMA, "name"), ox.Literal(words, language="en")
        yield node, _node(_SCHEMA, "value"), ox.Literal(int(value) if value == int(value) else value)
        if unit:
            yield node, _node(_SCHEMA, "unitCode"), ox.Literal(unit)


def _declared(endpoint: str, urls: Urls) -> Facts:
    """The prefixes that queries may count on, `sh:declare`d."""
    ours = _node(endpoint, "#prefixes")
    yield ours, _rdf_type(), _term("owl", "Ontology")
    for name, space in (PREFIXES | {"base": urls.base}).items():
        entry = _node(endpoint, f"#prefix-{name}")
        yield ours, _node(_SH, "declare"), entry
        yield entry, _rdf_type(), _node(_SH, "PrefixDeclaration")
        yield entry, _node(_SH, "prefix"), ox.Literal(name)
        yield entry, _node(_SH, "namespace"), ox.Literal(space, datatype=_term("xsd", "anyURI"))


def _example(query: SavedQuery, endpoint: str, urls: Urls) -> Facts:
    text = "\n".join(line for line in query.text.splitlines() if not line.startswith("#+")).strip() + "\n"
    form = next(t.text.upper() for t in guard.tokens(text) if t.text.upper() in _FORMS and t.kind == "word")
    node = _node(urls.absolute(urls.query(query.name)))
    yield node, _rdf_type(), _node(_SH, "SPARQLExecutable")
    yield node, _rdf_type(), _node(_SH, f"SPARQL{form.capitalize()}Executable")
    yield node, _term("rdfs", "label"), ox.Literal(query.summary, language="en")
    yield node, _term("rdfs", "comment"), ox.Literal(query.description or query.summary, language="en")
    yield node, _node(_SH, "prefixes"), _node(endpoint, "#prefixes")
    yield node, _node(_SH, _FORMS[form]), ox.Literal(text)
    yield node, _node(_SCHEMA, "target"), _node(endpoint)
    for tag in query.tags:
        yield node, _node(_SCHEMA, "keywords"), ox.Literal(tag)


def _summary(settings: Settings) -> str:
    services = "SERVICE asks listed endpoints only" if allowed(settings) else "SERVICE is refused"
    return (
        f"Read-only. A query may take {settings.timeout:g} seconds, up to {settings.max_timeout:g} with "
        f"timeout=, and {settings.memory // 1024**2} MB. {services}; LOAD and updates are refused. "
        "The default graph is the merged graph, in which each fact stands once. What follows from the data "
        "was written at the build; no entailment is computed while a query runs."
    )


def _of_graphs(count: int) -> str:
    listed = "" if count <= _LISTED else f", of which {_LISTED} are listed here"
    return f"{count} named graphs{listed}: one for each article, reference, ontology, inferred, dataset."


def _node(start: str, end: str = "") -> ox.NamedNode:
    return ox.NamedNode(start + end)


def _rdf_type() -> ox.NamedNode:
    return ox.NamedNode(str(RDF.type))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_SD}{name}")


def _term(prefix: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{PREFIXES[prefix]}{name}")
