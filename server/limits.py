"""How many requests one client may send: counted in a table of fixed size, shared by processes if wished.

The rule is the generic cell rate algorithm (ITU-T I.371): of each client one number is kept, the time
at which its allowance would be full again. A client is its address (an IPv6 client its /64 network),
of which only a digest is kept.
"""

import math
import mmap
import struct
import threading
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.settings import Settings
from server import headers, urls

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SLOTS: Final = 1 << 16
_SLOT: Final = struct.Struct("<Qd")
_SALT: Final = 16
_PROBES: Final = 32
_NETWORK: Final = 64
_FREE: Final = (urls.HEALTH, urls.METRICS, urls.STATIC)


@lru_cache(maxsize=4096)
def client(address: str | None) -> str:
    """The client that an address belongs to; "" where there is none (a Unix socket)."""
    try:
        found = ip_address((address or "").partition("%")[0])
    except ValueError:
        return address or ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return f"{IPv6Address(int(found) >> _NETWORK << _NETWORK)}/{_NETWORK}"
    return str(found)


class Rates:
    """Counts the requests of each client against what it may send.

    Processes that name the same file count together. Two of them that count one client in the same
    microsecond may miss one of the two requests, which harms nobody.
    """

    def __init__(
        self, rate: float, burst: int, file: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._interval = 1 / rate if rate > 0 else 0.0
        self._tolerance = self._interval * max(burst, 1)
        self._clock = clock
        self._lock = threading.Lock()
        self._table = _table(file) if self._interval else None

    def wait(self, name: str) -> int:
        """Counts a request; 0 where it may pass, otherwise the seconds until one would."""
        if self._table is None:
            return 0
        now = self._clock()
        with self._lock:
            place, full = self._slot(self._table, name, now)
            after = max(full, now) + self._interval
            if after - now > self._tolerance + 1e-9:
                return max(1, math.ceil(after - now - self._tolerance))
            struct.pack_into("<d", self._table, place + 8, after)
        return 0

    def _slot(self, table: mmap.mmap, name: str, now: float) -> tuple[int, float]:
        """Where the client is counted, and when its allowance is full; a slot in rest is taken over."""
        digest = blake2b(name.encode(), digest_size=8, key=table[:_SALT]).digest()
        key = int.from_bytes(digest, "little") or 1
        first = None
        for step in range(_PROBES):
            place = _SALT + (key + step) % _SLOTS * _SLOT.size
            held, full = _SLOT.unpack_from(table, place)
            if held == key:
                return place, full if full <= now + self._tolerance + 1 else 0.0  # the clock began anew
            if first is None and full <= now:
                first = place
        if first is None:
            return place, full  # crowded: counted together with another client
        _SLOT.pack_into(table, first, key, 0.0)
        return first, 0.0


def rates(settings: Settings) -> Rates:
    """The counts that the settings ask for."""
    file = Path(settings.shared) / "rates" if settings.shared else None
    return Rates(settings.rate, settings.burst, file)


def _table(file: Path | None) -> mmap.mmap:
    size = _SALT + _SLOTS * _SLOT.size
    if file is None:
        return mmap.mmap(-1, size)
    with file.open("a+b") as opened:
        opened.truncate(size)
        return mmap.mmap(opened.fileno(), size)


class Limited:
    """WSGI: refuses what one client sends beyond its rate; those who watch the server are let through."""

    def __init__(self, app: "WSGIApplication", counted: Rates, refused: Callable[[], None]) -> None:
        self._app = app
        self._counted = counted
        self._refused = refused

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Passes the request on, or answers 429 with the seconds to wait."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith(_FREE) and (seconds := self._counted.wait(client(environ.get("REMOTE_ADDR")))):
            self._refused()
            body = f"You have sent more requests than this server takes from one client. Wait {seconds} s.\n"
            own = {"Content-Type": "text/plain; charset=utf-8", "Retry-After": str(seconds)}
            fields = headers.STANDING | own | {"Content-Length": str(len(body)), "Cache-Control": "no-store"}
            start_response("429 TOO MANY REQUESTS", list(fields.items()))
            return [body.encode()]
        return self._app(environ, start_response)
