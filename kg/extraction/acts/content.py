"""What an act is about: the kind that its words give a verb of saying, and the items that it concerns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.mentions import ItemMention, Recognised
from kg.language.tables import table
from kg.model import ActKind, Mentioned, Span
from kg.reference.load import load_reference


@dataclass(frozen=True, slots=True)
class ContentRule:
    """A row of `data/act_content.toml`."""

    id: str
    act: ActKind
    pattern: re.Pattern[str]
    match: str
    miss: str


@cache
def content_rules() -> tuple[ContentRule, ...]:
    """The rows, in order; the first that fits decides."""
    return tuple(
        ContentRule(r["id"], r["act"], re.compile(r["pattern"], re.IGNORECASE), r["match"], r["miss"])
        for r in table("act_content")["content"]
    )


def kind_by_content(words: str, otherwise: ActKind) -> ActKind:
    """The kind of act that words amount to when they were merely "said"."""
    return next((r.act for r in content_rules() if r.pattern.search(words)), otherwise)


_NAME = r"[A-Z][\w-]*(?: (?:[A-Z\d][\w-]*|of|and|the))*"
_EXERCISE = re.compile(
    rf"[‘’'“\"]({_NAME})[‘’'”\"] (?:\w+ ){{0,3}}?(?:drills?|exercises?|war games?|man(?:oeu|eu)vers?)\b"
    rf"|\b(?:[Ee]xercises?|drills?) [‘'“\"]?({_NAME})"
    rf"|\b({_NAME}) (?:\w+ ){{0,2}}?(?:drills?|exercises?|war games?)\b"
)
_RESOLUTION = re.compile(
    r"\b(?:(?:the )?(?:relevant )?(?:UN|U\.N\.|United Nations) Security Council(?:['’]s)?|UNSC|UN) "
    r"(?:\w+ )?[Rr]esolutions?(?: \(UNSCRs?\))?(?: (?:Nos?\. ?)?\d{3,4}(?:(?:, | and |, and )\d{3,4})*)?"
    r"(?: on [A-Z]\w+(?: [A-Z]\w+)*)?"
    r"|\bUNSCRs?(?: \d{3,4}(?:(?:, | and )\d{3,4})*)?"
)
_COMMON = re.compile(
    r"^(?:The|A|An|This|These|Their|Its|All|Such|Joint|Combined|Military|Bilateral|Regular|No)\b(?: \w+)?$"
)


def concerns_in(
    recognised: Recognised, spans: Sequence[Span], parties: Sequence[str] = ()
) -> tuple[Mentioned, ...]:
    """The exercises, instruments and resolutions named in some stretches of text, in order, each once.

    Args:
        recognised: the article.
        spans: what the act is about.
        parties: who acts; an instrument of other parties that bears the same name is not meant.
    """
    text = recognised.article.text
    found = [m.item for span in spans for m in recognised.within(span) if isinstance(m, ItemMention)]
    for span in spans:
        found += _by_pattern(text, span)
    kept: list[Mentioned] = []
    for item in (_of_parties(i, parties) for i in found):
        if not any(_same(item, k, text) for k in kept):
            kept.append(item)
    return tuple(sorted(kept, key=lambda item: item.span))


def _of_parties(item: Mentioned, parties: Sequence[str]) -> Mentioned:
    """An item under its tidy name, without the identifier of an instrument that the parties never signed."""
    signed = _signatories().get(item.identifier or "", frozenset())
    foreign = common_name().search(item.label) and signed and not signed.issuperset(parties)
    identifier = None if foreign else item.identifier
    return replace(item, label=_tidy(item.label), identifier=identifier)


@cache
def common_name() -> re.Pattern[str]:
    """Names of instruments that many pairs of states have."""
    return re.compile(table("act_content")["common"]["pattern"])


@cache
def _signatories() -> dict[str, frozenset[str]]:
    return {i.slug: frozenset(i.signatories) for i in load_reference().instruments}


def _same(item: Mentioned, kept: Mentioned, text: str) -> bool:
    """Whether two mentions are one: they overlap, have one label, or the second abbreviates the first."""
    if item.span.start < kept.span.end and kept.span.start < item.span.end:
        return True
    return item.label.casefold() == kept.label.casefold() or text[kept.span.end : item.span.start] == " ("


def _by_pattern(text: str, span: Span) -> Iterator[Mentioned]:
    for match in _RESOLUTION.finditer(text, span.start, span.end):
        yield Mentioned("resolution", _tidy(match[0]), Span(match.start(), match.end()))
    for match in _EXERCISE.finditer(text, span.start, span.end):
        group = match.lastindex or 0
        label = _tidy(match[group])
        if not _COMMON.match(label) and not re.fullmatch(r"[A-Z][A-Z.\-]*(?: ?[-–] ?[A-Z]+)*", label):
            yield Mentioned("exercise", label, Span(match.start(group), match.end(group)))


_WRAPPING = re.compile(r"^(?:(?:the|all|relevant|existing|its|their)\s+)+|\s+(?:and|the)$")
_OWNER = re.compile(r"(?<=Security Council)['’]s\b")


def _tidy(label: str) -> str:
    """A name without articles around it and without the Council's possessive."""
    return _OWNER.sub("", _WRAPPING.sub("", " ".join(label.split())))
