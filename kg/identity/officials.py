"""Which officials of different articles are one person.

The key is the folded name with the party served. A shorter form (a bare surname, middle names left
out, Mike for Michael) joins the fuller official of the same party when exactly one fits; a bare surname
and a nickname need a compatible post too. What fits none or two stays apart. Nothing is decided by a score.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.addresses import american, article_slug, digest6, slug
from kg.identity.known import plain
from kg.identity.names import KOREAN, is_bare, name_tokens, respelt, same_but_for_nickname, shortens
from kg.identity.rulings import NO_RULINGS, Handle, Rulings, barred, root
from kg.model import ArticleRecord, Official

_COMMON_SURNAMES = KOREAN | {"CN", "VN"}
_FILLERS = frozenset({"of", "the", "for", "and", "in", "to", "on", "national", "state", "affairs", "s"})
_PASSING = frozenset({"former", "then", "late", "ex", "new", "acting", "newly", "appointed", "designate"})
_BELOW = frozenset({"vice", "deputy", "assistant", "under", "prime", "first", "second", "third", "chief"})
_SAME_WORD = {"foreign": "foreign", "premier": "prime minister", "dg": "director general"}


@dataclass(frozen=True, slots=True)
class Person:
    """One identity key with the facts that its articles give.

    Attributes:
        key: the whole identity key as text; the address carries its digest.
        tokens: folded name.
        posts: word sets of the posts held.
    """

    key: str
    tokens: tuple[str, ...]
    party: str | None
    posts: frozenset[frozenset[str]]

    @property
    def path(self) -> str:
        """`id/official/<slug>-<hash6>`."""
        return f"id/official/{slug(' '.join(self.tokens))}-{digest6(self.key)}"


@dataclass(frozen=True, slots=True)
class OfficialIdentities:
    """Paths of each official of each article, by (article slug, name).

    Attributes:
        paths: canonical paths.
        own: paths that the articles would give the officials if no other article named them.
    """

    paths: Mapping[Handle, str]
    own: Mapping[Handle, str]


def identify_officials(records: Iterable[ArticleRecord], rulings: Rulings = NO_RULINGS) -> OfficialIdentities:
    """One path per person over all articles; the order of the records does not matter."""
    claims = [
        ((article, official.name), _person(official, article, rulings.split))
        for record in records
        for article in [article_slug(record.article.document.identifier)]
        for official in record.officials
    ]
    people = _gathered(person for _, person in claims)
    keys = {claim: person.key for claim, person in claims}
    joins = rulings.united(_joins(people, rulings.apart(keys)), keys)
    canonical = {key: root(key, joins) for key in people}
    paths = {claim: people[canonical[person.key]].path for claim, person in claims}
    return OfficialIdentities(paths, {claim: person.path for claim, person in claims})


def post_words(role: str) -> frozenset[str]:
    """The words of a title that tell one post from another."""
    words = plain(american(role)).split()
    expanded = " ".join(_SAME_WORD.get(word, word) for word in words).split()
    return frozenset(w for w in expanded if w not in _FILLERS | _PASSING)


def compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles may name one post: of one rank, and one as wide as the other or wider."""
    return (one & _BELOW) == (other & _BELOW) and (one <= other or other <= one)


def _person(official: Official, article: str, split: Mapping[Handle, str]) -> Person:
    tokens = name_tokens(official.name, official.party) or (plain(official.name) or "unnamed",)
    posts = frozenset(post_words(post.role) for post in official.posts)
    key = f"{official.party or ''}|{' '.join(tokens)}"
    if is_bare(tokens):
        key += f"|{_scope(official, article)}"
    if told_apart := split.get((article, official.name)):
        key += f"|{told_apart}"
    return Person(key, tokens, official.party, posts)


def _scope(official: Official, article: str) -> str:
    """What keeps surnames apart: the post; the article where they are common or nothing is known."""
    if official.party is None or official.party in _COMMON_SURNAMES or not official.posts:
        return f"in {article}"
    return " ".join(sorted(post_words(official.posts[0].role)))


def _gathered(claims: Iterable[Person]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for claim in claims:
        known = people.get(claim.key)
        posts = claim.posts | known.posts if known else claim.posts
        people[claim.key] = Person(claim.key, claim.tokens, claim.party, posts)
    return dict(sorted(people.items()))


def _joins(people: Mapping[str, Person], apart: Mapping[str, set[str]]) -> dict[str, str]:
    """For each key that is a shorter way to write exactly one person, the fuller key.

    Args:
        people: by key.
        apart: keys that a key must not join.
    """
    by_word: dict[tuple[str | None, str], list[Person]] = defaultdict(list)
    for person in people.values():
        for word in {person.tokens[0], person.tokens[-1]}:
            by_word[person.party, word].append(person)
    same_name = defaultdict(list)
    for person in people.values():
        same_name[person.tokens].append(person)
    joins: dict[str, str] = {}
    for person in sorted(people.values(), key=_fullness, reverse=True):
        fuller = _namesakes(person, same_name[person.tokens]) or _fuller(person, by_word)
        roots = {root(other.key, joins) for other in fuller} - {person.key}
        free = [target for target in roots if not barred(person.key, target, joins, apart)]
        if len(free) == 1:
            joins[person.key] = free[0]
    return joins


def _fullness(person: Person) -> tuple[int, int, bool, str]:
    return len(person.tokens), len("".join(person.tokens)), person.party is not None, person.key


def _namesakes(person: Person, same: Sequence[Person]) -> list[Person]:
    """For a person of unknown party, those of the same full name whose party is known."""
    if person.party is not None or is_bare(person.tokens):
        return []
    return [other for other in same if other.party is not None]


def _fuller(person: Person, by_word: Mapping[tuple[str | None, str], Sequence[Person]]) -> list[Person]:
    words = {person.tokens[0], person.tokens[-1]}
    others = {o.key: o for word in words for o in by_word.get((person.party, word), ())}
    return [o for o in others.values() if _fullness(o) > _fullness(person) and _fits(person, o)]


def _fits(short: Person, full: Person) -> bool:
    """Whether the shorter name may be the fuller person's; a nickname needs a post that both hold."""
    if short.party is None:
        return False
    posts_agree = any(compatible(one, other) for one in short.posts for other in full.posts)
    if same_but_for_nickname(short.tokens, full.tokens, short.party):
        return posts_agree
    if respelt(short.tokens, full.tokens):
        return True
    if not shortens(short.tokens, full.tokens, short.party):
        return False
    return posts_agree or not (is_bare(short.tokens) and short.posts and full.posts)
