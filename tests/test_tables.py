"""The tables that researchers take away: folded from saved queries, typed, safe to open."""

import csv
import io
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.codebook import code_values
from kg.export.columns import Table, lookups, table, tables
from kg.export.fold import fold
from kg.export.tables import as_csv, cell_text, filled, harmless
from kg.pipeline import publish
from kg.queries import saved_query
from kg.release import Release
from kg.settings import Settings
from kg.sparql import ask_store
from kg.store import open_store
from tests.records import consultation, trilateral

EDITION = "https://w3id.org/parley/id/event/jp-kr-security-policy-consultation-11"
each_table = pytest.mark.parametrize("one", tables(), ids=[table.name for table in tables()])


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    return publish(settings, [consultation(), trilateral(), consultation("second")])


@pytest.fixture(scope="module")
def store(release: Release) -> ox.Store:
    return open_store(release)


def rows(release: Release, name: str) -> list[dict[str, str]]:
    with (release.dumps / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read(release: Release, name: str) -> pd.DataFrame:
    return pd.read_csv(release.dumps / f"{name}.csv", keep_default_na=False, na_values=[""])


def test_a_talk_has_one_line_with_all_its_values(release: Release) -> None:
    wanted = {
        "talk": EDITION,
        "label": "11th ROK-Japan Security Policy Consultation",
        "forms": "consultation",
        "status": "held",
        "date": "2018-03-15",
        "date_precision": "day",
        "parties": "JP|KR",
        "n_parties": "2",
        "ordinal": "11",
        "place_labels": "Tokyo",
        "countries": "JP",
        "main_news": "true",
        "n_articles": "2",
    }
    found = rows(release, "talks")
    assert 3 == len(found)
    assert wanted == {name: found[0][name] for name in wanted}


def test_an_official_in_a_talk_has_one_line_however_many_articles_say_so(release: Release) -> None:
    (kim,) = [row for row in rows(release, "participants") if row["name"] == "Kim Yong-kil"]
    wanted = (EDITION, "KR", "Director-General for Northeast Asian Affairs", "head", "2")
    assert wanted == (kim["talk"], kim["parties"], kim["posts"], kim["roles"], kim["n_articles"])


def test_an_agreement_names_what_it_concerns(release: Release) -> None:
    found = {row["parties"]: row["concerns_labels"] for row in rows(release, "agreements")}
    assert {"JP|KR": "", "JP|KR|US": "Vigilant Ace"} == found


def test_a_statement_names_speaker_side_and_addressee(release: Release) -> None:
    row = rows(release, "statements")[0]
    found = (row["kind"], row["speaker_label"], row["sides"], row["addressee_labels"])
    assert ("request", "Kim Yong-kil", "KR", "Japan") == found


def test_an_official_has_a_line_for_each_post(release: Release) -> None:
    found = {row["name"]: row for row in rows(release, "officials")}
    assert {"Kim Yong-kil", "Kenji Kanasugi", "Jeong Kyeong-doo", "James Mattis", "Takeshi Iwaya"} == set(
        found
    )
    kim = found["Kim Yong-kil"]
    assert ("2018-03-15", "2018-03-15") == (kim["first_attested"], kim["last_attested"])


def test_a_pair_of_states_has_a_line_for_each_year_with_its_talks_counted(release: Release) -> None:
    found = {(row["state_a"], row["state_b"]): row for row in rows(release, "dyad_year")}
    assert {("JP", "KR"), ("JP", "US"), ("KR", "US")} == set(found)
    japan = found["JP", "KR"]
    counted = ("n_talks", "n_bilateral", "n_multilateral", "n_agreements")
    assert ["3", "1", "2", "3"] == [japan[name] for name in counted]
    assert EDITION in japan["talks"].split("|")


@each_table
def test_every_line_leads_to_its_article_and_sentence(release: Release, store: ox.Store, one: Table) -> None:
    found = ask_store(store)("SELECT ?e { ?e <http://www.w3.org/ns/oa#hasSource> ?article }")
    evidence = {row["e"] for row in found}
    for row in rows(release, one.name):
        assert row.get("article") or row["articles"]
        assert set(row["evidence"].split("|")) <= evidence


@each_table
def test_every_column_comes_from_the_table_s_saved_query(store: ox.Store, one: Table) -> None:
    solutions = store.query(saved_query(one.query).text)
    assert isinstance(solutions, ox.QuerySolutions)
    known = {variable.value for variable in solutions.variables}
    assert {column.variable for column in one.columns} | set(one.key) <= known


@each_table
def test_the_rows_order_does_not_matter(store: ox.Store, one: Table) -> None:
    found = ask_store(store)(saved_query(one.query).text)
    assert fold(one, found) == fold(one, reversed(found))


@each_table
def test_lines_are_told_apart_by_their_key(store: ox.Store, one: Table) -> None:
    found = ask_store(store)(saved_query(one.query).text)
    keys = {tuple(row.get(name, "") for name in one.key) for row in found}
    assert len(keys) == len(fold(one, found))


def test_the_earliest_article_is_the_one_to_quote() -> None:
    late = {"talk": "t", "evidence": "b", "article": "b", "published": "2019", "start": "1"}
    early = {"talk": "t", "evidence": "a", "article": "a", "published": "2018", "start": "10"}
    first = early | {"evidence": "c", "start": "9"}
    undated = {"talk": "t", "evidence": "d", "article": "d"}
    (line,) = fold(table("talks"), [late, undated, early, first])
    names = [column.name for column in table("talks").columns]
    assert "c" == line[names.index("evidence")]


def test_columns_of_one_group_stay_side_by_side() -> None:
    given = [
        {"talk": "t", "place": "p1", "placeLabel": "Zagreb"},
        {"talk": "t", "place": "p2", "placeLabel": "Aden"},
    ]
    (line,) = fold(table("talks"), given)
    names = [column.name for column in table("talks").columns]
    assert (("p1", "p2"), ("Zagreb", "Aden")) == (
        line[names.index("places")],
        line[names.index("place_labels")],
    )


def test_a_day_of_an_open_year_is_no_formula() -> None:
    open_year = ox.Store()
    event, par = "https://w3id.org/parley/id/event/e", "https://w3id.org/parley/def#"
    open_year.update(f"""PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        INSERT DATA {{ <{event}> a <{par}DiplomaticEvent> ; <{par}date> "--03-15"^^xsd:gMonthDay ;
          <http://www.w3.org/2000/01/rdf-schema#label> "E" ; <{par}topic> <{event}/t> .
          <{event}/t> <http://www.w3.org/2004/02/skos/core#prefLabel> "T" }}""")
    (row,) = csv.DictReader(io.StringIO(as_csv(filled(open_year, table("talks"))).decode()))
    assert ("XXXX-03-15", "day-of-open-year", "") == (row["date"], row["date_precision"], row["earliest"])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''-x"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert f"'{text}" == harmless(text)


@pytest.mark.parametrize("text", ["", "1+1", "a=b", "'tis", "2018-03-15", " =1"])
def test_what_no_spreadsheet_runs_stays_as_it_is(text: str) -> None:
    assert text == harmless(text)


@given(st.text(alphabet="'=+-@\t\rab ", max_size=6))
def test_an_apostrophe_can_be_taken_off_again(text: str) -> None:
    cell = harmless(text)
    rest = cell.lstrip("'")
    guarded = cell.startswith("'") and rest[:1] in tuple("=+-@\t\r")
    assert text == (cell[1:] if guarded else cell)


def test_a_bar_within_a_value_of_a_list_is_not_taken_for_two_values() -> None:
    topics = next(column for column in table("talks").columns if column.name == "topics")
    assert "a/b|c" == cell_text(topics, ("a|b", "c"))


def test_numbers_are_left_alone() -> None:
    confidence = next(column for column in table("talks").columns if column.name == "confidence")
    assert "-1" == cell_text(confidence, "-1")


def test_csv_is_as_the_rfc_has_it(release: Release) -> None:
    content = (release.dumps / "talks.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.decode().splitlines()[0].split(",") == [column.name for column in table("talks").columns]


def test_namibia_is_not_taken_for_a_missing_value(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("parties,host\r\nNA,\r\n")
    frame = pd.read_csv(tmp_path / "x.csv", keep_default_na=False, na_values=[""])
    assert "NA" == frame["parties"][0]
    assert frame["host"].isna()[0]


@each_table
def test_pandas_finds_numbers_where_the_codebook_says_so(release: Release, one: Table) -> None:
    frame = read(release, one.name)
    numbers = {c.name for c in one.columns if c.type in {"integer", "number"}}
    assert all(pd.api.types.is_numeric_dtype(frame[name]) for name in numbers)


@each_table
def test_parquet_holds_what_the_csv_holds(release: Release, one: Table) -> None:
    parquet = pq.read_table(release.dumps / f"{one.name}.parquet").to_pylist()
    plain = rows(release, one.name)
    assert len(plain) == len(parquet)
    for column in (column for column in one.columns if column.many):
        joined = ["|".join(row[column.name]) for row in parquet]
        assert [row[column.name] for row in plain] == joined


def test_parquet_has_types(release: Release) -> None:
    row = pq.read_table(release.dumps / "talks.parquet").to_pylist()[0]
    wanted = {
        "earliest": date(2018, 3, 15),
        "n_parties": 2,
        "main_news": True,
        "parties": ["JP", "KR"],
        "series": row["series"],
    }
    assert wanted == {name: row[name] for name in wanted}
    assert row["on_margins_of"] == []


def test_parquet_says_what_a_column_means(release: Release) -> None:
    schema = pq.read_schema(release.dumps / "talks.parquet")
    meaning = next(column.meaning for column in table("talks").columns if column.name == "ordinal")
    assert meaning == schema.field("ordinal").metadata[b"meaning"].decode()


@each_table
def test_the_codebook_explains_every_column(release: Release, one: Table) -> None:
    text = (release.dumps / "CODEBOOK.md").read_text()
    section = text.partition(f"## {one.name}.csv\n")[2].partition("\n## ")[0]
    assert f"`{one.query}`" in section
    assert [c.name for c in one.columns if f"| `{c.name}` |" not in section] == []


@pytest.mark.parametrize("name", lookups())
def test_the_codebook_s_codes_are_those_of_the_ontology(store: ox.Store, name: str) -> None:
    assert code_values(store)[name]


@each_table
def test_a_code_is_one_that_the_codebook_lists(release: Release, store: ox.Store, one: Table) -> None:
    listed = code_values(store)
    for column in one.columns:
        if allowed := {*column.values, *listed.get(column.lookup, ())}:  # noqa: PD011  no data frame
            cells = "|".join(row[column.name] for row in rows(release, one.name))
            assert set(filter(None, cells.split("|"))) <= allowed
