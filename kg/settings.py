"""Settings: where data live, which base IRI individuals have, how the server is bounded."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import ParleyError

SHOWN = ("sentence", "none", "full")
DEFAULT_BASE = "https://w3id.org/parley/"
_BOOLEANS = {
    word: value
    for value, words in ((True, "yes true on 1"), (False, "no false off 0"))
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a user may set; each field is also the variable `PARLEY_<FIELD>`.

    Attributes:
        data: folder of articles and releases.
        base: base IRI of individuals, ending in "/" (ontology terms keep their own).
        host: address that the server listens on.
        port: port that the server listens on.
        prefix: path prefix behind a proxy, "" or "/some/path".
        trusted_proxies: how many `X-Forwarded-*` hops to believe.
        workers: processes that answer SPARQL queries.
        timeout: seconds that a query may take when its client names no other limit.
        max_timeout: seconds that a client may ask for.
        memory: bytes of address space that one query process may take beyond the release itself.
        max_request: bytes that a request's body or query string may have.
        patience: seconds that a client may take to send a request, may stay idle, may read nothing.
        rate: requests a second that one client may send on the average; 0 for no bound.
        burst: requests that a client may send at once, when it has been quiet before.
        shared: folder in which the processes of one server share counts of requests; "" for each by itself.
        services: SPARQL endpoints that `SERVICE` may ask, separated by blanks; "" for none.
        service_timeout: seconds that one of them may take.
        cache: bytes of answers that are kept ready, for each server process; 0 for none.
        max_age: seconds for which caches may give out an answer without asking again.
        access_log: file of the access log, "-" for standard error, "" for none.
        log_clients: whether the access log names the clients' addresses.
        memory_budget: bytes that all copies of a release in memory may take; 0 serves it from disk.
        max_answer: bytes that the answer to a query may have; 0 for no bound.
        queue: queries that may wait for a process.
        queue_each: queries of one client that may wait.
        endpoint: address of another SPARQL engine that answers instead of a release; "" for none.
        default_graph: graph that stands for the engine's default graph; "" where it has one of its own.
        text: what pages show of articles: "sentence" (those that facts rest on), "none", or "full".
    """

    data: Path = Path("parley-data")
    base: str = DEFAULT_BASE
    host: str = "127.0.0.1"
    port: int = 5000
    prefix: str = ""
    trusted_proxies: int = 0
    workers: int = 2
    timeout: float = 30.0
    max_timeout: float = 120.0
    memory: int = 2 * 1024**3
    max_request: int = 1024**2
    patience: float = 30.0
    rate: float = 0.0
    burst: int = 100
    shared: str = ""
    services: str = ""
    service_timeout: float = 10.0
    cache: int = 64 * 1024**2
    max_age: int = 0
    access_log: str = ""
    log_clients: bool = False
    memory_budget: int = 4 * 1024**3
    max_answer: int = 2 * 1024**3
    queue: int = 24
    queue_each: int = 12
    endpoint: str = ""
    default_graph: str = ""
    text: str = "sentence"

    def __post_init__(self) -> None:
        if self.text not in SHOWN:
            raise ParleyError(f"text {self.text!r}: pages show {', '.join(SHOWN[:-1])} or {SHOWN[-1]}")
        if not self.base.startswith(("http://", "https://")) or not self.base.endswith("/"):
            raise ParleyError(f"base IRI {self.base!r}: give an http(s) address that ends in '/'")
        if self.prefix and (not self.prefix.startswith("/") or self.prefix.endswith("/")):
            raise ParleyError(f"prefix {self.prefix!r}: start it with '/' and do not end it so")


def from_environment(environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """Settings from `PARLEY_*` variables, over which the arguments that are not None win.

    Raises:
        ParleyError: a variable does not hold a value of its setting's type.
    """
    values: dict[str, object] = {}
    for field in fields(Settings):
        name = f"PARLEY_{field.name.upper()}"
        if name in environment:
            values[field.name] = _parsed(name, environment[name], type(field.default))
    values |= {name: value for name, value in given.items() if value is not None}
    return Settings(**values)  # type: ignore[arg-type]


def _parsed(name: str, text: str, kind: type) -> object:
    try:
        return _BOOLEANS[text.lower()] if kind is bool else kind(text)
    except KeyError as error:
        raise ParleyError(f"{name}={text!r}: this setting is yes or no") from error
    except ValueError as error:
        raise ParleyError(f"{name}={text!r}: this setting is a {kind.__name__}") from error
