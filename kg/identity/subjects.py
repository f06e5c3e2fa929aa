"""Every address that a record gives something, so that a decision on what is not there is found."""

from collections.abc import Iterator
from itertools import chain

from kg.addresses import Addresses, article_slug
from kg.identity.identify import Identities
from kg.model import ArticleRecord, Official, PostHeld, Talk


def tenures_of(record: ArticleRecord, identities: Identities, addresses: Addresses) -> list[str]:
    """Paths of tenures in the order of officials and their posts."""
    article = article_slug(record.article.document.identifier)
    return [
        addresses.tenure(identities.officials[article, official.name], addresses.post(held, official.party))
        for official, held in _posts(record)
    ]


def subjects_of(record: ArticleRecord, identities: Identities, addresses: Addresses) -> Iterator[str]:
    """Paths of all that the record's graph describes, but for evidence."""
    document = record.article.document
    path, article = addresses.article(document), article_slug(document.identifier)
    yield path
    yield from (identities.officials[article, official.name] for official in record.officials)
    yield from tenures_of(record, identities, addresses)
    for official, held in _posts(record):
        yield addresses.post(held, official.party)
        yield addresses.owner(held, official.party) or path
    yield from chain.from_iterable(_of_talk(talk, article, identities, addresses) for talk in record.talks)
    concerned = [act.concerns for act in record.agreements] + [act.concerns for act in record.statements]
    yield from (addresses.item(item) for items in concerned for item in items)
    yield from (f"{path}/{kind}/{number}" for kind, last in _items(record) for number in range(1, last + 1))


def _of_talk(talk: Talk, article: str, identities: Identities, addresses: Addresses) -> Iterator[str]:
    yield identities.events[article, talk.key]
    if series := identities.series.get((article, talk.key)):
        yield series
    if talk.place:
        yield addresses.place(talk.place)
    yield from map(addresses.party, talk.parties)


def _posts(record: ArticleRecord) -> Iterator[tuple[Official, PostHeld]]:
    return ((official, held) for official in record.officials for held in official.posts)


def _items(record: ArticleRecord) -> tuple[tuple[str, int], ...]:
    participations = sum(len(talk.participants) for talk in record.talks)
    return (
        ("agreement", len(record.agreements)),
        ("statement", len(record.statements)),
        ("participation", participations),
    )
