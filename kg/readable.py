"""A record as text for a person: what one article says, each fact over its sentence."""

import textwrap
from collections.abc import Iterable, Iterator

from kg.annotations import date_text
from kg.model import Agreement, ArticleRecord, Evidence, Official, Span, Statement, Talk

WIDTH = 100


def readable(record: ArticleRecord) -> str:
    """The record as lines of at most about 100 characters, sections left out where they are empty."""
    article = record.article
    known = (article.metadata.publisher, article.metadata.published, article.metadata.url)
    lines = [article.metadata.title or article.document.identifier, " · ".join(filter(None, known))]
    sections = {
        "Officials": (_official(o, article.text) for o in record.officials),
        "Talks": (_talk(t, article.text) for t in record.talks),
        "Agreements": (_agreement(a, article.text) for a in record.agreements),
        "Statements": (_statement(s, article.text) for s in record.statements),
    }
    for title, items in sections.items():
        block = [line for item in items for line in item]
        lines += ["", title, *block] if block else []
    return "\n".join(line for line in lines if line is not None) + "\n"


def _official(official: Official, text: str) -> Iterator[str]:
    posts = "; ".join(
        ", ".join(filter(None, (post.modifier, post.role, post.organization))) for post in official.posts
    )
    yield f"  {official.name} ({official.party or 'party unknown'}){': ' if posts else ''}{posts}"
    yield from _sentence(official.evidence[0], text)


def _talk(talk: Talk, text: str) -> Iterator[str]:
    number = f"{talk.key}. {talk.label or talk.form}"
    place = talk.place.label if talk.place else None
    facts = (
        date_text(talk.when),
        place,
        ", ".join(talk.parties),
        talk.status,
        "news" if talk.main else "mentioned",
    )
    yield f"  {number} · {' · '.join(filter(None, facts))}"
    if talk.participants:
        yield from _wrapped("with " + ", ".join(p.official for p in talk.participants))
    yield from _sentence(talk.evidence[0], text)


def _agreement(agreement: Agreement, text: str) -> Iterator[str]:
    yield f"  {agreement.act}: {', '.join(agreement.parties)}{_in(agreement.talk)}"
    yield from _wrapped(agreement.gist)
    yield from _concerns(item.label for item in agreement.concerns)
    yield from _sentence(agreement.evidence, text)


def _statement(statement: Statement, text: str) -> Iterator[str]:
    to = f" to {statement.addressee.key}" if statement.addressee else ""
    yield f"  {statement.act}: {statement.speaker.key}{to}{_in(statement.talk)}"
    yield from _wrapped(statement.gist)
    yield from _concerns(item.label for item in statement.concerns)
    yield from _sentence(statement.evidence, text)


def _in(talk: str | None) -> str:
    return f" (in {talk})" if talk else ""


def _concerns(labels: Iterable[str]) -> Iterator[str]:
    joined = ", ".join(labels)
    if joined:
        yield from _wrapped(f"concerns {joined}")


def _sentence(evidence: Evidence, text: str) -> list[str]:
    return _wrapped(f"“{_one_line(evidence.sentence, text)}”")


def _one_line(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="      ", subsequent_indent="      ")
