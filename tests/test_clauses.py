"""Clause reading: sentences in the styles of many ministries, with who does what towards whom."""

import pytest

from tests.test_acts_lexicon import clauses, marked

SENTENCES = [
    (
        "[The two sides] agreed to reopen the consulate in Basra and decided to set up a working group on customs.",
        ["agree: The two sides", "decide: The two sides"],
    ),
    (
        "[Minister Haddad] urged [Cyprus] to ratify the convention, adding that the deadline was near.",
        ["urge: Minister Haddad > Cyprus", "add: Minister Haddad"],
    ),
    (
        "[Minister Adeyemi] said, “We must keep the strait open,” while [Minister Lund] emphasized, “Let us keep talking.”",
        ["say: Minister Adeyemi", "emphasize: Minister Lund"],
    ),
    (
        "It was agreed by [both sides] that the patrols should go on through the winter.",
        ["agree: both sides"],
    ),
    (
        "The release of the crew was welcomed by [the Omani side].",
        ["welcome: the Omani side"],
    ),
    (
        "An agreement was reached to exchange naval cadets.",
        ["reach-agreement: -"],
    ),
    (
        "An understanding was reached between [Fiji] and [Tonga] on fishing rights.",
        ["reach-agreement: Fiji & Tonga"],
    ),
    (
        "[Secretary Ruiz], who is on a three-day visit to Lima, thanked [Peru] for its help.",
        ["thank: Secretary Ruiz > Peru"],
    ),
    (
        "[Deputy Minister Sato], speaking after the session, voiced satisfaction with the outcome.",
        ["express-feeling: Deputy Minister Sato"],
    ),
    (
        "Exchanges will go on, [they] further agreed, so that trust can grow.",
        ["agree: they"],
    ),
    (
        "Until the siege ends, [the representatives] reiterated, relief flights will continue.",
        ["reiterate: the representatives"],
    ),
    (
        "“The lanes are open,” said [Minister Costa].",
        ["say: Minister Costa"],
    ),
    (
        "The corridor, [Minister Costa] said, must stay open to all.",
        ["say: Minister Costa"],
    ),
    (
        "[The foreign ministers] of [Norway] and [Iceland] condemned [Ruritania]'s seizure of the trawler.",
        ["condemn: The foreign ministers > Ruritania"],
    ),
    (
        "[Norway] and [Iceland] did not agree on quotas.",
        [],
    ),
    (
        "[The two sides] will sign a treaty next week.",
        [],
    ),
    (
        "[The Minister] hopes to agree on a date and may sign the accord.",
        ["hope: The Minister"],
    ),
    (
        "[President Okafor] took the opportunity to thank [the Irish delegation] for its hospitality.",
        ["thank: President Okafor > the Irish delegation"],
    ),
    (
        "[Ambassador Weiss] was briefed by [General Horvat] on the floods.",
        ["brief: General Horvat > Ambassador Weiss"],
    ),
    (
        "[Minister Park] met with [his Danish counterpart] in Oslo and expressed concern over piracy.",
        ["express-feeling: Minister Park"],
    ),
    (
        "[The two Presidents] welcomed the progress made in the talks and reaffirmed their commitment to the 1998 accord.",
        ["welcome: The two Presidents", "reaffirm: The two Presidents"],
    ),
    (
        "[Minister Rao] also offered condolences to the families, voiced the hope that the survivors would recover soon, and explained that India was ready to help.",
        ["express-feeling: Minister Rao", "express-feeling: Minister Rao", "explain: Minister Rao"],
    ),
    (
        "Concern about the drought was expressed by [Minister Diallo], who hoped that rain would come.",
        ["express-feeling: Minister Diallo", "hope: Minister Diallo"],
    ),
    (
        "In the talks, [the Thai side] briefed [the Lao side] on the dam, while [the Lao side] called for more data to be shared.",
        ["brief: the Thai side > the Lao side", "call-for: the Lao side"],
    ),
    (
        "[The Secretary] underscored the ironclad commitment of [the United States] to the defense of [the Philippines].",
        ["renew-commitment: The Secretary"],
    ),
    (
        "[Secretary Blake] and [Foreign Secretary Cruz] reaffirmed that the treaty covers the islands.",
        ["reaffirm: Secretary Blake & Foreign Secretary Cruz"],
    ),
    (
        "[The Prime Minister] extended his congratulations to [President Sato] on the anniversary and conveyed an invitation to visit.",
        [
            "extend-congratulations: The Prime Minister > President Sato",
            "extend-invitation: The Prime Minister",
        ],
    ),
    (
        "[The External Affairs Minister] appreciated the support of [Bhutan] during the crisis.",
        ["appreciate: The External Affairs Minister > Bhutan"],
    ),
    (
        "[The Raksha Mantri] lauded [the Omani side] for its role in the rescue.",
        ["praise: The Raksha Mantri > the Omani side"],
    ),
    (
        "Both [the sides] agreed to enhance maritime security and expressed satisfaction over the growing defence ties.",
        ["agree: the sides", "express-feeling: the sides"],
    ),
    (
        "[The leaders] adopted the Outcome Document and issued a joint statement.",
        ["adopt: The leaders", "issue-joint: The leaders"],
    ),
    (
        "[Minister Tan] and [Minister Rossi] signed a memorandum of understanding on cyber security.",
        ["sign: Minister Tan & Minister Rossi"],
    ),
    (
        "A memorandum of understanding on cyber security was signed by [Minister Tan] and [Minister Rossi].",
        ["sign: Minister Tan & Minister Rossi"],
    ),
    (
        "[The Defence Secretary] reassured [Estonia] that the battlegroup will stay.",
        ["reassure: The Defence Secretary > Estonia"],
    ),
    (
        "[NATO] strongly condemns the attack and calls on [Ruritania] to withdraw its troops.",
        ["condemn: NATO", "call-on: NATO > Ruritania"],
    ),
    (
        "[We] reaffirm our support for the mission and call for restraint.",
        ["renew-support: We", "call-for: We"],
    ),
    (
        "According to the statement, [Japan] lodged a strong protest with [China] over the intrusion.",
        ["lodge-protest: Japan > China"],
    ),
    (
        "[The Chinese side] is willing to work with [the Kenyan side] to implement the plan, [Wang] said.",
        ["be-pleased: The Chinese side", "say: Wang"],
    ),
    (
        "[Wang] said that [China] firmly supports [Kenya] in safeguarding its sovereignty.",
        ["say: Wang", "support: China"],
    ),
    (
        "[Minister Kim] stressed that [Japan] should face history and expressed regret over the visit.",
        ["emphasize: Minister Kim", "express-feeling: Minister Kim"],
    ),
    (
        "Noting the importance of the lanes, [the ministers] agreed to share data.",
        ["note: the ministers", "agree: the ministers"],
    ),
    (
        "Stressing that time is short, [Minister Kim] called for talks.",
        ["emphasize: Minister Kim", "call-for: Minister Kim"],
    ),
    (
        "[The ministers] shared the view that dialogue is needed.",
        ["share-view: The ministers"],
    ),
    (
        "[The two sides] exchanged views on regional issues and discussed ways to cooperate.",
        [],
    ),
    (
        "The talks, held at the request of [the Danish side], went on for two hours.",
        [],
    ),
    (
        "[The Secretary General] and [the President] discussed the agreement reached last year in Vilnius.",
        [],
    ),
    (
        "[Minister Lee] requested [Singapore]'s support for the bid and asked for continued cooperation.",
        ["request: Minister Lee > Singapore", "ask: Minister Lee"],
    ),
    (
        "In a phone call with [Minister Blinken], [he] expressed his gratitude for the aid.",
        ["express-thanks: he > Minister Blinken"],
    ),
    (
        "[Minister Jeong] told [the Vice Premier] that exchanges should be restored.",
        ["tell: Minister Jeong > the Vice Premier"],
    ),
    (
        "[The two ministers] were of the view that the pact had served its purpose.",
        ["of-the-view: The two ministers"],
    ),
    (
        "[Minister Jansen] described the plan as a milestone.",
        ["describe-as: Minister Jansen"],
    ),
    (
        "[Secretary Dunn] called [Minister Aoki] to thank him for the quick answer and to discuss the floods.",
        ["thank: Secretary Dunn"],
    ),
    (
        "[Secretary Dunn] spoke by phone with [Minister Aoki] to reaffirm the alliance.",
        ["reaffirm: Secretary Dunn"],
    ),
    (
        "[The two leaders] pledged to stay in touch, agreeing to meet again in June.",
        ["pledge: The two leaders", "agree: The two leaders"],
    ),
    (
        "[Minister Wei] urged [the Danish side] to lift the ban, saying that trade serves both.",
        ["urge: Minister Wei > the Danish side", "say: Minister Wei"],
    ),
    (
        "[The Kenyan side] spoke highly of the role of [China].",
        ["speak-highly: The Kenyan side > China"],
    ),
    (
        "[Minister Moreau] complimented [Malta] on its chairmanship and apprised [the Maltese delegation] of new rules.",
        ["praise: Minister Moreau > Malta", "brief: Minister Moreau > the Maltese delegation"],
    ),
    (
        "[China] attaches great importance to its ties with [Chile] and is ready to expand trade, [Minister Wu] said.",
        ["attach-importance: China", "be-pleased: China", "say: Minister Wu"],
    ),
    (
        "[Kerry], for his part, voiced hope that the talks would resume.",
        ["express-feeling: Kerry"],
    ),
    (
        "[General Ortiz] and [General Lind] stressed the value of joint training and pledged to hold it every year.",
        ["emphasize: General Ortiz & General Lind", "pledge: General Ortiz & General Lind"],
    ),
    (
        "During the meeting, [Minister Sousa] raised the issue of the detained fishermen and demanded their release.",
        ["urge: Minister Sousa"],
    ),
    (
        "At the close of the visit a joint declaration was adopted, in which [the parties] condemned piracy.",
        ["adopt: -", "condemn: the parties"],
    ),
    (
        "[The Deputy Prime Minister] conveyed the greetings of [President Alva] to [the Emir] and invited [him] to Lima.",
        ["express-feeling: The Deputy Prime Minister > the Emir", "invite: The Deputy Prime Minister > him"],
    ),
    (
        "[The Foreign Secretary] was clear that [Ruritania] must withdraw.",
        ["be-clear: The Foreign Secretary"],
    ),
    (
        "[Both sides] noted with satisfaction the growth of trade and underlined the need for more flights.",
        ["note: Both sides", "emphasize: Both sides"],
    ),
    (
        "[Minister Kallas] made clear that sanctions would stay.",
        ["affirm: Minister Kallas"],
    ),
    (
        "[The Permanent Secretary], [Ms Tan], and [her Swiss counterpart], [Mr Frei], agreed that a second round would be held in Bern.",
        ["agree: The Permanent Secretary & Ms Tan & her Swiss counterpart"],
    ),
    (
        "[Japan] and [Fiji] have agreed to extend the loan.",
        ["agree: Japan & Fiji"],
    ),
    (
        "Under the agreement signed by [Japan] and [Fiji] last year, two ships were handed over.",
        [],
    ),
    (
        "[The Minister] recalled that [the two sides] had agreed on a ceasefire in May.",
        ["note: The Minister", "agree: the two sides"],
    ),
    (
        "[They] noted the agreement of [the two governments] to reopen the road.",
        ["note: They"],
    ),
    (
        "[Ministers] also agreed to continue efforts to condemn and deter such attacks.",
        ["agree: Ministers"],
    ),
    (
        "[The sides] confirmed their readiness to continue dialogue.",
        ["reaffirm: The sides"],
    ),
    (
        "[Lavrov] and [Al-Sabah] exchanged views on Syria, and [the Russian side] reiterated its position on the convention.",
        ["reiterate: the Russian side"],
    ),
    (
        "[The Estonian Defence Minister] said [Estonia] will double its contribution and thanked [the United Kingdom] for leading the battlegroup.",
        ["say: The Estonian Defence Minister", "thank: The Estonian Defence Minister > the United Kingdom"],
    ),
    (
        '"[We] stand with [Moldova]," [Minister Popa] said after the meeting.',
        ["say: Minister Popa"],
    ),
    (
        '"This is a historic day," said [Minister Popa], adding that the bridge would open in May.',
        ["say: Minister Popa", "add: Minister Popa"],
    ),
    (
        "[The Philippine side] called [China]'s conduct a violation of the convention and protested the use of water cannon.",
        ["protest: The Philippine side"],
    ),
    (
        "[The Minister of State] appealed for calm and offered to host talks.",
        ["appeal: The Minister of State", "offer: The Minister of State"],
    ),
    (
        "In this context, [the Ministers] called on [all parties] to exercise restraint.",
        ["call-on: the Ministers > all parties"],
    ),
    (
        "[Allies] agreed to boost spending and approved a new plan, [the Secretary General] announced.",
        ["agree: Allies", "adopt: Allies", "announce: the Secretary General"],
    ),
    (
        "[The two sides] expressed their willingness to hold the dialogue regularly.",
        ["express-commitment: The two sides"],
    ),
    (
        "[He] expressed his hope that [the two sides] would agree on a date soon.",
        ["express-feeling: He"],
    ),
    (
        "[The Indian side] sought the support of [Uganda] for its candidature.",
        ["seek: The Indian side > Uganda"],
    ),
    (
        "[Vice Minister Hong] lodged a protest with [Ambassador Ono], and strongly urged [Japan] to retract the claim.",
        ["lodge-protest: Vice Minister Hong > Ambassador Ono", "urge: Vice Minister Hong > Japan"],
    ),
    (
        "Views were exchanged on the drought, and it was decided that experts will meet in May.",
        ["decide: -"],
    ),
    (
        "[Minister Ahn] asked that [Japan] take measures, and [Minister Kono] replied that the government would study the matter.",
        ["ask: Minister Ahn", "add: Minister Kono"],
    ),
    (
        "[The Secretary of State] reiterated to [the Foreign Minister] that the treaty stands.",
        ["reiterate: The Secretary of State > the Foreign Minister"],
    ),
    (
        "[The ministers] took note of the report and endorsed its recommendations.",
        ["take-note: The ministers", "adopt: The ministers"],
    ),
    (
        "[Minister Fox] is expected to sign an agreement and thank [the hosts].",
        [],
    ),
    (
        "If [the two sides] agreed on terms, the ministers could sign the deal.",
        [],
    ),
    (
        "[The two sides] failed to agree on a text.",
        [],
    ),
    (
        "[The United States] and [Japan] share the same view on the matter.",
        ["share-view: The United States & Japan"],
    ),
    (
        "[Minister Chung] noted that [the two countries] share common values and proposed regular consultations, to which [Minister Peeters] agreed.",
        ["note: Minister Chung", "propose: Minister Chung", "agree: Minister Peeters"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s[:50] for s, _ in SENTENCES])
def test_a_sentence_is_read(sentence: str, expected: list[str]) -> None:
    assert expected == read(sentence)


def read(sentence: str) -> list[str]:
    text, spans = marked(sentence)

    def names(actors: tuple[int, ...]) -> str:
        return " & ".join(spans[i].of(text) for i in actors)

    return [
        f"{c.row.id}: {names(c.subjects) or '-'}" + (f" > {names(c.hearers)}" if c.hearers else "")
        for c in clauses(sentence)
    ]


def content(sentence: str) -> list[str]:
    text, _ = marked(sentence)
    return [" / ".join(span.of(text) for span in c.content) for c in clauses(sentence)]


def test_content_ends_where_the_next_act_begins() -> None:
    sentence = "[The two sides] agreed to reopen the pass and decided to meet in May."
    assert ["to reopen the pass", "to meet in May"] == content(sentence)


def test_an_attribution_is_no_content() -> None:
    sentence = "Exchanges, [they] agreed, will go on."
    assert ["Exchanges / will go on"] == content(sentence)


def test_the_content_of_a_passive_stands_before_it() -> None:
    assert ["The release of the crew"] == content("The release of the crew was welcomed by [Oman].")


def test_words_reported_stand_within_the_verb_of_saying() -> None:
    found = clauses("[Wang] said that [China] firmly supports [Kenya].")
    assert [None, 0] == [c.within for c in found]


def test_acts_in_quotation_marks_are_left_to_the_speaker() -> None:
    assert ["say: Minister Popa"] == read('"[We] agreed on nothing," [Minister Popa] said.')
