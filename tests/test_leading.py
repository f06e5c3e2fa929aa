"""The table of words for who leads: each row's examples."""

import pytest

from kg.write.leading import Part, leaders, parts, people_of

MATCHES = [(part, sentence) for part in parts() for sentence in part.match]
UNMATCHED = [(part, sentence) for part in parts() for sentence in part.unmatch]


def found_by(part: Part, sentence: str) -> set[str]:
    """Who plays the part by an example without its marks."""
    bare = sentence.translate(str.maketrans("", "", "{}[]"))
    forms = {name: (name,) for name, _ in people_of(sentence)}
    return {name for name, role in leaders(bare, forms).items() if role == part.role}


@pytest.mark.parametrize(("part", "sentence"), MATCHES, ids=[sentence for _, sentence in MATCHES])
def test_a_sentence_names_who_leads(part: Part, sentence: str) -> None:
    assert {name for name, is_leader in people_of(sentence) if is_leader} == found_by(part, sentence)


@pytest.mark.parametrize(("part", "sentence"), UNMATCHED, ids=[sentence for _, sentence in UNMATCHED])
def test_a_sentence_without_a_leader_names_none(part: Part, sentence: str) -> None:
    assert set() == found_by(part, sentence)


def test_a_longer_name_keeps_its_words_from_a_shorter_one() -> None:
    forms = {"Kim Yong-kil": ("Kim Yong-kil",), "Kim Jin": ("Kim Jin", "Kim")}
    assert {"Kim Yong-kil": "head"} == leaders("Kim Yong-kil led the delegation.", forms)
