"""The files of a release: what each is called, holds and is sent as."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.export.columns import tables
from kg.export.networks import NETWORKS

PACKED = ".gz"
_NETWORKS = {
    "states": "states and organisations, and the talks that link them",
    "officials": "officials, and the talks that link them",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of a file by its name.

    Attributes:
        form: what `parley export` calls it.
        title: name of the format.
        media: media type of the file, or of what is packed in it.
        what: what it holds.
        packed: whether it is gzip.
    """

    name: str
    form: str
    title: str
    media: str
    what: str
    packed: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file that is there; `digest` is its SHA-256."""

    kind: Kind
    size: int
    digest: str

    @property
    def name(self) -> str:
        """Its name."""
        return self.kind.name


@cache
def kinds() -> Mapping[str, Kind]:
    """Every file that a release can have, by name and in order."""
    found: dict[str, Kind] = {}
    for given in tomllib.loads(files("kg.export").joinpath("data/files.toml").read_text("utf-8"))["file"]:
        for name, what in _names(given["name"], given.get("what", "")):
            kind = Kind(name, given["form"], given["title"], given["media"], what)
            packed = Kind(f"{name}{PACKED}", kind.form, kind.title, kind.media, what, packed=True)
            found |= {kind.name: kind, packed.name: packed} if name.startswith("parley.") else {name: kind}
    return found


def forms() -> tuple[str, ...]:
    """What `parley export` can write, in order."""
    return tuple(dict.fromkeys(kind.form for kind in kinds().values()))


def names_of(form: str) -> tuple[str, ...]:
    """Names of the files of one form, without packed ones."""
    return tuple(kind.name for kind in kinds().values() if kind.form == form and not kind.packed)


def listed(facts: Mapping[str, tuple[int, str]]) -> tuple[File, ...]:
    """The files of a release in order, from size and digest by name; what is unknown is left out."""
    return tuple(File(kind, *facts[name]) for name, kind in kinds().items() if name in facts)


def _names(pattern: str, what: str) -> Iterable[tuple[str, str]]:
    if "*" not in pattern:
        return [(pattern, what)]
    if pattern.startswith("network-"):
        return [(pattern.replace("*", name), _NETWORKS[name]) for name in NETWORKS]
    return [(pattern.replace("*", table.name), f"table, a line is {_small(table.row)}") for table in tables()]


def _small(sentence: str) -> str:
    """The first sentence, to go on within another."""
    first = sentence.partition(". ")[0].rstrip(".").partition(";")[0]
    return first[0].lower() + first[1:]
