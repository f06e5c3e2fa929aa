"""Which documents a build is made of, and their records."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from kg.addresses import article_slug
from kg.articles import read_sources
from kg.curation.decisions import Decisions
from kg.errors import ArticleError, ReleaseError
from kg.language.lexicon import Lexicon, load_lexicon
from kg.library import load
from kg.model import ArticleRecord, Document, Metadata
from kg.readers.choice import RULES, Extractor, Way, extractor_of
from kg.reference.load import load_reference
from kg.release import Release, open_release
from kg.report import BuildProblem, decision_problem
from kg.settings import Settings

_MANY = 50
_CHUNK = 8

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Intake:
    """Documents by identifier, sorted, and what could not be read."""

    documents: tuple[Document, ...]
    problems: tuple[BuildProblem, ...]

    def without(self, decisions: Decisions, before: Release | None) -> "Intake":
        """The intake without the articles that curators dropped.

        An article to drop that is neither here nor was dropped from the release before is a problem.

        Raises:
            ReleaseError: nothing is left to make a release of.
        """
        documents = tuple(d for d in self.documents if not decisions.drops(d.identifier))
        if not documents:
            raise ReleaseError(f"every article is dropped by {decisions.file}, so no release was made")
        here = {f"id/article/{article_slug(d.identifier)}" for d in self.documents}
        known = here | set(before.dropped() if before else ())
        unknown = [row for row in decisions.of("drop") if row.subject in decisions.dropped_articles - known]
        return Intake(
            documents,
            (
                *self.problems,
                *(decision_problem(row.line, f"no article has the address {row.subject}") for row in unknown),
            ),
        )


def take_in(settings: Settings, sources: Sequence[str], given: Metadata, *, add: bool) -> Intake:
    """Reads the sources; without any, the articles of the current release.

    A source that cannot be read but is in the current release keeps its stored copy.

    Args:
        settings: where the data are.
        sources: files, folders, addresses.
        given: metadata that hold for all sources.
        add: keep the current release's other articles.

    Raises:
        ReleaseError: nothing is left to make a release of.
    """
    before = _before(settings, needed=not sources)
    read = list(read_sources(sources, given)) if sources else []
    documents = {item.identifier: item for item in read if isinstance(item, Document)}
    problems = []
    for error in (item for item in read if isinstance(item, ArticleError)):
        stored = _stored(settings, before, error, documents.keys())
        problems.append(BuildProblem("kept" if stored else "unread", error.source, error.reason))
        documents |= stored
    if before and (add or not sources):
        documents = _loaded(settings, before) | documents
    _refuse_nothing(documents, problems)
    return Intake(tuple(documents[key] for key in sorted(documents)), tuple(problems))


def _loaded(settings: Settings, release: Release) -> dict[str, Document]:
    """The articles of a release by identifier."""
    return {entry.identifier: load(settings, entry) for entry in release.articles}


def _refuse_nothing(documents: Mapping[str, Document], problems: Iterable[BuildProblem]) -> None:
    if not documents:
        reasons = "\n".join(f"  {problem.subject}: {problem.message}" for problem in problems)
        raise ReleaseError(f"no article could be read, so no release was made\n{reasons}".rstrip())


def _before(settings: Settings, *, needed: bool) -> Release | None:
    try:
        return open_release(settings)
    except ReleaseError:
        if needed:
            raise
        return None


def _stored(
    settings: Settings, before: Release | None, error: ArticleError, read: Collection[str]
) -> dict[str, Document]:
    """The copy that the current release has of a source, unless another source gave that article."""
    names = {error.source, Path(error.source).stem} - set(read)
    entries = [entry for entry in before.articles if entry.identifier in names] if before else []
    return {entry.identifier: load(settings, entry) for entry in entries}


def records_of(
    settings: Settings, documents: Sequence[Document], way: Way = RULES, progress: Progress | None = None
) -> Iterator[ArticleRecord | BuildProblem]:
    """The record of each document in order, or why it has none; many documents use all cores.

    Raises:
        ReaderError: the model or the endpoint that should read is not there.
        MissingExtraError: what it needs is not installed.
    """
    _extractor(way)
    results = _extracted(settings.base, way, documents)
    for done, result in enumerate(results, 1):
        if progress:
            progress(done, len(documents))
        yield result


def _extracted(base: str, way: Way, documents: Sequence[Document]) -> Iterator[ArticleRecord | BuildProblem]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(documents) <= _MANY or cores == 1 or way.kind == "llm":
        yield from (record_of(base, document, way) for document in documents)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        yield from pool.map(record_of, repeat(base), documents, repeat(way), chunksize=_CHUNK)


def record_of(base: str, document: Document, way: Way = RULES) -> ArticleRecord | BuildProblem:
    """What one document says; a fault of the rules costs this article only."""
    try:
        return _extractor(way)(document, _lexicon(base))
    except Exception as error:  # noqa: BLE001 - one bad article never stops a build
        reason = str(error) if isinstance(error, ArticleError) else f"{type(error).__name__}: {error}"
        return BuildProblem("failed", document.identifier, f"extraction failed: {reason}")


@cache
def _extractor(way: Way) -> Extractor:
    """What reads, once for each process: a model takes long to load."""
    return extractor_of(way)


@cache
def _lexicon(base: str) -> Lexicon:
    """The lexicon, once for each process."""
    return load_lexicon(load_reference(base))
