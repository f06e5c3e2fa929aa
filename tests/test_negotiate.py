import pytest

from server.negotiate import CSV, GRAPHS, HTML, JSON, N3, RDF_XML, TABLES, TURTLE, XML, Offer, best, choose
from server.problems import NotAcceptableError

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
PAGES = (HTML, *GRAPHS)


@pytest.mark.parametrize(
    ("accept", "offers", "expected"),
    [
        (None, PAGES, "html"),
        ("", TABLES, "json"),
        ("*/*", TABLES, "json"),
        (BROWSER, PAGES, "html"),
        (BROWSER, TABLES, "xml"),
        ("text/turtle", PAGES, "ttl"),
        ("TEXT/Turtle", PAGES, "ttl"),
        ("application/turtle,text/turtle", GRAPHS, "ttl"),
        ("text/turtle;q=0.5, application/ld+json", PAGES, "jsonld"),
        ("text/turtle;q=0.5, application/ld+json;q=0.4", PAGES, "ttl"),
        ("text/html;q=0, */*", PAGES, "ttl"),
        ("text/*;q=0.3, text/html;q=0.1, application/rdf+xml;q=0.2", PAGES, "ttl"),
        ("text/*;q=0.3, text/html;q=0.7, */*;q=0.5", PAGES, "html"),
        ("application/*", TABLES, "json"),
        ("application/json", TABLES, "json"),
        ("application/xml", TABLES, "xml"),
        ("application/sparql-results+json,application/json,text/javascript", TABLES, "json"),
        ("text/csv;q=1.000", TABLES, "csv"),
        ("text/csv; charset=utf-8", TABLES, "csv"),
        ("text/csv;charset=utf-16, text/tab-separated-values", TABLES, "tsv"),
        ("nonsense, text/csv", TABLES, "csv"),
        ("text/csv;q=7, text/tab-separated-values;q=0.1", TABLES, "tsv"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', GRAPHS, "jsonld"),
        ("application/n3, text/n3", (*GRAPHS, N3), "n3"),
        ("image/png", PAGES, None),
        ("text/csv;q=0", TABLES, None),
        ("*/*;q=0", TABLES, None),
        ("text/html", TABLES, None),
    ],
)
def test_the_best_liked_offer_is_chosen(
    accept: str | None, offers: tuple[Offer, ...], expected: str | None
) -> None:
    found = best(accept, offers)
    assert expected == (found and found.name)


def test_the_servers_order_breaks_ties() -> None:
    assert choose("text/csv, application/sparql-results+xml", (XML, CSV)) is XML


def test_what_is_not_acceptable_is_told_with_the_list() -> None:
    with pytest.raises(NotAcceptableError, match=r"text/turtle, application/rdf\+xml") as caught:
        choose("image/png", (TURTLE, RDF_XML))
    assert caught.value.status == 406


def test_only_text_types_name_their_character_set() -> None:
    assert ("text/csv; charset=utf-8", JSON.media) == (CSV.content_type, JSON.content_type)
