"""The one place that mints IRIs: paths under the base, made from identity keys, never from row order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from kg.identity.known import Known, plain
from kg.model import ArticleRecord, Document, Mentioned, Place, PostHeld
from kg.settings import DEFAULT_BASE

_LONGEST = 80
_ALPHA_2 = 2
_NOT_STATES = frozenset({"UN", "EU"})


def digest6(key: str) -> str:
    """Six hexadecimal digits of a key's SHA-256."""
    return sha256(key.encode()).hexdigest()[:6]


def slug(text: str) -> str:
    """An ASCII slug of at most 80 characters; what it cannot spell or hold, a digest stands for."""
    words = plain(text).replace(" ", "-")
    if words and len(words) <= _LONGEST:
        return words
    return f"{words[: _LONGEST - 7].strip('-') or 'x'}-{digest6(text)}"


def article_slug(identifier: str) -> str:
    """The slug of an article: its identifier where that is one, otherwise one told apart by a digest."""
    made = slug(identifier)
    return made if made == identifier else f"{made}-{digest6(identifier)}"


def american(text: str) -> str:
    """A title in one spelling, so that "Minister of Defence" and "Minister of Defense" are one post."""
    return re.sub(r"(?i)\b(defen)ce\b", r"\1se", text)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Paths of everything ("id/state/KR"); `iri` puts the base IRI before them.

    Attributes:
        moved: paths of series, places, bodies, posts, exercises and instruments that curators made one
            with another, to the path that stays.
    """

    base: str = DEFAULT_BASE
    known: Known = field(default_factory=Known)
    moved: Mapping[str, str] = field(default_factory=dict)

    def iri(self, path: str) -> str:
        """The path under the base IRI."""
        return self.base + path

    def settled(self, path: str) -> str:
        """The path, or the one that curators put in its place."""
        return self.moved.get(path, path)

    def is_state(self, code: str) -> bool:
        """Whether the code names a state; one that the reference data lack, whether it looks like one."""
        if code in self.known.states or code in self.known.organizations:
            return code in self.known.states
        return len(code) == _ALPHA_2 and code not in _NOT_STATES

    def party(self, code: str) -> str:
        """A state or an international organisation."""
        if self.is_state(code):
            return f"id/state/{code}"
        return f"id/organization/{code if code in self.known.organizations else slug(code).upper()}"

    def party_label(self, code: str) -> str:
        """The name of a party in running text ("the Republic of Korea" without its article)."""
        return self.known.states.get(code) or self.known.organizations.get(code) or code

    def owner(self, held: PostHeld, party: str | None) -> str | None:
        """What a post belongs to: the body that the text names, otherwise the party served."""
        if not held.organization:
            return self.party(party) if party else None
        name = plain(held.organization)
        if name in self.known.party_names:
            return self.party(self.known.party_names[name])
        found = self.known.bodies.get((party or "", name))
        return self.settled(found or f"id/body/{slug(f'{party or str()} {held.organization}')}")

    def post(self, held: PostHeld, party: str | None) -> str:
        """A post, by its title and what it belongs to."""
        owner = (self.owner(held, party) or "").rsplit("/", 1)[-1]
        return self.settled(f"id/post/{slug(f'{owner} {american(held.role)}')}")

    def tenure(self, official: str, post: str) -> str:
        """That an official holds a post; both given as paths."""
        return f"id/tenure/{official.removeprefix('id/official/')}-{post.removeprefix('id/post/')}"

    def place(self, place: Place) -> str:
        """A city or site, told apart by the state that it lies in; a whole land by its code."""
        name = plain(place.label)
        found = self.known.places.get((name, place.state or ""))
        if not found and place.state and self.known.party_names.get(name) == place.state:
            return self.country(place.state)
        return self.settled(found or f"id/place/{slug(f'{place.state or str()} {place.label}')}")

    def country(self, code: str) -> str:
        """The land of a state."""
        return f"id/country/{code}"

    def item(self, item: Mentioned) -> str:
        """An exercise, an instrument or a resolution."""
        kind = "exercise" if item.kind == "exercise" else "instrument"
        return self.settled(f"id/{kind}/{item.identifier or slug(item.label)}")

    def concept(self, scheme: str, notation: str) -> str:
        """A concept of the scheme "topic" or "act"."""
        return f"id/{scheme}/{slug(notation)}"

    def article(self, document: Document) -> str:
        """An article."""
        return f"id/article/{article_slug(document.identifier)}"

    def graph(self, name: str) -> str:
        """A named graph: "reference", "inferred", "article/<slug>"."""
        return f"graph/{name}"

    def article_graph(self, record: ArticleRecord) -> str:
        """The named graph of an article."""
        return self.graph(f"article/{article_slug(record.article.document.identifier)}")
