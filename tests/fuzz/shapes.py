"""Requests of every shape: right ones, bent ones, and bytes that are hardly HTTP."""

from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote, urlencode

from tests.fuzz.grammar import Grammar

_ACCEPTS = (
    "",
    "*/*",
    "text/html",
    "application/sparql-results+json",
    "application/sparql-results+xml;q=0.5, text/csv",
    "text/turtle",
    "application/ld+json;profile=x",
    "text/n3",
    "image/png",
    "q=;;,,/",
    "text/*;q=0, */*;q=0.1",
    "a" * 5000,
    "text/turtle;q=1.0001",
)
_PATHS = (
    "/",
    "/sparql",
    "/graphs?default",
    "/graphs?graph=urn:x",
    "/page/state/KR",
    "/data/state/KR.ttl",
    "/id/state/KR",
    "/queries",
    "/queries/state_partners.csv",
    "/search?q=defense",
    "/suggest?q=ko",
    "/dumps",
    "/dumps/parley.ttl",
    "/releases",
    "/releases/1",
    "/releases/1/data/state/KR.ttl",
    "/timemap/data/state/KR.ttl",
    "/dataset",
    "/articles",
    "/def",
    "/def.ttl",
    "/health",
    "/health/ready",
    "/metrics",
    "/openapi.json",
    "/sparql/examples",
    "/talks",
    "/pairs/JP/KR",
    "/reconcile",
    "/reconcile/suggest/entity?prefix=ja",
    "/static/style.css",
    "/docs",
    "/quality",
    "/graph/article/consultation",
    "/history/state/KR",
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//evil.example/",
)
_ODD = (
    "\x00",
    "\u202e",
    "\ufffe",
    "𝕊",
    "%",
    "%zz",
    "%00",
    "<script>",
    "'\"><svg/onload=1>",
    "\r\nX-Made: up",
    "{" * 50,
    "(" * 300,
    "\\",
    "\\u0000",
    "\\UFFFFFFFF",
    "\ud7ff",
    "-" * 200,
    "0" * 400,
    "../" * 9,
    "${7*7}",
    "{{7*7}}",
    "\t",
    "#",
)
_HEADERS = {
    "Range": ("bytes=0-10", "bytes=-1", "bytes=9999999-", "bytes=0-1,5-9", "bytes=5-1", "lines=1"),
    "If-None-Match": ("*", '"x"', 'W/"', ",,,", '"' * 500),
    "If-Modified-Since": ("Fri, 01 Jan 2100 00:00:00 GMT", "never"),
    "If-Range": ('"x"', "Fri, 01 Jan 2100 00:00:00 GMT"),
    "Accept-Encoding": ("gzip", "zstd", "gzip;q=0, zstd;q=0.1", "*;q=0", "br", "gzip;q=x"),
    "Accept-Datetime": ("Fri, 01 Jan 2021 00:00:00 GMT", "soon", "Fri, 01 Jan 0000 00:00:00 GMT"),
    "Host": ("evil.example", "a b", "[::1", "x:99999", "<x>", "http://a/"),
    "X-Forwarded-For": ("1.2.3.4, 5.6.7.8", "unknown", "::1"),
    "Content-Encoding": ("gzip", "identity"),
    "Origin": ("null", "https://evil.example"),
    "Cookie": ("session=1", ";;;=,"),
    "Expect": ("100-continue",),
    "X-HTTP-Method-Override": ("DELETE",),
}
_METHODS = ("GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "QUERY", "TRACE", "get")
_TYPES = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/sparql-query; charset=utf-16",
    "",
    "a/b;=",
)
_RAW = (
    b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nquery=",
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 500 + b"\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    b"\x00" * 100,
    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A request; `raw` are bytes to be sent as they are instead."""

    method: str = "GET"
    path: str = "/"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    raw: bytes | None = None


class Shapes:
    """Makes requests; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._grammar = Grammar(self._random)

    def make(self) -> Shape:
        """One request: half are queries as the grammar has them, the others are bent in some way."""
        chance = self._random.random()
        if chance < 0.5:
            return self._asking(self._grammar.query())
        if chance < 0.7:
            return self._asking(self.bent(self._grammar.query()))
        if chance < 0.98:
            return self._elsewhere()
        return Shape(raw=self._random.choice(_RAW))

    def bent(self, text: str) -> str:
        """The text with a few things cut, doubled, moved or put in."""
        for _ in range(self._random.randint(1, 4)):
            at, to = sorted(self._random.randint(0, len(text)) for _ in range(2))
            kind = self._random.randint(0, 3)
            if kind == 0:
                text = text[:at] + text[min(to, at + 30) :]
            elif kind == 1:
                text = text[:to] + text[at : at + 200] + text[to:]
            else:
                text = text[:at] + self._random.choice(_ODD) + text[at:]
        return text

    def _asking(self, query: str) -> Shape:
        values = {"query": query}
        if self._random.random() < 0.1:
            values["timeout"] = self._random.choice(("0.2", "1", "nan", "-1", "1e9", "x"))
        if self._random.random() < 0.1:
            values["default-graph-uri"] = self._random.choice(
                ("urn:x", "no iri", "https://w3id.org/parley/graph/reference")
            )
        way, headers = self._random.random(), self._headers()
        form = urlencode(values, errors="surrogatepass")
        if way < 0.6:
            return Shape("GET", f"/sparql?{form}", headers)
        if way < 0.8:
            return Shape("POST", "/sparql", headers | {"Content-Type": _TYPES[0]}, form.encode())
        body = query.encode("utf-8", "surrogatepass")
        return Shape("POST", "/sparql", headers | {"Content-Type": self._random.choice(_TYPES[1:])}, body)

    def _elsewhere(self) -> Shape:
        path = self._random.choice(_PATHS)
        if self._random.random() < 0.4:
            path = quote(self.bent(path), safe="/?=&%", errors="replace")
        method = self._random.choice(_METHODS)
        body = (
            self._random.randbytes(self._random.randint(0, 300))
            if method in {"POST", "PUT", "PATCH"}
            else None
        )
        return Shape(method, path or "/", self._headers(), body)

    def _headers(self) -> dict[str, str]:
        found = {"Accept": "*/*" if self._random.random() < 0.6 else self._random.choice(_ACCEPTS)}
        for name in self._random.sample(sorted(_HEADERS), self._random.choice((0, 0, 1, 2))):
            found[name] = self._random.choice(_HEADERS[name])
        return found
