"""Every address, in every form, with its status."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app, manual
from server.negotiate import GRAPHS, TABLES
from tests.serving_app import made

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HTML, TURTLE, TEXT = "text/html", "text/turtle", "text/plain"
ONTOLOGY = "https%3A%2F%2Fw3id.org%2Fparley%2Fgraph%2Fontology"
WATCHED = {"/health", "/health/live", "/health/ready", "/metrics"}
MANUAL = manual.folder() is not None
ADDRESSES = Path(__file__).resolve().parents[1] / "docs" / "addresses.md"

ROUTES = [
    ("/", BROWSER, 200, HTML),
    ("/id/state/KR", BROWSER, 303, HTML),
    ("/id/state/KR", "text/turtle", 303, HTML),
    ("/id/state/KR", "image/png", 406, TEXT),
    ("/id/state/XX", BROWSER, 404, HTML),
    ("/id/state/XX", "text/turtle", 404, TEXT),
    ("/id/state/%00", BROWSER, 404, HTML),
    ("/id/state/%3Cscript%3E", BROWSER, 404, HTML),
    ("/page/state/KR", BROWSER, 200, HTML),
    ("/page/state/KR?section=officials", BROWSER, 200, HTML),
    ("/page/state/KR?section=officials&page=2", BROWSER, 404, HTML),
    ("/page/state/KR?section=nothing", BROWSER, 404, HTML),
    ("/page/state/KR?section=officials&page=x", BROWSER, 404, HTML),
    ("/page/state/XX", BROWSER, 404, HTML),
    *((f"/data/state/KR.{offer.name}", "*/*", 200, offer.media) for offer in GRAPHS),
    ("/data/state/KR.exe", "*/*", 404, TEXT),
    ("/data/state/XX.ttl", "*/*", 404, TEXT),
    ("/def", BROWSER, 200, HTML),
    *(("/def", offer.media, 200, offer.media) for offer in GRAPHS),
    *((f"/def.{offer.name}", "*/*", 200, offer.media) for offer in GRAPHS),
    ("/def.exe", "*/*", 404, TEXT),
    ("/def/Talk", "*/*", 303, HTML),
    ("/def/Nothing", "*/*", 404, TEXT),
    ("/sparql", BROWSER, 200, HTML),
    *(("/sparql", offer.media, 200, offer.media) for offer in GRAPHS),
    ("/graphs?default", "*/*", 200, TURTLE),
    *((f"/graphs?graph={ONTOLOGY}", offer.media, 200, offer.media) for offer in GRAPHS),
    (f"/graphs?graph={ONTOLOGY}", BROWSER, 200, "application/rdf+xml"),
    ("/graphs?default", "image/png", 406, TEXT),
    ("/graphs", "*/*", 400, TEXT),
    (f"/graphs?default&graph={ONTOLOGY}", "*/*", 400, TEXT),
    ("/graphs?graph=relative", "*/*", 400, TEXT),
    ("/graphs?graph=urn:x:none", "*/*", 404, TEXT),
    ("/queries", BROWSER, 200, HTML),
    ("/queries?tag=acts", BROWSER, 200, HTML),
    ("/queries/talk_planned", BROWSER, 200, HTML),
    ("/queries/talk_planned", "text/csv", 303, HTML),
    *((f"/queries/talk_planned.{offer.name}", "*/*", 200, offer.media) for offer in TABLES),
    ("/queries/talk_planned.exe", "*/*", 404, TEXT),
    ("/queries/nothing", "*/*", 404, TEXT),
    ("/queries/nothing.csv", "*/*", 404, TEXT),
    ("/search", BROWSER, 200, HTML),
    ("/search?q=mattis", BROWSER, 200, HTML),
    ('/search?q="*(', BROWSER, 200, HTML),
    ("/search?q=korea&kind=state", BROWSER, 200, HTML),
    ("/search?q=korea&party=state/KR&year=2018", BROWSER, 200, HTML),
    ("/search?q=korea&party=<x>", BROWSER, 400, HTML),
    ("/search.csv?q=korea", "*/*", 200, "text/csv"),
    ("/suggest?q=kor", "*/*", 200, "application/json"),
    ("/talks", BROWSER, 200, HTML),
    ("/talks?party=state/KR&party=state/JP&from=2018&to=2018-12&order=oldest", BROWSER, 200, HTML),
    ("/talks?level=Ministerial&form=meeting&status=Held&topic=topic/x&series=series/x", BROWSER, 200, HTML),
    ("/talks?from=soon", BROWSER, 400, HTML),
    ("/talks?party=<x>", BROWSER, 400, HTML),
    ("/talks?page=99", BROWSER, 404, HTML),
    ("/talks.csv?party=state/KR", "*/*", 200, "text/csv"),
    ("/pairs/KR/JP", BROWSER, 200, HTML),
    ("/pairs/KR/JP?section=talks", BROWSER, 200, HTML),
    ("/pairs/KR/JP?section=nothing", BROWSER, 404, HTML),
    ("/pairs/KR/nowhere", BROWSER, 404, HTML),
    ("/panels/party_talks?this=state/KR", "*/*", 303, HTML),
    ("/panels/party_talks.csv?this=state/KR", "*/*", 200, "text/csv"),
    ("/panels/party_talks.csv", "*/*", 400, TEXT),
    ("/panels/party_talks.csv?this=<x>", "*/*", 400, TEXT),
    ("/panels/nothing.csv?this=state/KR", "*/*", 404, TEXT),
    ("/history/state/KR", BROWSER, 200, HTML),
    ("/history/state/XX", BROWSER, 404, HTML),
    ("/static/suggest.js", "*/*", 200, "text/javascript"),
    ("/articles", BROWSER, 200, HTML),
    ("/articles?year=2018&publisher=nobody", BROWSER, 200, HTML),
    ("/articles?page=99", BROWSER, 404, HTML),
    ("/quality", BROWSER, 200, HTML),
    ("/dataset", BROWSER, 200, HTML),
    *(("/dataset", offer.media, 200, offer.media) for offer in GRAPHS),
    ("/.well-known/void", "*/*", 303, HTML),
    ("/dumps", BROWSER, 200, HTML),
    ("/dumps/parley.ttl", "*/*", 200, TURTLE),
    ("/dumps/parley.jsonld", "*/*", 200, "application/ld+json"),
    ("/dumps/talks.csv", "*/*", 200, "text/csv"),
    ("/dumps/talks.parquet", "*/*", 200, "application/vnd.apache.parquet"),
    ("/dumps/CODEBOOK.md", "*/*", 200, "text/markdown"),
    ("/dumps/network-states.gexf", "*/*", 200, "application/gexf+xml"),
    ("/dumps/SHA256SUMS", "*/*", 200, TEXT),
    ("/releases", BROWSER, 200, HTML),
    ("/releases/1", BROWSER, 200, HTML),
    ("/releases/2", BROWSER, 404, HTML),
    ("/releases/x", "*/*", 404, TEXT),
    ("/releases/1/talks.csv", "*/*", 200, "text/csv"),
    ("/releases/1/changes.csv", "*/*", 404, TEXT),
    ("/releases/1/manifest.json", "*/*", 404, TEXT),
    ("/reconcile", "*/*", 200, "application/json"),
    ("/reconcile?queries={}", "*/*", 200, "application/json"),
    ("/reconcile?queries=x", "*/*", 400, TEXT),
    ("/reconcile/suggest/entity?prefix=ja", "*/*", 200, "application/json"),
    ("/reconcile/suggest/nothing", "*/*", 404, TEXT),
    ("/reconcile/flyout/type?id=State", "*/*", 200, "application/json"),
    ("/reconcile/flyout/entity?id=state/XX", "*/*", 404, TEXT),
    ("/reconcile/properties", "*/*", 200, "application/json"),
    ("/reconcile/preview?id=state/KR", "*/*", 200, HTML),
    ("/reconcile/preview?id=state/XX", "*/*", 404, TEXT),
    ("/dumps/parley.trig", "*/*", 200, "application/trig"),
    ("/dumps/parley.nq", "*/*", 200, "application/n-quads"),
    ("/dumps/parley.nq.gz", "*/*", 200, "application/gzip"),
    ("/dumps/..%2Fmanifest.json", "*/*", 404, TEXT),
    ("/docs", BROWSER, 302 if MANUAL else 200, HTML),
    ("/docs/index.html", "*/*", 200 if MANUAL else 404, HTML if MANUAL else TEXT),
    ("/docs/nothing.html", BROWSER, 404, HTML),
    ("/sparql/editor.json", "*/*", 200, "application/json"),
    *(("/sparql/examples", offer.media, 200, offer.media) for offer in GRAPHS),
    ("/graph/ontology", "*/*", 200, TURTLE),
    ("/graph/nothing", "*/*", 404, TEXT),
    ("/releases/1/data/state/KR.ttl", "*/*", 200, TURTLE),
    ("/releases/9/data/state/KR.ttl", "*/*", 404, TEXT),
    ("/timemap/data/state/KR.ttl", "*/*", 200, "application/link-format"),
    ("/timemap/nothing", "*/*", 404, TEXT),
    ("/openapi.json", "*/*", 200, "application/json"),
    ("/health", "*/*", 200, "application/json"),
    ("/health/live", "*/*", 200, "application/json"),
    ("/health/ready", "*/*", 200, "application/json"),
    ("/metrics", "*/*", 200, TEXT),
    ("/robots.txt", "*/*", 200, TEXT),
    ("/favicon.ico", "*/*", 308, HTML),
    ("/static/style.css", "*/*", 200, "text/css"),
    ("/static/mark.svg", "*/*", 200, "image/svg+xml"),
    ("/nothing", BROWSER, 404, HTML),
    ("/nothing", "*/*", 404, TEXT),
]


@pytest.mark.parametrize(("path", "accept", "status", "media"), ROUTES)
def test_an_address_answers(client: FlaskClient, path: str, accept: str, status: int, media: str) -> None:
    with client.get(path, headers={"Accept": accept}) as answer:
        assert (status, media) == (answer.status_code, answer.mimetype)


@pytest.mark.parametrize("path", sorted({path for path, _, status, _ in ROUTES if status == 200}))
def test_head_is_get_without_a_body(client: FlaskClient, path: str) -> None:
    with client.head(path) as answer:
        assert (200, b"") == (answer.status_code, answer.data)


@pytest.mark.parametrize("path", sorted({path for path, _, status, _ in ROUTES if status == 200} - WATCHED))
def test_what_a_client_holds_is_not_sent_again(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        tag = answer.headers["ETag"]
    with client.get(path, headers={"If-None-Match": tag}) as again:
        assert 304 == again.status_code


@pytest.mark.parametrize("path", [path for path, accept, _, _ in ROUTES if accept == BROWSER])
def test_every_page_is_fenced(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers={"Accept": BROWSER}).headers
    assert headers["Content-Security-Policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'"
    )
    assert ("nosniff", True) == (headers["X-Content-Type-Options"], "Referrer-Policy" in headers)


@pytest.mark.parametrize("path", [path for path, accept, _, _ in ROUTES if accept == BROWSER])
def test_no_page_has_script_or_inline_style(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Accept": BROWSER}).text
    page = re.sub(r'<script src="/static/[^"<>]+"( defer)?></script>', "", page)  # files of our own
    page = page.replace('<script type="application/ld+json">', "")  # data, which no browser runs
    assert [] == [mark for mark in ("<script", " style=", " onclick=", "<style") if mark in page]


def test_every_route_is_documented(app: Flask) -> None:
    described = ADDRESSES.read_text()
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert {rule for rule in rules if f"| `{rule}` |" not in described} == set()


def test_every_route_is_tried_here(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    tried = {
        adapter.match(path.partition("?")[0])[0]
        for path, _, status, _ in ROUTES
        if status < 400 or "/docs/" in path
    }
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == tried


@pytest.mark.parametrize(
    ("accept", "target"),
    [(BROWSER, "/page/state/KR"), ("text/turtle", "/data/state/KR.ttl"), ("*/*", "/page/state/KR")]
    + [(offer.media, f"/data/state/KR.{offer.name}") for offer in GRAPHS],
)
def test_a_thing_leads_to_what_is_asked_for(client: FlaskClient, accept: str, target: str) -> None:
    answer = client.get("/id/state/KR", headers={"Accept": accept})
    assert (target, True) == (answer.headers["Location"], "Accept" in answer.vary)


def test_below_a_prefix_every_link_keeps_it(small_data: Path) -> None:
    with made(create_app, small_data, prefix="/some/where") as client:
        page = client.get("/some/where/page/state/KR").text
    assert [] == [part[:40] for part in page.split('href="/')[1:] if not part.startswith("some/where/")]


def test_a_proxy_may_take_the_prefix_off(small_data: Path) -> None:
    with made(create_app, small_data, prefix="/some/where") as client:
        answer = client.get("/id/state/KR", headers={"Accept": BROWSER})
    assert "/some/where/page/state/KR" == answer.headers["Location"]


def test_a_trusted_proxy_says_how_the_visitor_came(small_data: Path) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "graph.example", "Accept": "text/turtle"}
    with made(create_app, small_data, trusted_proxies=1) as client:
        assert "<https://graph.example/sparql>" in client.get("/sparql", headers=forwarded).text


def test_without_trust_nobody_says_it(client: FlaskClient) -> None:
    forwarded = {"X-Forwarded-Host": "graph.example", "Accept": "text/turtle"}
    assert "graph.example" not in client.get("/sparql", headers=forwarded).text
