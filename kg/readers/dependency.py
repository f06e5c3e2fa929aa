"""Clauses from a dependency parse: the lexicon finds the verbs, a spaCy pipeline says who their subjects are.

Names are swapped for one common word each before parsing, because parsers attach long names badly. Labels
of Universal Dependencies and of ClearNLP are both understood (Nivre et al. 2020; Choi and Palmer 2012).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Token as Word

from kg.errors import ReaderError
from kg.extraction.clauses.content import hearers_of
from kg.extraction.clauses.read import Clause, ClauseReader
from kg.extraction.clauses.subjects import Subject
from kg.extraction.clauses.tokens import Masked, mask
from kg.extraction.clauses.verbs import Trigger, find_triggers
from kg.model import Span

FAMILY: Final = "parsed-act"
_ACTOR: Final = "Smith"
_NAME: Final = "Monday"
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj"})
_AGENTS: Final = frozenset({"obl:agent", "agent"})
_OBLIQUE: Final = frozenset({"obl", "nmod", "prep", "obl:agent", "agent", "pobj"})
_JOINED: Final = frozenset({"conj", "appos"})
_WITHIN: Final = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis"})
_SHARED: Final = frozenset({"conj", "xcomp", "advcl"})
_RELATIVE: Final = frozenset({"relcl", "acl:relcl"})
_DEEPEST: Final = 200


@dataclass(frozen=True, slots=True)
class Parsed:
    """A masked sentence with its parse.

    Attributes:
        doc: the parse of the sentence in which names are single words.
        starts: where each of its words begins in the article.
        actors: number of the actor that a word stands for, by the word's number.
    """

    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    actors: dict[int, int]

    def at(self, start: int) -> Word | None:
        """The word that holds a character of the article."""
        for word, begin, end in zip(self.doc, self.starts, self.ends, strict=True):
            if begin <= start < end:
                return word
        return None


def load_reader(model: str) -> ClauseReader:
    """A reader over a spaCy pipeline by its name or folder.

    Raises:
        ReaderError: there is no such pipeline, or it has no parser.
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ReaderError(
            f"spaCy has no pipeline {model!r}: python -m spacy download en_core_web_sm, or give a folder"
        ) from error
    if "parser" not in nlp.pipe_names:
        raise ReaderError(
            f"the spaCy pipeline {model!r} has no parser; it has {', '.join(nlp.pipe_names) or 'nothing'}"
        )
    return DependencyReader(nlp)


class DependencyReader:
    """A `ClauseReader` over a spaCy pipeline."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(
        self, text: str, sentence: Span, actors: Sequence[Span], names: Sequence[Span] = ()
    ) -> tuple[Clause, ...]:
        """The act clauses of one sentence, in order."""
        masked = mask(text, sentence, actors, names)
        triggers = find_triggers(masked)
        if not triggers:
            return ()
        parsed = parse(self._nlp, text, sentence, actors, names)
        verbs = [parsed.at(masked.tokens[trigger.verb].start) for trigger in triggers]
        return tuple(_clauses(masked, parsed, list(zip(triggers, verbs, strict=True))))


def parse(nlp: Language, text: str, sentence: Span, actors: Sequence[Span], names: Sequence[Span]) -> Parsed:
    """Parses a sentence with each actor and each other name as one word."""
    pieces, origins = [], list[tuple[int, int, int]]()
    length, at = 0, sentence.start
    numbered = [(span, number) for number, span in enumerate(actors)] + [(span, -1) for span in names]
    for span, number in sorted(numbered, key=lambda one: one[0].start):
        if not sentence.covers(span) or span.start < at:
            continue
        word = _NAME if number < 0 else _ACTOR
        pieces += [text[at : span.start], word]
        length += span.start - at
        origins.append((length, number, span.end - span.start))
        length += len(word)
        at = span.end
    pieces.append(text[at : sentence.end])
    return _aligned(nlp("".join(pieces)), sentence.start, origins)


def _aligned(doc: Doc, start: int, origins: Sequence[tuple[int, int, int]]) -> Parsed:
    """Brings the words of a masked parse back to the places of the article."""
    shift, swapped = start, iter([*origins, (len(doc.text) + 1, -1, 0)])
    place, number, size = next(swapped)
    starts, ends, actors = [], [], {}
    for word in doc:
        end = word.idx + len(word)
        if word.idx == place:
            if number >= 0:
                actors[word.i] = number
            starts.append(word.idx + shift)
            shift += size - len(word)
            place, number, size = next(swapped)
        else:
            starts.append(word.idx + shift)
        ends.append(end + shift)
    return Parsed(doc, tuple(starts), tuple(ends), actors)


Read = Sequence[tuple[Trigger, Word | None]]


def _clauses(masked: Masked, parsed: Parsed, read: Read) -> Iterator[Clause]:
    kept = [(trigger, verb) for trigger, verb in read if verb is not None and _asserts(parsed, trigger, verb)]
    numbers = {verb.i: number for number, (_, verb) in enumerate(kept)}
    for trigger, verb in kept:
        subjects = subjects_of(parsed, verb, passive=trigger.voice == "passive")
        found = Subject(subjects, "direct" if subjects else "none", trigger.start)
        hearers = tuple(i for i in hearers_of(masked, trigger, found) if i not in subjects)
        yield Clause(
            trigger.row,
            Span(masked.tokens[trigger.start].start, masked.tokens[trigger.end - 1].end),
            "relative" if verb.dep_ in _RELATIVE else trigger.voice,
            subjects,
            hearers,
            tuple(i for i in partners_of(parsed, verb) if i not in subjects),
            _content(masked, parsed, trigger, verb, numbers),
            _governor(verb, numbers),
            masked.tokens[trigger.verb].quoted,
            FAMILY,
        )


def _asserts(parsed: Parsed, trigger: Trigger, verb: Word) -> bool:
    """Whether somebody named acts; or, of a joint act in the passive, whether it may go without."""
    if subjects_of(parsed, verb, passive=trigger.voice == "passive"):
        return True
    return trigger.voice == "passive" and trigger.row.joint is not None


def subjects_of(parsed: Parsed, verb: Word, *, passive: bool) -> tuple[int, ...]:
    """Numbers of the actors that do what a verb says; those of the governing verb where it has none."""
    wanted = _AGENTS if passive else _SUBJECTS
    for _ in range(_DEEPEST):
        own = [word for word in verb.children if word.dep_ in wanted]
        if own:
            return tuple(n for word in own for n in actors_in(parsed, word))
        if verb.dep_ in _RELATIVE:
            return actors_in(parsed, verb.head)
        if passive or verb.dep_ not in _SHARED or verb.head is verb:
            return ()
        verb = verb.head
    return ()


def actors_in(parsed: Parsed, word: Word) -> tuple[int, ...]:
    """The actors of a noun phrase: its head, what is joined to it, what a preposition governs."""
    found, queue = [], [word]
    while queue:
        one = queue.pop(0)
        if one.i in parsed.actors:
            found.append(parsed.actors[one.i])
        queue += [child for child in one.children if child.dep_ in _JOINED or child.dep_ == "pobj"]
    return tuple(dict.fromkeys(found))


def partners_of(parsed: Parsed, verb: Word) -> tuple[int, ...]:
    """The actors with whom something is done ("agreed with")."""
    phrases = (word for word in verb.children if word.dep_ in _OBLIQUE)
    return tuple(n for word in phrases if _prepositions(word) & {"with"} for n in actors_in(parsed, word))


def _prepositions(word: Word) -> set[str]:
    cases = {child.lower_ for child in word.children if child.dep_ == "case"}
    return cases | ({word.lower_} if word.dep_ in {"prep", "agent"} else set())


def _governor(verb: Word, numbers: dict[int, int]) -> int | None:
    """Number of the clause in whose content a verb stands."""
    for _ in range(_DEEPEST):
        if verb.head is verb:
            return None
        deeper, verb = verb.dep_ in _WITHIN, verb.head
        if deeper and verb.i in numbers:
            return numbers[verb.i]
    return None


def _content(
    masked: Masked, parsed: Parsed, trigger: Trigger, verb: Word, numbers: dict[int, int]
) -> tuple[Span, ...]:
    """What follows a verb and belongs to it, up to another verb that stands beside it."""
    start = masked.tokens[trigger.end].start if trigger.end < len(masked.tokens) else parsed.ends[-1]
    beside = {
        w.i
        for w in verb.subtree
        if w.i in numbers and _governor(w, numbers) != numbers[verb.i] and w is not verb
    }
    apart = {inner.i for other in beside for inner in parsed.doc[other].subtree}
    last = max((w.i for w in verb.subtree if w.i not in apart and not w.is_punct), default=verb.i)
    end = parsed.ends[last]
    return (Span(start, end),) if end > start else ()
