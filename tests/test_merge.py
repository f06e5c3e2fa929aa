"""What the merged graph holds of graphs that differ."""

from dataclasses import replace

import pyoxigraph as ox

from kg.model import ArticleRecord, When
from tests.graphs import ask, asks, graphs_of
from tests.records import article, consultation, day, month, trilateral

EDITION = "<id/event/jp-kr-security-policy-consultation-11>"
DEFAULT = ox.DefaultGraph()


def merged(*records: ArticleRecord) -> ox.Store:
    """All graphs of some records."""
    return graphs_of(records)


def told(identifier: str, published: str | None, **changes: object) -> ArticleRecord:
    """The consultation as another article tells it."""
    record = consultation(identifier)
    talk = replace(record.talks[0], **changes)  # type: ignore[arg-type]
    dated = article(identifier, record.article.text, published)
    return replace(record, article=dated, talks=(talk,))


def resolved(store: ox.Store, term: str) -> list[str]:
    """Values of the edition in the merged graph."""
    return sorted(row["v"].rpartition("#")[2] for row in ask(store, f"{EDITION} {term} ?v"))


def test_the_default_graph_is_every_triple_of_all_graphs_once() -> None:
    store = merged(consultation(), trilateral())
    everywhere = {quad.triple for quad in store if quad.graph_name != DEFAULT}
    once = [quad.triple for quad in store.quads_for_pattern(None, None, None, DEFAULT)]
    assert sorted(map(str, everywhere)) == sorted(map(str, once))


def test_the_latest_report_gives_the_status() -> None:
    store = merged(told("a", "2018-03-10", status="planned"), told("b", "2018-03-16", status="held"))
    assert ["Held"] == resolved(store, "par:status")


def test_each_article_keeps_its_own_status() -> None:
    store = merged(told("a", "2018-03-10", status="planned"), told("b", "2018-03-16", status="held"))
    assert asks(store, f"GRAPH <graph/article/a> {{ {EDITION} par:status par:Planned }}")


def test_a_cancelled_plan_is_cancelled() -> None:
    store = merged(told("a", "2018-03-14", status="cancelled"), told("b", "2018-03-01", status="planned"))
    assert ["Cancelled"] == resolved(store, "par:status")


def test_the_most_exact_date_wins_with_its_own_words_and_bounds() -> None:
    store = merged(told("a", "2018-03-16"), told("b", "2018-04-20", when=month("2018-03")))
    assert ["2018-03-15"] == resolved(store, "par:date")
    assert ["2018-03-15"] == resolved(store, "par:latest")
    assert ["March 15"] == resolved(store, "par:dateText")


def test_of_equally_exact_dates_the_later_report_wins() -> None:
    store = merged(told("a", "2018-03-16"), told("b", "2018-03-17", when=day("2018-03-14")))
    assert ["2018-03-14"] == resolved(store, "par:date")


def test_a_range_leaves_no_date_of_another_report() -> None:
    first, last = day("2018-03-15").earliest, day("2018-03-16").latest
    days = When("March 15-16", "range", first, last)
    store = merged(told("a", "2018-03-16", when=days), told("b", "2018-03-16", when=month("2018-03")))
    assert [] == resolved(store, "par:date")


def test_an_undated_report_takes_no_date_away() -> None:
    store = merged(told("a", "2018-03-16"), told("b", "2018-04-16", when=None))
    assert ["2018-03-15"] == resolved(store, "par:date")


def test_what_is_news_anywhere_is_main_news() -> None:
    store = merged(told("a", "2018-03-16"), told("b", "2018-04-16", main=False))
    assert ["MainNews"] == resolved(store, "par:reportedAs")


def test_a_label_made_of_facts_gives_way_to_a_name() -> None:
    store = merged(told("a", "2018-03-16"), told("b", "2018-04-16", label=None, series=None, ordinal=None))
    assert ["11th ROK-Japan Security Policy Consultation"] == resolved(store, "rdfs:label")


def test_the_fullest_name_is_preferred_and_the_others_stay_findable() -> None:
    bare = consultation("b")
    person = replace(bare.officials[0], name="KIM Yong Kil", forms=("KIM Yong Kil",))
    part = replace(bare.talks[0].participants[0], official="KIM Yong Kil")
    other = replace(
        bare,
        officials=(person,),
        talks=(replace(bare.talks[0], participants=(part,)),),
        statements=(),
    )
    store = merged(consultation("a"), other)
    pattern = "?o a par:Official ; par:serves <id/state/KR> ; rdfs:label ?label ; skos:altLabel ?other"
    assert {("KIM Yong Kil", "Kim Yong-kil"), ("KIM Yong Kil", "Kim")} == {
        (row["label"], row["other"]) for row in ask(store, pattern)
    }


def test_every_entity_has_one_label_in_a_language() -> None:
    store = merged(consultation(), trilateral(), consultation("again"))
    query = """?x rdfs:label ?one, ?two FILTER(STR(?one) < STR(?two) && LANG(?one) = LANG(?two))"""
    assert [] == ask(store, query)


def test_an_event_never_has_two_values_where_one_is_possible() -> None:
    reports = [told(str(n), f"2018-03-1{n}", when=day(f"2018-03-1{n}")) for n in range(5)]
    store = merged(*reports)
    for term in ("par:status", "par:date", "par:earliest", "par:latest", "par:dateText", "rdfs:label"):
        assert len(resolved(store, term)) == 1
