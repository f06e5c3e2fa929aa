"""The state of one pass over an article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.extraction.mentions import Recognised
from kg.extraction.resolve.actors import Context, party_of
from kg.extraction.talks.merge import Draft
from kg.model import Evidence, Official


@dataclass(slots=True)
class Walk:
    """The state of one pass over an article."""

    recognised: Recognised
    officials: Mapping[str, Official]
    published: date | None
    members: Mapping[str, tuple[str, ...]]
    formats: Mapping[str, tuple[str, ...]]
    drafts: list[Draft] = field(default_factory=list)
    current: int | None = None
    context: Context = field(default_factory=Context)
    day: date | None = None
    speakers: dict[str, Evidence] = field(default_factory=dict)


def walk_party(walk: Walk, name: str) -> str | None:
    """The party that an official of the article serves."""
    return party_of(name, walk.recognised.officials)
