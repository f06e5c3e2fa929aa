"""What a build tells: the release it made or left, and every problem with its reason."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.release import Release

Kind = Literal["unread", "kept", "failed", "violation", "warning"]
DECISION = "decision"
"""Rule of the problems that curators' decisions have."""


@dataclass(frozen=True, slots=True)
class BuildProblem:
    """One problem of a build.

    Attributes:
        kind: "unread" source; source unread but "kept" from the release before; article whose
            extraction "failed"; "violation" of a rule, whose item was left out; "warning" of a rule.
        subject: the source as given, or the IRI of the article.
        message: the reason, for people.
        rule: name of the rule that an item breaks, "" for articles.
        sentence: the sentence that the item was read from, "" where there is none.
        focus: IRI of the item, "" for articles.
    """

    kind: Kind
    subject: str
    message: str
    rule: str = ""
    sentence: str = ""
    focus: str = ""


def decision_problem(line: int, message: str) -> BuildProblem:
    """A decision of curators that changes nothing."""
    told = f"{message}, so this decision changes nothing: mend it or remove it"
    return BuildProblem("warning", f"decisions.csv, line {line}", told, DECISION)


def decision_problems(problems: Iterable[BuildProblem]) -> tuple[BuildProblem, ...]:
    """Those of decisions that change nothing."""
    return tuple(problem for problem in problems if problem.rule == DECISION)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The outcome of a build.

    Attributes:
        release: the release that is served now.
        is_new: False where the input was that of the release served before, which then stays.
        problems: all problems, those of sources first.
    """

    release: Release
    is_new: bool
    problems: tuple[BuildProblem, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every article given went in as it is now."""
        return not any(problem.kind in {"unread", "kept", "failed"} for problem in self.problems)

    def of_kind(self, *kinds: Kind) -> tuple[BuildProblem, ...]:
        """The problems of some kinds."""
        return tuple(problem for problem in self.problems if problem.kind in kinds)


def as_json(problems: Iterable[BuildProblem]) -> dict[str, Any]:
    """The shape of report.json."""
    return {"problems": [asdict(problem) for problem in problems]}


def from_json(data: dict[str, Any]) -> tuple[BuildProblem, ...]:
    """The problems of a report.json."""
    return tuple(BuildProblem(**problem) for problem in data.get("problems", ()))
