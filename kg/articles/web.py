"""Polite fetching of pages: robots.txt is asked, everything is bounded, every refusal is named."""

import socket
import ssl
import time
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from math import inf
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from kg import __version__
from kg.errors import ArticleError

AGENT = f"Parley/{__version__} (+https://w3id.org/parley/)"
_MARKUP_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_TEXT_TYPES = frozenset({"text/plain"}) | _MARKUP_TYPES
_ROBOTS_SIZE = 512 * 1024  # RFC 9309, section 2.5
_CHUNK = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_UNQUOTED = "/%!$&'()*+,;=:@?~-._[]"
_HEADERS = {"User-Agent": AGENT, "Accept": "text/html, text/plain;q=0.9, */*;q=0.1"}
# The first kind that an error is of says why; narrower kinds stand first.
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLCertVerificationError, "its TLS certificate cannot be trusted"),
    (ssl.SSLError, "no secure connection can be made"),
    (socket.gaierror, "no such host"),
    (TimeoutError, "the server took too long"),
    (ConnectionRefusedError, "the server refuses connections"),
    (ConnectionError, "the server broke the connection off"),
    (HTTPException, "its answer is no valid HTTP"),
    (zlib.error, "its answer is packed wrongly"),
    (ValueError, "it is no valid address"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page.

    Attributes:
        url: the address after redirects.
        markup: True for HTML.
        charset: as the header declares it.
    """

    url: str
    content: bytes
    markup: bool
    charset: str | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far one fetch may go.

    Attributes:
        timeout: seconds that the server may be silent.
        deadline: seconds that a page may take in all, robots.txt and redirects included.
        size: bytes that a page may have.
        redirects: how many of them are followed.
        pause: seconds between two pages of one host, where its robots.txt asks for no more.
        longest_pause: seconds to which a robots.txt may stretch that.
    """

    timeout: float = 20.0
    deadline: float = 60.0
    size: int = 20 * 1024**2
    redirects: int = 5
    pause: float = 1.0
    longest_pause: float = 30.0


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one after the other; remembers each host's robots.txt and when it was last asked."""

    bounds: Bounds = Bounds()
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Page:
        """The page at an http(s) address.

        Raises:
            ArticleError: the address is malformed, robots.txt keeps programs off, the server does not answer
                in time, answers with an error, or with something that is no text, or too much of it.
        """
        answers: SimpleQueue[Page | Exception] = SimpleQueue()
        # A thread of its own, as a name look-up and headers sent drop by drop cannot be timed otherwise.
        Thread(target=self._answer, args=(url, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=self.bounds.deadline)
        except Empty:
            raise ArticleError(url, f"no full answer within {self.bounds.deadline:g} seconds") from None
        if isinstance(answer, Exception):
            raise _explained(url, answer) from answer
        return answer

    def _answer(self, url: str, answers: SimpleQueue[Page | Exception]) -> None:
        try:
            answers.put(self._follow(url))
        except (OSError, HTTPException, ValueError, zlib.error, ArticleError) as error:
            answers.put(error)

    def _follow(self, url: str) -> Page:
        until = time.monotonic() + self.bounds.deadline
        address, response = self._final(url, asking=True)
        with response:
            if response.status != HTTPStatus.OK:
                raise ArticleError(url, f"the server answers {response.status} {response.reason}".strip())
            kind = response.headers.get_content_type() if "Content-Type" in response.headers else "text/html"
            if kind not in _TEXT_TYPES:
                raise ArticleError(url, f"it is {kind}, not text: save its text as a .txt file")
            content = _body(response, self.bounds.size, until)
        if content is None:
            raise ArticleError(url, f"it has more than the {self.bounds.size:,} bytes that a page may have")
        return Page(address, content, kind in _MARKUP_TYPES, response.headers.get_content_charset())

    def _final(self, url: str, *, asking: bool) -> tuple[str, HTTPResponse]:
        """Where redirects end, and its response; `asking` for leave at every step."""
        address = _quoted(url)
        for _ in range(self.bounds.redirects + 1):
            if asking:
                self._ask_leave(address)
            response = _open(address, self.bounds.timeout)
            target = response.headers["Location"] if response.status in _REDIRECTS else None
            if target is None:
                return address, response
            response.close()
            address = _quoted(urljoin(address, target))
        raise ArticleError(url, f"more than {self.bounds.redirects} redirects")

    def _ask_leave(self, address: str) -> None:
        site = urlunsplit((*urlsplit(address)[:2], "", "", ""))
        if site not in self._robots:
            self._robots[site] = self._robots_of(site)
        robots = self._robots[site]
        if not robots.can_fetch(AGENT, address):
            raise ArticleError(
                address, "its robots.txt asks programs not to read it: save the page and read the file"
            )
        asked = min(float(robots.crawl_delay(AGENT) or 0), self.bounds.longest_pause)
        wait = self._asked.get(site, -inf) + max(asked, self.bounds.pause) - time.monotonic()
        time.sleep(max(0.0, wait))
        self._asked[site] = time.monotonic()

    def _robots_of(self, site: str) -> RobotFileParser:
        """The rules of a site; without a file all is open, with a faulty server nothing (RFC 9309, 2.3)."""
        robots = RobotFileParser()
        _, response = self._final(f"{site}/robots.txt", asking=False)
        with response:
            if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise ArticleError(site, f"its robots.txt answers {response.status}: try again later")
            lines = response.read(_ROBOTS_SIZE) if response.status == HTTPStatus.OK else b""
        robots.parse(lines.decode("utf-8-sig", "replace").splitlines())
        return robots


def _open(address: str, timeout: float) -> HTTPResponse:
    """The response of a server, whatever its status; redirects are left to the caller."""
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
        opener.add_handler(handler())
    request = urllib.request.Request(address, headers=_HEADERS)  # noqa: S310  # `_quoted` lets http(s) only
    response = opener.open(request, timeout=timeout)
    if not isinstance(response, HTTPResponse):
        raise ArticleError(address, "no http answer")
    return response


def _body(response: HTTPResponse, size: int, until: float) -> bytes | None:
    """The unpacked body; None where it is larger than `size`."""
    unpacker = zlib.decompressobj(_GZIP) if response.headers["Content-Encoding"] == "gzip" else None
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += unpacker.decompress(chunk, size + 1) if unpacker else chunk
        if len(body) > size or (unpacker and unpacker.unconsumed_tail):
            return None
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(body)


def _quoted(url: str) -> str:
    """The address in ASCII, without fragment.

    Raises:
        ArticleError: it is no http(s) address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise ArticleError(url, "no address of the form http(s)://host/path, without user name")
    host = parts.hostname if ":" not in parts.hostname else f"[{parts.hostname}]"
    place = host.encode("idna").decode("ascii") + (f":{parts.port}" if parts.port else "")
    return urlunsplit((parts.scheme, place, quote(parts.path, _UNQUOTED), quote(parts.query, _UNQUOTED), ""))


def _explained(url: str, error: Exception) -> ArticleError:
    if isinstance(error, ArticleError):
        return error if error.source == url else ArticleError(url, f"{error.reason} ({error.source})")
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    reason = next((words for kind, words in _REASONS if isinstance(cause, kind)), "it cannot be fetched")
    return ArticleError(url, f"{reason} ({cause})" if str(cause) else reason)
