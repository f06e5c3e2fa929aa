"""The records that travel from stage to stage; all frozen, all of plain values.

Offsets count code points of `Document.text`, which is stored as it was read; `end` is exclusive.
A party is named by its code: ISO 3166-1 alpha-2 for a state ("KR"), the usual acronym for an
international organisation ("ASEAN"). An official is named by the fullest name form in the article.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kg.document import Article, Document, Metadata, Sentence, Span

__all__ = [
    "ActKind",
    "Agent",
    "Agreement",
    "Article",
    "ArticleRecord",
    "Document",
    "Evidence",
    "Mentioned",
    "Metadata",
    "Official",
    "Participant",
    "Place",
    "PostHeld",
    "Precision",
    "Sentence",
    "Span",
    "Statement",
    "Status",
    "Talk",
    "TalkForm",
    "When",
]

ActKind = Literal[
    "agree",
    "reaffirm",
    "sign",
    "decide",
    "pledge",
    "adopt",
    "request",
    "support",
    "explain",
    "urge",
    "condemn",
    "welcome",
    "propose",
    "emphasize",
    "express",
    "invite",
    "thank",
    "congratulate",
    "assess",
]
TalkForm = Literal[
    "meeting",
    "summit",
    "consultation",
    "dialogue",
    "conference",
    "call",
    "courtesy-call",
    "visit",
    "signing",
    "exercise",
    "other",
]
Status = Literal["held", "planned", "cancelled"]
Precision = Literal["day", "range", "part-of-month", "month", "season", "half-year", "year", "open-year"]

_NOT_NOW = frozenset({"former", "then", "late", "ex", "designate", "elect"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact stands in the record.

    Attributes:
        sentence: span of the whole sentence.
        words: span of the words that carry the fact.
        rule: identifier of the rule that read it, such as "official.title-before-name".
    """

    sentence: Span
    words: Span
    rule: str


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as the text has it.

    Attributes:
        text: the words ("early in October", "a day earlier").
        precision: what is known; "open-year" is a day of a month whose year the text leaves open.
        earliest: first possible day; None only for "open-year".
        latest: last possible day; None only for "open-year".
        month_day: `--MM-DD`, only for "open-year".
    """

    text: str
    precision: Precision
    earliest: date | None = None
    latest: date | None = None
    month_day: str | None = None

    @property
    def value(self) -> str | None:
        """`YYYY-MM-DD`, `YYYY-MM`, `YYYY` or `--MM-DD`; None for a range of days.

        Where the two bounds say more ("early in October", "this fall"), the month or year they lie in.
        """
        if self.precision == "open-year" or self.earliest is None:
            return self.month_day
        lengths = {"day": 10, "month": 7, "part-of-month": 7, "year": 4, "half-year": 4, "season": 4}
        length = lengths.get(self.precision)
        return self.earliest.isoformat()[:length] if length else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something took place: a city or site, and the code of the state it lies in, if known."""

    label: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A title that the text gives an official.

    Attributes:
        role: the title's words ("Minister of National Defense").
        organization: the body's name where the text names one ("Ministry of Foreign Affairs").
        modifier: "acting", "deputy-designate", "former" … where the text says so.
    """

    role: str
    evidence: Evidence
    organization: str | None = None
    modifier: str | None = None

    @property
    def is_current(self) -> bool:
        """Whether the title holds on the article's day: not "former", not "-elect"."""
        return not set((self.modifier or "").casefold().split()) & _NOT_NOW


@dataclass(frozen=True, slots=True)
class Official:
    """A named person in public office.

    Attributes:
        name: fullest form in the text, in its own order, without title or honorific.
        forms: every form met, the fullest first.
        party: code of the state or international organisation served; None where unknown.
        posts: the fullest title first.
    """

    name: str
    forms: tuple[str, ...]
    party: str | None
    posts: tuple[PostHeld, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts: an official (by `Official.name`) or a party (by its code)."""

    kind: Literal["official", "party"]
    key: str


@dataclass(frozen=True, slots=True)
class Participant:
    """An official at a talk, with the party represented and the part played ("head", "co-chair", …)."""

    official: str
    party: str | None
    evidence: Evidence
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A diplomatic event that the text reports, plans or mentions.

    Attributes:
        key: "t1", "t2" … in order of mention; unique in the article.
        label: the text's own name of it ("11th Defense Trilateral Talks"), None where unnamed.
        series: label of the series without its number, None where the text names none.
        series_id: slug of the series in the reference data, None where it is not listed there.
        parties: codes, sorted.
        main: True where the article reports it as its news.
        on_margins_of: key of the talk on whose margins it took place.
        topics: notations of concepts in `ontology/topics.ttl`.
    """

    key: str
    form: TalkForm
    status: Status
    parties: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    label: str | None = None
    series: str | None = None
    series_id: str | None = None
    ordinal: int | None = None
    when: When | None = None
    place: Place | None = None
    host: str | None = None
    participants: tuple[Participant, ...] = ()
    topics: tuple[str, ...] = ()
    main: bool = False
    on_margins_of: str | None = None


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An exercise or an instrument that an act concerns.

    Attributes:
        label: its name in the text, without quotes ("Vigilant Ace").
        identifier: slug in the reference data, None where it is not listed there.
    """

    kind: Literal["exercise", "instrument", "resolution"]
    label: str
    span: Span
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two or more parties agreed, decided, pledged, reaffirmed, signed or adopted together."""

    act: ActKind
    parties: tuple[str, ...]
    gist: str
    evidence: Evidence
    talk: str | None = None
    concerns: tuple[Mentioned, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What one side said or did towards another; `speaks_for` is the speaker's party."""

    act: ActKind
    speaker: Agent
    gist: str
    evidence: Evidence
    speaks_for: str | None = None
    addressee: Agent | None = None
    talk: str | None = None
    concerns: tuple[Mentioned, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """All that one article says: a pure function of its document, reference data and software."""

    article: Article
    officials: tuple[Official, ...] = ()
    talks: tuple[Talk, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    statements: tuple[Statement, ...] = ()
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)
