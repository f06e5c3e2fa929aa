"""What acts do to instruments and exercises: each row of the table decides its own examples."""

import re
from dataclasses import replace
from typing import Literal

import pytest
from rdflib import URIRef

from kg.model import ActKind, Agent, Agreement, Evidence, Mentioned, Span, Statement
from kg.vocabulary import PAR
from kg.write.changes import Rule, effect_on, rules

Thing = Literal["exercise", "instrument", "resolution"]
MATCHES = [(rule, sentence) for rule in rules() for sentence in rule.match]
UNMATCHED = [(rule, sentence) for rule in rules() for sentence in rule.unmatch]


def marked(sentence: str) -> str:
    return re.sub(r"\{[^}]*\}", "§", sentence)


@pytest.mark.parametrize(("rule", "sentence"), MATCHES, ids=[sentence for _, sentence in MATCHES])
def test_a_row_decides_its_examples(rule: Rule, sentence: str) -> None:
    first = [
        next((r for r in rules() if r.decides(marked(sentence), act)), None) for act in {*rule.acts, None}
    ]
    assert rule in first


@pytest.mark.parametrize(("rule", "sentence"), UNMATCHED, ids=[sentence for _, sentence in UNMATCHED])
def test_a_row_leaves_other_sentences_alone(rule: Rule, sentence: str) -> None:
    assert not any(rule.decides(marked(sentence), act) for act in {*rule.acts, None})


def agreed(text: str, act: ActKind, kind: Thing = "instrument") -> tuple[Agreement, Mentioned]:
    """An agreement in a text, and the thing in braces that it concerns; the text is then without braces."""
    start = text.index("{")
    label = text[start + 1 : text.index("}")]
    whole = Span(0, len(text) - 2)
    item = Mentioned(kind, label, Span(start, start + len(label)))
    evidence = Evidence(whole, Span(0, 4), "by.hand")
    return Agreement(act, ("JP", "KR"), "g", evidence, concerns=(item,)), item


@pytest.mark.parametrize(
    ("text", "act", "kind", "effect"),
    [
        ("They signed {the Pact}.", "sign", "instrument", PAR.Signs),
        ("They reaffirmed {the Pact}.", "reaffirm", "instrument", None),
        ("They decided to end {the Pact}.", "decide", "instrument", PAR.Ends),
        ("They agreed to suspend {Bright Star}.", "agree", "exercise", PAR.Suspends),
        ("They may agree to suspend {Bright Star}.", "agree", "exercise", PAR.Suspends),
        ("They agreed to extend {Resolution 2371}.", "agree", "resolution", None),
    ],
)
def test_an_act_does_to_what_it_names(text: str, act: ActKind, kind: Thing, effect: URIRef | None) -> None:
    agreement, item = agreed(text, act, kind)
    assert effect == effect_on(agreement, item, text.replace("{", "").replace("}", ""))


def test_what_may_be_done_is_not_done() -> None:
    text = "They may suspend {Bright Star}."
    agreement, item = agreed(text, "agree", "exercise")
    words = replace(agreement.evidence, words=Span(9, 16))
    assert effect_on(replace(agreement, evidence=words), item, text.replace("{", "").replace("}", "")) is None


def test_a_statement_that_asks_for_an_extension_extends_nothing() -> None:
    text = "He urged Japan to extend {the Pact}."
    agreement, item = agreed(text, "agree")
    said = Statement("urge", Agent("party", "KR"), "g", agreement.evidence, concerns=(item,))
    assert effect_on(said, item, text.replace("{", "").replace("}", "")) is None


def test_a_statement_that_reports_an_extension_extends() -> None:
    text = "He explained that {the Pact} was extended by a year."
    agreement, item = agreed(text, "agree")
    said = Statement("explain", Agent("party", "KR"), "g", agreement.evidence, concerns=(item,))
    assert PAR.Extends == effect_on(said, item, text.replace("{", "").replace("}", ""))
