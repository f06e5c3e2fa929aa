"""Whose page an article is: the state at home in it, for officials whose titles name none."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extraction.elements import symbols
from kg.extraction.officials.find import Reading
from kg.extraction.officials.link import parts
from kg.extraction.officials.sighting import SURE
from kg.language.lexicon import Lexicon
from kg.language.rows import Row, row_of
from kg.language.words import words
from kg.model import Article, Span

_OPENING = 2000  # characters in which a page's own language shows
_SEATS = frozenset({"capital", "place", "name"})
_DASHES = frozenset({"-", "–", "—", "―", ":", "(", "[", "/"})
_LINES, _LONGEST_LINE = 3, 8  # sentences looked at; tokens of a dateline
_DOMAIN = re.compile(
    r"\b(?:gov\.(?=uk|br)|(?<![\w-])[\w-]{1,63}\.(?:gov|go|gob|gouv|gouvernement|govt|gub|mil|gc|defence|mod|mofa)\.)([a-z]{2})\b",
    re.IGNORECASE,
)
_PAIR = re.compile(r"[SAZ]&[SAZ]")
_TOWARDS = frozenset({"to", "for"})


def home_of(article: Article, readings: Sequence[Reading], lexicon: Lexicon) -> str | None:
    """The state at home in an article, by what tells most: its publisher, its page, its text.

    Args:
        article: the article as it was laid out.
        readings: its sentences as they were read.
        lexicon: where names of states and places are looked up.

    Returns:
        The state's code, None where nothing tells or where an organisation publishes.
    """
    metadata = article.metadata
    publisher = lexicon.state_of_publisher(metadata.publisher) or lexicon.state_of_publisher(metadata.url)
    return (
        publisher
        or _by_page(article.text, lexicon)
        or _by_dateline(article, lexicon)
        or _by_opening(readings, article)
        or _by_offices(readings)
        or _by_pairs(readings)
    )


def _by_page(text: str, lexicon: Lexicon) -> str | None:
    """The state of a page's own language, where its furniture is Korean, or of a government's address."""
    if any("가" <= c <= "힣" for c in text[:_OPENING]):
        return "KR"
    codes = {c.upper() for c in _DOMAIN.findall(text)}
    codes = {"GB" if c == "UK" else c for c in codes} & lexicon.parties.keys()
    return codes.pop() if len(codes) == 1 else None


def _by_dateline(article: Article, lexicon: Lexicon) -> str | None:
    """The state of the city that a dateline starts with."""
    if article.dateline is None:
        return None
    line = _cased(article.dateline.of(article.text))
    return next(_seats(row_of(line, Span(0, len(line)), lexicon)), None)


def _seats(row: Row) -> Iterator[str]:
    for hit in row.hits:
        if hit and hit.entry.kind in _SEATS and len(hit.entry.codes) == 1:
            yield hit.entry.codes[0]


def _cased(line: str) -> str:
    """A dateline without the capitals that cities have in it."""
    return " ".join(
        word.title() if word.isupper() and len(word) > len("DC,") else word for word in line.split()
    )


def _by_opening(readings: Sequence[Reading], article: Article) -> str | None:
    """The state of the city before a dash or colon that opens a report ("Manila – The Secretary …")."""
    start = article.paragraphs[0].start if article.paragraphs else 0
    body = [r.row for r in readings if r.row.tokens and r.row.tokens[0].start >= start][:_LINES]
    return next((hit.entry.codes[0] for row in body if (hit := row.hit(0)) and _opens(row)), None)


def _opens(row: Row) -> bool:
    hit = row.hit(0)
    if hit is None or hit.entry.kind not in {"capital", "place"} or len(hit.entry.codes) != 1:
        return False
    for at in range(hit.last, hit.last + _LONGEST_LINE):
        if row.key(at) in _DASHES and not row.glued(at):
            return True
        if not row.key(at) or row.tokens[at].text.islower():
            return False
    return False


def _by_offices(readings: Sequence[Reading]) -> str | None:
    """The state whose own offices a text names without it ("Raksha Mantri", "the Secretary of State")."""
    sightings = [s for reading in readings for s in reading.sightings if s.role]
    foreign = {part for s in sightings if s.codes for part in parts(s.name)}
    roles = (s.role for s in sightings if s.role and not s.codes and foreign.isdisjoint(parts(s.name)))
    own = (o.first for role in roles for o in words().offices if o.first and o.pattern.search(role))
    return next(own, None)


def _by_pairs(readings: Sequence[Reading]) -> str | None:
    """The partner in "Russian-US relations", "ties between Peru and Chile" of the states named as others'."""
    others = {c for r in readings for s in r.sightings if s.strength == SURE for c in s.codes}
    others |= {code for reading in readings for code in _destinations(reading)}
    told = (pair for reading in readings for pair in (*_pairs(reading), *_hyphened(reading.row)))
    counted = Counter(code for pair in told if not others.isdisjoint(pair) for code in pair)
    return next((code for code, _ in counted.most_common() if code not in others), None)


def _hyphened(row: Row) -> Iterator[tuple[str, str]]:
    """The states of "Japan-Germany", in titles and names too."""
    for at, key in enumerate(row.keys):
        one, other = row.hit(at - 1), row.hit(at + 1)
        if key in {"-", "–"} and one and other and len(one.entry.codes) == len(other.entry.codes) == 1:
            yield one.entry.codes[0], other.entry.codes[0]


def _pairs(reading: Reading) -> Iterator[tuple[str, str]]:
    row, found = reading.row, reading.elements
    for match in _PAIR.finditer(symbols(found)):
        first, between, last = found[match.start() : match.end()]
        listed = between.symbol == "&" and (row.key(first.first - 1) == "between" or last.symbol == "Z")
        if listed and len(first.codes) == len(last.codes) == 1:
            yield first.codes[0], last.codes[0]


def _destinations(reading: Reading) -> Iterator[str]:
    """The states that a sentence speaks of going to."""
    row = reading.row
    for element in reading.elements:
        if element.symbol == "S" and row.key(element.first - 1) in _TOWARDS:
            yield from element.codes
