"""Scores straight from the records, without a graph: quick, for comparing two lexicons or readers."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.annotations import annotation_of
from kg.articles import read_sources
from kg.model import ArticleRecord, Document
from kg.scoring.bootstrap import shares
from kg.scoring.measure import measure

Extractor = Callable[[Document], ArticleRecord]


def documents(folders: list[Path]) -> Iterator[Document]:
    """The articles of folders."""
    for item in read_sources([str(folder) for folder in folders]):
        assert isinstance(item, Document), item
        yield item


def gold_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Annotations by identifier."""
    names = (path for path in folder.glob("*.json") if ".meta" not in path.name)
    return {path.stem: json.loads(path.read_text()) for path in names}


def figures(folders: list[Path], gold: Path, extractor: Extractor) -> dict[str, float]:
    """F1 per field, accuracy per attribute and "mean F1"."""
    found = {item.identifier: annotation_of(extractor(item)) for item in documents(folders)}
    return shares([measure(gold_of(gold), found)])
