"""One run of HermiT by owlready2, in a process of its own: `python -m kg.reason_worker JAVA FILE`.

Prints one JSON object: `consistent` and `unsatisfiable` (IRIs of classes), or `error`.
"""

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import owlready2


def answer(java: str, path: Path) -> dict[str, Any]:
    """What HermiT says of an ontology in N-Triples."""
    owlready2.JAVA_EXE = java
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return {"consistent": False, "unsatisfiable": []}
    except owlready2.OwlReadyJavaError as error:
        return {"error": str(error)[:2000]}
    empty = sorted(cls.iri for cls in world.inconsistent_classes() if cls is not owlready2.Nothing)
    return {"consistent": True, "unsatisfiable": empty}


if __name__ == "__main__":
    with redirect_stdout(sys.stderr):
        result = answer(sys.argv[1], Path(sys.argv[2]))
    print(json.dumps(result))  # noqa: T201  the answer goes to the parent
