"""Agreements and statements of an article: clauses read in each sentence, resolved by its scene."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.acts.content import concerns_in, kind_by_content
from kg.extraction.acts.context import Act, agreements_to_meet, face_to_face, without_lead
from kg.extraction.acts.groups import introductions, sides, with_groups, without_chair
from kg.extraction.acts.quotes import with_quotes
from kg.extraction.acts.reading import Reading, meet, readings
from kg.extraction.acts.who import Cast, addressee_of, implied_hearer
from kg.extraction.clauses.read import Clause, ClauseReader, read_clauses
from kg.extraction.discourse import Scene
from kg.extraction.gist import gist_of
from kg.extraction.mentions import BodyMention, Recognised
from kg.extraction.topics import topics_of
from kg.model import Agent, Agreement, Evidence, Sentence, Span, Statement, Talk

_SEVERAL = 2
_STATE = 2
_LIST = 8
_FEW = 5
_ONE_VOICE = frozenset({"announce", "raise"})
"""Rows of what several do together without stating anything to each other."""


def relate_acts(
    recognised: Recognised,
    talks: Sequence[Talk],
    scenes: Sequence[Scene],
    reader: ClauseReader = read_clauses,
) -> tuple[tuple[Agreement, ...], tuple[Statement, ...]]:
    """All agreements and statements of an article, in order.

    Args:
        recognised: the article with its mentions.
        talks: its talks.
        scenes: one for each sentence.
        reader: what reads act clauses; the rules unless another is given.
    """
    by_key = {t.key: t for t in talks}
    told = list(zip(recognised.sentences, scenes, strict=True))
    known_as = introductions(recognised)
    casts = [with_groups(Cast(recognised, scene, by_key, known_as), sentence) for sentence, scene in told]
    by_sentence = [in_sentence(c, s, reader) for c, s in zip(casts, recognised.sentences, strict=True)]
    acts = with_quotes(casts, by_sentence)
    agreements = tuple(a for a in acts if isinstance(a, Agreement))
    return _once(agreements), without_lead(tuple(a for a in acts if isinstance(a, Statement)), recognised)


def in_sentence(cast: Cast, sentence: Sentence, reader: ClauseReader) -> list[Act]:
    """The acts of one sentence."""
    acts: list[Act] = []
    for reading in readings(cast, sentence, reader):
        for act in acts_of(reading):
            if not _repeats(reading, act, acts):
                acts.append(act)
    return [*agreements_to_meet(cast, sentence, acts), *face_to_face(cast, sentence, acts)]


def _repeats(reading: Reading, act: Act, acts: Sequence[Act]) -> bool:
    """Whether a relative clause only carries on with what its speaker did in the main clause."""
    if isinstance(act, Agreement):
        return False
    earlier = [a for a in acts if isinstance(a, Statement) and a.speaker == act.speaker]
    if reading.clause.voice == "relative":
        return any(a.act == act.act for a in earlier)
    return bool(earlier) and _takes_up(reading)


def _takes_up(reading: Reading) -> bool:
    """Whether a clause goes on about a thing just named (", which he called")."""
    first = [reading.cast.scene.actors[i].span.start for i in reading.clause.subjects[:1]]
    return any(reading.text[reading.sentence.span.start : at].rstrip().endswith("which") for at in first)


def acts_of(reading: Reading) -> tuple[Act, ...]:
    """What a clause amounts to: a commitment of several sides, statements of one or two, or nothing."""
    clause, cast = reading.clause, reading.cast
    agents = cast.agents(clause.subjects)
    together = _together(cast, clause)
    if (reading.outer is not None and clause.row.adjectives) or _hosts(reading):
        return ()
    if clause.row.joint and _committed(together, agents):
        return (_agreement(reading, together),)
    if clause.quoted or not clause.row.alone or _unspoken(reading, agents):
        return ()
    return tuple(s for speaker in agents for s in _statements(reading, speaker))


def _together(cast: Cast, clause: Clause) -> tuple[str, ...]:
    """The parties that act together, or with each other; those of the talk where the text names nobody."""
    parties = _with_rest(cast, clause, cast.parties(cast.agents((*clause.subjects, *clause.partners))))
    if not clause.subjects or (len(parties) < _SEVERAL and _is_group(cast, clause)):
        return sides(cast, meeting=not clause.subjects)
    return without_chair(cast, parties) if _is_group(cast, clause) else parties


def _with_rest(cast: Cast, clause: Clause, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The parties of the talk under discussion, where a group phrase names only some of them.

    Who "they" are is read off the names before; where those are the last of a list, the rest is meant too.
    """
    talk = cast.talk
    if talk is None or not clause.subjects or not _is_group(cast, clause) or len(talk.parties) > _FEW:
        return parties
    some = _SEVERAL <= len(parties) < len(talk.parties) and set(parties) < set(talk.parties)
    return talk.parties if some and not _counted(cast, clause) else parties


def _counted(cast: Cast, clause: Clause) -> bool:
    """Whether a group phrase says how many there are ("the two sides", "both")."""
    actors = [cast.scene.actors[i] for i in clause.subjects]
    words = " ".join(a.span.of(cast.recognised.article.text).lower() for a in actors).split()
    return any(word in {"two", "both", "three", "four"} for word in words)


def _hosts(reading: Reading) -> bool:
    """Whether "welcomed P to Rome" tells of hosting: in the sentence that opens the article."""
    clause = reading.clause
    return clause.row.id == "welcome" and bool(clause.hearers) and reading.sentence.index == 0


def _is_group(cast: Cast, clause: Clause) -> bool:
    """Whether the subject is one phrase for several ("the two ministers", "they")."""
    actors = [cast.scene.actors[i] for i in clause.subjects]
    return len(actors) == 1 and len(actors[0].agents) > 1 and actors[0].kind in {"group", "pronoun"}


def _committed(parties: tuple[str, ...], agents: tuple[Agent, ...]) -> bool:
    """Whether the parties commit together: two or more, or an organisation by its members."""
    if len(parties) >= _SEVERAL:
        return True
    return len(parties) == 1 and len(parties[0]) > _SEVERAL and all(a.kind == "party" for a in agents)


def _unspoken(reading: Reading, agents: tuple[Agent, ...]) -> bool:
    """Whether a clause yields no statement: joint remarks of sides, sources of news, frames of other acts."""
    if not agents or _frames(reading) or not _speaks_within(reading, agents):
        return True
    if len(agents) == 1 and _is_assembly(reading.cast, reading.clause):
        return True
    if _shared_account(reading, agents):
        return True
    joint = len(agents) > _SEVERAL or (len(agents) > 1 and any(a.kind == "party" for a in agents))
    return joint and not _distributive(reading.cast, reading.clause)


def _shared_account(reading: Reading, agents: tuple[Agent, ...]) -> bool:
    """Whether several together only went through a matter ("they spoke about"), taking no stand."""
    row = reading.clause.row
    each = _distributive(reading.cast, reading.clause)
    account = not each and _is_group(reading.cast, reading.clause) and row.act == "explain"
    return len(agents) > 1 and (account or row.id in _ONE_VOICE)


def _is_assembly(cast: Cast, clause: Clause) -> bool:
    """Whether the subject is an organisation's members together, whose joint remarks are no statement."""
    actors = [cast.scene.actors[i] for i in clause.subjects]
    return all(
        a.kind == "group" and a.agents[0].kind == "party" and len(a.agents[0].key) > _STATE for a in actors
    )


def _frames(reading: Reading) -> bool:
    """Whether a verb of saying only names the source of news, or frames an act in what was said."""
    told = any(_tells(reading, c) for c in reading.inner)
    return reading.clause.row.weak and (told or _is_source(reading))


def _tells(reading: Reading, inner: Clause) -> bool:
    """Whether a clause in reported words is an act of its own: a commitment, or the speaker's deed."""
    if inner.row.adjectives or inner.quoted:
        return False
    cast, theirs = reading.cast, reading.cast.parties(reading.cast.agents(inner.subjects))
    ours = cast.parties(cast.agents(reading.clause.subjects))
    return bool(inner.row.joint) or not ours or theirs == ours or _named(cast, inner)


def _named(cast: Cast, clause: Clause) -> bool:
    """Whether a clause names an official as the one who acts."""
    return any(cast.scene.actors[i].kind == "name" for i in clause.subjects)


def _is_source(reading: Reading) -> bool:
    """Whether a ministry or a spokesperson only supplies the news."""
    spans = [reading.cast.scene.actors[i].span for i in reading.clause.subjects]
    bodies = [
        m.span for m in reading.cast.recognised.within(reading.sentence.span) if isinstance(m, BodyMention)
    ]
    return any(meet(s, b) for s in spans for b in bodies)


def _speaks_within(reading: Reading, agents: tuple[Agent, ...]) -> bool:
    """Whether a clause is free or, in reported words, the speaker's own act ("he said Japan supports")."""
    outer, cast = reading.outer, reading.cast
    if outer is None:
        return True
    if not outer.row.weak:
        return False
    if len(agents) == 1 and all(cast.scene.actors[i].kind == "pronoun" for i in reading.clause.subjects):
        return True
    speakers = cast.parties(cast.agents(outer.subjects))
    return not speakers or cast.parties(agents) == speakers


def _distributive(cast: Cast, clause: Clause) -> bool:
    words = [cast.scene.actors[i].span.of(cast.recognised.article.text).lower() for i in clause.subjects]
    return any(w.startswith(("each", "the each")) for w in words)


def _items(reading: Reading) -> tuple[Span, ...]:
    """The content of a clause; where it ends in a colon, the list that follows, to its full stop."""
    content, sentences = reading.clause.content, reading.cast.recognised.sentences
    last = content[-1].end if content else reading.sentence.span.start
    if reading.text[last : reading.sentence.span.end].strip() not in {":", ""} or not _opens_list(reading):
        return content
    after = sentences[reading.sentence.index + 1 : reading.sentence.index + 1 + _LIST]
    ends = (i for i, s in enumerate(after) if s.span.of(reading.text).rstrip().endswith("."))
    return (*content, *(s.span for s in after[: next(ends, -1) + 1]))


def _opens_list(reading: Reading) -> bool:
    return reading.sentence.span.of(reading.text).rstrip().endswith(":")


def _agreement(reading: Reading, parties: tuple[str, ...]) -> Agreement:
    clause = reading.clause
    gist = gist_of(reading.text, _items(reading))
    kind = clause.row.joint or "agree"
    return Agreement(
        kind, parties, gist, _evidence(reading), _talk_between(reading.cast, parties),
        concerns_in(reading.cast.recognised, clause.content, parties), topics_of(gist),
    )  # fmt: skip


def _talk_between(cast: Cast, parties: tuple[str, ...]) -> str | None:
    """The talk of the scene, unless only another reported talk is between just these parties."""
    if cast.talk and set(cast.talk.parties) == set(parties):
        return cast.talk.key
    others = [t.key for t in cast.talks.values() if t.main and set(t.parties) == set(parties)]
    return others[0] if len(others) == 1 else cast.scene.talk


def _statements(reading: Reading, speaker: Agent) -> Iterator[Statement]:
    clause, cast = reading.clause, reading.cast
    if reading.outer is not None and not _named(cast, clause):
        speaker = next(iter(cast.agents(reading.outer.subjects)), speaker)
    words = " ".join(s.of(reading.text) for s in clause.content)
    act = kind_by_content(words, clause.row.act) if clause.row.weak else clause.row.act
    gist = gist_of(reading.text, clause.content)
    one = Statement(
        act, speaker, gist, _evidence(reading), cast.party(speaker), None, cast.scene.talk,
        concerns_in(cast.recognised, clause.content, cast.parties((speaker,))), topics_of(gist),
    )  # fmt: skip
    for talk in _talks_meant(reading, speaker):
        marked = None if clause.hearers else implied_hearer(cast, act, speaker, clause.content)
        hearer = marked or addressee_of(cast, act, speaker, clause.hearers, talk)
        yield replace(one, talk=talk.key if talk else None, addressee=hearer)


def _talks_meant(reading: Reading, speaker: Agent) -> tuple[Talk | None, ...]:
    """The talk of the scene; for a request without hearer, all talks of two in the sentence before."""
    cast, at = reading.cast, reading.sentence.index
    if reading.clause.row.act != "request" or reading.clause.hearers or speaker.kind == "party" or not at:
        return (cast.talk,)
    before = cast.recognised.sentences[at - 1].span
    together = [
        t
        for t in cast.talks.values()
        if _with_one(t, speaker) and any(e.sentence == before for e in t.evidence)
    ]
    return tuple(together) if len(together) >= _SEVERAL else (cast.talk,)


def _with_one(talk: Talk, speaker: Agent) -> bool:
    """Whether a talk is of a speaker with the officials of one other state."""
    states = len(talk.parties) == _SEVERAL and all(len(p) == _SEVERAL for p in talk.parties)
    return talk.main and states and any(p.official == speaker.key for p in talk.participants)


def _evidence(reading: Reading) -> Evidence:
    rule = f"{reading.clause.family}.{reading.clause.row.id}"
    return Evidence(reading.sentence.span, reading.clause.trigger, rule)


def _once(agreements: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    """Without repeats of the same words."""
    seen: dict[tuple[Span, Span], Agreement] = {}
    for a in agreements:
        seen.setdefault((a.evidence.sentence, a.evidence.words), a)
    return tuple(seen.values())
