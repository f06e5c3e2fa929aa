"""What a language model is to answer: the guidelines' annotation, with a sentence behind each item."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from kg.model import ActKind, Status, TalkForm

Joint = Literal["agree", "reaffirm", "sign", "decide", "pledge", "adopt"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OfficialSaid(_Strict):
    """A named person in public office; `sentence` is copied from the article."""

    name: str
    state: str | None
    role: str | None
    organization: str | None
    sentence: str


class TalkSaid(_Strict):
    """A talk; `date` is `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or two days with a slash between."""

    key: str
    form: TalkForm
    label: str | None
    series: str | None
    ordinal: int | None
    date: str | None
    place: str | None
    place_state: str | None
    parties: tuple[str, ...]
    participants: tuple[str, ...]
    status: Status
    main: bool
    sentence: str


class CommitmentSaid(_Strict):
    """What several parties did together."""

    talk: str | None
    act: Joint
    parties: tuple[str, ...]
    about: str
    sentence: str


class StatementSaid(_Strict):
    """What one side said or did; `speaker` and `addressee` are names of officials or codes of parties."""

    talk: str | None
    act: ActKind
    speaker: str
    addressee: str | None
    about: str
    sentence: str


class AnnotationSaid(_Strict):
    """All that an article says."""

    officials: tuple[OfficialSaid, ...]
    talks: tuple[TalkSaid, ...]
    commitments: tuple[CommitmentSaid, ...]
    statements: tuple[StatementSaid, ...]


TASK = """\
You read a report about diplomacy and answer with JSON of the given schema. Take only what the text says.
officials: every named person with a public office or rank, once, with the fullest name without title.
talks: every meeting, consultation, dialogue, summit, call, visit, conference, signing or exercise between
states or organisations that the text reports, plans or calls off. parties: ISO 3166-1 alpha-2 codes of
states and acronyms of organisations, sorted. Work out dates from the date of publication; leave null what is
not said.
commitments: what two or more parties together agreed, decided, pledged, reaffirmed, signed or adopted.
statements: what one side said or did towards another.
sentence: the whole sentence that says so, copied character by character. about: a short gist.
"""
