"""Cuts off clients that waitress would wait for: slow in sending, deaf when answered, or gone.

Waitress closes a line only where nothing was asked on it for a while. A client that sends its request
byte by byte, or stops reading a long answer, would keep its line (and a thread and a query process) as
long as it likes. This looks at every line once in a while instead.
"""

import time
from dataclasses import dataclass, field
from typing import Any, Final

from waitress.channel import HTTPChannel

LONGEST: Final = 600.0
"""Seconds that one answer may take to be read, however steadily."""


@dataclass(slots=True)
class Patience:
    """Takes the place of a waitress server's `maintenance`.

    Attributes:
        server: the waitress server.
        seconds: how long a client may take to send a request whole, and may read nothing.
        since: when a line was first seen with part of a request, or with an answer on its way.
    """

    server: Any
    seconds: float
    since: dict[Any, tuple[str, float]] = field(default_factory=dict)

    def __call__(self, _now: float) -> None:
        """Closes the lines of those who take too long; called in the thread that owns the lines."""
        now = time.time()
        lines = list(self.server.active_channels.values())
        self.since = {line: self._state(line, now) for line in lines}
        for line in lines:
            if self._is_overdue(line, now):
                line.handle_close()

    def _state(self, line: Any, now: float) -> tuple[str, float]:
        """What the line is about, and since when."""
        what = "answer" if line.requests or line.total_outbufs_len else "request" if line.request else "idle"
        before, began = self.since.get(line, ("", now))
        return (what, began) if what == before else (what, now)

    def _is_overdue(self, line: Any, now: float) -> bool:
        what, began = self.since[line]
        deaf = line.total_outbufs_len > 0 and now - line.last_activity > self.seconds
        quiet = what == "idle" and now - line.last_activity > self.seconds
        slow = what == "request" and now - began > self.seconds
        return deaf or quiet or slow or (what == "answer" and now - began > LONGEST)


class Line(HTTPChannel):  # type: ignore[misc]  # waitress says no types
    """A line on which a request that announces a body (`Expect: 100-continue`) but has none is answered.

    Waitress would ask for the body, and wait for it until the line is cut off.
    """

    def send_continue(self) -> None:
        """Asks for the body, where there is one."""
        if self.request.body_rcv is not None:
            super().send_continue()
