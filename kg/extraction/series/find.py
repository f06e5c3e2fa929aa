"""Named and numbered talks: "11th ROK-Japan Security Policy Consultation", "the 53rd SCM", "G20 summit".

A name is read leftwards from its head noun over capitals, parties and the table's small words, so that no
list of series is needed; the reference data add identifiers, forms and members where they know the name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.mentions import BodyMention, Mention, PartyMention, RoleMention, SeriesMention
from kg.extraction.series.known import KnownSeries, known_series
from kg.extraction.series.names import is_name
from kg.extraction.series.words import Head, Word, leads_on, ordinal, series_table, start_of, words_of
from kg.model import Span, TalkForm
from kg.reference.tables import Reference

_AFTER = re.compile(
    r"(?:[- ]?Plus\b| \+)?(?: (?P<talks>[Tt]alks|[Mm]eeting|Retreat))?"
    r"(?: ?\((?P<abbr>[A-Z0-9][\w+-]{1,12}|[“\"]2\+2[”\"])\))?(?P<tail>[- ]?Plus\b| Retreat\b)?"
)
_DAYS = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d)"
)
_ABOUT = re.compile(
    r" (?:on|of|for) (?:the )?"
    + _DAYS
    + r"[A-Z][\w'’-]+(?:(?: (?:and|of|the|for|on))* "
    + _DAYS
    + r"[A-Z][\w'’-]+)*"
)


def find_series(
    text: str, spans: Sequence[Span], mentions: Sequence[Mention], reference: Reference
) -> tuple[SeriesMention, ...]:
    """The named and numbered talks of a text, in order, none within another.

    Args:
        text: the article's text.
        spans: sentences and headline.
        mentions: parties and places found so far.
        reference: the series that are known already.
    """
    known = known_series(reference.series)
    parties = sorted(_party_words(mentions), key=lambda m: m.span)
    named: list[SeriesMention] = []
    for span in spans:
        first = bisect_left(parties, span.start, key=_start)
        here = [p for p in parties[first : bisect_left(parties, span.end, key=_start)] if span.covers(p.span)]
        found = _longest(_named(text, span, here, known))
        named += [*found, *_coordinated(text, found, here)]
    short = known.abbreviations | _initials(text, named) | _introduced(text, named, parties)
    return tuple(sorted([*named, *_abbreviated(text, spans, named, short)], key=lambda m: m.span))


def _start(mention: PartyMention) -> int:
    return mention.span.start


def _party_words(mentions: Sequence[Mention]) -> Iterator[PartyMention]:
    """Parties, and those with which the name of a body begins."""
    for m in mentions:
        if isinstance(m, PartyMention):
            yield m
        elif isinstance(m, BodyMention | RoleMention) and m.party:
            yield PartyMention(m.span, (m.party,), "name")


def _longest(found: Iterator[SeriesMention]) -> list[SeriesMention]:
    kept: list[SeriesMention] = []
    for mention in found:
        while kept and mention.span.covers(kept[-1].span):
            kept.pop()
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _named(
    text: str, span: Span, parties: Sequence[PartyMention], known: KnownSeries
) -> Iterator[SeriesMention]:
    table = series_table()
    words = words_of(text, span, parties)
    for i, word in enumerate(words):
        head = table.heads.get(word.key.removesuffix("-plus").removesuffix("'s"))
        if head is None or leads_on(words, i, table):
            continue
        first = start_of(words, i, table)
        number = ordinal(words[first].key)
        if is_name(words, first, i, number, head, text):
            yield _mention(text, span, words[first : i + 1], number, head, parties, known)


def _mention(
    text: str,
    span: Span,
    words: list[Word],
    number: int | None,
    head: Head,
    parties: Sequence[PartyMention],
    known: KnownSeries,
) -> SeriesMention:
    start = words[0].start
    end, label_end, abbreviation = _ending(text, span, words[-1], head)
    inside, between = _parties_of(text, Span(start, end), span, parties)
    label = text[start : max(label_end, between or 0)]
    name = text[words[1].start if number is not None and len(words) > 1 else start : label_end]
    series = " ".join(re.sub(r" ?\([^)]*\)", "", name).split())
    mention = SeriesMention(
        Span(start, max(end, between or 0)), " ".join(label.split()), series, None, number,
        _form(series, head.form, inside), inside,
    )  # fmt: skip
    mention = _edition(text, span, mention)
    return known.identified(_spelt_out(mention, between, text, parties), abbreviation)


def _ending(text: str, span: Span, last: Word, head: Head) -> tuple[int, int, str | None]:
    """Where a name ends, where its label does, and the abbreviation between parentheses."""
    end, marks = last.end - _punctuation(last.text), _punctuation(last.text)
    label_end, abbreviation = end, None
    if marks:
        return end, label_end, None
    if after := _AFTER.match(text, end, span.end):
        label_end = after.start("abbr") - 1 if after["abbr"] and not after["tail"] else after.end()
        abbreviation, end, label_end = after["abbr"], after.end(), len(text[:label_end].rstrip())
    if head.form == "exercise" and (called := _CALLED.match(text, end, span.end)):
        end = label_end = called.end()
    if last.text[0].isupper() and (about := _ABOUT.match(text, end, span.end)):
        end = label_end = about.end()
    return end, label_end, abbreviation


_CALLED = re.compile(
    r",? ?[‘'“\"]?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"[A-Z][\w-]+(?: [A-Z\d][\w-]*){0,3}[’'”\"]?"
)

_EDITION = re.compile(
    r"\b(?P<n>[\w-]+) (?:session|round|edition|meeting|sitting|iteration) of (?:the )?$", re.IGNORECASE
)


def _edition(text: str, span: Span, mention: SeriesMention) -> SeriesMention:
    """The mention with the number that stands before it: "the third round of the Strategic Dialogue"."""
    if mention.ordinal is not None:
        return mention
    before = _EDITION.search(text, max(span.start, mention.span.start - 60), mention.span.start)
    number = ordinal(before["n"]) if before else None
    if before is None or number is None:
        return mention
    label = f"{text[before.start() : mention.span.start]}{mention.label}"
    return replace(mention, span=Span(before.start(), mention.span.end), ordinal=number, label=label)


def _spelt_out(
    mention: SeriesMention, between: int | None, text: str, parties: Sequence[PartyMention]
) -> SeriesMention:
    """A series named "X between A and B" as "A-B X", so that both spellings give one name."""
    if not between:
        return mention
    names = {p.codes: p.span.of(text) for p in reversed(parties) if mention.span.covers(p.span)}
    ordered = [names[p.codes] for p in parties if mention.span.covers(p.span) and p.codes in names]
    return replace(mention, series=f"{'-'.join(dict.fromkeys(ordered))} {mention.series}")


def _punctuation(word: str) -> int:
    return len(word) - len(word.rstrip("“”\"'’),.;:!?"))


_BETWEEN = re.compile(r" (?:\([^)]*\) )?between (?:the )?")
_JOINED = re.compile(r"(?: ?\([^)]{1,30}\))?(?:,? and|,)(?: the)? |(?: ?\([^)]{1,30}\))?(?=\W|$)")


def _parties_of(
    text: str, name: Span, span: Span, parties: Sequence[PartyMention]
) -> tuple[tuple[str, ...], int | None]:
    """Parties in the name and, after "between", behind it; with the end of those."""
    codes = [c for p in parties if name.covers(p.span) for c in p.codes]
    between = _BETWEEN.match(text, name.end, span.end)
    if not between:
        return tuple(dict.fromkeys(codes)), None
    at, end = between.end(), None
    for party in (p for p in parties if p.span.start >= at):
        if party.span.start != at:
            continue
        codes += party.codes
        end = party.span.end
        joined = _JOINED.match(text, end, span.end)
        at = joined.end() if joined else end
    return tuple(dict.fromkeys(codes)), end


def _form(name: str, form: TalkForm, parties: tuple[str, ...]) -> TalkForm:
    """The form that a name tells: ministers of an organisation, or of a region, meet in conference."""
    found = next((shape for pattern, shape in series_table().shapes if pattern.search(name)), form)
    many = len(parties) == 1 and len(parties[0]) > _STATE
    return "conference" if many and found == "meeting" and _MINISTERS.search(name) else found


_STATE = 2  # letters of an ISO code
_MINISTERS = re.compile(r"(?i)\bministerial\b|\bministers\b")


def _coordinated(
    text: str, named: Sequence[SeriesMention], parties: Sequence[PartyMention]
) -> list[SeriesMention]:
    """The first of "inter-Korean and US-North Korea summit talks", whose head stands with the second."""
    ends = {p.span.end: p for p in parties if len(p.codes) > 1}
    found = []
    for mention in named:
        party = ends.get(mention.span.start - len(" and "))
        if party and text[party.span.end : mention.span.start] == " and ":
            head = mention.series.rpartition(" summit")
            label = f"{party.span.of(text)}{''.join(head[1:])}" if head[1] else party.span.of(text)
            found.append(replace(mention, span=party.span, label=label, series=label, parties=party.codes))
    return found


def _initials(text: str, named: Sequence[SeriesMention]) -> dict[str, SeriesMention]:
    """Abbreviations of two capitals or more that the text uses for a name without introducing them."""
    first: dict[str, SeriesMention] = {}
    for mention in named:
        capitals = "".join(w[0] for w in mention.series.split() if w[0].isupper())
        if len(capitals) >= _INITIALS:
            first.setdefault(capitals, mention)
            first.setdefault(f"{capitals}s", mention)
    return {s: m for s, m in first.items() if s in text and re.search(rf"(?<![\w-]){s}(?![\w-])", text)}


_INITIALS = 3
_INTRODUCED = re.compile(r"(?P<name>[^()]+) ?\((?P<abbr>[A-Z][A-Za-z0-9+-]{1,11})\)")


def _introduced(
    text: str, named: Sequence[SeriesMention], parties: Sequence[PartyMention]
) -> dict[str, SeriesMention]:
    """Abbreviations that the text itself gives its series in parentheses."""
    codes = {p.span for p in parties}
    found = {}
    for mention in named:
        match = _INTRODUCED.match(text, mention.span.start, mention.span.end)
        if match and Span(*match.span("abbr")) not in codes:
            words = match["name"].split()
            name = " ".join(words[1:] if ordinal(words[0]) is not None else words)
            found[match["abbr"]] = replace(mention, series=name)
    return found


def _abbreviated(
    text: str, spans: Sequence[Span], named: Sequence[SeriesMention], short: dict[str, SeriesMention]
) -> Iterator[SeriesMention]:
    used = sorted((s for s in short if s in text), key=len, reverse=True)
    if not used:
        return
    names = "|".join(re.escape(s) for s in used)
    pattern = re.compile(rf"(?:\b(?P<n>[\w-]{{1,30}}) )?(?<![\w-])(?P<s>{names})(?![\w+]|-[A-Za-z0-9])")
    taken = sorted(m.span for m in named)
    for match in (m for span in spans for m in pattern.finditer(text, span.start, span.end)):
        here = Span(match.start("s"), match.end("s"))
        if _overlaps(here, taken):
            continue
        number = ordinal(match["n"]) if match["n"] else None
        start = match.start("n") if number is not None else here.start
        label = text[start : here.end]
        yield replace(short[match["s"]], span=Span(start, here.end), label=label, ordinal=number)


def _overlaps(here: Span, taken: Sequence[Span]) -> bool:
    """Whether a stretch shares characters with one of several, which are sorted and apart."""
    after = bisect_left(taken, here.end, key=lambda t: t.start)
    return after > 0 and taken[after - 1].end > here.start
