"""Curators' decisions: read strictly, applied whole, told on the pages, kept over builds."""

from pathlib import Path

import pytest

from kg.addresses import Addresses
from kg.assemble import Assembler
from kg.curation.apply import curate
from kg.curation.decisions import NO_DECISIONS, Decisions, parse_decisions, read_decisions
from kg.errors import DecisionError, ReleaseError
from kg.intake import Intake, record_of
from kg.model import ArticleRecord, Document, Official, Talk
from kg.pipeline import build
from kg.release import Release, open_release, prune
from kg.report import BuildReport
from kg.settings import Settings
from kg.store import open_store
from server import create_app
from tests.graphs import ask, asks
from tests.records import article, day, month
from tests.serving_app import made
from tests.test_cli import parley

BASE = "https://w3id.org/parley/"
HEADER = "action,subject,object,reason,by,date"
TEXTS = {
    "first": "TOKYO, March 16, 2018 - The 11th ROK-Japan Security Policy Consultation was held in Tokyo on "
    "March 15, 2018. Director-General Kim Yong-kil of the Ministry of Foreign Affairs led the Korean side. "
    "The two sides agreed to hold such consultations every year. "
    "The two sides agreed to exchange officers.\n",
    "second": "SEOUL, April 3, 2018 - Defense Minister Song Young-moo of the Republic of Korea met US "
    "Secretary of Defense James Mattis in Seoul on April 2, 2018. "
    "The two ministers agreed to put off a joint exercise.\n",
    "third": "SEOUL, April 4, 2018 - Defense Minister Song Young-moo of the Republic of Korea met US "
    "Secretary of Defense Jim Mattis in Seoul on April 2, 2018. Director-General Kim Young-gil of the "
    "Ministry of Foreign Affairs of the Republic of Korea met Ambassador Harry Harris of the United States "
    "on April 3, 2018.\n",
}
YONG, YOUNG = "id/official/kim-yonggil-1df2ee", "id/official/kim-yeonggil-7ed2c0"
JAMES, JIM = "id/official/james-mattis-170fbb", "id/official/jim-mattis-ac815b"
TALK = "id/event/security-policy-consultation-jp-kr-11"


class Desk:
    """A curator's place: articles, a data folder, and the decisions in it."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder / "articles"
        self.settings = Settings(data=folder / "data")
        self.sources.mkdir()
        self.settings.data.mkdir()
        for name, text in TEXTS.items():
            (self.sources / f"{name}.txt").write_text(text)

    def decide(self, *rows: str) -> None:
        text = "\n".join((HEADER, *rows, ""))
        (self.settings.data / "decisions.csv").write_text(text, "utf-8")

    def build(self, *rows: str) -> BuildReport:
        self.decide(*rows)
        return build(self.settings, [str(self.sources)])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def records() -> list[ArticleRecord]:
    """What the articles say."""
    found = (record_of(BASE, Document(name, text)) for name, text in TEXTS.items())
    return [record for record in found if isinstance(record, ArticleRecord)]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release without decisions."""
    desk = Desk(tmp_path_factory.mktemp("plain"))
    return build(desk.settings, [str(desk.sources)]).release


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a release under one decision of each kind."""
    desk = Desk(tmp_path_factory.mktemp("decided"))
    desk.build(
        "# Asked by the ministry",
        f'same,{YOUNG},{YONG},"One person, by the ministry\'s list",A. Curator,2024-05-31',
        f"different,{JIM},{JAMES},Jim is a namesake,,",
        f"rename,{BASE}{TALK},The Tokyo consultation,Known under this name,,",
        "rename,id/state/JP,Nippon,Our house style,,",
        "drop,id/article/first/agreement/2,,Misread,,",
    )
    return desk


def officials(release: Release) -> dict[str, str]:
    rows = ask(open_store(release), "?path a par:Official ; rdfs:label ?name")
    return {row["path"].removeprefix(BASE): row["name"] for row in rows}


def notes(release: Release, path: str) -> list[str]:
    rows = ask(open_store(release), f"<{BASE}{path}> skos:changeNote ?note")
    return sorted(row["note"] for row in rows)


def status(desk: Desk, address: str) -> tuple[int, str, str]:
    """Status, where a redirect leads, and the text of an answer."""
    with made(create_app, desk.settings.data) as client:
        answer = client.get(address, headers={"Accept": "text/html"})
        return answer.status_code, answer.headers.get("Location", ""), answer.text


def test_without_a_file_there_are_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(Settings(data=tmp_path)) == NO_DECISIONS


def test_rules_alone_join_and_part_as_the_decisions_will_not(plain: Release) -> None:
    assert {YONG, YOUNG, JAMES} < officials(plain).keys()
    assert plain.aliases()[JIM] == JAMES


def test_two_officials_decided_the_same_are_one_under_the_second_address(decided: Desk) -> None:
    release = open_release(decided.settings)
    assert (True, False) == (YONG in officials(release), YOUNG in officials(release))
    names = ask(open_store(release), f"<{BASE}{YONG}> rdfs:label|skos:altLabel ?name ; par:holds ?post")
    assert {"Kim Yong-kil", "Kim Young-gil"} == {row["name"] for row in names}


def test_the_absorbed_address_answers_308(decided: Desk) -> None:
    code, place, _ = status(decided, f"/id/{YOUNG.removeprefix('id/')}")
    assert (308, True) == (code, place.endswith(YONG))


def test_every_address_before_the_decisions_still_leads_somewhere(decided: Desk, plain: Release) -> None:
    release = open_release(decided.settings)
    before = {row["s"] for row in ask(open_store(plain), "?s a ?c") if "/id/" in row["s"]}
    now = {row["s"] for row in ask(open_store(release), "?s a ?c")}
    known = now | {BASE + path for path in release.aliases()}
    assert {"agreement"} == {
        iri.split("/")[-2] for iri in before - known if "evidence" not in iri and "words" not in iri
    }


def test_two_officials_decided_different_stay_two(decided: Desk) -> None:
    found = officials(open_release(decided.settings))
    assert ("James Mattis", "Jim Mattis") == (found[JAMES], found[JIM])


def test_a_renamed_entity_keeps_its_old_name_beside_the_new(decided: Desk) -> None:
    store = open_store(open_release(decided.settings))
    (row,) = ask(
        store, f"<{BASE}{TALK}> rdfs:label ?new ; skos:altLabel ?old FILTER(STRSTARTS(?old, '11th'))"
    )
    assert {"new": "The Tokyo consultation", "old": "11th ROK-Japan Security Policy Consultation"} == row


def test_a_state_can_be_renamed(decided: Desk) -> None:
    store = open_store(open_release(decided.settings))
    assert ["Nippon"] == [row["name"] for row in ask(store, f"<{BASE}id/state/JP> rdfs:label ?name")]
    assert asks(store, f"<{BASE}id/state/JP> skos:altLabel ?old FILTER(STR(?old) = 'Japan')")


def test_an_article_keeps_the_name_that_it_uses(decided: Desk) -> None:
    store = open_store(open_release(decided.settings))
    graph = f"<{BASE}graph/article/first>"
    assert asks(store, f"GRAPH {graph} {{ <{BASE}{TALK}> rdfs:label ?x FILTER(STRSTARTS(?x, '11th')) }}")


def test_a_dropped_item_is_gone_and_the_others_keep_their_addresses(decided: Desk) -> None:
    rows = ask(open_store(open_release(decided.settings)), "?a a par:Agreement")
    assert ["first/agreement/1", "second/agreement/1"] == sorted(r["a"].split("article/")[1] for r in rows)


@pytest.mark.parametrize(
    ("path", "note"),
    [
        (
            YONG,
            f"Merged with {YOUNG} by decision: One person, by the ministry's list (A. Curator, 2024-05-31)",
        ),
        (JAMES, f"Kept apart from {JIM} by decision: Jim is a namesake"),
        (JIM, f"Kept apart from {JAMES} by decision: Jim is a namesake"),
        (TALK, "Named “The Tokyo consultation” by decision: Known under this name"),
        ("id/article/first", "Dropped id/article/first/agreement/2 by decision: Misread"),
    ],
)
def test_a_decision_is_told_with_its_reason(decided: Desk, path: str, note: str) -> None:
    assert [note] == notes(open_release(decided.settings), path)


def test_the_page_of_an_entity_shows_the_decision(decided: Desk) -> None:
    _, _, page = status(decided, f"/page/{JIM.removeprefix('id/')}")
    assert f"<li>Kept apart from {JAMES} by decision: Jim is a namesake</li>" in page


def test_what_was_taken_down_answers_410_with_the_reason(decided: Desk) -> None:
    code, _, page = status(decided, "/id/article/first/agreement/2")
    assert (410, True) == (code, "Misread" in page)


def test_decisions_that_all_apply_leave_no_warning(decided: Desk) -> None:
    assert {"problems": []} == open_release(decided.settings).report()


def test_the_same_decisions_make_no_new_release(decided: Desk) -> None:
    assert not build(decided.settings, [str(decided.sources)]).is_new


def test_decisions_hold_over_a_rebuild_from_what_is_stored(desk: Desk) -> None:
    desk.build(f"same,{YOUNG},{YONG},One person")
    again = build(Settings(data=desk.settings.data, base="https://example.org/kg/"))
    assert (True, YONG) == (again.is_new, again.release.aliases()[YOUNG])


def test_a_change_of_decisions_is_a_change_of_input(desk: Desk) -> None:
    first = desk.build(f"rename,{YONG},A,First")
    second = desk.build(f"rename,{YONG},A,Second thoughts")
    assert (True, 2) == (second.is_new, second.release.number)
    back = desk.build(f"rename,{YONG},A,First")
    assert dump(first.release) == dump(back.release)


def dump(release: Release) -> bytes:
    return (release.dumps / "parley.nq").read_bytes()


def test_a_dropped_article_is_gone_with_its_text_at_prune(desk: Desk) -> None:
    build(desk.settings, [str(desk.sources)])
    release = desk.build("drop,id/article/first,,The publisher asked")
    assert ["second", "third"] == [entry.identifier for entry in release.release.articles]
    assert not asks(open_store(release.release), f"GRAPH <{BASE}graph/article/first> {{ ?s ?p ?o }}")
    prune(desk.settings, 1)
    assert ["second", "third"] == sorted(
        p.name.split("-")[0] for p in (desk.settings.data / "articles").iterdir()
    )


def test_a_dropped_article_stays_known_when_stored_texts_are_built_again(desk: Desk) -> None:
    desk.build("drop,id/article/first,,The publisher asked")
    desk.decide("drop,id/article/first,,The publisher asked", f"rename,{JAMES},James N. Mattis,Fuller")
    assert () == build(desk.settings).problems


def test_a_dropped_official_takes_part_in_nothing(desk: Desk) -> None:
    release = desk.build(f"drop,{YONG},,A private person").release
    store = open_store(release)
    assert not asks(store, f"{{ <{BASE}{YONG}> ?p ?o }} UNION {{ ?s ?p <{BASE}{YONG}> }}")
    assert asks(store, f"<{BASE}{TALK}> a par:Consultation")
    assert [f"Dropped {YONG} by decision: A private person"] == notes(release, "dataset")


@pytest.mark.parametrize("path", [TALK, "id/series/security-policy-consultation-jp-kr", "id/place/tokyo-jp"])
def test_a_dropped_thing_is_named_nowhere(records: list[ArticleRecord], path: str) -> None:
    assembler = Assembler.over(records, BASE, "0" * 64, decisions(f"drop,{path},,No"))
    rows = ask(assembler.graphs(assembler.claims()).store, "?s ?p ?o")
    assert {BASE + path}.isdisjoint({value for row in rows for value in row.values()})


def test_every_article_dropped_makes_no_release(desk: Desk) -> None:
    with pytest.raises(ReleaseError, match="every article is dropped"):
        desk.build(*(f"drop,id/article/{name},,No" for name in TEXTS))


def test_names_stand_for_addresses(desk: Desk) -> None:
    report = desk.build("same,Kim Young-gil,Kim Yong-kil,One person", "different,Jim Mattis,James Mattis,Two")
    assert () == report.problems
    assert {YONG, JAMES, JIM} < officials(report.release).keys()


def test_a_name_that_two_have_asks_for_the_address() -> None:
    two = [ArticleRecord(article(f"a{code}", "x."), (official(code),)) for code in ("KR", "KP")]
    (problem,) = curate(two, Addresses(), decisions("rename,Kim Yong-kil,X,Y")).problems
    assert "give the address, since 2 things are named so" in problem.message


def official(party: str) -> Official:
    return Official("Kim Yong-kil", ("Kim Yong-kil",), party, (), ())


def decisions(*rows: str) -> Decisions:
    return parse_decisions("\n".join((HEADER, *rows)).encode(), BASE)


def talks(release: Release) -> set[str]:
    return {row["e"].removeprefix(BASE) for row in ask(open_store(release), "?e a par:Meeting")}


def test_two_events_decided_the_same_are_one(desk: Desk, plain: Release) -> None:
    later, earlier = sorted(talks(plain), reverse=True)
    release = desk.build(f"same,{later},{earlier},A slip of the date").release
    assert ({earlier}, earlier) == (talks(release), release.aliases()[later])


def test_reports_of_one_event_can_be_told_apart_by_the_article(desk: Desk, plain: Release) -> None:
    _, earlier = sorted(talks(plain), reverse=True)
    release = desk.build(f"different,{earlier},id/article/third,The ministers met twice that day").release
    assert (3, True) == (len(talks(release)), earlier in talks(release))


def test_two_events_that_rules_join_can_be_told_apart() -> None:
    exact, vague = (
        ArticleRecord(
            article(name, "x."), talks=(Talk("t1", "meeting", "held", ("JP", "KR"), (), when=when),)
        )
        for name, when in (("exact", day("2018-03-15")), ("vague", month("2018-03")))
    )
    ((alias, path),) = curate([exact, vague], Addresses()).identities.aliases.items()
    found = curate([exact, vague], Addresses(), decisions(f"different,{alias},{path},Two")).identities
    assert {"exact": path, "vague": alias} == {claim[0]: event for claim, event in found.events.items()}


def test_reports_told_apart_together_stay_together(records: list[ArticleRecord], plain: Release) -> None:
    document = Document("fourth", TEXTS["third"])
    again = [*records, *(r for r in [record_of(BASE, document)] if isinstance(r, ArticleRecord))]
    alias, path = next((old, new) for old, new in plain.aliases().items() if "/event/" in old)
    found = curate(
        again, Addresses(), decisions(f"different,{alias},{path},The ministers met twice")
    ).identities
    assert found.events["third", "t1"] == found.events["fourth", "t1"] != found.events["second", "t1"]


def test_an_official_of_one_name_can_be_told_apart_by_the_article(desk: Desk) -> None:
    release = desk.build("different,Song Young-moo,id/article/third,His namesake").release
    assert 2 == list(officials(release).values()).count("Song Young-moo")


def test_an_official_made_one_moves_the_events_and_leaves_their_addresses(desk: Desk, plain: Release) -> None:
    release = desk.build(f"same,{YOUNG},{YONG},One person").release
    moved = talks(plain) - talks(release)
    assert moved
    assert talks(release) >= {release.aliases()[path] for path in moved}


def test_a_series_can_be_made_one_with_another(records: list[ArticleRecord]) -> None:
    one, other = "id/series/security-policy-consultation-jp-kr", "id/series/strategic-dialogue-jp-kr"
    made_one = Assembler.over(records, BASE, "0" * 64, decisions(f"same,{one},{other},Renamed in 2018"))
    graphs = made_one.graphs(made_one.claims())
    assert "id/event/strategic-dialogue-jp-kr-11" == graphs.aliases[TALK]
    assert other == graphs.aliases[one]
    assert not asks(graphs.store, f"<{BASE}{one}> ?p ?o")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("rename,id/official/nobody-000000,X,Y", "nothing has the address id/official/nobody-000000"),
        ("drop,id/article/first/agreement/9,,Y", "nothing has the address id/article/first/agreement/9"),
        ("same,id/place/tokyo-jp,id/place/tokio-jp,Y", "id/place/tokio-jp, so this decision changes nothing"),
        (f"different,{YONG},id/article/second,Y", "id/article/second does not name"),
        ("rename,Nobody At All,X,Y", "nothing is named so"),
    ],
)
def test_a_decision_that_names_nothing_is_a_warning(
    records: list[ArticleRecord], row: str, message: str
) -> None:
    (problem,) = curate(records, Addresses(), decisions(row)).problems
    assert ("warning", "decisions.csv, line 2") == (problem.kind, problem.subject)
    assert message in problem.message


def test_an_article_to_drop_that_is_not_there_is_a_warning() -> None:
    intake = Intake((Document("first", TEXTS["first"]),), ()).without(
        decisions("drop,id/article/none,,Y"), None
    )
    assert ["decisions.csv, line 2"] == [problem.subject for problem in intake.problems]


BAD = [
    ("", "empty: begin it with the line action,subject"),
    ("action;subject;object;reason\n", "separated by commas"),
    ("action,subject,object\n", "line 1: no column reason"),
    (f"{HEADER},colour\n", "line 1: columns action"),
    (f"{HEADER}\nmerge,a,b,c\n", "line 2: action 'merge': write one of same, different, rename, drop"),
    (f"{HEADER}\n# note\n\nsame,a,,why\n", "line 4: no object"),
    (f"{HEADER}\ndrop,{YONG},,\n", "line 2: no reason"),
    (f"{HEADER}\ndrop,,,why\n", "line 2: no subject"),
    (f"{HEADER}\ndrop,{YONG},x,why\n", "line 2: 'drop' takes no object"),
    (f"{HEADER}\ndrop,{YONG},,one,two,2020-01-01,three\n", "line 2: 7 cells for 6 columns"),
    (f"{HEADER}\ndrop,{YONG},,why,me,1 May\n", "line 2: date '1 May'"),
    (f"{HEADER}\nrename,http://elsewhere.org/id/official/x,a,why\n", "line 2: http://elsewhere.org"),
    (f"{HEADER}\nrename,id/official,a,why\n", "line 2: id/official is not an address"),
    (f"{HEADER}\ndrop,id/official/x/agreement/1,,why\n", "line 2: id/official/x/agreement/1 is not"),
    (f"{HEADER}\ndrop,id/state/KR,,why\n", "line 2: 'drop' takes no state"),
    (f"{HEADER}\nsame,{YONG},{TALK},why\n", "line 2: 'same' takes two things of one kind"),
    (f"{HEADER}\nsame,{YONG},{YONG},why\n", "stands on both sides"),
    (f'{HEADER}\ndrop,{YONG},,"why\n', "line 2: unexpected end of data"),
    (f"{HEADER}\nsame,{YONG},{JIM},why\ndifferent,{JIM},{YONG},no\n", "line 3: contradicts line 2"),
    (f"{HEADER}\nsame,a,b,x\nsame,b,c,x\ndifferent,a,c,x\n", "line 4: contradicts line 3"),
    (f"{HEADER}\nsame,a,b,x\nsame,b,a,x\n", "line 3: contradicts line 2"),
    (f"{HEADER}\nsame,a,b,x\nsame,a,c,x\n", "line 3: contradicts line 2: a goes to b there"),
    (f"{HEADER}\ndrop,{YONG},,bell\a\n", "line 2: a control character"),
    (f"{HEADER}\nrename,a,X,x\nrename,a,Y,x\n", "line 3: contradicts line 2: a is named “X” there"),
    (f"{HEADER}\nrename,{YONG},X,x\ndrop,{YONG},,x\n", "line 3: contradicts line 2"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_a_bad_file_is_refused_with_the_line_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(DecisionError) as caught:
        parse_decisions(text.encode(), BASE)
    assert message in str(caught.value)


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(DecisionError, match=r"line 2: not UTF-8"):
        parse_decisions(f"{HEADER}\nrename,{YONG},Peña,x\n".encode("latin-1"), BASE)


def test_a_bad_file_leaves_the_release_as_it_was(desk: Desk) -> None:
    build(desk.settings, [str(desk.sources)])
    with pytest.raises(DecisionError, match=r"decisions.csv, line 3: no reason"):
        desk.build(f"rename,{YONG},X,Good", f"drop,{JIM},,")
    assert (1, 1) == (
        open_release(desk.settings).number,
        len(list((desk.settings.data / "releases").iterdir())),
    )


def test_names_of_one_entity_cannot_be_decided_different(desk: Desk) -> None:
    with pytest.raises(DecisionError, match=r"line 3: contradicts line 2"):
        desk.build("same,Kim Young-gil,Kim Yong-kil,One", f"different,{YOUNG},{YONG},Two")


@pytest.mark.parametrize(
    "text", [f"\ufeff{HEADER}\r\ndrop,{YONG},,x\r\n", f"{HEADER.upper()}\n drop , {YONG} ,,x"]
)
def test_a_table_saved_by_a_spreadsheet_is_read(text: str) -> None:
    (row,) = parse_decisions(text.encode(), BASE).rows
    assert ("drop", YONG, 2) == (row.action, row.subject, row.line)


def test_a_cell_may_hold_commas_quotes_and_lines() -> None:
    rows = parse_decisions(f'{HEADER}\ndrop,{YONG},,"One, ""two""\nthree"\ndrop,{JIM},,x'.encode(), BASE).rows
    assert [('One, "two" three', 2), ("x", 4)] == [(row.reason, row.line) for row in rows]


def test_the_command_line_says_what_is_wrong(desk: Desk) -> None:
    desk.decide("drop,id/article/first,,")
    done = parley(desk.settings.data, "build", str(desk.sources))
    assert (1, True) == (done.exit_code, "decisions.csv, line 2: no reason" in done.output)


def test_the_command_line_lists_decisions_without_effect(desk: Desk) -> None:
    desk.decide("rename,id/official/nobody-000000,X,Y")
    told = parley(desk.settings.data, "build", str(desk.sources)).output
    assert "decisions.csv, line 2: nothing has the address id/official/nobody-000000" in told
    assert "decisions.csv, line 2: nothing has" in parley(desk.settings.data, "check").output
