"""Lines that date a page, such as "Posted On: 12 MAR 2023 4:05PM"."""

import re
from dataclasses import dataclass

from kg.articles.published import WrittenDate, written_dates
from kg.articles.rules import covering

_LONGEST_STAMP = 160
_LABEL = re.compile(
    r"(?P<revised>(?:date )?(?:last |first )?"
    r"(?:updated|modified|changed|edited|revised|reviewed)(?: (?:on|at|date))?\b)"
    r"|(?P<issued>(?:date )?(?:published|posted|released|issued|written|created|uploaded|registered|entered|"
    r"filed|publication|release|issue|posting|registration|reg|press release|press statement|news release|"
    r"input|date|dated|time|release date)(?: (?:date|on|at|time))?)(?= ?[:|/.\s\d]|$)"
    r"|등록일|작성일|게시일|발표일|掲載日|发布时间|更新时间",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\bat )?(?<![:.])\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:(?:a|p)\.?m\b\.?)?(?:\s?(?:hrs|hours|h)\b)?"
    r"(?:\s?\(?(?:GMT|UTC|KST|JST|IST|EST|EDT|ET|BST|CES?T|SGT|local time)"
    r"(?:[+-]\d{1,2}(?::\d{2})?)?\)?)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|[(（][日月火水木金土월화수목금토일][)）]",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[a-z)](?:,? \d{1,2},)? \d{4}\.$")
_AGO = re.compile(r"\b\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago\b", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:source|author|from) ?: ?.*$", re.IGNORECASE)
_BY = re.compile(r"\bby [A-Z][\w ]{1,40}$")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_FOREIGN = re.compile(r"[^\W\d_A-Za-zÀ-ɏ]")
_MOST_OTHER_WORDS = 3
_DIVIDERS = "-–—|·"
_LONGEST_FOREIGN = 40
_POINTS = " ,.;:|-–—()"
_DIVIDED = re.compile(r"\s+[-–—|·]\s+[^|·–—-]+(?:[|·–—-]|$)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line that holds little but a date.

    Attributes:
        issued: the day the page was first put out (`YYYY-MM-DD`).
        otherwise: the same with day and month exchanged, where the line may be read both ways.
        rank: 2 labelled as the day of issue, 1 without a label, 0 labelled as a later change.
    """

    issued: str
    rank: int
    otherwise: str | None = None


def stamp_of(line: str) -> Stamp | None:
    """The date that a line stamps the page with; None where the line says something else."""
    days = _days(line)
    if not days or _says_more(line, days):
        return None
    return Stamp(days[0].value, _rank(line, days[0]), days[0].otherwise)


def _days(line: str) -> tuple[WrittenDate, ...]:
    """The dates of a line that is short enough to be a stamp and no end of a sentence."""
    longest = _LONGEST_FOREIGN if _FOREIGN.search(line[:_LONGEST_STAMP]) else _LONGEST_STAMP
    return () if len(line) > longest or _SENTENCE_END.search(line) else written_dates(line)


def _says_more(line: str, days: tuple[WrittenDate, ...]) -> bool:
    """Whether a line holds more than its dates, labels, times, and a place or publisher."""
    rest = line
    for day in reversed(days):
        rest = rest[: day.start] + " " + rest[day.end :]
    for pattern in (_SOURCE, _BY, _AGO, _TIME, _WEEKDAY, _LABEL):
        rest = pattern.sub(" ", rest)
    if len(_WORD.findall(rest)) <= _MOST_OTHER_WORDS or _segment(line, days[0]):
        return False
    return covering("publishers", rest.strip(_POINTS)) is None


def _rank(line: str, day: WrittenDate) -> int:
    label = _LABEL.search(line, 0, day.start)
    if label is None:
        return 1
    return 0 if label["revised"] else 2


def _segment(line: str, day: WrittenDate) -> bool:
    """Whether the date is a part of its own in "May 9, 2019 - Ottawa, Ontario - Ministry of Roads"."""
    starts = not line[: day.start].strip() or line[: day.start].rstrip()[-1] in _DIVIDERS
    return starts and _DIVIDED.match(line, day.end) is not None and not line.endswith(".")
