"""Scenes: for each sentence the talk under discussion, its sides, and who the acting phrases mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extraction.mentions import Recognised
from kg.extraction.resolve.actors import (
    Actor,
    Context,
    actors,
    author_of,
    mentions_by_sentence,
    party_of,
    remember,
)
from kg.model import Agent, Talk


@dataclass(frozen=True, slots=True)
class Scene:
    """What a reader has in mind at one sentence.

    Attributes:
        sentence: `Sentence.index`; scenes are in the order of the sentences, one each.
        talk: key of the talk under discussion, None before any talk.
        parties: party codes of that talk, in order of mention.
        officials: names of its officials, in order of mention.
        subject: the person that the sentence before was about ("he", "the Minister").
        actors: the acting phrases of this sentence, resolved, in order, none within another.
    """

    sentence: int
    talk: str | None = None
    parties: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    subject: Agent | None = None
    actors: tuple[Actor, ...] = ()

    def before(self, offset: int) -> tuple[Actor, ...]:
        """The acting phrases that end at or before an offset, nearest first."""
        return tuple(a for a in reversed(self.actors) if a.span.end <= offset)

    def after(self, offset: int) -> tuple[Actor, ...]:
        """The acting phrases that start at or after an offset, nearest first."""
        return tuple(a for a in self.actors if a.span.start >= offset)


def discourse(recognised: Recognised, talks: Sequence[Talk]) -> tuple[Scene, ...]:
    """One scene for each sentence, in order.

    Args:
        recognised: the article with its mentions.
        talks: the article's talks, whose evidence says where each is under discussion.
    """
    by_sentence = mentions_by_sentence(recognised)
    anchors = _anchors(recognised, talks)
    context, talk, scenes = Context(author=author_of(recognised)), _first(talks), []
    for sentence, mentions in zip(recognised.sentences, by_sentence, strict=True):
        talk = anchors.get(sentence.index, talk)
        context = _about(context, talk, recognised)
        found = actors(recognised, sentence, mentions, context)
        scenes.append(
            Scene(
                sentence.index,
                talk.key if talk else None,
                context.sides,
                context.people,
                context.subject,
                found,
            )
        )
        context = remember(context, found, recognised.article.text)
    return tuple(scenes)


def _first(talks: Sequence[Talk]) -> Talk | None:
    return next((t for t in talks if t.main), talks[0] if talks else None)


def _anchors(recognised: Recognised, talks: Sequence[Talk]) -> dict[int, Talk]:
    """The main talk that each sentence speaks of, where its evidence lies there."""
    index = {s.span: s.index for s in recognised.sentences}
    found: dict[int, Talk] = {}
    for talk in talks:
        for evidence in talk.evidence if talk.main else ():
            if evidence.sentence in index:
                found.setdefault(index[evidence.sentence], talk)
    return found


def _about(context: Context, talk: Talk | None, recognised: Recognised) -> Context:
    if talk is None:
        return context
    people = tuple(p.official for p in talk.participants)
    order = [party_of(name, recognised.officials) for name in people]
    sides = tuple(dict.fromkeys([*(p for p in order if p in talk.parties and p), *talk.parties]))
    return replace(context, sides=sides, people=people)
