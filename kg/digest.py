"""One digest of all that a release is made of: articles, settings, reference data, rules and program."""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.settings import Settings

_PACKAGES = ("kg", "ontology")
_LIBRARIES = ("pyoxigraph", "sentencex", "trafilatura")
_INPUT = (".py", ".ttl", ".toml", ".csv", ".json", ".rq", ".tsv", ".txt")


def input_digest(settings: Settings, articles: Iterable[str], decisions: Iterable[str] = ()) -> str:
    """SHA-256 over the base IRI, the program with its data tables, articles and decisions in order."""
    parts = [settings.base, program_digest(), *articles, *decisions]
    return sha256("\n".join(sha256(part.encode()).hexdigest() for part in parts).encode()).hexdigest()


@cache
def program_digest() -> str:
    """SHA-256 of source, rules and reference data of the running program, and of what it reads with."""
    digest = sha256(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    for package in _PACKAGES:
        for path, source in _sources(files(package), package):
            digest.update(sha256(path.encode()).digest())
            digest.update(sha256(source.read_bytes()).digest())
    return digest.hexdigest()


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inner = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name not in {"__pycache__", "sample"}:
            yield from _sources(entry, inner)
        elif entry.name.endswith(_INPUT):
            yield inner, entry
