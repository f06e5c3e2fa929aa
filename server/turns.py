"""Whose turn it is: a bounded queue in front of a few places, shared fairly among clients.

Whoever has least is served first. A client that is alone may take every place. Where somebody waits who
has none, the youngest question of the client with most gives its place back and is asked again later, and
so does any question that has run for a while in the last place: however many long ones there are, a short
one is answered soon. A question of which the answer is already on its way keeps its place, so of those a
client may have all but one place at most.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from server.problems import BusyError

_GLANCE: Final = 0.05
"""Seconds after which who waits looks again whether somebody should give way."""
_GRACE: Final = 0.1
"""Seconds that a question may run before its client must share."""
_SHORT: Final = 1.0
"""Seconds that a question may run in the last free place while others wait."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many questions run at once, how many wait, how many of one client wait, seconds they do."""

    places: int
    queue: int
    each: int
    patience: float


@dataclass(eq=False, slots=True)
class Turn:
    """A place taken.

    Attributes:
        since: when it was taken, by the monotonic clock.
        begun: whether the answer is on its way to the client.
        revoked: whether it must be given back.
        stop: ends the work on it; called from another thread.
    """

    client: str
    since: float
    begun: bool = False
    revoked: bool = False
    stop: Callable[[], None] | None = None


@dataclass(eq=False, slots=True)
class _Waiting:
    client: str
    again: bool
    number: int
    turn: Turn | None = None
    called: threading.Event = field(default_factory=threading.Event)


class Turns:
    """Gives turns; every method may be called from any thread."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._lock = threading.Lock()
        self._running: list[Turn] = []
        self._waiting: list[_Waiting] = []
        self._numbers = 0

    @property
    def running(self) -> int:
        """How many places are taken."""
        return len(self._running)

    @property
    def waiting(self) -> int:
        """How many questions wait for one."""
        return len(self._waiting)

    @contextmanager
    def held(self, client: str) -> Iterator[Turn]:
        """A turn for the length of a block."""
        turn = self.take(client)
        try:
            yield turn
        finally:
            self.give_back(turn)

    def take(self, client: str, *, again: bool = False) -> Turn:
        """A place, as soon as it is this client's turn; `again` for a question that had to give way.

        Raises:
            BusyError: the queue is full, or no place came free in time.
        """
        with self._lock:
            if not self._waiting and not again and len(self._running) < self._bounds.places:
                return self._start(client)
            waiting = self._queued(client, again=again)
            self._serve()
        self._wait(waiting)
        with self._lock:
            if waiting.turn is None:
                self._waiting.remove(waiting)
                raise BusyError("Every query process is taken. Try again shortly.", Retry_After="10")
            return waiting.turn

    def begin(self, turn: Turn) -> bool:
        """Marks that the answer is about to be sent; False where the place had to be given back before.

        Raises:
            BusyError: the client takes long answers in all places but one already.
        """
        with self._lock:
            if turn.revoked:
                return False
            long = sum(1 for other in self._running if other.begun and other.client == turn.client)
            if long >= max(1, self._bounds.places - 1):
                raise BusyError("You are taking as many long answers at once as one may.", Retry_After="10")
            turn.begun = True
            return True

    def give_back(self, turn: Turn) -> None:
        """Frees the place, for who has least."""
        with self._lock:
            self._running.remove(turn)
            if self._waiting:
                self._serve()

    def _start(self, client: str) -> Turn:
        turn = Turn(client, time.monotonic())
        self._running.append(turn)
        return turn

    def _queued(self, client: str, *, again: bool) -> _Waiting:
        if not again:
            mine = sum(1 for other in self._waiting if other.client == client)
            if len(self._waiting) >= self._bounds.queue or mine >= self._bounds.each:
                raise BusyError("Too many queries are waiting. Try again shortly.", Retry_After="5")
        self._numbers += 1
        waiting = _Waiting(client, again, self._numbers)
        self._waiting.append(waiting)
        return waiting

    def _wait(self, waiting: _Waiting) -> None:
        end = time.monotonic() + self._bounds.patience
        while not waiting.called.wait(min(_GLANCE, max(end - time.monotonic(), 0))):
            if time.monotonic() >= end:
                return
            with self._lock:
                self._make_way(waiting)

    def _serve(self) -> None:
        """Gives free places to those who wait: to who has least, then to who came first."""
        while self._waiting and (free := self._bounds.places - len(self._running)) > 0:
            has = Counter(turn.client for turn in self._running)
            fresh = [waiting for waiting in self._waiting if not waiting.again]
            may = self._waiting if free > 1 or not fresh or self._bounds.places == 1 else fresh
            first = min(may, key=lambda waiting: (has[waiting.client], waiting.again, waiting.number))
            first.turn = self._start(first.client)
            self._waiting.remove(first)
            first.called.set()

    def _make_way(self, waiting: _Waiting) -> None:
        """Revokes one turn where a client without any waits and another has taken too much."""
        if waiting.again or waiting.turn or len(self._running) < self._bounds.places:
            return
        has = Counter(turn.client for turn in self._running)
        if has[waiting.client] or any(turn.revoked for turn in self._running):
            return
        if found := self._last_of_most(has) or self._last():
            self._revoke(found)

    def _last_of_most(self, has: Counter[str]) -> Turn | None:
        """The youngest turn of the client with most, if that is more than one and has run a little."""
        greedy = [turn for turn in self._running if not turn.begun and has[turn.client] > 1]
        found = max(greedy, key=lambda turn: (has[turn.client], turn.since), default=None)
        return found if found and time.monotonic() - found.since > _GRACE else None

    def _last(self) -> Turn | None:
        """The youngest turn, if it has run for a while and is not in the only place."""
        found = max((t for t in self._running if not t.begun), key=lambda turn: turn.since, default=None)
        long = found is not None and time.monotonic() - found.since > _SHORT
        return found if long and self._bounds.places > 1 else None

    def _revoke(self, turn: Turn) -> None:
        if turn.stop:
            turn.revoked = True
            turn.stop()
