"""Articles made by hand for tests of acts: sentences with their actors in brackets, and who they are."""

from dataclasses import replace

from kg.extraction.acts.relate import relate_acts
from kg.extraction.discourse import Scene
from kg.extraction.mentions import BodyMention, Mention, Recognised
from kg.extraction.resolve.actors import Actor, ActorKind
from kg.model import (
    Agent,
    Agreement,
    Article,
    Document,
    Evidence,
    Metadata,
    Official,
    Participant,
    Sentence,
    Span,
    Statement,
    Talk,
)
from tests.test_acts_lexicon import marked

NOWHERE = Evidence(Span(0, 0), Span(0, 0), "test")
PEOPLE = {"Lund": "NO", "Haddad": "JO", "Rossi": "IT"}
PHRASES = {
    "Minister Lund": ("Lund",),
    "Minister Haddad": ("Haddad",),
    "Minister Rossi": ("Rossi",),
    "he": ("Lund",),
    "The two sides": ("NO", "JO"),
    "the two ministers": ("Lund", "Haddad"),
    "The three ministers": ("Lund", "Haddad", "Rossi"),
    "Each side": ("NO", "JO"),
    "The Norwegian side": ("NO",),
    "the Jordanian side": ("JO",),
    "Jordan": ("JO",),
    "Norway": ("NO",),
    "The Foreign Ministry": ("NO",),
    "ASEAN": ("ASEAN",),
    "Ruritania": ("RR",),
}
TALK = Talk(
    "t1",
    "meeting",
    "held",
    ("JO", "NO"),
    (NOWHERE,),
    main=True,
    participants=(Participant("Lund", "NO", NOWHERE), Participant("Haddad", "JO", NOWHERE)),
)


def agent(key: str) -> Agent:
    return Agent("official" if key in PEOPLE else "party", key)


def acts(
    *lines: str, talks: tuple[Talk, ...] = (TALK,)
) -> tuple[tuple[Agreement, ...], tuple[Statement, ...]]:
    """The acts of an article of some sentences; in several talks, each is told of in the first sentence."""
    text, sentences, scenes, bodies = "", [], [], list[Mention]()
    for index, line in enumerate(lines):
        words, spans = marked(line)
        shifted = [Span(len(text) + s.start, len(text) + s.end) for s in spans]
        sentences.append(Sentence(index, index, Span(len(text), len(text) + len(words))))
        text += f"{words}\n"
        actors = tuple(_actor(s, s.of(text)) for s in shifted)
        bodies += [
            BodyMention(a.span, a.span.of(text), "NO") for a in actors if "Ministry" in a.span.of(text)
        ]
        scenes.append(Scene(index, talks[0].key if talks else None, subject=agent("Lund"), actors=actors))
    told = Evidence(sentences[0].span, Span(0, 1), "test")
    known = tuple(replace(t, evidence=(told,)) for t in talks)
    officials = tuple(Official(name, (name,), party, (), (NOWHERE,)) for name, party in PEOPLE.items())
    article = Article(Document("a", text), Metadata(), ())
    return relate_acts(Recognised(article, tuple(sentences), officials, tuple(bodies)), known, scenes)


def _actor(span: Span, words: str) -> Actor:
    agents = tuple(agent(key) for key in PHRASES[words])
    kinds: dict[str, ActorKind] = {"official": "name", "party": "party"}
    kind = "group" if len(agents) > 1 else kinds[agents[0].kind]
    return Actor(span, agents, kind)


def agreed(*lines: str) -> list[str]:
    """Each agreement in short: kind, parties, gist."""
    return [f"{a.act} {'+'.join(a.parties)}: {a.gist}" for a in acts(*lines)[0]]


def stated(*lines: str, talks: tuple[Talk, ...] = (TALK,)) -> list[str]:
    """Each statement in short: kind, speaker, addressee, gist."""
    return [
        f"{s.act} {s.speaker.key}{f' > {s.addressee.key}' if s.addressee else ''}: {s.gist}"
        for s in acts(*lines, talks=talks)[1]
    ]
