"""Which panels the page of each kind has, and which properties these say already."""

from dataclasses import dataclass
from typing import Final

from rdflib import DCTERMS

from kg.vocabulary import OA
from server import pictures
from server.graph import par
from server.panels import Panel, joined, text, times
from server.people import seated
from server.remarks import first_and_last, gaps, totals
from server.reported import compared, read_through


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's plan.

    Attributes:
        panels: in the order of the page.
        outgoing: IRIs of properties that the plain facts leave out.
        incoming: IRIs of properties whose other ends are shown already.
    """

    panels: tuple[Panel, ...] = ()
    outgoing: frozenset[str] = frozenset()
    incoming: frozenset[str] = frozenset()


def _names(words: str) -> frozenset[str]:
    """IRIs of properties of the ontology."""
    return frozenset(map(par, words.split()))


def _talks(query: str, name: str, title: str = "Talks") -> Panel:
    return Panel("talks", query, title, "talk", "talk", draw=pictures.talks(name), remark=first_and_last)


def _acts(key: str, query: str, title: str) -> Panel:
    return Panel(key, query, title, "act", "act")


def _people(query: str, title: str) -> Panel:
    return Panel("people", query, title, "tenure", "tenure")


_TALKS = times("talks", "talk", "talks")
_EDITIONS = times("editions", "edition", "editions")
_SENTENCES = Panel("sources", "thing_sentences", "In the words of the sources", "quote", "evidence")
_MAP = Panel("places", "party_places", "Where they met", "link", "place", note=_TALKS, draw=pictures.map_of)

_PARTY = Layout(
    (
        _talks("party_talks", "party"),
        Panel(
            "partners",
            "party_partners",
            "Partners",
            "partner",
            "partner",
            note=_TALKS,
            draw=pictures.partners,
        ),
        Panel(
            "officials", "party_officials", "Officials", "link", "official", note=joined(text("post"), _TALKS)
        ),
        _acts("agreements", "party_agreements", "Agreements"),
        _acts("statements", "party_statements", "Statements"),
        _acts("addressed", "party_addressed", "Said to it"),
        Panel(
            "topics", "party_topics", "Topics", "link", "topic", items=totals, draw=pictures.topics("party")
        ),
        _MAP,
        Panel("series", "party_series", "Series of talks", "link", "series", note=_EDITIONS),
        Panel(
            "bodies",
            "party_bodies",
            "Bodies",
            "link",
            "body",
            note=times("officials", "official", "officials"),
        ),
    ),
    _names("memberParty"),
    _names("hasParty serves committedParty speaksFor speaker addressee memberParty ofParty")
    | _names("hostParty onBehalfOf territoryOf postIn signatory represents"),
)
_OFFICIAL = Layout(
    (
        Panel("posts", "official_posts", "Posts", "tenure", "tenure", draw=pictures.posts),
        _talks("official_talks", "official"),
        Panel(
            "met",
            "official_met",
            "Met officials of other parties",
            "link",
            "other",
            note=joined(text("party"), _TALKS),
            draw=pictures.people,
        ),
        _acts("statements", "official_statements", "Said"),
        _acts("addressed", "official_addressed", "Said to them"),
    ),
    _names("holds delegateIn"),
    _names("heldBy hasParticipant participant speaker addressee delegate headOfDelegation nameFormOf"),
)
_BODY = Layout(
    (
        _people("body_officials", "Officials"),
        Panel("posts", "body_posts", "Posts", "link", "post"),
        Panel("parts", "body_parts", "Parts", "link", "body"),
    ),
    incoming=_names("postIn partOfBody"),
)
_SERIES = Layout(
    (
        Panel(
            "talks",
            "series_editions",
            "Editions",
            "talk",
            "talk",
            draw=pictures.talks("series"),
            remark=gaps,
        ),
        Panel("members", "series_members", "Members and guests", "link", "party", note=_EDITIONS),
        Panel(
            "people", "series_people", "Who came", "link", "official", note=joined(text("party"), _EDITIONS)
        ),
        Panel("places", "series_places", "Where it met", "link", "place", note=_TALKS, draw=pictures.map_of),
        _acts("agreements", "series_agreements", "Agreed in its editions"),
        _acts("about", "series_about", "Agreements and statements about it"),
    ),
    _names("memberParty edition"),
    _names("inSeries concerns"),
)
_EVENT = Layout(
    (
        Panel(
            "participants",
            "talk_participants",
            "Who took part",
            "side",
            "party",
            items=seated,
            whole=True,
        ),
        _acts("agreements", "talk_agreements", "Agreed"),
        _acts("statements", "talk_statements", "Said"),
        Panel(
            "differences",
            "talk_claims",
            "Source by source",
            "claims",
            "article",
            items=compared,
            least=2,
            whole=True,
        ),
        Panel("sources", "thing_sentences", "Where this is reported", "quote", "evidence"),
        Panel("margins", "talk_margins", "On its margins", "talk", "talk"),
        Panel("neighbours", "talk_neighbours", "The series it stands in", "talk", "talk", least=2),
    ),
    _names("hasParty hasParticipant participation date dateText place status inSeries ordinal")
    | _names("reportedAs hostParty onMarginsOf topic reportedIn delegation hadOnMargins"),
    _names("reachedIn madeIn onMarginsOf reports participationOf edition hadOnMargins sentTo"),
)
_ACT = Layout(
    (
        _SENTENCES,
        _acts("neighbours", "act_neighbours", "Also agreed or said in the same talk"),
    ),
    _names("gist reportedIn"),
)
_TOPIC = Layout(
    (
        _talks("topic_talks", "topic", "Talks about it"),
        Panel("parties", "topic_parties", "Who talks about it", "link", "party", note=_TALKS),
        _acts("agreements", "topic_agreements", "Agreements"),
        _acts("statements", "topic_statements", "Statements"),
    ),
    incoming=_names("topic actKind"),
)
_KIND = Layout(
    (
        _acts("agreements", "kind_agreements", "Agreements"),
        _acts("statements", "kind_statements", "Statements"),
    ),
    incoming=_names("topic actKind"),
)
_ITEM = Layout(
    (
        Panel("changes", "instrument_changes", "What became of it", "link", "change", note=text("date")),
        _acts("about", "item_acts", "Agreements and statements about it"),
        Panel("talks", "item_talks", "Talks that dealt with it", "talk", "talk"),
    ),
    outgoing=_names("changedBy"),
    incoming=_names("concerns changes"),
)
_PLACE = Layout(
    (
        Panel("map", "place_map", "On the map", "nothing", "place", draw=pictures.map_of),
        _talks("place_talks", "place", "Talks here"),
        Panel("parties", "place_parties", "Who met here", "link", "party", note=_TALKS),
        Panel("inside", "place_inside", "Places within", "link", "place", note=_TALKS),
    ),
    incoming=_names("place within"),
)
_ARTICLE = Layout(
    (
        Panel("talks", "article_talks", "Talks", "talk", "talk"),
        _acts("agreements", "article_agreements", "Agreements"),
        _acts("statements", "article_statements", "Statements"),
        Panel(
            "sentences",
            "article_sentences",
            "What was read from it",
            "reading",
            "evidence",
            items=read_through,
        ),
    ),
    _names("reports") | {str(DCTERMS.source)},
    _names("reportedIn") | {str(OA.hasSource)},
)
_EVIDENCE = Layout(
    (Panel("supports", "evidence_supports", "Stands behind", "link", "thing"),),
    incoming=_names("evidence"),
)

_DELEGATION = Layout(
    (
        Panel(
            "members",
            "delegation_members",
            "Who belonged to it",
            "link",
            "official",
            note=joined(text("post"), text("part")),
        ),
        _SENTENCES,
    ),
    _names("delegate headOfDelegation"),
    _names("delegateIn memberOf delegation"),
)

LAYOUTS: Final = {
    "state": _PARTY,
    "organization": _PARTY,
    "official": _OFFICIAL,
    "body": _BODY,
    "post": Layout((_people("post_holders", "Held by"),), incoming=_names("post")),
    "tenure": Layout((_SENTENCES,), incoming=_names("inCapacity holds")),
    "series": _SERIES,
    "exercise": _SERIES,
    "event": _EVENT,
    "participation": Layout((_SENTENCES,)),
    "agreement": _ACT,
    "statement": _ACT,
    "instrument": _ITEM,
    "change": Layout((_SENTENCES,), incoming=_names("changedBy")),
    "delegation": _DELEGATION,
    "name-form": Layout(incoming=_names("nameForm")),
    "place": _PLACE,
    "topic": _TOPIC,
    "act": _KIND,
    "article": _ARTICLE,
    "evidence": _EVIDENCE,
}
PLAIN: Final = Layout()
