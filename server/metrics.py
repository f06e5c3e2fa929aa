"""Counts for Prometheus: requests and how long they took, query processes, what was stopped, answers kept.

With several server processes the environment variable `PROMETHEUS_MULTIPROC_DIR` (set by `parley serve`)
makes the library add them up through files; then each process shows the sum of all.
"""

import os
from typing import Final, Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)


class Processes(Protocol):
    """What is asked of a pool."""

    @property
    def running(self) -> int:
        """Query processes, lent or idle."""

    @property
    def idle(self) -> int:
        """Those that wait for a question."""

    @property
    def waiting(self) -> int:
        """Questions that wait for a process."""


class Metrics:
    """The counts of one application."""

    def __init__(self) -> None:
        own = CollectorRegistry()
        self._registry = own
        self._requests = Counter(
            "parley_requests", "Requests by route and status.", ["route", "method", "status"], registry=own
        )
        self._seconds = Histogram(
            "parley_request_seconds",
            "Seconds from a request to the last byte of its answer.",
            ["route"],
            buckets=_SECONDS,
            registry=own,
        )
        self._sent = Counter("parley_sent_bytes", "Bytes of answers.", registry=own)
        self._kept = Counter(
            "parley_kept_answers", "Answers that were kept ready, and others.", ["found"], registry=own
        )
        self._stops = Counter(
            "parley_stops", "Queries that were stopped, by reason.", ["reason"], registry=own
        )
        self._cut = Counter("parley_cut_answers", "Answers that broke off on the way.", registry=own)
        self._refused = Counter(
            "parley_refused_requests", "Requests beyond what one client may send.", registry=own
        )
        self._workers, self._waiting, self._release = _gauges(own)
        self._kinds: dict[tuple[str, str, str, bool], tuple[Counter, Histogram, Counter]] = {}

    def answered(
        self, route: str, method: str, status: str, seconds: float, size: int, *, kept: bool
    ) -> None:
        """Counts a request; the counters of a kind of request are looked up once."""
        kind = (route, method, status, kept)
        found = self._kinds.get(kind)
        if found is None:
            found = self._kinds[kind] = (
                self._requests.labels(route, method, status),
                self._seconds.labels(route),
                self._kept.labels("yes" if kept else "no"),
            )
        found[0].inc()
        found[1].observe(seconds)
        self._sent.inc(size)
        found[2].inc()

    def stopped(self, reason: str) -> None:
        """Counts a query that got no answer."""
        self._stops.labels(reason).inc()

    def cut(self) -> None:
        """Counts an answer that broke off."""
        self._cut.inc()

    def refused(self) -> None:
        """Counts a request that the rate refused."""
        self._refused.inc()

    def text(self, pool: Processes, release: int) -> bytes:
        """Everything in the text format of Prometheus, version 0.0.4."""
        idle, running = pool.idle, pool.running
        self._workers.labels("idle").set(idle)
        self._workers.labels("busy").set(max(running - idle, 0))
        self._waiting.set(pool.waiting)
        self._release.set(release)
        if not os.environ.get(_SHARED):
            return generate_latest(self._registry)
        whole = CollectorRegistry()
        MultiProcessCollector(whole)  # type: ignore[no-untyped-call]  # the library's own
        return generate_latest(whole)


def _gauges(registry: CollectorRegistry) -> tuple[Gauge, Gauge, Gauge]:
    """What is so at this moment: query processes, waiting queries, the release."""
    return (
        Gauge(
            "parley_query_processes",
            "Query processes by what they do.",
            ["state"],
            registry=registry,
            multiprocess_mode="livesum",
        ),
        Gauge(
            "parley_waiting_queries",
            "Queries that wait for a process.",
            registry=registry,
            multiprocess_mode="livesum",
        ),
        Gauge(
            "parley_release",
            "Number of the release that is served.",
            registry=registry,
            multiprocess_mode="livemax",
        ),
    )
