"""The whole path in order: sources, documents, records, graphs, check, release."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.assemble import Assembler, Graphs
from kg.check import check
from kg.counts import counts_of
from kg.curation.decisions import read_decisions
from kg.digest import input_digest
from kg.errors import ReleaseError
from kg.export.about import about
from kg.export.change_files import write_changes
from kg.export.changes import Side
from kg.export.write import write_files
from kg.intake import Progress, records_of, take_in
from kg.library import keep, kept
from kg.model import ArticleRecord, Document, Metadata
from kg.quarantine import checked
from kg.readers.choice import RULES, Way
from kg.release import Release, build_lock, new_release, open_release, publish_folder
from kg.report import BuildProblem, BuildReport, as_json, from_json
from kg.settings import Settings
from kg.store import build_store, write_dumps
from kg.textindex import write_index

_NO_METADATA = Metadata()
_SHOWN = 10


def build(
    settings: Settings,
    sources: Sequence[str] = (),
    given: Metadata = _NO_METADATA,
    *,
    add: bool = False,
    strict: bool = False,
    way: Way = RULES,
    progress: Progress | None = None,
) -> BuildReport:
    """Makes a release of exactly the sources given, and serves it.

    Args:
        settings: where the data are, and the base IRI.
        sources: files, folders, addresses; none for the articles of the current release.
        given: metadata that hold for all sources.
        add: keep the current release's other articles.
        strict: make no release where a rule is broken.
        way: how articles are read.
        progress: called with articles done and articles in all.

    Raises:
        ReleaseError: nothing could be read, a rule is broken and `strict` is set, or another build
            is at work.
        DecisionError: a curator's decision cannot be applied.
        ReaderError: the model or the endpoint that should read is not there.
    """
    with build_lock(settings):
        decisions = read_decisions(settings)
        served = _served(settings)
        intake = take_in(settings, sources, given, add=add).without(decisions, served)
        files = (kept(document).file for document in intake.documents)
        digest = input_digest(settings, files, (*decisions.as_input(), *_as_input(way)))
        if served and served.digest == digest:
            problems = (*intake.problems, *_own_problems(served))
            _refuse(problems, strict=strict)
            return BuildReport(served, is_new=False, problems=problems)
        results = tuple(records_of(settings, intake.documents, way, progress))
        records = [result for result in results if isinstance(result, ArticleRecord)]
        assembler = Assembler.over(records, settings.base, digest, decisions)
        graphs, found = checked(assembler, check)
        failed = (result for result in results if isinstance(result, BuildProblem))
        problems = (*intake.problems, *failed, *assembler.curation.problems, *found)
        _refuse(problems, strict=strict)
        release = _release(settings, graphs, digest, intake.documents, problems)
    return BuildReport(release, is_new=True, problems=problems)


def publish(settings: Settings, records: Iterable[ArticleRecord], *, strict: bool = False) -> Release:
    """Makes a release of records at hand, checked as those that a build reads, and serves it.

    Raises:
        ReleaseError: a rule is broken and `strict` is set, or another build is at work.
        DecisionError: a curator's decision cannot be applied.
    """
    decisions = read_decisions(settings)
    given = sorted(records, key=lambda record: record.article.document.identifier)
    ordered = [record for record in given if not decisions.drops(record.article.document.identifier)]
    digest = input_digest(settings, map(repr, ordered), decisions.as_input())
    with build_lock(settings):
        assembler = Assembler.over(ordered, settings.base, digest, decisions)
        graphs, found = checked(assembler, check)
        problems = (*assembler.curation.problems, *found)
        _refuse(problems, strict=strict)
        documents = [record.article.document for record in ordered]
        return _release(settings, graphs, digest, documents, problems)


def _as_input(way: Way) -> tuple[str, ...]:
    """What the way of reading adds to the input; the rules are part of the program."""
    return () if way == RULES else (str(way),)


def _served(settings: Settings) -> Release | None:
    try:
        return open_release(settings)
    except ReleaseError:
        return None


def _own_problems(release: Release) -> tuple[BuildProblem, ...]:
    """Problems of a release that its sources have whenever they are read."""
    return tuple(p for p in from_json(release.report()) if p.kind in {"failed", "violation", "warning"})


def _refuse(problems: Iterable[BuildProblem], *, strict: bool) -> None:
    broken = [problem for problem in problems if problem.kind == "violation"]
    if strict and broken:
        lines = "\n".join(f"  {p.subject}: {p.message} [{p.rule}] {p.sentence}" for p in broken[:_SHOWN])
        raise ReleaseError(f"{len(broken)} items break a rule, so no release was made\n{lines}")


def _release(
    settings: Settings,
    graphs: Graphs,
    digest: str,
    documents: Iterable[Document],
    problems: Iterable[BuildProblem],
) -> Release:
    articles = [keep(settings, document) for document in documents]
    with new_release(settings) as part:
        dumps = part / "dumps"
        dumps.mkdir()
        write_dumps(graphs.store, dumps, settings.base)
        build_store(dumps / "parley.nq", part / "store")
        write_index(graphs.store, part, settings.base)
        counts = counts_of(graphs.store)
        write_files(graphs.store, dumps, about(graphs.store, settings.base, digest, counts))
        _write_json(part / "aliases.json", graphs.aliases)
        _write_json(part / "dropped.json", graphs.dropped)
        _write_json(part / "report.json", as_json(problems))
        _write_changes(settings, graphs, digest, part)
        return publish_folder(settings, part, digest, counts, articles)


def _write_changes(settings: Settings, graphs: Graphs, digest: str, part: Path) -> None:
    """Tells what is new since the release that is served, if its things have the same addresses."""
    before = _served(settings)
    if before and before.base == settings.base:
        new = Side(part / "dumps" / "parley.nq", settings.base, graphs.aliases, graphs.dropped)
        names = f"release {before.number} ({before.digest[:12]})", f"version {digest[:12]}"
        write_changes(Side.of(before), new, names, part)


def _write_json(path: Path, value: Mapping[str, object]) -> None:
    path.write_text(json.dumps(dict(value), indent=1, ensure_ascii=False), "utf-8")
