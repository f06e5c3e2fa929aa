import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, VANN
from rdflib.term import Node

from kg.check import load_rules
from kg.model import TalkForm
from kg.vocabulary import PAR

HEADER = URIRef("https://w3id.org/parley/def")
PREFIX = str(PAR)
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
WITHOUT_DOMAIN = {PAR.evidence}


def data(name: str) -> Traversable:
    return files("ontology").joinpath(*name.split("/"))


@cache
def ontology() -> Graph:
    return Graph().parse(data=data("parley.ttl").read_bytes(), format="turtle")


def own(kind: Node | None = None) -> list[URIRef]:
    kinds = KINDS if kind is None else (kind,)
    found = {term for kind in kinds for term in ontology().subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, URIRef) and term.startswith(PREFIX))


def classes_of(end: Node | None) -> set[Node]:
    """A named class, or the members of a union."""
    members = ontology().value(end, OWL.unionOf) if end else None
    return set(ontology().items(members)) if members else {end} if end else set()


def turtle_files() -> list[str]:
    folders = {"": data("parley.ttl"), "reference/": data("reference"), "shapes/": data("shapes")}
    names = [f"{f}{p.name}" for f, folder in folders.items() if f for p in folder.iterdir()]
    return sorted(["parley.ttl", "alignments.ttl", "acts.ttl", "codes.ttl", "topics.ttl", *names])


@pytest.mark.parametrize("name", turtle_files())
def test_a_file_parses_alike_in_rdflib_and_pyoxigraph(name: str) -> None:
    text = data(name).read_bytes()
    assert len(Graph().parse(data=text, format="turtle")) == len(
        list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    )


def test_owlready2_reads_the_ontology(tmp_path: Path) -> None:
    path = tmp_path / "parley.nt"
    ontology().serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    read = {found.iri for found in world.classes() if found.iri.startswith(PREFIX)}
    assert {str(term) for term in own(OWL.Class)} == read


def test_the_example_in_the_docs_makes_a_talk_of_a_meeting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(__file__).resolve().parents[1]
    example = (root / "docs" / "ontology.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    (tmp_path / "ontology").symlink_to(root / "ontology")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "docs/ontology.md", "exec"), {})  # noqa: S102  the docs' own code
    assert ".DiplomaticEvent" in capsys.readouterr().out


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition, SKOS.example])
def test_every_term_is_labelled_defined_and_exemplified_in_english(predicate: URIRef) -> None:
    def english(term: URIRef) -> list[Literal]:
        return [
            o for o in ontology().objects(term, predicate) if isinstance(o, Literal) and o.language == "en"
        ]

    assert [] == [term for term in own() if len(english(term)) != 1]


def test_every_term_is_defined_by_the_ontology() -> None:
    assert [] == [term for term in own() if (term, RDFS.isDefinedBy, HEADER) not in ontology()]


def test_no_two_terms_have_the_same_label() -> None:
    labels = [str(ontology().value(term, RDFS.label)) for term in own()]
    assert sorted(set(labels)) == sorted(labels)


@pytest.mark.parametrize("kind", [OWL.ObjectProperty, OWL.DatatypeProperty])
@pytest.mark.parametrize("end", [RDFS.domain, RDFS.range])
def test_every_property_has_one_domain_and_one_range(kind: URIRef, end: URIRef) -> None:
    excused = WITHOUT_DOMAIN if end == RDFS.domain else set()
    assert [] == [term for term in own(kind) if term not in excused and len(list(ontology()[term:end])) != 1]


def test_a_property_without_domain_says_why() -> None:
    assert [] == [term for term in WITHOUT_DOMAIN if not ontology().value(term, RDFS.comment)]


def test_every_form_of_a_talk_is_the_notation_of_an_event_class() -> None:
    notations = {str(note) for term in own(OWL.Class) if (note := ontology().value(term, SKOS.notation))}
    forms = set(TalkForm.__args__) - {"other"}  # type: ignore[attr-defined]  # typing hides it
    assert forms | {"talk", "diplomatic-event"} == notations


def test_every_event_class_has_a_notation() -> None:
    classes = ontology().transitive_subjects(RDFS.subClassOf, PAR.DiplomaticEvent)
    assert [] == [term for term in classes if not ontology().value(term, SKOS.notation)]


def test_every_class_is_disjoint_with_another() -> None:
    lists = [
        ontology().value(axiom, OWL.members)
        for axiom in ontology().subjects(RDF.type, OWL.AllDisjointClasses)
    ]
    members = {member for found in lists if found for member in ontology().items(found)}
    above = {term: set(ontology().transitive_objects(term, RDFS.subClassOf)) for term in own(OWL.Class)}
    assert [] == [term for term, parents in above.items() if members.isdisjoint(parents)]


def test_the_hierarchy_has_no_cycle() -> None:
    def above(term: URIRef) -> set[Node]:
        parents = ontology().objects(term, RDFS.subClassOf)
        return {
            up for parent in parents for up in ontology().transitive_objects(parent, RDFS.subClassOf) if up
        }

    assert [] == [term for term in own(OWL.Class) if term in above(term)]


def test_an_inverse_joins_other_properties_with_ends_exchanged() -> None:
    for one, other in ontology().subject_objects(OWL.inverseOf):
        assert one != other
        domain, end = ontology().value(one, RDFS.domain), ontology().value(other, RDFS.range)
        assert classes_of(domain) == classes_of(end)


def test_a_transitive_or_chained_property_bears_no_cardinality() -> None:
    restricted = set(ontology().objects(None, OWL.onProperty))
    chains, transitive = OWL.propertyChainAxiom, ontology().subjects(RDF.type, OWL.TransitiveProperty)
    chained = set(ontology().subjects(chains)) | set(transitive)
    functional = set(ontology().subjects(RDF.type, OWL.FunctionalProperty))
    assert chained.isdisjoint(restricted | functional)


@pytest.mark.parametrize(
    "predicate",
    [
        *(DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator, DCTERMS.created),
        *(DCTERMS.bibliographicCitation, OWL.versionIRI, OWL.versionInfo),
        *(VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri),
    ],
)
def test_the_ontology_says_who_made_it_and_on_what_terms(predicate: URIRef) -> None:
    assert ontology().value(HEADER, predicate) is not None


def test_the_version_has_an_address_of_its_own() -> None:
    version = ontology().value(HEADER, OWL.versionInfo)
    assert URIRef(f"{HEADER}/{version}") == ontology().value(HEADER, OWL.versionIRI)


def test_terms_of_other_vocabularies_are_declared_and_nothing_is_said_of_them() -> None:
    foreign = {
        s
        for s in ontology().subjects()
        if isinstance(s, URIRef) and not str(s).startswith((PREFIX, str(HEADER)))
    }
    said = {p for term in foreign for p in ontology().predicates(term)}
    assert {RDF.type, RDFS.isDefinedBy} >= said


def test_every_foreign_term_that_is_used_is_declared() -> None:
    used = {
        o for p in (RDFS.subClassOf, RDFS.range) for o in ontology().objects(None, p) if isinstance(o, URIRef)
    }
    builtin = (str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
    declared = set(ontology().subjects(RDF.type))
    assert [] == [term for term in used if not str(term).startswith(builtin) and term not in declared]


@pytest.mark.parametrize("name", [name for name in turtle_files() if name != "parley.ttl"])
def test_data_and_shapes_use_declared_terms_only(name: str) -> None:
    graph = Graph().parse(data=data(name).read_bytes(), format="turtle")
    used = {
        node for triple in graph for node in triple if isinstance(node, URIRef) and node.startswith(PREFIX)
    }
    assert set() == used - set(own()) - {URIRef(PREFIX)}


def test_checks_use_declared_terms_only() -> None:
    used = {PAR[name] for rule in load_rules() for name in re.findall(r"\bpar:(\w+)", rule.query)}
    assert used <= set(own())


def test_every_decision_is_a_short_page() -> None:
    pages = [page for page in data("decisions").iterdir() if page.name.endswith(".md")]
    assert len(pages) >= 6
    assert [] == [page.name for page in pages if len(page.read_text("utf-8").split()) > 350]
