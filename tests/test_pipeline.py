"""Builds: exactly the sources given, one bad article costs itself alone, a change changes what it says."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.assemble import Assembler
from kg.errors import ReleaseError
from kg.intake import record_of, records_of
from kg.model import ArticleRecord, Document
from kg.pipeline import build, publish
from kg.quarantine import checked
from kg.release import Release, open_release
from kg.report import BuildProblem, from_json
from kg.settings import Settings
from kg.store import open_store
from tests.graphs import ask, asks
from tests.records import consultation, trilateral

FIRST = (
    "TOKYO, March 16, 2018 - The 11th ROK-Japan Security Policy Consultation was held in Tokyo on March 15, "
    "2018. Director-General Kim Yong-kil of the Ministry of Foreign Affairs led the Korean side. "
    "The two sides agreed to hold such consultations every year.\n"
)
SECOND = (
    "SINGAPORE, October 20, 2018 - Defense Minister Jeong Kyeong-doo of the Republic of Korea met US "
    "Secretary of Defense James Mattis in Singapore on October 19, 2018. "
    "The two ministers agreed to put off a joint exercise.\n"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST)
    (folder / "second.txt").write_text(SECOND)
    return folder


def identifiers(release: Release) -> list[str]:
    return [entry.identifier for entry in release.articles]


def dump(release: Release) -> bytes:
    return (release.dumps / "parley.nq").read_bytes()


def test_a_release_holds_the_sources_given(settings: Settings, sources: Path) -> None:
    report = build(settings, [str(sources)])
    assert report.is_new
    assert report.is_complete
    assert ["first", "second"] == identifiers(report.release)
    assert asks(open_store(report.release), "?x a par:Official ; rdfs:label 'Kim Yong-kil'")


def test_the_same_sources_make_no_new_release(settings: Settings, sources: Path) -> None:
    build(settings, [str(sources)])
    again = build(settings, [str(sources)])
    assert (False, 1) == (again.is_new, again.release.number)


def test_a_source_that_is_not_given_again_is_gone(settings: Settings, sources: Path) -> None:
    build(settings, [str(sources)])
    assert ["first"] == identifiers(build(settings, [str(sources / "first.txt")]).release)


def test_adding_keeps_the_other_articles(settings: Settings, sources: Path) -> None:
    build(settings, [str(sources / "first.txt")])
    report = build(settings, [str(sources / "second.txt")], add=True)
    assert ["first", "second"] == identifiers(report.release)


def test_without_sources_the_current_articles_are_built_again(settings: Settings, sources: Path) -> None:
    before = build(settings, [str(sources)]).release
    other = replace(settings, base="https://example.org/kg/")
    assert identifiers(before) == identifiers(build(other).release)


def test_without_sources_and_release_there_is_nothing_to_build(settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="parley build"):
        build(settings)


def test_an_unreadable_article_is_reported_and_the_rest_goes_in(settings: Settings, sources: Path) -> None:
    (sources / "empty.txt").write_text("")
    report = build(settings, [str(sources)])
    assert [("unread", "empty.txt")] == [(p.kind, Path(p.subject).name) for p in report.problems[:1]]
    assert ["first", "second"] == identifiers(report.release)
    assert not report.is_complete


def test_a_source_that_vanished_keeps_its_stored_copy(settings: Settings, sources: Path) -> None:
    build(settings, [str(sources / "first.txt"), str(sources / "second.txt")])
    (sources / "second.txt").unlink()
    report = build(settings, [str(sources / "first.txt"), str(sources / "second.txt")])
    assert ["kept"] == [problem.kind for problem in report.problems]
    assert ["first", "second"] == identifiers(report.release)


def test_nothing_readable_leaves_the_served_release(settings: Settings, sources: Path) -> None:
    build(settings, [str(sources)])
    with pytest.raises(ReleaseError, match="no article could be read"):
        build(settings, [str(sources / "missing.txt")])
    assert 1 == open_release(settings).number


def test_the_report_stands_in_the_release(settings: Settings, sources: Path) -> None:
    (sources / "empty.txt").write_text("")
    report = build(settings, [str(sources)])
    assert report.problems == from_json(report.release.report())


def test_progress_counts_articles(settings: Settings, sources: Path) -> None:
    steps: list[tuple[int, int]] = []
    build(settings, [str(sources)], progress=lambda done, total: steps.append((done, total)))
    assert [(1, 2), (2, 2)] == steps


def test_many_articles_on_all_cores_give_what_each_gives_alone(settings: Settings) -> None:
    documents = [Document(f"a{n}", FIRST.replace("March 15", f"March {1 + n % 15}")) for n in range(60)]
    together = list(records_of(settings, documents))
    assert [record_of(settings.base, document) for document in documents] == together


def test_a_fault_in_extraction_is_a_problem_of_its_article() -> None:
    broken = Document("odd", None)  # type: ignore[arg-type]
    found = record_of(Settings().base, broken)
    assert isinstance(found, BuildProblem)
    assert ("failed", "odd") == (found.kind, found.subject)


def out_of_place(record: ArticleRecord) -> ArticleRecord:
    """The record with an agreement of one party alone, which breaks a rule."""
    bad = replace(record.agreements[0], parties=("JP",))
    return replace(record, agreements=(bad, *record.agreements))


def test_an_item_that_breaks_a_rule_is_left_out_and_reported(settings: Settings) -> None:
    release = publish(settings, [out_of_place(consultation()), trilateral()])
    found = sorted(row["a"].split("article/")[1] for row in ask(open_store(release), "?a a par:Agreement"))
    assert ["consultation/agreement/2", "trilateral/agreement/1"] == found
    broken = [p for p in from_json(release.report()) if p.kind == "violation"]
    assert ["consultation/agreement/1"] == [p.focus.split("article/")[1] for p in broken]
    assert "The two sides agreed to hold such talks more often." == broken[0].sentence


def test_an_item_left_out_of_one_article_stays_in_another(settings: Settings) -> None:
    publish(settings, [out_of_place(consultation("a")), consultation("b")])
    found = ask(open_store(open_release(settings)), "GRAPH ?g { ?x a par:Agreement }")
    assert ["a/agreement/2", "b/agreement/1"] == sorted(row["x"].split("article/")[1] for row in found)


def by_graph(records: Iterable[ArticleRecord]) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Statements of each graph, the addresses that were absorbed put right, and those addresses."""
    assembler = Assembler.over(records, Settings().base, "0" * 64)
    graphs: dict[str, set[str]] = {}
    built = assembler.graphs(assembler.claims())
    for quad in built.store:
        name = getattr(quad.graph_name, "value", "merged").removeprefix("https://w3id.org/parley/graph/")
        graphs.setdefault(name, set()).add(str(quad.triple))
    return graphs, dict(built.aliases)


@pytest.mark.parametrize("base", [[consultation()], [consultation(), trilateral()]])
def test_one_more_article_changes_its_own_graph_only(base: list[ArticleRecord]) -> None:
    more = consultation("more")
    before, _ = by_graph(base)
    after, aliases = by_graph([*base, more])
    articles = {name for name in before if name.startswith("article/")}
    assert {} == aliases
    assert {"article/more"} == {n for n in after if n.startswith("article/")} - articles
    assert {n: before[n] for n in (*articles, "reference", "ontology")} == {
        n: after[n] for n in (*articles, "reference", "ontology")
    }


def test_one_more_article_changes_the_merged_graph_only_by_what_it_says() -> None:
    before, _ = by_graph([consultation(), trilateral()])
    after, _ = by_graph([consultation(), trilateral(), consultation("more")])
    changed = (before["merged"] ^ after["merged"]) - before["dataset"] - after["dataset"]
    inferred = before["inferred"] ^ after["inferred"]
    assert set() == changed - after["article/more"] - inferred
    assert all("/more" in statement for statement in changed)


def with_bare_surname(record: ArticleRecord) -> ArticleRecord:
    """The trilateral talks with one minister's surname alone."""
    korean, american, japanese = record.officials
    bare = replace(american, name="Mattis", forms=("Mattis",))
    part = replace(record.talks[0].participants[1], official="Mattis")
    talks = (replace(record.talks[0], participants=(part,)), record.talks[1])
    return replace(record, officials=(korean, bare, japanese), talks=talks)


def test_a_fuller_name_in_a_new_article_moves_old_addresses_only_by_aliases() -> None:
    old = with_bare_surname(trilateral("bare"))
    before, _ = by_graph([old])
    after, aliases = by_graph([old, trilateral("full")])
    assert {"official", "event", "tenure"} == {path.split("/")[1] for path in aliases}
    assert after["article/bare"] == {renamed(statement, aliases) for statement in before["article/bare"]}


def renamed(statement: str, aliases: dict[str, str]) -> str:
    """The statement with absorbed addresses put right."""
    return re.sub(r"(?<=parley/)id/[^>]+", lambda match: aliases.get(match[0], match[0]), statement)


def test_removing_an_article_is_as_if_it_had_never_been(settings: Settings, sources: Path) -> None:
    only = dump(build(settings, [str(sources / "first.txt")]).release)
    build(settings, [str(sources)])
    assert only == dump(build(settings, [str(sources / "first.txt")]).release)


def test_a_strict_build_refuses_what_breaks_a_rule(settings: Settings) -> None:
    publish(settings, [consultation()])
    with pytest.raises(ReleaseError, match="break a rule, so no release was made"):
        publish(settings, [out_of_place(consultation())], strict=True)
    assert 1 == open_release(settings).number


def test_checking_stops_when_nothing_more_can_be_left_out() -> None:
    assembler = Assembler.over([consultation()], Settings().base, "0" * 64)
    complaint = BuildProblem("violation", "", "always wrong")
    graphs, problems = checked(assembler, lambda *_: [Complaint()])
    assert len(graphs.store)
    assert (complaint.message,) == tuple(problem.message for problem in problems)


class Complaint:
    """A finding of nothing in particular."""

    severity = "violation"
    rule = ""
    message = "always wrong"
    article = None
    sentence = None
    focus = None
