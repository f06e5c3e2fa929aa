"""How sentences put facts: each row of the table decides its own examples; the record goes first."""

import re

import pytest
from rdflib import URIRef

from kg.model import Evidence, Span, Status
from kg.vocabulary import PAR
from kg.write.modality import Rule, modality_of_act, modality_of_talk, rule_of, rules

MATCHES = [(rule, sentence) for rule in rules() for sentence in rule.match]
UNMATCHED = [(rule, sentence) for rule in rules() for sentence in rule.unmatch]
MET = "The ministers may meet in May."


def marked(sentence: str) -> str:
    """An example with a mark in place of its words in braces."""
    return re.sub(r"\{[^}]*\}", "§", sentence)


def evidence(text: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(Span(0, len(text)), Span(start, start + len(words)), "by.hand")


@pytest.mark.parametrize(("rule", "sentence"), MATCHES, ids=[sentence for _, sentence in MATCHES])
def test_a_row_decides_its_examples(rule: Rule, sentence: str) -> None:
    assert {rule} == {rule_of(marked(sentence), fact) for fact in rule.facts}


@pytest.mark.parametrize(("rule", "sentence"), UNMATCHED, ids=[sentence for _, sentence in UNMATCHED])
def test_a_row_leaves_other_sentences_alone(rule: Rule, sentence: str) -> None:
    assert not rule.pattern.search(marked(sentence))


@pytest.mark.parametrize(
    ("text", "status", "is_past", "modality"),
    [
        ("The ministers meet in Seoul.", "held", False, PAR.Asserted),
        ("The ministers meet in Seoul.", "held", True, PAR.Recalled),
        ("The ministers meet in Seoul.", "planned", False, PAR.Intended),
        ("The ministers meet in Seoul.", "cancelled", False, PAR.CalledOff),
        (MET, "planned", False, PAR.Hypothetical),
        (MET, "cancelled", False, PAR.CalledOff),
        ("The ministers did not meet.", "held", True, PAR.Negated),
    ],
)
def test_a_talk_is_put_as_its_status_and_words_say(
    text: str, status: Status, is_past: bool, modality: URIRef
) -> None:
    assert modality == modality_of_talk(evidence(text, "meet"), text, status, is_past=is_past)


def test_an_act_is_asserted_unless_words_say_otherwise() -> None:
    text = "The ministers agreed on a plan."
    assert PAR.Asserted == modality_of_act(evidence(text, "agreed"), text)
    assert PAR.Attributed == modality_of_act(
        evidence(f"According to X, {text}", "agreed"), f"According to X, {text}"
    )
