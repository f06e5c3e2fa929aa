"""`parley extract`: what one article says, with nothing stored."""

import json
import sys

import click

from kg.annotations import annotation_of
from kg.articles import read_sources
from kg.assemble import article_turtle
from kg.cli import DONE_WITH_PROBLEMS
from kg.cli.metadata import given_metadata, metadata_options
from kg.cli.reader import reader_options
from kg.errors import ArticleError
from kg.language.lexicon import load_lexicon
from kg.model import ArticleRecord
from kg.readable import readable
from kg.readers.choice import extractor_of, way_of
from kg.reference.load import load_reference
from kg.settings import Settings


@click.command()
@click.argument("article")
@click.option(
    "--format", "form", type=click.Choice(["text", "turtle", "json"]), default="text", show_default=True
)
@metadata_options
@reader_options
@click.pass_obj
def extract(
    settings: Settings,
    /,
    article: str,
    form: str,
    parser: str | None,
    extractor: str | None,
    **given: str | None,
) -> None:
    """Print what ARTICLE (a file, a web address, `-`) says."""
    read = extractor_of(way_of(parser, extractor))
    lexicon = load_lexicon(load_reference())
    failed = False
    for document in read_sources([article], given_metadata(given)):
        if isinstance(document, ArticleError):
            click.echo(f"Error: {document}", err=True)
            failed = True
        else:
            click.echo(_shown(read(document, lexicon), form, settings.base), nl=False)
    if failed:
        sys.exit(DONE_WITH_PROBLEMS)


def _shown(record: ArticleRecord, form: str, base: str) -> str:
    if form == "json":
        return json.dumps(annotation_of(record), indent=1, ensure_ascii=False) + "\n"
    return article_turtle(record, base).decode() if form == "turtle" else readable(record)
