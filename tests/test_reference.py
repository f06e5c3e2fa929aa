import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from importlib.resources import files
from typing import get_args

import pyoxigraph as ox
import pytest

from kg.errors import ReferenceDataError
from kg.model import ActKind, TalkForm
from kg.reference.load import (
    Reference,
    by_code,
    load_reference,
    ontology_quads,
    reference_of,
    reference_quads,
)

BASE = "https://w3id.org/parley/"
NOT_MEMBERS = {"VA", "PS", "XK", "TW", "CK", "NU"}
STATE = """
@prefix par: <https://w3id.org/parley/def#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix state: <https://w3id.org/parley/id/state/> .
state:JP a par:State ; rdfs:label "Japan"@en ; par:isoCode "JP" ; par:demonym "Japanese" .
"""
CONTRADICTIONS = {
    'state:KR a par:State ; rdfs:label "Korea"@en ; par:isoCode "JP" .': "'JP' names both",
    'state:KR a par:State ; rdfs:label "Korea"@en ; par:demonym "Japanese" .': "'Japanese' names",
    'state:KR a par:State ; rdfs:label "Korea"@en ; par:isoCode "KP" .': "ends in its code",
    "state:JP par:capital <https://w3id.org/parley/id/place/kyoto> .": "not described",
    'state:KR a par:State ; par:isoCode "KR" .': "state/KR has no label",
    'state:JP par:isoCode "JA" .': "2 values of isoCode",
}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def doubled(values: Iterable[str]) -> list[str]:
    return [value for value, number in Counter(values).items() if number > 1]


def test_all_members_of_the_united_nations_are_listed(reference: Reference) -> None:
    united_nations = by_code(reference)["UN"]
    assert 193 == len({state.code for state in reference.states} - NOT_MEMBERS)
    assert {state.code for state in reference.states} - NOT_MEMBERS == set(
        getattr(united_nations, "members", ())
    )


def test_observers_and_others_that_diplomacy_meets_are_listed(reference: Reference) -> None:
    assert {state.code for state in reference.states} >= NOT_MEMBERS


def test_no_two_parties_share_a_code(reference: Reference) -> None:
    assert [] == doubled(
        [state.code for state in reference.states] + [one.code for one in reference.organizations]
    )


def items(reference: Reference) -> list[str]:
    """Every Wikidata item that entries are linked to."""
    found = [
        *(entry.wikidata for entry in reference.states),
        *(entry.wikidata for entry in reference.organizations),
        *(entry.wikidata for entry in reference.bodies),
        *(entry.wikidata for entry in reference.places),
        *(entry.wikidata for entry in reference.instruments),
    ]
    return [item for item in found if item]


def test_no_two_entries_share_a_wikidata_item(reference: Reference) -> None:
    assert [] == doubled(items(reference))


def test_most_cities_are_linked_to_wikidata(reference: Reference) -> None:
    assert sum(bool(place.wikidata) for place in reference.places) >= 400


def test_a_wikidata_item_is_a_number_behind_a_q(reference: Reference) -> None:
    assert [] == [item for item in items(reference) if not re.fullmatch(r"Q[1-9]\d*", item)]


def test_every_state_has_capital_and_wikidata_item(reference: Reference) -> None:
    assert [] == [state.code for state in reference.states if not (state.capital and state.wikidata)]


def test_every_state_but_the_holy_see_has_a_demonym(reference: Reference) -> None:
    without = [state.code for state in reference.states if not (state.demonyms or state.shared_demonyms)]
    assert ["VA"] == without


def test_a_demonym_of_two_states_is_marked_as_shared(reference: Reference) -> None:
    shared = {demonym for state in reference.states for demonym in state.shared_demonyms}
    assert shared.isdisjoint(demonym for state in reference.states for demonym in state.demonyms)
    assert {"Korean", "Congolese", "Dominican"} <= shared


def test_a_capital_lies_in_its_state(reference: Reference) -> None:
    lands = {place.slug: place.state for place in reference.places}
    assert [] == [state.code for state in reference.states if state.code != lands[str(state.capital)]]


def test_places_are_on_the_globe(reference: Reference) -> None:
    located = [place for place in reference.places if place.latitude is not None]
    assert all(abs(place.latitude or 0) <= 90 for place in located)
    assert all(place.longitude is not None and abs(place.longitude) <= 180 for place in located)


def test_sixty_states_have_ministries_of_defence_and_foreign_affairs_with_titles_of_their_heads(
    reference: Reference,
) -> None:
    headed = [body for body in reference.bodies if body.kind == "Ministry" and body.head_titles]
    defence = {code for body in headed for code in body.parties if "Defen" in body.label}
    foreign = {code for body in headed for code in body.parties if "Foreign" in body.label}
    assert len(defence & foreign) >= 60


def test_sixty_series_have_known_editions(reference: Reference) -> None:
    series = {edition.series for edition in reference.editions}
    assert len(series) >= 60
    assert series <= {one.slug for one in reference.series}


def test_a_known_edition_is_short(reference: Reference) -> None:
    lengths = {
        edition: date.fromisoformat(edition.latest) - date.fromisoformat(edition.earliest)
        for edition in reference.editions
    }
    assert [] == [edition for edition, days in lengths.items() if days > timedelta(days=30)]


def test_a_known_edition_is_in_a_known_place(reference: Reference) -> None:
    places = {place.slug for place in reference.places}
    assert {edition.place for edition in reference.editions} <= places | {None}


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("organizations", 50),
        ("places", 400),
        ("series", 120),
        ("exercises", 40),
        ("instruments", 60),
        ("topics", 40),
    ],
)
def test_tables_are_as_long_as_extraction_needs(reference: Reference, table: str, least: int) -> None:
    assert len(getattr(reference, table)) >= least


def test_a_series_has_a_form_that_talks_have(reference: Reference) -> None:
    assert {series.form for series in reference.series} <= set(get_args(TalkForm))


def test_a_known_edition_ends_after_it_begins_and_not_before_its_series(reference: Reference) -> None:
    years = {series.slug: series.start_year or 0 for series in reference.series}
    for edition in reference.editions:
        assert date.fromisoformat(edition.earliest) <= date.fromisoformat(edition.latest)
        assert years[edition.series] <= date.fromisoformat(edition.earliest).year


def test_editions_of_a_series_follow_one_another(reference: Reference) -> None:
    keys = sorted((edition.series, edition.ordinal, edition.earliest) for edition in reference.editions)
    assert keys == sorted(keys, key=lambda key: (key[0], key[2]))


def test_the_scheme_of_acts_holds_the_kinds_of_the_records(reference: Reference) -> None:
    assert set(get_args(ActKind)) == {act.notation for act in reference.acts}


def test_a_topic_is_reached_from_the_top(reference: Reference) -> None:
    broader = {topic.notation: topic.broader for topic in reference.topics}
    reached: set[str | None] = {None}
    for _ in range(4):
        reached |= {notation for notation, up in broader.items() if up in reached}
    assert set(broader) == reached - {None}


SANCTIONS = {1695, 1718, 1874, 2087, 2094, 2270, 2321, 2356, 2371, 2375, 2397}  # on North Korea


def test_resolutions_on_north_korea_are_dated(reference: Reference) -> None:
    adopted = {entry.symbol: entry.adopted for entry in reference.instruments if entry.kind == "resolution"}
    dated = {str(symbol).split("/")[2].partition("(")[0] for symbol, day in adopted.items() if symbol and day}
    assert set(map(str, SANCTIONS)) <= dated
    assert ("2006-10-14", "2017-12-22") == (adopted["S/RES/1718(2006)"], adopted["S/RES/2397(2017)"])


@pytest.mark.parametrize(("turtle", "message"), CONTRADICTIONS.items())
def test_data_that_contradict_themselves_are_refused(turtle: str, message: str) -> None:
    with pytest.raises(ReferenceDataError, match=message):
        reference_of(ox.parse(STATE + turtle, format=ox.RdfFormat.TURTLE))


def test_reference_data_are_re_based() -> None:
    iris = {str(quad.subject) for quad in reference_quads("http://localhost:5000/")}
    assert all(iri.startswith("<http://localhost:5000/id/") for iri in iris)


def test_a_re_based_table_is_the_same(reference: Reference) -> None:
    assert reference == load_reference("http://localhost:5000/")


def test_known_editions_are_not_published_as_events() -> None:
    assert not [quad for quad in reference_quads() if "/id/event/" in str(quad.subject)]


def test_published_reference_data_have_no_blank_node() -> None:
    assert not [quad for quad in reference_quads() if "_:" in (str(quad.subject)[:2] + str(quad.object)[:2])]


def test_the_ontology_is_the_same_every_time() -> None:
    assert ontology_quads() == ontology_quads()


@pytest.mark.parametrize(
    "path", [f"reference/{name}.ttl" for name in ("states", "series", "bodies", "places")]
)
def test_entries_are_sorted(path: str) -> None:
    text = files("ontology").joinpath(*path.split("/")).read_text("utf-8")
    subjects = [line.split(" ")[0] for line in text.splitlines() if line.startswith("<")]
    assert sorted(subjects) == subjects
