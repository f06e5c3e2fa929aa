"""Agreements and statements from clauses and scenes."""

from dataclasses import replace

import pytest

from kg.extraction.acts.content import ContentRule, common_name, concerns_in, content_rules
from kg.extraction.acts.context import REPLY, TO_MEET
from kg.extraction.acts.groups import GroupPhrase, group_phrases
from kg.extraction.acts.quotes import is_quotation
from kg.extraction.mentions import ItemMention, Recognised
from kg.language.tables import table
from kg.model import Article, Document, Mentioned, Metadata, Participant, Span
from tests.acting import NOWHERE, TALK, acts, agreed, stated


def test_what_two_sides_agree_is_a_commitment_of_both() -> None:
    assert ["agree JO+NO: share radar data"] == agreed("[The two sides] agreed to share radar data.")


def test_each_verb_of_agreement_is_a_commitment_of_its_own() -> None:
    found = agreed("[the two ministers] agreed to share data and decided to meet in May.")
    assert ["agree JO+NO: share data", "decide JO+NO: meet in May"] == found


def test_nobody_named_in_the_passive_means_the_sides_of_the_talk() -> None:
    assert ["decide JO+NO: experts will meet"] == agreed("It was decided that experts will meet.")


def test_one_side_that_agrees_with_the_other_commits_both() -> None:
    assert ["agree JO+NO: a date"] == agreed("[Minister Lund] agreed with [Minister Haddad] on a date.")


def test_one_side_that_pledges_alone_makes_a_statement() -> None:
    line = "[Minister Lund] pledged to send two ships."
    assert ([], ["express Lund: send two ships"]) == (agreed(line), stated(line))


def test_an_organisation_commits_for_its_members() -> None:
    assert ["agree ASEAN: keep the lanes open"] == agreed("[ASEAN] agreed to keep the lanes open.")


def test_what_sides_jointly_stressed_is_nothing() -> None:
    line = "[The two sides] stressed the value of trade."
    assert ([], []) == (agreed(line), stated(line))


def test_what_two_ministers_jointly_stressed_is_a_statement_of_each() -> None:
    found = stated("[the two ministers] stressed the value of trade.")
    assert ["emphasize Lund: the value of trade", "emphasize Haddad: the value of trade"] == found


def test_what_three_ministers_jointly_welcomed_is_nothing() -> None:
    assert [] == stated("[The three ministers] welcomed the truce.")


def test_what_each_side_explained_is_a_statement_of_each() -> None:
    assert ["explain NO: its plans", "explain JO: its plans"] == stated("[Each side] outlined its plans.")


def test_who_is_asked_is_the_addressee() -> None:
    assert ["urge Lund > JO: lift the ban"] == stated("[Minister Lund] urged [Jordan] to lift the ban.")


def test_whose_deed_is_condemned_is_the_addressee() -> None:
    found = stated("[Minister Lund] condemned [Ruritania]'s launch.")
    assert ["condemn Lund > RR: Ruritania's launch"] == found


def test_a_request_in_talks_of_two_goes_to_the_other_side() -> None:
    assert ["request Lund > Haddad: more time"] == stated("[Minister Lund] requested more time.")


def test_a_request_after_several_talks_is_one_in_each() -> None:
    other = replace(
        TALK, key="t2", parties=("IT", "NO"),
        participants=(Participant("Lund", "NO", NOWHERE), Participant("Rossi", "IT", NOWHERE)),
    )  # fmt: skip
    lines = ("[Minister Lund] met both in turn.", "[Minister Lund] requested more time.")
    found = acts(*lines, talks=(TALK, other))[1]
    assert [("t1", "Haddad"), ("t2", "Rossi")] == [(s.talk, s.addressee and s.addressee.key) for s in found]


def test_an_answer_is_addressed_to_the_other_side() -> None:
    found = stated("In reply, [Minister Haddad] explained the new law.")
    assert ["explain Haddad > Lund: the new law"] == found


def test_who_answers_in_turn_is_the_other() -> None:
    assert ["thank Haddad > Lund: grateful for the visit"] == stated(
        "In turn, [he] was grateful for the visit."
    )


def test_two_sides_that_speak_in_turn_address_each_other() -> None:
    found = stated("[Minister Lund] said, “We must act,” while [Minister Haddad] emphasized, “Let us talk.”")
    assert ["emphasize Lund > JO: We must act", "emphasize Haddad > NO: Let us talk"] == found


def test_the_words_said_decide_the_kind() -> None:
    assert ["thank Lund: she was grateful for the help"] == stated(
        "[Minister Lund] said that she was grateful for the help."
    )


def test_who_says_that_his_country_supports_gives_support() -> None:
    assert ["support Lund: the truce"] == stated("[Minister Lund] said that [Norway] supports the truce.")


def test_a_ministry_that_tells_the_news_makes_no_statement() -> None:
    assert [] == stated("[The Foreign Ministry] said that the round was over.")


def test_an_agreement_in_reported_speech_is_kept() -> None:
    line = "[Minister Lund] said that [The two sides] agreed to meet."
    assert (["agree JO+NO: meet"], []) == (agreed(line), stated(line))


def test_what_is_only_planned_or_denied_is_no_act() -> None:
    line = "[The two sides] will sign a treaty but did not agree on tariffs, and may pledge aid."
    assert ([], []) == (agreed(line), stated(line))


def test_a_relative_clause_does_not_repeat_its_speaker() -> None:
    found = stated("Concern was expressed by [Minister Lund], who hoped for a truce.")
    assert ["express Lund: Concern"] == found


def test_a_lead_that_sums_up_is_not_told_twice() -> None:
    found = stated("[Minister Lund] outlined new plans.", "Later [Minister Lund] explained the budget.")
    assert ["explain Lund: the budget"] == found


def test_evidence_names_sentence_words_and_rule() -> None:
    agreement = acts("On Monday [The two sides] agreed to meet.")[0][0]
    assert ("act.agree", Span(24, 30)) == (agreement.evidence.rule, agreement.evidence.words)


def test_without_a_talk_an_agreement_still_stands() -> None:
    assert [None] == [a.talk for a in acts("[The two sides] signed a treaty.", talks=())[0]]


RULES = content_rules()
GSOMIA = "gsomia-jp-kr"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_on_content_fits_its_example(rule: ContentRule) -> None:
    assert next(r for r in RULES if r.pattern.search(rule.match)) is rule


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_on_content_leaves_its_counter_example(rule: ContentRule) -> None:
    assert not rule.pattern.search(rule.miss)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("the suspension of the 'Silver Anvil' drill", "Silver Anvil"),
        ("the annual exercise Northern Coasts", "Northern Coasts"),
        ("in line with UN Security Council Resolution 1540", "UN Security Council Resolution 1540"),
        ("all relevant UNSCRs must be kept", "UNSCRs"),
        ("the Security Council met about a drill", None),
        ("a joint exercise of both navies", None),
    ],
)
def test_exercises_and_resolutions_are_found_by_their_form(text: str, label: str | None) -> None:
    recognised = Recognised(Article(Document("a", text), Metadata(), ()), (), (), ())
    found = [item.label for item in concerns_in(recognised, [Span(0, len(text))])]
    assert ([label] if label else []) == found


PHRASES = group_phrases()


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.id)
def test_a_group_phrase_is_known(phrase: GroupPhrase) -> None:
    assert phrase.pattern.search(phrase.match)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.id)
def test_what_only_resembles_a_group_phrase_is_left(phrase: GroupPhrase) -> None:
    assert not phrase.pattern.search(phrase.miss)


@pytest.mark.parametrize(
    ("line", "gist"),
    [
        ("Ties matter, both agreed, more than ever.", "Ties matter more than ever"),
        ("The heads of delegation agreed to meet.", "meet"),
        ("The two officials then decided to meet.", "meet"),
        ("The Minister and Secretary pledged to help.", "help"),
    ],
)
def test_a_group_phrase_left_open_means_the_sides_of_the_talk(line: str, gist: str) -> None:
    assert [gist] == [a.gist for a in acts(line)[0] if a.parties == ("JO", "NO")]


def test_a_number_that_the_talk_has_not_leaves_a_phrase_open() -> None:
    assert [] == agreed("The four sides agreed to meet.")


def test_the_host_is_who_is_on_the_other_side() -> None:
    assert ["urge Lund > Haddad: lift the ban"] == stated("[Minister Lund] urged his host to lift the ban.")


def test_a_courtesy_title_with_a_known_name_speaks() -> None:
    assert ["explain Lund: the budget"] == stated("Later Ms Lund explained the budget.")


def test_a_list_after_a_colon_is_the_gist() -> None:
    found = agreed(
        "[The two sides] agreed that:", "trade will be free;", "visas will be waived.", "They left."
    )
    assert ["agree JO+NO: trade will be free; visas will be waived"] == found


def test_an_item_met_twice_is_one_without_its_article() -> None:
    text = "the exercise Northern Coasts"
    item = Mentioned("exercise", "the Northern Coasts", Span(13, 28))
    recognised = Recognised(
        Article(Document("a", text), Metadata(), ()), (), (), (ItemMention(item.span, item),)
    )
    assert ["Northern Coasts"] == [i.label for i in concerns_in(recognised, [Span(0, 28)])]


def test_a_name_common_to_many_instruments_is_known() -> None:
    row = table("act_content")["common"]
    assert (True, False) == (
        bool(common_name().search(row["match"])),
        bool(common_name().search(row["miss"])),
    )


def test_an_agreement_belongs_to_the_talk_between_its_parties() -> None:
    trilateral = replace(TALK, key="t9", parties=("IT", "JO", "NO"))
    found = acts("[The two sides] agreed to meet.", talks=(trilateral, TALK))[0]
    assert ["t1"] == [a.talk for a in found]


def test_an_instrument_of_other_parties_keeps_its_name_only() -> None:
    text = "the GSOMIA"
    item = Mentioned("instrument", "GSOMIA", Span(4, 10), GSOMIA)
    recognised = Recognised(
        Article(Document("a", text), Metadata(), ()), (), (), (ItemMention(item.span, item),)
    )
    found = [
        concerns_in(recognised, [Span(0, 10)], parties)[0].identifier
        for parties in (("JP", "KR"), ("PH", "US"))
    ]
    assert [GSOMIA, None] == found


def test_an_agreement_to_hold_talks_is_one_by_its_noun() -> None:
    assert TO_MEET.search("told them of the agreement to hold summit talks")
    assert not TO_MEET.search("told them of the agreement on tariffs")


def test_an_answer_is_known_by_its_opening() -> None:
    assert REPLY.match("° In response, he agreed.")
    assert not REPLY.match("He replied in writing.")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Ministers agreed to meet.", ["agree JO+NO: meet"]),
        ("The talks on fisheries adopted a work plan.", ["adopt JO+NO: a work plan"]),
        ("No decision was taken on the bridge.", []),
        (
            "After lunch they witnessed the signing of two accords on rail.",
            ["sign JO+NO: two accords on rail"],
        ),
        ("[Minister Lund] upgraded relations to a partnership.", []),
    ],
)
def test_what_commits_the_sides_of_the_talk(line: str, found: list[str]) -> None:
    assert found == agreed(line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "[Minister Lund] announced a plan, which [he] called fair.",
            ["explain Lund: a plan, which he called fair"],
        ),
        ("[the two ministers] announced a partnership.", []),
        ("[Minister Lund] invited him to Oslo.", ["invite Lund > Haddad: Oslo"]),
        ("[Minister Lund] upgraded relations to a partnership.", []),
    ],
)
def test_who_states_what(line: str, found: list[str]) -> None:
    assert found == stated(line)


def test_an_introduced_quotation_is_its_speakers() -> None:
    assert ["emphasize Haddad: The lanes must stay open"] == stated(
        "Quotes attributable to [Minister Haddad]:", '"The lanes must stay open."'
    )


def test_a_signed_quotation_belongs_to_who_signs() -> None:
    assert ["emphasize Haddad: The lanes must stay open"] == stated(
        '"The lanes must stay open."', "- Haddad, Minister of Transport"
    )


def test_a_quotation_in_a_paragraph_of_its_own_needs_its_speaker() -> None:
    lines = ('"Jordan is near," [Minister Lund] said.', '"The lanes must stay open."')
    assert ["assess Lund: Jordan is near"] == stated(*lines)


def test_a_quotation_of_nobody_states_nothing() -> None:
    assert [] == stated("[Minister Lund] left.", '"The lanes must stay open."')


@pytest.mark.parametrize(
    ("words", "fits"),
    [('"The lanes must stay open."', True), ('"The lanes are open," he said.', False), ("The lanes.", False)],
)
def test_a_quotation_fills_its_sentence(words: str, fits: bool) -> None:
    assert fits == is_quotation(words)


def test_the_chair_of_an_organisation_is_no_party_of_its_own() -> None:
    talk = replace(TALK, parties=("ASEAN", "CN", "ID"), participants=())
    found = acts("The two sides agreed to meet.", talks=(talk,))[0]
    assert [("ASEAN", "CN")] == [a.parties for a in found]


def test_what_two_ministers_only_went_through_is_nothing() -> None:
    assert [] == stated("[the two ministers] outlined the year's plans.")
