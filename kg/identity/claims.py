"""What identity needs of an event: the claims of articles, and what they tell of together."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of one event, as far as identity needs it.

    Attributes:
        article: slug of the article.
        talk: key of the talk in the article.
        series: path of the series; None where none is named.
        days: first and last possible day; None where undated or of an open year.
        month_day: `--MM-DD` of a day in an open year.
        officials: paths of the officials named for each party, in order of mention.
        land: code of the state where it took place.
    """

    article: str
    talk: str
    form: str
    parties: tuple[str, ...]
    status: str
    series: str | None = None
    ordinal: int | None = None
    days: tuple[date, date] | None = None
    month_day: str | None = None
    officials: tuple[tuple[str, tuple[str, ...]], ...] = ()
    place: str | None = None
    land: str | None = None

    @property
    def day(self) -> date | None:
        """The one day that it took place on, where known."""
        return self.days[0] if self.days and self.days[0] == self.days[1] else None


@dataclass(frozen=True, slots=True)
class Happening:
    """One identity key with all claims that share it."""

    key: str
    path: str
    claims: tuple[Claim, ...]

    @property
    def rank(self) -> tuple[bool, bool, int, str]:
        """How exact it is: numbered, of a known day, with how many sides' officials; the key breaks ties."""
        first = self.claims[0]
        sides = max(len(claim.officials) for claim in self.claims)
        return bool(first.series and first.ordinal), any(c.day for c in self.claims), sides, self.key

    @property
    def articles(self) -> frozenset[str]:
        """Slugs of the articles that report it."""
        return frozenset(claim.article for claim in self.claims)
