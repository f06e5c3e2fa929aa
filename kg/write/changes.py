"""What happens to instruments and exercises: acts that sign, extend, suspend, resume, amend or end them.

What the words of an act's sentence say is done to the thing that it names is a row of `data/changes.toml`.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

import pyoxigraph as ox
from rdflib import URIRef

from kg.model import Agreement, Mentioned, Statement, Talk
from kg.vocabulary import PAR
from kg.write.draft import Draft, dated
from kg.write.modality import MARK, modality_of_act

_CONCLUDING = frozenset({"sign", "adopt"})
_CERTAIN = frozenset({PAR.Asserted, PAR.Attributed})
_WORDS = {
    PAR.Signs: "is signed or adopted",
    PAR.Begins: "begins",
    PAR.Extends: "is extended",
    PAR.Amends: "is amended",
    PAR.Suspends: "is suspended",
    PAR.Resumes: "is resumed",
    PAR.Ends: "ends",
}
Act = Agreement | Statement


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table.

    Attributes:
        acts: kinds of joint acts that `pattern` is for.
        said: what one side's statement must say; None where none can do it.
        match: sentences that the row decides, with the thing's name in braces.
        unmatch: sentences that it does not decide.
    """

    effect: URIRef
    acts: frozenset[str]
    pattern: re.Pattern[str]
    said: re.Pattern[str] | None
    match: tuple[str, ...]
    unmatch: tuple[str, ...]

    def decides(self, sentence: str, act: str | None) -> bool:
        """Whether the row decides a sentence with a mark in place of the name; no act for a statement."""
        if act is None:
            return self.said is not None and bool(self.said.search(sentence))
        return act in self.acts and bool(self.pattern.search(sentence))


@cache
def rules() -> tuple[Rule, ...]:
    """The table, read once."""
    text = files("kg.write").joinpath("data", "changes.toml").read_text("utf-8")
    return tuple(
        Rule(
            PAR[row["effect"]],
            frozenset(row["acts"]),
            re.compile(row["pattern"]),
            re.compile(row["said"]) if "said" in row else None,
            tuple(row["match"]),
            tuple(row["unmatch"]),
        )
        for row in loads(text)["rule"]
    )


def effect_on(act: Act, item: Mentioned, text: str) -> URIRef | None:
    """What an act does to what it names; None where it only speaks of it or may not have been done.

    A resolution is adopted by its organ alone, so that an act of two sides changes none.
    """
    if item.kind == "resolution" or modality_of_act(act.evidence, text) not in _CERTAIN:
        return None
    sentence, name = act.evidence.sentence, item.span
    marked = f"{sentence.of(text)} {MARK}"
    if sentence.start <= name.start <= name.end <= sentence.end:
        marked = f"{text[sentence.start : name.start]}{MARK}{text[name.end : sentence.end]}"
    kind = act.act if isinstance(act, Agreement) else None
    return next((rule.effect for rule in rules() if rule.decides(" ".join(marked.split()), kind)), None)


def write_changes(
    draft: Draft,
    act: Act,
    node: ox.NamedNode,
    talk: Talk | None,
    event: ox.NamedNode | None,
) -> None:
    """The changes that an act makes, and what a signing says of the instrument itself.

    The node is the act's; the talk in which it was done and the event's node are None where unknown.
    """
    for position, item in enumerate(act.concerns, 1):
        effect = effect_on(act, item, draft.record.article.text)
        if effect:
            _write_change(draft, act, node, item, effect, position, talk)
            if isinstance(act, Agreement) and act.act in _CONCLUDING and item.kind == "instrument":
                _write_conclusion(draft, act, item, talk, event)


def _write_change(
    draft: Draft,
    act: Act,
    node: ox.NamedNode,
    item: Mentioned,
    effect: URIRef,
    position: int,
    talk: Talk | None,
) -> None:
    change = ox.NamedNode(f"{node.value}/change/{position}")
    if not draft.kept(change):
        return
    draft.typed(change, PAR.InstrumentChange, f"{item.label} {_WORDS[effect]}")
    draft.add(change, PAR.changes, draft.node(draft.addresses.item(item)))
    draft.add(change, PAR.effect, effect)
    draft.add(change, PAR.decidedBy, node)
    draft.add(change, PAR.changedOn, _day(talk) if effect == PAR.Signs else None)
    draft.evident(change, act.evidence, modality=modality_of_act(act.evidence, draft.record.article.text))


def _write_conclusion(
    draft: Draft, act: Agreement, item: Mentioned, talk: Talk | None, event: ox.NamedNode | None
) -> None:
    """Where an instrument was concluded, and by whom and when where the reference data do not say."""
    instrument = draft.node(draft.addresses.item(item))
    if event is not None and talk and talk.status == "held":
        draft.add(instrument, PAR.signedIn, event)
    if item.identifier is None:
        draft.add(instrument, PAR.adoptedOn, _day(talk))
        if act.act == "sign":
            parties = (draft.node(draft.addresses.party(code)) for code in act.parties)
            draft.add(instrument, PAR.signatory, *parties)


def _day(talk: Talk | None) -> ox.Literal | None:
    """When a held talk took place, as exactly as is known, where its year is."""
    value = talk.when.value if talk and talk.when and talk.status == "held" else None
    return dated(value) if value and not value.startswith("--") else None
