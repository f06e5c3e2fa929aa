"""What recognition finds in the sentences of an article, before anything is resolved or related."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from kg.language.dates.read import DateMention
from kg.model import Article, Mentioned, Official, Place, Sentence, Span, TalkForm

__all__ = [
    "BodyMention",
    "DateMention",
    "ItemMention",
    "Mention",
    "OfficialMention",
    "PartyMention",
    "PlaceMention",
    "Recognised",
    "RoleMention",
    "SeriesMention",
]


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A state or international organisation; `codes` holds several for "the two Koreas".

    Attributes:
        form: how the text names it; a "capital" may be an actor or a place.
    """

    span: Span
    codes: tuple[str, ...]
    form: Literal["name", "demonym", "abbreviation", "capital"]


@dataclass(frozen=True, slots=True)
class OfficialMention:
    """A named official: the span holds title and name, `name_span` the name alone.

    Attributes:
        official: `Official.name` of the person meant.
    """

    span: Span
    name_span: Span
    official: str


@dataclass(frozen=True, slots=True)
class RoleMention:
    """An official without a name: "the Minister", "his Japanese counterpart", "the ROK Defense Minister".

    Attributes:
        role: the title's words, "counterpart" for a counterpart.
        party: code of the state, where the phrase says it.
        count: 1 for the singular, 2 for "both ministers", 0 for a plural without number.
    """

    span: Span
    role: str
    party: str | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A ministry, service, command or bureau."""

    span: Span
    label: str
    party: str | None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A city, site or region as a place."""

    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class SeriesMention:
    """A named or numbered talk: "11th Defense Trilateral Talks (DTT)".

    Attributes:
        label: the name as it stands, with its number.
        series: the name without its number.
        series_id: slug in the reference data, None where it is not listed.
    """

    span: Span
    label: str
    series: str
    series_id: str | None
    ordinal: int | None
    form: TalkForm
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemMention:
    """An exercise, an instrument or a resolution."""

    span: Span
    item: Mentioned


Mention = (
    PartyMention
    | OfficialMention
    | RoleMention
    | BodyMention
    | PlaceMention
    | DateMention
    | SeriesMention
    | ItemMention
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """An article with its sentences, its officials and every mention, sorted by span.

    Attributes:
        home: the state whose page it is, None where nothing tells.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    officials: tuple[Official, ...]
    mentions: tuple[Mention, ...]
    home: str | None = None

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie in a span, in order."""
        first = bisect_left(self.mentions, span.start, key=_start)
        last = bisect_left(self.mentions, span.end, lo=first, key=_start)
        return tuple(m for m in self.mentions[first:last] if span.covers(m.span))


def _start(mention: Mention) -> int:
    return mention.span.start
