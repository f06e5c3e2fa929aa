"""Pages are fetched politely and within bounds, from a real server on this machine."""

import gzip
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from kg.articles import read_sources
from kg.articles.web import AGENT, Bounds, Fetcher, Page
from kg.errors import ArticleError
from kg.model import Document

TEXT = b"The two ministers met in the capital on Monday and agreed to meet again in the spring."
BOUNDS = Bounds(timeout=0.5, deadline=1.5, size=10_000, redirects=2, pause=0)
ROBOTS = b"User-agent: *\nDisallow: /private\nUser-agent: Parley\nDisallow: /private\nDisallow: /not-parley\n"


class Site(BaseHTTPRequestHandler):
    """One page for each thing that a server may do."""

    def do_GET(self) -> None:
        name = self.path.strip("/").split("?")[0].replace(".", "_").replace("-", "_")
        getattr(self, f"page_{name}", self.page_missing)()

    def answer(self, content: bytes, kind: str = "text/plain", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            **{n.replace("_", "-"): v for n, v in headers.items()},
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def page_robots_txt(self) -> None:
        self.answer(ROBOTS)

    def page_text(self) -> None:
        self.answer(TEXT)

    def page_agent(self) -> None:
        self.answer(self.headers["User-Agent"].encode())

    def page_korean(self) -> None:
        self.answer("서울 Roe".encode("cp949"), "text/plain; charset=euc-kr")

    def page_html(self) -> None:
        self.answer(
            b"<html><title>Ministers Meet</title><body><p>" + TEXT + b"</p></body></html>", "text/html"
        )

    def page_packed(self) -> None:
        self.answer(gzip.compress(TEXT), Content_Encoding="gzip")

    def page_bomb(self) -> None:
        self.answer(gzip.compress(b"a" * 10**6), Content_Encoding="gzip")

    def page_wrongly_packed(self) -> None:
        self.answer(TEXT, Content_Encoding="gzip")

    def page_moved(self) -> None:
        self.answer(b"", status=302, Location="/text")

    def page_moved_to_private(self) -> None:
        self.answer(b"", status=301, Location="/private")

    def page_moved_to_file(self) -> None:
        self.answer(b"", status=301, Location="file:///etc/hosts")

    def page_circle(self) -> None:
        self.answer(b"", status=302, Location="/circle")

    def page_image(self) -> None:
        self.answer(b"\x89PNG", "image/png")

    def page_large(self) -> None:
        self.answer(b"a" * 20_000)

    def page_silent(self) -> None:
        time.sleep(1)

    def page_dripping(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(30):
            self.wfile.write(b"a")
            time.sleep(0.1)

    def page_missing(self) -> None:
        self.answer(b"no", status=404)

    def page_broken(self) -> None:
        self.wfile.write(b"nonsense\r\n\r\n")

    def log_message(self, *_: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


class SilentRobots(Site):
    def page_robots_txt(self) -> None:
        self.answer(b"", status=404)


class FaultyRobots(Site):
    def page_robots_txt(self) -> None:
        self.answer(b"", status=503)


Serve = Callable[[type[BaseHTTPRequestHandler]], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[QuietServer] = []

    def start(handler: type[BaseHTTPRequestHandler]) -> str:
        servers.append(QuietServer(("127.0.0.1", 0), handler))
        Thread(target=servers[-1].serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(serve: Serve) -> str:
    return serve(Site)


def fetch(url: str) -> Page:
    return Fetcher(BOUNDS).fetch(url)


def test_a_text_is_fetched(site: str) -> None:
    assert Page(f"{site}/text", TEXT, markup=False, charset=None) == fetch(f"{site}/text")


def test_a_redirect_is_followed_and_the_last_address_told(site: str) -> None:
    assert Page(f"{site}/text", TEXT, markup=False, charset=None) == fetch(f"{site}/moved")


def test_a_packed_answer_is_unpacked(site: str) -> None:
    assert fetch(f"{site}/packed").content == TEXT


def test_the_server_is_told_who_asks(site: str) -> None:
    assert fetch(f"{site}/agent").content == AGENT.encode()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "the server answers 404 Not Found"),
        ("private", "its robots.txt asks programs not to read it"),
        ("not-parley", "its robots.txt asks programs not to read it"),
        ("moved-to-private", "its robots.txt asks programs not to read it"),
        ("moved-to-file", "no address of the form http"),
        ("circle", "more than 2 redirects"),
        ("image", "it is image/png, not text"),
        ("large", "more than the 10,000 bytes"),
        ("bomb", "more than the 10,000 bytes"),
        ("wrongly-packed", "its answer is packed wrongly"),
        ("silent", "the server took too long"),
        ("dripping", "no full answer within 1.5 seconds|the server took too long"),
        ("broken", "its answer is no valid HTTP"),
    ],
)
def test_a_refusal_says_why(site: str, path: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=f"^{site}/{path}: .*(?:{reason})"):
        fetch(f"{site}/{path}")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:1/", "the server refuses connections"),
        ("http://no-such-host.invalid/", "no such host"),
        ("http://user:secret@127.0.0.1/", "without user name"),
        ("http:///path", "no address of the form"),
        ("http://a.example:port/", "it is no valid address"),
        ("http://[::1/", "it is no valid address"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(url: str, reason: str) -> None:
    with pytest.raises(ArticleError) as caught:
        fetch(url)

    assert reason in caught.value.reason


def test_a_server_without_tls_is_told(site: str) -> None:
    with pytest.raises(ArticleError, match="no secure connection can be made"):
        fetch(site.replace("http:", "https:") + "/text")


def test_without_robots_txt_all_is_open(serve: Serve) -> None:
    assert fetch(serve(SilentRobots) + "/text").content == TEXT


def test_a_server_that_cannot_give_its_robots_txt_is_left_alone(serve: Serve) -> None:
    with pytest.raises(ArticleError, match=r"robots.txt answers 503: try again later"):
        fetch(serve(FaultyRobots) + "/text")


def test_pages_of_one_host_are_asked_for_with_a_pause(site: str) -> None:
    fetcher = Fetcher(Bounds(pause=0.2))
    begun = time.monotonic()
    fetcher.fetch(f"{site}/text")
    fetcher.fetch(f"{site}/agent")

    assert time.monotonic() - begun >= fetcher.bounds.pause


def test_an_address_is_a_source(site: str) -> None:
    sources = [f"{site}/html", f"{site}/korean", f"{site}/missing"]
    html, korean, missing = read_sources(sources, fetcher=Fetcher(BOUNDS))

    assert isinstance(html, Document)
    assert (sources[0], sources[0], "Ministers Meet") == (
        html.identifier,
        html.metadata.url,
        html.metadata.title,
    )
    assert isinstance(korean, Document)
    assert korean.text == "서울 Roe"
    assert isinstance(missing, ArticleError)
