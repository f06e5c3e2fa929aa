"""Classifies an ontology by owlready2, in a process of its own: `python -m kg.reason.worker JAVA IRI`.

Prints, on the last line, the JSON list of the classes that nothing can belong to.
"""

import json
import sys

import owlready2


def empty_classes(java: str, iri: str) -> list[str]:
    """IRIs of the empty classes of an ontology in N-Triples.

    Raises:
        owlready2.OwlReadyJavaError: HermiT fails.
        owlready2.OwlReadyInconsistentOntologyError: the ontology contradicts itself.
    """
    owlready2.JAVA_EXE = java
    world = owlready2.World()
    world.get_ontology(iri).load()
    owlready2.sync_reasoner_hermit(world, debug=0)
    return sorted(found.iri for found in world.inconsistent_classes() if found is not owlready2.Nothing)


if __name__ == "__main__":
    sys.stdout.write(f"\n{json.dumps(empty_classes(*sys.argv[1:]))}\n")
