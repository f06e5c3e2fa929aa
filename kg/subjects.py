"""Every address that a record gives something, so that a decision on what is not there is found."""

from collections.abc import Iterator

from kg.addresses import Addresses, article_slug
from kg.identify import Identities
from kg.model import ArticleRecord, Official, PostHeld


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
    for talk in record.talks:
        yield identities.events[article, talk.key]
        yield identities.series.get((article, talk.key), path)
        yield addresses.place(talk.place) if talk.place else path
        yield from (addresses.party(code) for code in talk.parties)
    for act in (*record.agreements, *record.statements):
        yield from (addresses.item(item) for item in act.concerns)
    yield from (f"{path}/{kind}/{number}" for kind, last in _items(record) for number in range(1, last + 1))


def _posts(record: ArticleRecord) -> Iterator[tuple[Official, PostHeld]]:
    return ((official, held) for official in record.officials for held in official.posts)


def _items(record: ArticleRecord) -> tuple[tuple[str, int], ...]:
    participations = sum(len(talk.participants) for talk in record.talks)
    return (
        ("agreement", len(record.agreements)),
        ("statement", len(record.statements)),
        ("participation", participations),
    )
