"""Annotations read back out of a graph by SPARQL, so that what is scored is what any user finds.

Only the published vocabulary is used; each article's graph is asked for what that article says.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

Row = dict[str, str]
Ask = Callable[[str], list[Row]]
Item = dict[str, Any]

PREFIXES = """
PREFIX par: <https://w3id.org/parley/def#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
ARTICLES = "SELECT ?g ?value WHERE { GRAPH ?g { ?x a par:Article ; dcterms:identifier ?value } }"
CODES = "SELECT ?x ?value WHERE { ?x par:isoCode|par:acronym ?value }"
STATES = "SELECT ?x ?value WHERE { ?x par:isoCode ?value }"
LANDS = "SELECT ?x ?value WHERE { ?x par:within+/par:isoCode ?value }"
NOTATIONS = "SELECT ?x ?value WHERE { ?x skos:notation ?value }"
LABELS = """SELECT ?x ?value WHERE { ?x rdfs:label|skos:prefLabel ?value
  FILTER(LANG(?value) = "" || LANGMATCHES(LANG(?value), "en")) } ORDER BY STRLEN(?value)"""
NAMES = "SELECT ?g ?x ?value WHERE { GRAPH ?g { ?x a par:Official ; rdfs:label|skos:altLabel ?value } }"
SERVED = "SELECT ?x ?value WHERE { ?x par:serves ?value }"
POSTS = """SELECT ?g ?x ?value ?body WHERE { GRAPH ?g { ?x par:holds/par:post ?post }
  ?post rdfs:label ?value OPTIONAL { ?post par:postIn ?in . ?in a par:GovernmentBody ; rdfs:label ?body } }"""
EVENT_CLASSES = """SELECT ?x ?value WHERE {
  ?x rdfs:subClassOf+ par:DiplomaticEvent ; skos:notation ?value }"""
EVENTS = "SELECT ?g ?x ?value WHERE { GRAPH ?g { ?x a ?value } }"
VALUES = "SELECT ?g ?x ?value WHERE { GRAPH ?g { ?x %s ?value } }"
ACTS = """SELECT ?g ?x ?kind ?who ?event ?to ?gist ?sentence WHERE { GRAPH ?g {
  ?x a par:%s ; par:actKind ?kind ; %s ?who ; par:evidence/oa:exact ?sentence
  OPTIONAL { ?x par:reachedIn|par:madeIn ?event } OPTIONAL { ?x par:addressee ?to }
  OPTIONAL { ?x par:gist ?gist } } }"""
RULES = "SELECT ?g ?x ?value WHERE { GRAPH ?g { ?x par:evidence/par:rule ?value } }"
SINGLE = {
    "label": "rdfs:label",
    "ordinal": "par:ordinal",
    "series": "par:inSeries",
    "date": "par:date",
    "earliest": "par:earliest",
    "latest": "par:latest",
    "place": "par:place",
    "status": "par:status",
    "reported": "par:reportedAs",
}


def annotations(ask: Ask) -> dict[str, Item]:
    """One annotation per article of the graph, by the article's identifier.

    Args:
        ask: runs a SELECT query and returns its rows, values as strings.
    """
    reader = _Reader(ask)
    people = reader.officials()
    talks = reader.talks(people)
    agreements = reader.acts("Agreement", "par:committedParty", people)
    statements = reader.acts("Statement", "par:speaker", people)
    reader.add_rules(people, talks, agreements, statements)
    return {
        identifier: {
            "id": identifier,
            "officials": list(people[graph].values()),
            "talks": list(talks[graph].values()),
            "commitments": list(agreements[graph].values()),
            "statements": list(statements[graph].values()),
        }
        for graph, identifier in sorted(reader.articles.items())
    }


Found = dict[str, dict[str, Item]]


class _Reader:
    """The look-ups that all annotations need, asked for once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.articles = {row["g"]: row["value"] for row in self.ask(ARTICLES)}
        self.codes = self._table(CODES)
        self.states = self._table(STATES)
        self.labels = self._table(LABELS)
        self.lands = self._table(LANDS)
        self.notations = self._table(NOTATIONS)

    def ask(self, query: str) -> list[Row]:
        return self._ask(PREFIXES + query)

    def _table(self, query: str) -> dict[str, str]:
        return {row["x"]: row["value"] for row in self.ask(query)}

    def _in_articles(self, query: str) -> Iterable[Row]:
        return (row for row in self.ask(query) if row["g"] in self.articles)

    def officials(self) -> Found:
        served = self._table(SERVED)
        found: Found = defaultdict(dict)
        for row in self._in_articles(NAMES):
            party = served.get(row["x"], "")
            blank = {"name": "", "state": self.states.get(party), "role": None, "organization": None}
            official = found[row["g"]].setdefault(row["x"], blank)
            official["name"] = max(official["name"], row["value"], key=len)
            official["organization"] = None if party in self.states else self.codes.get(party)
        for row in self._in_articles(POSTS):
            official = found[row["g"]].get(row["x"], {})
            official["role"] = max(official.get("role") or "", row["value"], key=len)
            official["organization"] = official.get("organization") or row.get("body")
        return found

    def talks(self, people: Found) -> Found:
        forms = {row["x"]: row["value"] for row in self.ask(EVENT_CLASSES)}
        found: Found = defaultdict(dict)
        for row in self._in_articles(EVENTS):
            if row["value"] in forms:
                talk = found[row["g"]].setdefault(row["x"], {"key": row["x"], "form": "talk"})
                talk["form"] = _closer(talk["form"], forms[row["value"]])
        for name, path in SINGLE.items():
            for row in self._in_articles(VALUES % path):
                if row["x"] in found[row["g"]]:
                    found[row["g"]][row["x"]][name] = row["value"]
        for talk in (talk for talks in found.values() for talk in talks.values()):
            self._finish(talk)
        self._link(found, "par:hasParty", "parties", lambda _, iri: self.codes.get(iri))
        self._link(
            found, "par:hasParticipant", "participants", lambda g, iri: people[g].get(iri, {}).get("name")
        )
        return found

    def _finish(self, talk: Item) -> None:
        place = talk.get("place", "")
        ordinal = talk.get("ordinal")
        talk |= {
            "form": "other" if talk["form"] == "talk" else talk["form"],
            "ordinal": int(ordinal) if ordinal else None,
            "series": self.labels.get(talk.get("series", "")),
            "date": _date(talk.get("date"), talk.get("earliest"), talk.get("latest")),
            "place": self.labels.get(place),
            "place_state": self.lands.get(place),
            "status": talk.get("status", "#held").rpartition("#")[2].casefold(),
            "main": talk.pop("reported", "").endswith("MainNews"),
            "parties": [],
            "participants": [],
        }

    def _link(self, found: Found, path: str, name: str, value: Callable[[str, str], str | None]) -> None:
        for row in self._in_articles(VALUES % path):
            talk, known = found[row["g"]].get(row["x"]), value(row["g"], row["value"])
            if talk is not None and known:
                talk[name] = sorted({*talk[name], known})

    def add_rules(self, *kinds: Found) -> None:
        for row in self._in_articles(RULES):
            for found in kinds:
                if row["x"] in found[row["g"]]:
                    found[row["g"]][row["x"]].setdefault("rules", set()).add(row["value"])

    def acts(self, kind: str, actor: str, people: Found) -> Found:
        found: Found = defaultdict(dict)
        for row in self._in_articles(ACTS % (kind, actor)):
            known = people[row["g"]]
            act = found[row["g"]].setdefault(row["x"], {"parties": []})
            code = self.codes.get(row["who"])
            act |= {
                "talk": row.get("event"),
                "act": self.notations.get(row["kind"]),
                "speaker": known.get(row["who"], {}).get("name") or code,
                "addressee": known.get(row.get("to", ""), {}).get("name")
                or self.codes.get(row.get("to", "")),
                "about": row.get("gist"),
                "evidence": row["sentence"],
                "parties": sorted({*act["parties"], code or "?"}),
            }
        return found


def _closer(known: str, form: str) -> str:
    """The more telling of two forms: any subclass says more than "talk", any other more than "meeting"."""
    return known if form in ("talk", "diplomatic-event") or (form == "meeting" and known != "talk") else form


def _date(date: str | None, earliest: str | None, latest: str | None) -> str | None:
    """The guidelines' date: as exact as `par:date`, otherwise the range of the two bounds."""
    if date or not (earliest and latest):
        return date
    return earliest if earliest == latest else f"{earliest}/{latest}"
