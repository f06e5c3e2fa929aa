"""A record in the shape of the annotation guidelines, for readers, scorers and `parley extract --json`."""

from typing import Any

from kg.addresses import Addresses
from kg.model import Agent, Agreement, ArticleRecord, Official, Statement, Talk, When


def annotation_of(record: ArticleRecord) -> dict[str, Any]:
    """The record as one JSON object per article; `evidence` is the whole sentence."""
    article = record.article
    return {
        "id": article.document.identifier,
        "title": article.metadata.title,
        "publisher": article.metadata.publisher,
        "published": article.metadata.published,
        "source_url": article.metadata.url,
        "officials": [_official(o) for o in record.officials],
        "talks": [_talk(t) for t in record.talks],
        "commitments": [_agreement(a, article.text) for a in record.agreements],
        "statements": [_statement(s, article.text) for s in record.statements],
    }


def _official(official: Official) -> dict[str, Any]:
    post = official.posts[0] if official.posts else None
    is_state = official.party is not None and Addresses().is_state(official.party)
    return {
        "name": official.name,
        "state": official.party if is_state else None,
        "role": post.role if post else None,
        "organization": (post.organization if post else None) or (None if is_state else official.party),
    }


def _talk(talk: Talk) -> dict[str, Any]:
    return {
        "key": talk.key,
        "form": talk.form,
        "label": talk.label,
        "series": talk.series,
        "ordinal": talk.ordinal,
        "date": date_text(talk.when),
        "place": talk.place.label if talk.place else None,
        "place_state": talk.place.state if talk.place else None,
        "parties": list(talk.parties),
        "participants": [p.official for p in talk.participants],
        "topics": list(talk.topics),
        "status": talk.status,
        "main": talk.main,
    }


def date_text(when: When | None) -> str | None:
    """The guidelines' date: a day, month or year, `A/B` for a range, `--MM-DD` where the year is open."""
    if when is None or when.value or when.earliest is None or when.latest is None:
        return when.value if when else None
    return f"{when.earliest}/{when.latest}"


def _agreement(agreement: Agreement, text: str) -> dict[str, Any]:
    return {
        "talk": agreement.talk,
        "act": agreement.act,
        "parties": list(agreement.parties),
        "about": agreement.gist,
        "concerns": [item.label for item in agreement.concerns],
        "evidence": agreement.evidence.sentence.of(text),
    }


def _statement(statement: Statement, text: str) -> dict[str, Any]:
    return {
        "talk": statement.talk,
        "act": statement.act,
        "speaker": statement.speaker.key,
        "addressee": _key(statement.addressee),
        "about": statement.gist,
        "concerns": [item.label for item in statement.concerns],
        "evidence": statement.evidence.sentence.of(text),
    }


def _key(agent: Agent | None) -> str | None:
    return agent.key if agent else None
