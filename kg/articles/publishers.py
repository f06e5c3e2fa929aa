"""Who put a page out: its masthead, its copyright line, the newswire of its dateline."""

import re
from collections.abc import Iterator, Sequence

from kg.articles.blocks import Block
from kg.articles.datelines import Dateline
from kg.articles.rules import covering

_SEPARATOR = re.compile(
    r"\s+(?:\||::|·|-|–|—)\s+|,? and (?=(?:[Tt]he |Senator |Her |His )?(?:R[Tt]\.? )?H(?:on|ONOURABLE)\b)"
)
_FROM = re.compile(r"From:? (?=[A-Z])")
_YEAR = r"(?:19|20)\d\d"
_COPYRIGHT = re.compile(
    rf"(?:copyrights?|©|ⓒ|\(c\))[\s©ⓒ,]*(?:\(c\))?\s*(?:by )?(?:{_YEAR}(?:\s?[-–]\s?{_YEAR})?)?[\s,.]*"
    rf"(?:by )?(?P<owner>[^\d,.<>|()][^<>|()]{{2,80}}?)\s*(?:[,.]?\s*{_YEAR})?[\s,.]*"
    r"(?:all rights? reserved.*)?[>)\]\s.]*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:publisher|published by|issued by|source)\s?:\s?(?P<name>[^.!?:]{2,100})", re.IGNORECASE
)
_ISSUED = re.compile(
    r"(?:the |this )?(?:press |news )?(?:release|statement|speech)s? (?:was )?(?:issued|made|released) by "
    r"(?:the )?(?P<name>[^.!?:]{2,80}?),? on \d",
    re.IGNORECASE,
)
_LONGEST = 160
_NO_OWNERS = frozenset({"crown", "crown copyright"})
_SMALL = frozenset({"of", "the", "for", "and", "to", "in"})


def publisher_of(blocks: Sequence[Block], datelines: Sequence[Dateline | None]) -> str | None:
    """The publisher that the page names: masthead first, then copyright, then the newswire."""
    return next(_publishers(blocks, datelines), None)


def is_masthead(block: Block) -> bool:
    """Whether a line is, or holds, a publisher's name."""
    return next(_mastheads(block), None) is not None


def _publishers(blocks: Sequence[Block], datelines: Sequence[Dateline | None]) -> Iterator[str]:
    for place in range(len(blocks)):
        yield from _headed(blocks, place)
    for block in blocks:
        words = block.words[:_LONGEST]
        if labelled := _LABELLED.fullmatch(words) or _ISSUED.match(words):
            yield labelled["name"]
    yield from (owner for block in blocks if (owner := _owner(block)))
    yield from (dateline.agency for dateline in datelines if dateline and dateline.agency)


def _headed(blocks: Sequence[Block], place: int) -> Iterator[str]:
    """The publisher in a line of the masthead, with the state that a line beside it names."""
    for name in _mastheads(blocks[place]):
        beside = [other for near in _beside(blocks, place) for other in _mastheads(near)]
        if not (_is_state(name) and beside):
            yield ", ".join([name, *filter(_is_state, beside)][:2])


def _owner(block: Block) -> str | None:
    """Who holds the copyright, where a line says so of somebody who publishes."""
    match = _COPYRIGHT.fullmatch(block.words[:_LONGEST].strip("<>[]() ")) if block.effect == "drop" else None
    return match["owner"] if match and match["owner"].casefold() not in _NO_OWNERS else None


def _beside(blocks: Sequence[Block], place: int) -> tuple[Block, ...]:
    """The lines before and after one."""
    return (*blocks[max(0, place - 1) : place], *blocks[place + 1 : place + 2])


def _is_state(name: str) -> bool:
    """Whether a masthead is that of a state alone ("Republic of Peru")."""
    rule = covering("publishers", name)
    return rule is not None and rule.name == "state"


def _mastheads(block: Block) -> Iterator[str]:
    if len(block.words) > _LONGEST or block.sentence_like or block.effect is not None:
        return
    for part in _SEPARATOR.split(_FROM.sub("", block.words)):
        name = _in_title_case(part) if _shouted(part) else part
        if covering("publishers", name):
            yield name


def _shouted(words: str) -> bool:
    """Whether all words but small ones are in capitals, and are not a name that is written so."""
    capitals = all(word.isupper() or word in _SMALL for word in words.split())
    return capitals and covering("publishers", words) is None


def _in_title_case(words: str) -> str:
    cased = " ".join(_cased(word) for word in words.split())
    return cased[:1].upper() + cased[1:]


def _cased(word: str) -> str:
    if word.casefold() in _SMALL:
        return word.casefold()
    return word if "." in word else word.capitalize()
