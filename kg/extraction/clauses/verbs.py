"""Triggers: the verbs of a sentence that the act lexicon knows, in a form that asserts something."""

import re
from dataclasses import dataclass
from typing import Literal

from kg.extraction.clauses.tokens import Masked, Token, is_adverb, word_class
from kg.language.verbs import ACTOR, ActRow, Tag, VerbForm, act_lexicon

Voice = Literal["active", "passive", "participle"]

BE = word_class("be")
HAVE = word_class("have")
DO = word_class("do")
MODALS = word_class("modals")
NEGATIONS = word_class("negations")
_DETERMINERS = word_class("determiners")
_PREPARE = re.compile(
    r"\b(?:(?:also )?(?:would|should) (?:also )?like|wish(?:es|ed)?|want(?:s|ed)?"
    r"|(?:took|takes|taking|used|seized) (?:the|this|that) (?:opportunity|occasion|chance)|went on|goes on"
    r"|(?:was|were|is|are) (?:also )?(?:pleased|proud|happy|honou?red|glad|delighted)"
    r"|continued|proceeded|came together|(?:was|were) able|managed|came|made a point of|did not fail)"
    r" to (?:also )?$"
)
_PURPOSE = re.compile(
    r"\b(?:called|telephoned|phoned|spoke|met|hosted|wrote|visited|convened|gathered|held (?:talks|a call))\b"
    r"(?P<between>[^.;]*) to (?:also )?$"
)
_SPOKEN_ING = word_class("spoken-participles")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb of the lexicon at work.

    Attributes:
        start: number of the first token of the verb chain, auxiliaries and adverbs included.
        verb: number of the verb's token.
        end: number of the token after the verb and its particle or object noun.
        noun: number of the object noun's token in a collocation.
        tag: the tense read; "base" and "s" ask for a subject close by.
    """

    row: ActRow
    voice: Voice
    start: int
    verb: int
    end: int
    tag: Tag
    noun: int | None = None


def find_triggers(masked: Masked) -> tuple[Trigger, ...]:
    """The asserted act verbs, in order, one reading each: the most specific; in quotations joint ones."""
    found: list[Trigger] = []
    for index, token in enumerate(masked.tokens):
        if token.kind != "word":
            continue
        forms = (f for f in act_lexicon().forms.get(token.word, ()) if f.row.joint or not token.quoted)
        readings = [t for f in forms if (t := _read(masked, index, f))]
        if readings:
            found.append(max(readings, key=lambda t: t.row.rank))
    taken = {t.noun for t in found}
    return tuple(t for t in found if t.verb not in taken)


def _read(masked: Masked, index: int, form: VerbForm) -> Trigger | None:
    tokens = masked.tokens
    end = index + 1
    for word in form.particle:
        if end >= len(tokens) or tokens[end].word != word:
            return None
        end += 1
    start, auxiliaries = _chain(tokens, index)
    if "to" in auxiliaries or MODALS.intersection(auxiliaries):
        start = _prepared(masked, index, start)
    reading = _voice(masked, index, start, auxiliaries, form)
    if reading is None:
        return None
    voice, tag = reading
    fit = _complement(masked, form.row, voice, start, end)
    return (
        None
        if fit is None
        else Trigger(form.row, voice, start, index, max(end, fit + 1), tag, fit if fit >= 0 else None)
    )


def _chain(tokens: tuple[Token, ...], index: int) -> tuple[int, list[str]]:
    """The first token of the verb chain and its auxiliaries, nearest first."""
    at, words = index, []
    auxiliary = BE | HAVE | DO | MODALS | NEGATIONS | {"to"}
    while at > 0:
        token = tokens[at - 1]
        if token.kind == "word" and (token.word in auxiliary or is_adverb(token)):
            words.append(token.word)
        elif token.word != "'" or not words:
            break
        at -= 1
    return at, [w for w in words if w in auxiliary]


def _voice(
    masked: Masked, index: int, start: int, auxiliaries: list[str], form: VerbForm
) -> tuple[Voice, Tag] | None:
    """How the verb is used; None where nothing is asserted: negated, modal, infinitive, attribute."""
    if NEGATIONS.intersection(auxiliaries) or start < 0:
        return None
    tags = form.tags
    if "ing" in tags:
        return ("active", "past") if BE.intersection(auxiliaries) else _participle(masked, index, start)
    if "pp" in tags and BE.intersection(auxiliaries) and not form.row.adjectives:
        return None if _in_the_past(masked, start) else ("passive", "pp")
    return _finite(masked, index, start, auxiliaries, tags)


def _in_the_past(masked: Masked, start: int) -> bool:
    """Whether a relative clause tells what had been done before ("a code which had been endorsed")."""
    tokens = masked.tokens
    return 0 < start < len(tokens) and tokens[start].word == "had" and tokens[start - 1].word in _RELATIVES


_RELATIVES = frozenset({"which", "that", "who"})


def _finite(
    masked: Masked, index: int, start: int, auxiliaries: list[str], tags: frozenset[Tag]
) -> tuple[Voice, Tag] | None:
    if {"to", *DO, *HAVE}.intersection(auxiliaries):
        return "active", "past"
    if BE.intersection(auxiliaries):
        return None
    following = masked.tokens[index + 1].word if index + 1 < len(masked.tokens) else ""
    if (start and masked.tokens[start - 1].word in _DETERMINERS) or following == "by":
        return None
    tag = next((t for t in _FINITE if t in tags), None)
    return ("active", tag) if tag else None


_FINITE: tuple[Tag, ...] = ("past", "s", "base")


def _prepared(masked: Masked, index: int, start: int) -> int:
    """The first token of a turn that only leads up to the verb ("took the opportunity to"), else -1."""
    tokens = masked.tokens
    first = max(0, index - 12)
    head = masked.text[tokens[first].start - masked.offset : tokens[index].start - masked.offset]
    match = _PREPARE.search(head) or (_purpose(masked, index) if tokens[index - 1].word == "to" else None)
    if match is None:
        return -1
    at = masked.offset + match.start() + (0 if match.re is _PURPOSE else tokens[first].start - masked.offset)
    return next((i for i in range(index) if tokens[i].start >= at), start)


_CEREMONIAL = word_class("purposes")


def _purpose(masked: Masked, index: int) -> re.Match[str] | None:
    """Whether somebody called or met somebody just to do this ("called the Minister to thank him")."""
    if masked.tokens[index].word not in _CEREMONIAL:
        return None
    match = _PURPOSE.search(masked.text[: masked.tokens[index].start - masked.offset])
    words = re.findall(r"[a-z]+", match["between"].lower()) if match else []
    return None if any(w in act_lexicon().forms and w.endswith("ed") for w in words) else match


_FRAMING = frozenset({"calling", "noting", "saying", "recalling", "describing", "pointing", "sharing"})
"""Participles that only frame the act of the verb after them."""


def _participle(masked: Masked, index: int, start: int) -> tuple[Voice, Tag] | None:
    before = masked.tokens[start - 1].word if start else ""
    opening = not before or (before == "," and start > 1 and masked.tokens[start - 2].kind == "actor")
    if opening and masked.tokens[index].word in _FRAMING:
        return None
    of_its_own = (
        start > 1 and masked.tokens[start - 1].kind == "actor" and masked.tokens[start - 2].word == "with"
    )
    if masked.tokens[index].word in _SPOKEN_ING and (of_its_own or before in {",", "and", "while", "-", ""}):
        return "participle", "ing"
    return None


def _complement(masked: Masked, row: ActRow, voice: Voice, start: int, end: int) -> int | None:
    """The token of the object noun, -1 where the row asks for none, None where the words do not fit it."""
    if voice == "passive" and row.nouns:
        return _fronted_noun(masked, row, start)
    return _following(masked, row, end)


def _following(masked: Masked, row: ActRow, end: int) -> int | None:
    tokens = masked.tokens
    at = _past_when(tokens, end)
    if at < len(tokens) and tokens[at].word in _NONE:
        return None
    if row.adjectives:
        return at if at < len(tokens) and tokens[at].word in row.adjectives else None
    if row.then is not None:
        rest = masked.text[tokens[at].start - masked.offset :] if at < len(tokens) else ""
        return -1 if row.then.match(_BY_AGENT.sub("", rest)) else None
    return _object_noun(masked, row, at) if row.nouns else -1


_NONE = frozenset({"no", "neither", "nothing"})


def _past_when(tokens: tuple[Token, ...], at: int) -> int:
    """After adverbs and a date or place between a verb and its object ("signed on Monday the treaty")."""
    while at < len(tokens) and is_adverb(tokens[at]):
        at += 1
    dated = (
        at + 2 < len(tokens)
        and tokens[at].word in {"on", "in", "at"}
        and (tokens[at + 1].kind == "name" or is_adverb(tokens[at + 1]))
    )
    return at + 2 if dated and tokens[at + 2].word in {"the", "a", "an", "two", "three", "to", "that"} else at


_BY_AGENT = re.compile(rf"by (?:(?:the |both |, | and |and )?{ACTOR}\s?)+")
_STOPS = word_class("object-ends")
_REACH = 9


def _object_noun(masked: Masked, row: ActRow, start: int) -> int | None:
    """The noun that heads the verb's object: one of the row's, before any preposition or clause."""
    tokens = masked.tokens
    for at in range(start, min(start + _REACH, len(tokens))):
        word = tokens[at].word
        if (
            word in _STOPS
            or _is_past(word)
            or (tokens[at].kind == "mark" and word not in {",", "'", '"', "-"})
        ):
            return None
        if (length := _noun_at(tokens, at, row)) and not _compound(tokens, at + length):
            return at + length - 1
    return None


def _is_past(word: str) -> bool:
    return word.endswith("ed") and word in act_lexicon().forms


def _noun_at(tokens: tuple[Token, ...], at: int, row: ActRow) -> int:
    for length in (3, 2, 1):
        if tuple(t.word for t in tokens[at : at + length]) in row.nouns:
            return length
    return 0


def _compound(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the noun only modifies the next one ("support vessel")."""
    return at < len(tokens) and tokens[at].word in {
        "vessel",
        "ship",
        "ceremony",
        "meeting",
        "visit",
        "house",
        "book",
    }


def _fronted_noun(masked: Masked, row: ActRow, start: int) -> int | None:
    """The noun that heads the subject of a passive: near it, or farther left with a clause of its own."""
    tokens = masked.tokens
    left = start
    while left > 0 and tokens[left - 1].word not in {";", ":", ",", "while", "whereas", "that"}:
        left -= 1
    if any(t.word in _NONE for t in tokens[left:start]):
        return None
    near = (at for at in range(left, start) if _heads(tokens, at, row))
    far = (at for at in range(left) if _heads(tokens, at, row) and _opens_clause(tokens, at, row))
    found = next(near, next(far, None))
    return None if found is None else found + _noun_at(tokens, found, row) - 1


def _heads(tokens: tuple[Token, ...], at: int, row: ActRow) -> bool:
    """Whether one of the row's nouns begins here that no preposition governs."""
    return bool(_noun_at(tokens, at, row)) and (at == 0 or tokens[at - 1].word not in _STOPS | {"of"})


def _opens_clause(tokens: tuple[Token, ...], at: int, row: ActRow) -> bool:
    """Whether a clause follows the noun ("the view that …")."""
    after = at + _noun_at(tokens, at, row)
    return after < len(tokens) and tokens[after].word in {"that", "to"} and at <= _OPENING_WORDS


_OPENING_WORDS = 4
"""How far into its sentence a noun may stand to head a subject with a clause in it."""
