"""Recognition: everything that an article's sentences name, with the officials put together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from kg.extraction.elements import Element
from kg.extraction.mentions import (
    BodyMention,
    Mention,
    Recognised,
    RoleMention,
)
from kg.extraction.officials.find import Reading, read
from kg.extraction.officials.journeys import with_journeys
from kg.extraction.officials.link import Context
from kg.extraction.officials.named import officials
from kg.extraction.officials.sides import located, with_sides
from kg.extraction.officials.state import select, settled
from kg.extraction.recognise.home import home_of
from kg.extraction.recognise.items import items
from kg.extraction.recognise.letters import redefined
from kg.extraction.recognise.parties import Covered, parties, places
from kg.extraction.series.find import find_series
from kg.language.dates.find import find_dates
from kg.language.lexicon import Lexicon
from kg.language.rows import Row, row_of
from kg.language.sentences import sentences
from kg.model import Article, Span

_LONGEST = 4000
_WHOLE_DAY = len("2024-05-06")
_COUNTED = frozenset({"name", "demonym", "abbreviation", "capital", "body", "place"})


def recognise(article: Article, lexicon: Lexicon) -> Recognised:
    """The sentences of an article, its officials and every mention; pure, linear in the text's length."""
    found = sentences(article)
    heads = [*([article.heading] if article.heading else []), *article.subheadings]
    spans = [*heads, *article.credits, *(s.span for s in found)]
    pieces = [(piece, whole) for whole in spans for piece in _pieces(article.text, whole)]
    unlisted = redefined(article.text, lexicon)
    rows = [row_of(article.text, piece, lexicon, unlisted) for piece, _ in pieces]
    readings = list(with_journeys(with_sides(read(row)) for row in rows))
    context = _context(home_of(article, readings, lexicon), rows, lexicon)
    named, mentions = officials(readings, [whole for _, whole in pieces], _titles(article), context)
    mentions += _others(article, readings, spans, context, lexicon, mentions)
    mentions.sort(key=lambda m: (m.span.start, -m.span.end))
    return Recognised(article, found, named, tuple(mentions), context.publisher)


def _titles(article: Article) -> frozenset[Span]:
    """The headings of an article, but for lines that introduce its text ("Attributed to …:")."""
    subheadings = (s for s in article.subheadings if not s.of(article.text).rstrip().endswith(":"))
    return frozenset([*([article.heading] if article.heading else []), *subheadings])


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A sentence whole, or in parts where it is longer than any real one, so that reading stays linear."""
    start = span.start
    while span.end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _context(home: str | None, rows: Sequence[Row], lexicon: Lexicon) -> Context:
    counted: Counter[str] = Counter()
    names: dict[str, dict[str, None]] = {}
    for row in rows:
        for code, words, is_place in _named_parties(row):
            counted[code] += 0 if is_place else 1
            names.setdefault(code, {})[words] = None
    ranked = sorted(counted, key=lambda c: -counted[c])
    forms = {code: tuple(found) for code, found in names.items()}
    organizations = frozenset(o.code for o in lexicon.reference.organizations)
    return Context(home, tuple(ranked), lexicon.words, organizations, forms)


def _named_parties(row: Row) -> Iterator[tuple[str, str, bool]]:
    """The parties that a row names, with the words, and whether as a place."""
    for hit in dict.fromkeys(row.hits):
        if hit and len(hit.entry.codes) == 1 and hit.entry.kind in _COUNTED:
            kind = hit.entry.kind
            is_place = kind == "place" or (kind == "name" and located(row, hit.first))
            yield hit.entry.codes[0], row.part(hit.first, hit.last), is_place


def _others(
    article: Article,
    readings: Sequence[Reading],
    spans: Sequence[Span],
    context: Context,
    lexicon: Lexicon,
    named: Sequence[Mention],
) -> list[Mention]:
    taken = {m.span for m in named}
    mentions: list[Mention] = []
    for reading in readings:
        mentions += _bodies(reading)
        mentions += items(reading.row)
        mentions += places(reading.row, lexicon)
        mentions += _roles(reading, context)
    inside = Covered([*taken, *(m.span for m in mentions if not _names_parties(m))])
    for reading in readings:
        mentions += parties(reading.row, context, inside)
    published = _day(article.metadata.published)
    for span in spans:
        mentions += find_dates(article.text, span, published)
    known = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
    mentions += find_series(article.text, tuple(spans), tuple(known), lexicon.reference)
    return mentions


def _names_parties(mention: Mention) -> bool:
    """Whether parties within a mention stand beside it: "the ministers of A and B" names both."""
    return isinstance(mention, RoleMention) and mention.count != 1


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == _WHOLE_DAY else None


def _bodies(reading: Reading) -> Iterator[BodyMention]:
    row = reading.row
    for element in reading.elements:
        body = element.body or (element.title.body if element.title else None)
        if body:
            label = row.part(body.label_first, body.label_last)
            code = body.codes[0] if len(body.codes) == 1 else None
            yield BodyMention(row.span(body.first, body.last), label, code)


def _roles(reading: Reading, context: Context) -> Iterator[RoleMention]:
    row = reading.row
    for n, element in enumerate(reading.elements):
        if n in reading.used:
            continue
        span = row.span(element.first, element.last)
        if element.symbol in "CD":
            count = 1 if element.symbol == "C" else 0
            yield RoleMention(span, "counterpart", _one(element, context), count)
        elif element.title and element.symbol in "TPR":
            title = element.title
            role = row.part(title.role_first, title.role_last)
            owner = settled(role, context) if element.symbol == "T" else None
            if _meant(row, element) or owner:
                yield RoleMention(span, role, _one(element, context) or owner, title.number)


def _meant(row: Row, element: Element) -> bool:
    """Whether a title without a name means somebody: it has an article, a state or a possessive."""
    title = element.title
    return (
        title is not None
        and (title.determined or bool(title.codes))
        and row.key(element.first) not in {"a", "an"}
    )


def _one(element: Element, context: Context) -> str | None:
    codes = element.codes
    return (
        codes[0] if len(codes) == 1 else select(codes, context) if codes and element.symbol in "TCR" else None
    )
