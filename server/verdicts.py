"""What the end of a question means to who asked: a fault in the words of HTTP, or why a process has gone."""

import os
import re
import signal
from typing import Final

from server.frames import Fault
from server.problems import (
    AnswerTooLargeError,
    FormError,
    MalformedError,
    OverdueError,
    RefusedError,
    RequestError,
    StoppedError,
)

_WHERE: Final = re.compile(r"^error at (\d+):(\d+): (.*)$", re.DOTALL)
_EXPECTED: Final = re.compile(r"expected (?:one of )?(.*)$", re.DOTALL)
_HIDDEN: Final = frozenset(["[_]", "SERVICE", "LATERAL"])


class LostError(StoppedError):
    """The process had gone before it could answer: not the query's doing, so another one is asked."""

    reason = "lost"


def meaning(status: int, seconds: float, memory: int) -> RequestError:
    """What the end of a process means, from its wait status; 0 is that of one ended unseen.

    Args:
        status: as `os.waitpid` says it.
        seconds: how long the question might compute.
        memory: bytes that it might take.
    """
    if status == 0:
        return LostError("A query process was lost. Try again.", Retry_After="1")
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number in (signal.SIGXCPU, signal.SIGALRM):
        return overdue(seconds)
    if number == signal.SIGSEGV:
        return MalformedError("the query is nested too deeply, or too long, for the parser")
    size = memory // 1024**2
    return StoppedError(f"The query was stopped: it needed more than the {size} MB that one query may take.")


def overdue(seconds: float) -> OverdueError:
    """The query ran past its deadline."""
    return OverdueError(
        f"The query was stopped after {seconds:g} seconds. Narrow it (fewer open variables, a LIMIT inside), "
        "ask for more time with timeout=SECONDS, or take the dumps."
    )


def answered_with(fault: Fault) -> RequestError:
    """The engine's own refusal in the words of HTTP."""
    if fault.kind == "not-acceptable":
        return FormError(fault.form)
    if fault.kind == "outside":
        return RefusedError("This endpoint fetches nothing from other servers and reads no files.")
    if fault.kind == "too-large":
        return AnswerTooLargeError(
            "The answer is larger than this server sends. Narrow it, take it in parts with LIMIT and OFFSET, "
            "or take the dumps."
        )
    where = _WHERE.match(fault.message)
    if where:
        return MalformedError(_plain(where[3]), int(where[1]), int(where[2]))
    return MalformedError(fault.message)


def _plain(message: str) -> str:
    """The engine's complaint without its signs for blanks and for what is refused here anyway."""
    found = _EXPECTED.match(message)
    if not found:
        return message
    wanted = [word for word in found[1].split(", ") if word not in _HIDDEN]
    return f"expected {' or '.join(wanted)}" if wanted else "this was not expected here"
