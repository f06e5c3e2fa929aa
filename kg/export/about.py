"""What every description of a release says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import DCTERMS

from kg.dataset import ABOUT, TITLE
from kg.sparql import ask_store
from kg.vocabulary import PAR

SOFTWARE_DATE: Final = "2026-11-22"
"""When this version of the software was published; dates a release whose articles have no day."""
CREATOR: Final = "The Parley project"
KEYWORDS: Final = (
    "diplomacy", "international relations", "defence diplomacy", "event data", "knowledge graph", "officials",
    "agreements",
)  # fmt: skip
_DAY: Final = len("2018-03-15")


@dataclass(frozen=True, slots=True)
class About:
    """A release in a few words.

    Attributes:
        base: base IRI of individuals.
        digest: SHA-256 of all input.
        counts: how much of each kind it holds.
        issued: the day of the newest article: no clock is read, so that equal input gives equal files.
        covered: first and last day of the events, "" where none has a date.
    """

    base: str
    digest: str
    counts: Mapping[str, int]
    issued: str
    covered: tuple[str, str]
    title: str = TITLE
    description: str = ABOUT

    @property
    def version(self) -> str:
        """Short name of the content."""
        return self.digest[:12]

    @property
    def dataset(self) -> str:
        """IRI of the data set."""
        return f"{self.base}dataset"

    def download(self, name: str) -> str:
        """Address of a file of the current release."""
        return f"{self.base}dumps/{name}"


def about(store: ox.Store, base: str, digest: str, counts: Mapping[str, int]) -> About:
    """The words about a release, with the dates that its store holds."""
    days = [day for day in _values(store, PAR.Article, DCTERMS.issued) if len(day) == _DAY]
    first = min(_values(store, PAR.DiplomaticEvent, PAR.earliest), default="")
    last = max(_values(store, PAR.DiplomaticEvent, PAR.latest), default="")
    return About(base, digest, counts, max(days, default=SOFTWARE_DATE), (first, last))


def _values(store: ox.Store, kind: str, term: str) -> set[str]:
    """Values of a property of all things of a class."""
    rows = ask_store(store)(f"SELECT DISTINCT ?v {{ ?thing a <{kind}> ; <{term}> ?v }}")
    return {row["v"] for row in rows}
