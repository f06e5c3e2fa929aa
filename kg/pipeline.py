"""The whole path in order: sources, articles, records, graphs, release."""

import json
from collections.abc import Iterable

from kg.assemble import Assembler
from kg.counts import counts_of
from kg.digest import input_digest
from kg.library import keep
from kg.model import ArticleRecord
from kg.release import Release, build_lock, new_release, publish_folder
from kg.settings import Settings
from kg.store import build_store, write_dumps


def publish(settings: Settings, records: Iterable[ArticleRecord]) -> Release:
    """Makes a release of records and serves it."""
    ordered = sorted(records, key=lambda record: record.article.document.identifier)
    digest = input_digest(settings, map(repr, ordered))
    with build_lock(settings):
        graphs = Assembler.over(ordered, settings.base, digest).graphs()
        articles = [keep(settings, record.article.document) for record in ordered]
        with new_release(settings) as part:
            dumps = part / "dumps"
            dumps.mkdir()
            write_dumps(graphs.store, dumps, settings.base)
            build_store(dumps / "parley.nq", part / "store")
            (part / "aliases.json").write_text(json.dumps(dict(graphs.aliases), indent=1), "utf-8")
            (part / "report.json").write_text(json.dumps({}, indent=1), "utf-8")
            return publish_folder(settings, part, digest, counts_of(graphs.store), articles)
