"""Records made by hand of known facts, for tests of what comes after extraction."""

from datetime import date

from kg.model import (
    Agent,
    Agreement,
    Article,
    ArticleRecord,
    Document,
    Evidence,
    Mentioned,
    Metadata,
    Official,
    Participant,
    Place,
    PostHeld,
    Span,
    Statement,
    Talk,
    When,
)

CONSULTATION = (
    "Kim Yong-kil led the Korean side at the 11th ROK-Japan Security Policy Consultation. "
    "Kenji Kanasugi led the Japanese side in Tokyo on March 15. "
    "The two sides agreed to hold such talks more often. "
    "Later Kim asked Japan to stay in touch."
)
TRILATERAL = (
    "Jeong Kyeong-doo met James Mattis and Takeshi Iwaya on October 19. "
    "The ministers agreed to put off the exercise Vigilant Ace. "
    "A day later the fifth ADMM-Plus opened in Singapore."
)


def on(text: str, sentence: str, words: str = "", rule: str = "by.hand") -> Evidence:
    """Evidence of the sentence that begins with some words, and of words in it."""
    start = text.index(sentence)
    end = text.index(".", start + len(sentence)) + 1
    whole = Span(start, end)
    if not words:
        return Evidence(whole, whole, rule)
    at = text.index(words, start)
    return Evidence(whole, Span(at, at + len(words)), rule)


def day(value: str, text: str = "") -> When:
    """A day."""
    return When(text or value, "day", date.fromisoformat(value), date.fromisoformat(value))


def month(value: str) -> When:
    """A month of 30 days or of what it has."""
    first = date.fromisoformat(f"{value}-01")
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return When(value, "month", first, date.fromordinal(following.toordinal() - 1))


def article(identifier: str, text: str, published: str | None = None, title: str | None = None) -> Article:
    """An article that is all prose."""
    document = Document(identifier, text, Metadata(title, "Parley tests", published))
    return Article(document, document.metadata, (Span(0, len(text)),))


def official(name: str, party: str, held: PostHeld, *shorter: str) -> Official:
    """An official with one post, named in the sentence that gives it."""
    return Official(name, (name, *shorter), party, (held,), (held.evidence,))


def consultation(identifier: str = "consultation") -> ArticleRecord:
    """The 11th ROK-Japan Security Policy Consultation, 15 March 2018."""
    text = CONSULTATION
    first, second = on(text, "Kim Yong-kil", "Kim Yong-kil"), on(text, "Kenji", "Kenji Kanasugi")
    northeast = PostHeld("Director-General for Northeast Asian Affairs", first, "Ministry of Foreign Affairs")
    bureau = PostHeld("Director-General of the Asian and Oceanian Affairs Bureau", second)
    talk = Talk(
        key="t1",
        form="consultation",
        status="held",
        parties=("JP", "KR"),
        evidence=(first,),
        label="11th ROK-Japan Security Policy Consultation",
        series="ROK-Japan Security Policy Consultation",
        ordinal=11,
        when=day("2018-03-15", "March 15"),
        place=Place("Tokyo", "JP"),
        host="JP",
        participants=(
            Participant("Kim Yong-kil", "KR", first, "head"),
            Participant("Kenji Kanasugi", "JP", second),
        ),
        topics=("denuclearization",),
        main=True,
    )
    kim, japan = Agent("official", "Kim Yong-kil"), Agent("party", "JP")
    asked = on(text, "Later", "asked")
    return ArticleRecord(
        article(identifier, text, "2018-03-15", "Eleventh consultation held"),
        (official("Kim Yong-kil", "KR", northeast, "Kim"), official("Kenji Kanasugi", "JP", bureau)),
        (talk,),
        (Agreement("agree", ("JP", "KR"), "more frequent talks", on(text, "The two sides"), "t1"),),
        (Statement("request", kim, "staying in touch", asked, "KR", japan, "t1"),),
    )


MINISTERS = (
    ("Jeong Kyeong-doo", "KR", "Minister of National Defense"),
    ("James Mattis", "US", "Secretary of Defense"),
    ("Takeshi Iwaya", "JP", "Minister of Defense"),
)


def trilateral(identifier: str = "trilateral") -> ArticleRecord:
    """Trilateral defence talks of 19 October 2018 on the margins of the 5th ADMM-Plus."""
    text = TRILATERAL
    first, second, third = (on(text, start) for start in ("Jeong", "The ministers", "A day"))
    talk = Talk(
        key="t1",
        form="meeting",
        status="held",
        parties=("JP", "KR", "US"),
        evidence=(first,),
        when=day("2018-10-19", "October 19"),
        participants=tuple(Participant(name, party, first) for name, party, _ in MINISTERS),
        main=True,
        on_margins_of="t2",
    )
    forum = Talk(
        key="t2",
        form="conference",
        status="held",
        parties=("ASEAN", "JP", "KR", "US"),
        evidence=(third,),
        label="fifth ADMM-Plus",
        series="ASEAN Defence Ministers' Meeting-Plus",
        series_id="admm-plus",
        ordinal=5,
        when=When("October", "month", date(2018, 10, 1), date(2018, 10, 31)),
        place=Place("Singapore", "SG"),
    )
    exercise = Mentioned("exercise", "Vigilant Ace", second.words)
    return ArticleRecord(
        article(identifier, text, "2018-10-20", "Ministers meet in Singapore"),
        tuple(official(name, party, PostHeld(role, first)) for name, party, role in MINISTERS),
        (talk, forum),
        (Agreement("agree", ("JP", "KR", "US"), "putting off an exercise", second, "t1", (exercise,)),),
    )
